/** Configures a connection by hand: its kind and name, what to give to the customer, and what they gave. */
import type { Connection, Organization } from '@gatehouse-sso/sdk/browser'
import { type ReactNode, useState } from 'react'
import { Link, useLocation } from 'wouter'
import { useLanguage } from '../../../language/language.tsx'
import { CopyBox } from '../../../parts/copy-box.tsx'
import { Failed } from '../../../parts/failed.tsx'
import { NumberedStep, NumberedSteps } from '../../../parts/numbered-steps.tsx'
import { samlValues } from '../../../parts/saml-values.ts'
import { StateBadge } from '../../../parts/state-badge.tsx'
import { Words } from '../../../parts/words.tsx'
import { type ConnectionType, typesOf } from '../../data/identity-provider.ts'
import { useIdentityProviders } from '../../data/identity-providers.tsx'
import { useRead } from '../../data/reading.ts'
import { useMay } from '../../data/session.tsx'
import { paths } from '../../routes.ts'
import { LoadingPage } from '../../shell/loading-page.tsx'
import { PageHead } from '../../shell/page-head.tsx'
import { connectionLooks } from '../../state-tones.ts'
import { organizationsTexts, stateTexts, configureTexts as t } from '../../texts/texts.ts'
import classes from './configure.module.css'
import { ConfigureGuide } from './configure-guide.tsx'
import { ConfigureValues } from './configure-values.tsx'
import { KindAndName } from './kind-and-name.tsx'

interface Props {
  readonly organizationId: string
  /** `null` before there is a draft. */
  readonly connectionId: string | null
}

interface Known {
  readonly organization: Organization
  readonly connection: Connection | null
}

export function ConfigurePage({ organizationId, connectionId }: Props): ReactNode {
  const { data, error, refetch } = useRead(
    ['configure', organizationId, connectionId],
    async (api, options): Promise<Known> => {
      const [organization, connection] = await Promise.all([
        api.organizations.get(organizationId, options),
        connectionId === null ? null : api.connections.get(connectionId, {}, options),
      ])
      return { organization, connection }
    },
  )
  if (data) return <Configure key={connectionId} {...data} />
  if (error === null) return <LoadingPage />
  return (
    <>
      <PageHead title={t.title} />
      <Failed title={t.notLoaded} error={error} onRetry={() => void refetch()} />
    </>
  )
}

function Configure({ organization, connection }: Known): ReactNode {
  const { t: words } = useLanguage()
  const [, navigate] = useLocation()
  const mayWrite = useMay('connections:write')
  const providers = useIdentityProviders()
  // The gateway names the usual one first.
  const [usual = 'oidc'] = typesOf(providers)
  const [type, setType] = useState<ConnectionType>(connection?.type ?? usual)
  const { id, name } = organization
  const provider = providers[connection?.type ?? type]
  const hasValues = connection !== null && connection.missing_settings.length === 0
  return (
    <>
      <PageHead
        title={t.title}
        crumbs={[
          { name: organizationsTexts.title, to: paths.organizations() },
          { name, to: paths.organization(id) },
        ]}
        badge={
          connection && (
            <StateBadge {...connectionLooks[connection.state]} isPill>
              {stateTexts.connection[connection.state]}
            </StateBadge>
          )
        }
        text={
          mayWrite ? (
            <>
              {t.text(name)} <Link to={paths.organization(id, 'overview', { send: '1' })}>{t.sendLink}</Link>.
            </>
          ) : (
            t.notAllowed
          )
        }
      />
      <div className={classes.guided}>
        <fieldset disabled={!mayWrite}>
          <NumberedSteps>
            <NumberedStep n={1} title={t.provider.title} state={connection ? 'done' : 'now'}>
              <KindAndName
                organization_id={id}
                connection={connection}
                type={type}
                onType={setType}
                onCreated={(created) => navigate(paths.configure(id, created), { replace: true })}
              />
            </NumberedStep>
            <NumberedStep
              n={2}
              title={t.give.title(name)}
              text={connection ? connection.saml ? t.give.each : <Words text={provider.redirect_hint} /> : t.give.text}
              state={connection ? 'done' : 'later'}
            >
              {connection && (
                <div className={classes.give}>
                  {connection.saml ? (
                    samlValues(connection.saml, words).map(({ name: label, value }) => (
                      <CopyBox
                        key={label}
                        label={label}
                        value={value}
                        kind="code"
                        note={value === connection.saml?.acs_url ? <Words text={provider.redirect_hint} /> : null}
                      />
                    ))
                  ) : (
                    <CopyBox label={t.give.redirectUri} value={connection.redirect_uri} kind="address" />
                  )}
                  {connection.suggested_application_name !== null && (
                    <CopyBox label={t.give.application} value={connection.suggested_application_name} />
                  )}
                </div>
              )}
            </NumberedStep>
            <NumberedStep
              n={3}
              title={t.enter.title}
              text={connection ? t.enter.text : t.enter.waits}
              state={connection === null ? 'later' : hasValues ? 'done' : 'now'}
            >
              {connection && (
                <ConfigureValues
                  connection={connection}
                  onSaved={() => navigate(paths.connection(id, connection.id))}
                />
              )}
            </NumberedStep>
          </NumberedSteps>
        </fieldset>
        <ConfigureGuide provider={provider} organization={name} connection={connection} />
      </div>
    </>
  )
}

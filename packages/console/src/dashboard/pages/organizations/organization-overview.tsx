/** The first tab of an organization: its connections, setup links, domains, and the role of people without a group. */
import type { Connection, Organization } from '@gatehouse-sso/sdk/browser'
import { IconSend } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { Link } from 'wouter'
import { daysUntil } from '../../../language/formats.ts'
import { Button, ButtonLink } from '../../../parts/button.tsx'
import { CodeView } from '../../../parts/code-view.tsx'
import { Empty } from '../../../parts/empty.tsx'
import { Failed } from '../../../parts/failed.tsx'
import { RelativeTime } from '../../../parts/relative-time.tsx'
import { SettingsRow } from '../../../parts/settings-row.tsx'
import { Skeleton } from '../../../parts/skeleton.tsx'
import { StateBadge } from '../../../parts/state-badge.tsx'
import { useAddress } from '../../data/address.ts'
import { useIdentityProviders } from '../../data/identity-providers.tsx'
import { useNow } from '../../data/now.ts'
import { useRead } from '../../data/reading.ts'
import { useMay } from '../../data/session.tsx'
import { paths } from '../../routes.ts'
import { oneOrganizationSnippets } from '../../snippets.ts'
import { connectionLooks, shownState, toneOfEnd } from '../../state-tones.ts'
import { connectionTexts, organizationTexts, stateTexts } from '../../texts/texts.ts'
import { DefaultRole } from './default-role.tsx'
import { Domains } from './domains.tsx'
import classes from './organization.module.css'
import { SetupLinks } from './setup-links.tsx'

const t = organizationTexts.connections

export function OrganizationOverview({ organization }: { readonly organization: Organization }): ReactNode {
  const address = useAddress()
  const mayLink = useMay('setup_links:write')
  const mayConfigure = useMay('connections:write')
  const { id } = organization
  const { data, error, refetch } = useRead(['connections', { organization_id: id }], async (api, options) => {
    const list = await api.connections.list({ organization_id: id, limit: 20, order: 'asc' }, options)
    return list.data
  })
  const openLink = (): void => address.set({ send: '1' }, { isReplaced: true })
  return (
    <div className={classes.rows}>
      <SettingsRow id="connections" title={t.title} text={t.text}>
        {data === undefined ? (
          error ? (
            <Failed error={error} onRetry={() => void refetch()} />
          ) : (
            <Skeleton lines={2} />
          )
        ) : data.length === 0 ? (
          <Empty title={t.none} text={t.noneText}>
            <div className={classes.actions}>
              {mayLink && (
                <Button kind="primary" onClick={openLink}>
                  <IconSend className="icon" aria-hidden="true" />
                  {organizationTexts.sendSetupLink}
                </Button>
              )}
              {mayConfigure && <ButtonLink to={paths.configure(id)}>{organizationTexts.configure}</ButtonLink>}
            </div>
          </Empty>
        ) : (
          <>
            <ul className={classes.cards}>
              {data.map((connection) => (
                <ConnectionLine key={connection.id} connection={connection} />
              ))}
            </ul>
            {mayConfigure && (
              <ButtonLink isSmall to={paths.configure(id)}>
                {t.add}
              </ButtonLink>
            )}
          </>
        )}
      </SettingsRow>
      <SetupLinks organization={organization} connections={data ?? []} />
      <Domains organization={organization} />
      <DefaultRole organization={organization} />
      <SettingsRow id="code" title={connectionTexts.code.title} text={connectionTexts.code.text}>
        <CodeView label={connectionTexts.code.title} snippets={oneOrganizationSnippets(organization)} values={[id]} />
      </SettingsRow>
    </div>
  )
}

function ConnectionLine({ connection }: { readonly connection: Connection }): ReactNode {
  const now = useNow()
  const { id, organization_id, name, type, state, last_sign_in_at, credentials } = connection
  const { data: health } = useRead(['health', id], (api, options) => api.overview.connectionHealth(id, options), {
    isEnabled: state === 'active',
  })
  const shown = shownState(state, health?.state ?? 'no_sign_ins')
  const inUse = credentials.find(({ active }) => active)
  const days = inUse?.not_after ? daysUntil(inUse.not_after, now) : null
  const kind = useIdentityProviders()[type].name
  return (
    <li className={classes.card}>
      <p className={classes.cardTitle}>
        <Link to={paths.connection(organization_id, id)} className={classes.cover}>
          {name}
        </Link>
        <StateBadge {...connectionLooks[shown]} isPill>
          {stateTexts.connection[shown]}
        </StateBadge>
        {kind !== name && <span className="faint dense">{kind}</span>}
      </p>
      <p className="quiet dense">
        {t.lastSignIn} {last_sign_in_at === null ? t.never : <RelativeTime at={last_sign_in_at} now={now} form="ago" />}
        {days !== null && (
          <>
            {' · '}
            <span className={classes[toneOfEnd(days)]}>{stateTexts.endsIn(days)}</span>
          </>
        )}
      </p>
    </li>
  )
}

/** The head of a connection: state, actions, and a line of facts. */
import type { Connection, Organization } from '@gatehouse-sso/sdk/browser'
import { IconSend } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { Link } from 'wouter'
import { daysUntil } from '../../../language/formats.ts'
import { useLanguage } from '../../../language/language.tsx'
import { Button, ButtonLink, LinkButton } from '../../../parts/button.tsx'
import type { Fact } from '../../../parts/facts.tsx'
import { FactsLine } from '../../../parts/facts-line.tsx'
import { Failed } from '../../../parts/failed.tsx'
import { Note } from '../../../parts/note.tsx'
import { RelativeTime } from '../../../parts/relative-time.tsx'
import { StateBadge } from '../../../parts/state-badge.tsx'
import { endOf } from '../../credential-end.ts'
import { useIdentityProviders } from '../../data/identity-providers.tsx'
import { useNow } from '../../data/now.ts'
import { useChange, useRead } from '../../data/reading.ts'
import { useMay } from '../../data/session.tsx'
import { paths } from '../../routes.ts'
import { settingLabels } from '../../setting-labels.ts'
import { ObjectHead } from '../../shell/page-head.tsx'
import { connectionLooks, shownState, toneOfEnd } from '../../state-tones.ts'
import { connectionTexts, stateTexts } from '../../texts/texts.ts'
import { CheckFindings } from './check-findings.tsx'
import { useTestSignIn } from './test-sign-in.ts'

const t = connectionTexts

interface Props {
  readonly organization: Organization
  readonly connection: Connection
}

export function ConnectionHead({ organization, connection }: Props): ReactNode {
  const { list } = useLanguage()
  const mayWrite = useMay('connections:write')
  const mayLink = useMay('setup_links:write')
  const { id, name, type, state, missing_settings, armed_at, candidate } = connection
  const { data: health } = useRead(['health', id], (api, options) => api.overview.connectionHealth(id, options), {
    isEnabled: state === 'active',
  })
  const test = useTestSignIn(connection, 'current')
  const activate = useChange((api) => api.connections.activate(id))
  const check = useChange((api) => api.connections.check(id))
  const shown = shownState(state, health?.state ?? 'no_sign_ins')
  const isIncomplete = missing_settings.length > 0
  const missing = isIncomplete
    ? t.head.missing(list(missing_settings.map((setting) => t.settings[setting] ?? setting)))
    : null
  const provider = useIdentityProviders()[type].name
  return (
    <>
      <ObjectHead
        title={name}
        id={id}
        badge={
          <StateBadge {...connectionLooks[shown]} isPill>
            {stateTexts.connection[shown]}
          </StateBadge>
        }
        meta={<span>{provider === name ? (connection.saml ? 'SAML 2.0' : t.head.protocol) : provider}</span>}
        actions={
          <>
            {mayLink && (
              <ButtonLink to={paths.organization(organization.id, 'overview', { send: '1' })}>
                <IconSend className="icon" aria-hidden="true" />
                {t.head.sendSetupLink}
              </ButtonLink>
            )}
            {mayWrite && isIncomplete && (
              <ButtonLink kind="primary" to={paths.configure(organization.id, id)}>
                {t.head.enter}
              </ButtonLink>
            )}
            {mayWrite && (
              <Button isBusy={test.isPending} whyNot={missing} onClick={test.run}>
                {t.head.test}
              </Button>
            )}
            {mayWrite && state !== 'active' && !isIncomplete && (
              <Button
                kind={candidate === null ? 'primary' : 'plain'}
                isBusy={activate.isPending}
                onClick={() => activate.mutate()}
              >
                {t.head.activate}
              </Button>
            )}
          </>
        }
      />
      {test.isBlocked && <Note tone="warn" title={t.head.blocked} />}
      {armed_at !== null && <Note tone="plain" title={t.head.armed} />}
      {(test.error ?? activate.error) && <Failed error={test.error ?? activate.error} labels={settingLabels} />}
      <FactsLine
        facts={[
          ...useFacts(connection, health?.state),
          {
            name: t.facts.checks,
            value: check.data ? (
              t.facts.checked(
                check.data.checks.filter(({ result }) => result === 'ok').length,
                check.data.checks.length,
              )
            ) : (
              <LinkButton aria-busy={check.isPending} onClick={() => check.mutate()}>
                {t.facts.check}
              </LinkButton>
            ),
          },
        ]}
      />
      {check.error && <Failed title={t.checks.failed} error={check.error} onRetry={() => check.mutate()} />}
      {check.data && <CheckFindings check={check.data} />}
    </>
  )
}

function useFacts(connection: Connection, health: 'no_sign_ins' | 'working' | 'failing' | undefined): Fact[] {
  const now = useNow()
  const { organization_id, last_sign_in_at, credentials, last_test, state } = connection
  const inUse = credentials.find(({ active }) => active)
  const end = inUse ? endOf(inUse) : 'none'
  const days = inUse?.not_after ? daysUntil(inUse.not_after, now) : null
  const healthWords = { no_sign_ins: t.facts.noSignIns, working: t.facts.working, failing: t.facts.failing }
  return [
    {
      name: t.facts.last,
      value:
        last_sign_in_at === null ? (
          t.facts.never
        ) : (
          <Link to={paths.organization(organization_id, 'sign_ins')}>
            <RelativeTime at={last_sign_in_at} now={now} form="ago" />
          </Link>
        ),
    },
    ...(state === 'active' && health ? [{ name: t.facts.health, value: healthWords[health] }] : []),
    {
      name: t.facts.ends,
      value: !inUse ? (
        connection.saml ? (
          t.facts.notNeeded
        ) : (
          t.facts.noCredential
        )
      ) : end === 'unknown' ? (
        <a href="#credentials" title={t.facts.endNotKnownWhy}>
          {t.facts.endNotKnown}
        </a>
      ) : days === null ? (
        t.facts.endsNever
      ) : (
        <StateBadge shape="clock" tone={toneOfEnd(days)}>
          {days < 0 ? stateTexts.expired : stateTexts.inDays(days)}
        </StateBadge>
      ),
    },
    {
      name: t.facts.test,
      value:
        last_test === null ? (
          t.facts.noTest
        ) : (
          <Link to={paths.signIn(last_test.sign_in_id)}>
            {last_test.result === 'passed' ? t.facts.passed : t.facts.failed}{' '}
            <RelativeTime at={last_test.at} now={now} form="ago" />
          </Link>
        ),
    },
  ]
}

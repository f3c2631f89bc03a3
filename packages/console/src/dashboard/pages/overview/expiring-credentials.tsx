/** The credentials in use that end soon. Amber below 30 days, red below 7. */
import type { Overview } from '@gatehouse-sso/sdk/browser'
import type { ReactNode } from 'react'
import { Link } from 'wouter'
import { daysUntil } from '../../../language/formats.ts'
import { RelativeTime } from '../../../parts/relative-time.tsx'
import { Section, Todo, Todos } from '../../../parts/section.tsx'
import { StateBadge } from '../../../parts/state-badge.tsx'
import { useNow } from '../../data/now.ts'
import { paths } from '../../routes.ts'
import { toneOfEnd } from '../../state-tones.ts'
import { overviewTexts, stateTexts } from '../../texts/texts.ts'
import classes from './overview.module.css'

const t = overviewTexts.expiring
const mostShown = 5

export function ExpiringCredentials({ overview }: { readonly overview: Overview }): ReactNode {
  const now = useNow()
  const expiring = overview.expiring_credentials.slice(0, mostShown)
  return (
    <Section id="expiring" title={t.title} end={<p>{t.rule}</p>}>
      {expiring.length === 0 ? (
        <p className={classes.none}>{t.none}</p>
      ) : (
        <Todos>
          {expiring.map(
            ({ credential_id, connection_id, organization_id, organization_name, connection_name, expires_at }) => {
              const days = daysUntil(expires_at, now)
              return (
                <Todo
                  key={credential_id}
                  title={
                    <Link to={paths.connection(organization_id, connection_id, 'credentials')}>
                      {organization_name}
                    </Link>
                  }
                  more={connection_name}
                  why={<RelativeTime at={expires_at} now={now} form="date" />}
                  end={
                    <StateBadge shape="clock" tone={toneOfEnd(days)}>
                      {days < 0 ? t.expired : stateTexts.days(days)}
                    </StateBadge>
                  }
                />
              )
            },
          )}
        </Todos>
      )}
    </Section>
  )
}

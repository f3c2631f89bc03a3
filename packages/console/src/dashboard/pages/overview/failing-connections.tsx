/** The connections that fail, each with its cause in a sentence and the way to it. */
import type { Overview } from '@gatehouse-sso/sdk/browser'
import { IconAlertHexagon } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { Link } from 'wouter'
import { ButtonLink } from '../../../parts/button.tsx'
import { RelativeTime } from '../../../parts/relative-time.tsx'
import { Section, Todo, Todos } from '../../../parts/section.tsx'
import { useNow } from '../../data/now.ts'
import { useRead } from '../../data/reading.ts'
import { paths } from '../../routes.ts'
import { codeInWords, overviewTexts } from '../../texts/texts.ts'
import classes from './overview.module.css'

const t = overviewTexts.failing
const mostShown = 5

type Failing = Overview['failing_connections'][number]

export function FailingConnections({ overview }: { readonly overview: Overview }): ReactNode {
  const failing = overview.failing_connections.slice(0, mostShown)
  return (
    <Section id="failing" title={t.title} end={<p>{t.rule}</p>}>
      {failing.length === 0 ? (
        <p className={classes.none}>{t.none}</p>
      ) : (
        <Todos>
          {failing.map((connection) => (
            <FailingConnection key={connection.id} connection={connection} />
          ))}
        </Todos>
      )}
    </Section>
  )
}

function FailingConnection({ connection }: { readonly connection: Failing }): ReactNode {
  const now = useNow()
  const { id, name, organization_id, organization_name, health } = connection
  const { last_sign_in_id, last_sign_in_at, error_code } = health
  // The sentence of a failure comes from the gateway, with the trace of the latest one.
  const { data } = useRead(
    ['sign_ins', last_sign_in_id],
    (api, options) => api.signIns.get(last_sign_in_id ?? '', {}, options),
    { isEnabled: last_sign_in_id !== null },
  )
  const title = data?.error?.title ?? (error_code === null ? '' : codeInWords(error_code))
  return (
    <Todo
      icon={
        <>
          <IconAlertHexagon className="icon" color="var(--bad)" aria-hidden="true" />
          <span className="sr">{t.sr}</span>
        </>
      }
      title={<Link to={paths.connection(organization_id, id)}>{organization_name}</Link>}
      more={name}
      why={
        <>
          {title.replace(/\.$/, '')}
          {last_sign_in_at !== null && (
            <>
              {' · '}
              {t.since.toLowerCase()} <RelativeTime at={last_sign_in_at} now={now} form="whenAt" />
            </>
          )}
        </>
      }
      end={
        <ButtonLink isSmall to={paths.connection(organization_id, id, 'credentials')}>
          {t.look}
          <span className="sr">: {organization_name}</span>
        </ButtonLink>
      }
    />
  )
}

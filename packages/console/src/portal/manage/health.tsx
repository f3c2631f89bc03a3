/** The health of the connection: the last sign-in, how many got in, and a bar for each of the latest. */
import type { Connection, SignIn } from '@gatehouse-sso/sdk/browser'
import type { ReactNode } from 'react'
import { useLanguage } from '../../language/language.tsx'
import classes from './recent.module.css'
import { healthOf } from './sign-in-health.ts'
import { useSignIns } from './sign-ins.ts'

interface Props {
  readonly connection: Connection
  readonly now: number
}

export function Health({ connection, now }: Props): ReactNode {
  const { t, ago, percent } = useLanguage()
  const { data: signIns = [] } = useSignIns(connection.id)
  const { last, share, finished } = healthOf(signIns)
  if (finished === 0) return null
  return (
    <section className={classes.health} aria-label={t.manage.health}>
      <dl>
        <div>
          <dt>{t.manage.lastSignIn}</dt>
          <dd>{last === null ? t.manage.never : ago(last, now)}</dd>
        </div>
        <div>
          <dt>{t.manage.latest(finished)}</dt>
          <dd>
            {percent(share)} <small>% {t.manage.succeeded}</small>
          </dd>
        </div>
        <div className={classes.bars}>
          <dt className="sr">{t.manage.signIns}</dt>
          <dd>
            <Bars signIns={signIns} />
          </dd>
        </div>
      </dl>
    </section>
  )
}

/** The latest sign-ins, one bar each, the newest at the right. The table below says the same in words. */
function Bars({ signIns }: { readonly signIns: readonly SignIn[] }): ReactNode {
  const shown = signIns
    .filter(({ state }) => state !== 'in_progress')
    .slice(0, 60)
    .reverse()
  return (
    <svg viewBox="0 0 360 32" preserveAspectRatio="none" aria-hidden="true">
      {shown.map(({ id, state }, index) => {
        const isGood = state === 'succeeded'
        const x = (60 - shown.length + index) * 6
        return (
          <rect
            key={id}
            x={x}
            y={isGood ? 8 : 0}
            width="4"
            height={isGood ? 24 : 32}
            rx="1"
            className={isGood ? classes.ok : state === 'failed' ? classes.no : classes.left}
          />
        )
      })}
    </svg>
  )
}

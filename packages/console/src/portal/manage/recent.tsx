/** Health and recent sign-ins, with what to do about one that failed. */
import type { Connection, SetupGuide, SignIn } from '@gatehouse-sso/sdk/browser'
import { IconCheck, IconClock, IconX } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { useLanguage } from '../../language/language.tsx'
import { LinkButton } from '../../parts/button.tsx'
import { Dialog } from '../../parts/dialog.tsx'
import { Skeleton } from '../../parts/skeleton.tsx'
import table from '../../parts/table.module.css'
import { api } from '../api.ts'
import { Problem } from '../problem.tsx'
import { FailureDetails } from '../test/failed.tsx'
import { Block } from './block.tsx'
import { healthOf } from './health.ts'
import classes from './recent.module.css'

const shownFirst = 5
const askedFor = 100

interface Props {
  readonly connection: Connection
  readonly now: number
  readonly guide: SetupGuide | undefined
}

export function RecentSignIns({ connection, now, guide }: Props): ReactNode {
  const { t } = useLanguage()
  const [most, setMost] = useState(shownFirst)
  const [asked, setAsked] = useState<SignIn | null>(null)
  const {
    data: signIns,
    error,
    refetch,
  } = useQuery({
    queryKey: ['sign-ins', connection.id],
    queryFn: async ({ signal }) => {
      const { data } = await api.signIns.list({ connection_id: connection.id, limit: askedFor }, { signal })
      return data.filter(({ state }) => !state.startsWith('test_'))
    },
  })
  return (
    <>
      {signIns && signIns.length > 0 && <Health signIns={signIns} now={now} />}
      <Block
        title={t.manage.recent}
        id="recent"
        end={
          signIns &&
          signIns.length > most && <LinkButton onClick={() => setMost(most + 20)}>{t.manage.loadMore}</LinkButton>
        }
      >
        {error && <Problem error={error} onRetry={() => void refetch()} />}
        {!signIns && !error && <Skeleton />}
        {signIns?.length === 0 && <p className="quiet">{t.manage.noSignIns}</p>}
        {signIns && signIns.length > 0 && (
          <table className={`${table.table} ${classes.recent}`}>
            <thead>
              <tr>
                <th scope="col">{t.manage.when}</th>
                <th scope="col">{t.manage.who}</th>
                <th scope="col">{t.manage.result}</th>
                <th scope="col">
                  <span className="sr">{t.manage.help}</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {signIns.slice(0, most).map((signIn) => (
                <Row key={signIn.id} signIn={signIn} onAsk={() => setAsked(signIn)} />
              ))}
            </tbody>
          </table>
        )}
      </Block>
      {asked && <WhatToDo signIn={asked} guide={guide} onClose={() => setAsked(null)} />}
    </>
  )
}

function Health({ signIns, now }: { readonly signIns: readonly SignIn[]; readonly now: number }): ReactNode {
  const { t, ago, percent } = useLanguage()
  const { last, share, finished } = healthOf(signIns)
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
  const shown = signIns.slice(0, 60).reverse()
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

function Row({ signIn, onAsk }: { readonly signIn: SignIn; readonly onAsk: () => void }): ReactNode {
  const { t, time, dayOfYear, date } = useLanguage()
  const { state, email, created_at } = signIn
  const isGood = state === 'succeeded'
  const isToday = date(created_at) === date(new Date().toISOString())
  const person = email ?? t.manage.unknownPerson
  const Icon = isGood ? IconCheck : state === 'failed' ? IconX : IconClock
  const tone = isGood ? classes.isGood : state === 'failed' ? classes.isBad : undefined
  return (
    <tr>
      <td className={`num ${classes.when}`}>
        {isToday ? time(created_at) : `${dayOfYear(created_at)}, ${time(created_at)}`}
      </td>
      <td>{person}</td>
      <td className={tone}>
        <span className={classes.res}>
          <Icon className="icon" aria-hidden="true" />
          <span>{isGood ? t.manage.signedIn : (t.manage.states[state as 'failed'] ?? state)}</span>
        </span>
      </td>
      <td className={table.right}>
        {state === 'failed' && (
          <LinkButton onClick={onAsk}>
            {t.manage.whatToDo}
            <span className="sr">{t.manage.about(person, time(created_at))}</span>
          </LinkButton>
        )}
      </td>
    </tr>
  )
}

interface WhatToDoProps {
  readonly signIn: SignIn
  readonly guide: SetupGuide | undefined
  readonly onClose: () => void
}

function WhatToDo({ signIn, guide, onClose }: WhatToDoProps): ReactNode {
  const { t } = useLanguage()
  const { data, error } = useQuery({
    queryKey: ['sign-in', signIn.id],
    queryFn: ({ signal }) => api.signIns.get(signIn.id, {}, { signal }),
  })
  const names = { company: guide?.company ?? '', short_name: guide?.short_name ?? '' }
  return (
    <Dialog title={data?.error?.title ?? t.manage.whatToDo} isOpen onClose={onClose}>
      {error && <Problem error={error} />}
      {!data && !error && <Skeleton />}
      {data?.error && <FailureDetails failure={data.error} guide={names} signInId={signIn.id} at={signIn.created_at} />}
    </Dialog>
  )
}

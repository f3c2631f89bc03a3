/** Recent sign-ins, with what to do about one that failed. */
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
import classes from './recent.module.css'
import { useSignIns } from './sign-ins.ts'

const shownFirst = 5

interface Props {
  readonly connection: Connection
  readonly guide: SetupGuide | undefined
}

export function RecentSignIns({ connection, guide }: Props): ReactNode {
  const { t } = useLanguage()
  const [most, setMost] = useState(shownFirst)
  const [asked, setAsked] = useState<SignIn | null>(null)
  const { data: signIns, error, refetch } = useSignIns(connection.id)
  return (
    <>
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

function Row({ signIn, onAsk }: { readonly signIn: SignIn; readonly onAsk: () => void }): ReactNode {
  const { t, time, dayOfYear, date } = useLanguage()
  const { state, email, created_at } = signIn
  const isGood = state === 'succeeded'
  const isToday = date(created_at) === date(new Date().toISOString())
  // A list shows the domain only.
  const person = email?.replace(/^.*@/, '') ?? t.manage.unknownPerson
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

/** The sign-ins of the environment, and the drawer with one of them. All that is seen stands in the address. */
import type { SignIn } from '@gatehouse-sso/sdk/browser'
import { type ReactNode, useState } from 'react'
import { Button } from '../../../parts/button.tsx'
import { type Column, DataTable, Pager } from '../../../parts/data-table.tsx'
import { Empty } from '../../../parts/empty.tsx'
import { RelativeTime } from '../../../parts/relative-time.tsx'
import { StateBadge } from '../../../parts/state-badge.tsx'
import { Tabs } from '../../../parts/tabs.tsx'
import { firstPage, useAddress } from '../../data/address.ts'
import type { Api } from '../../data/api.tsx'
import { useFailureTitles } from '../../data/failure-titles.ts'
import { useList } from '../../data/list.ts'
import { useNow } from '../../data/now.ts'
import { type PeriodQuery, spanOf } from '../../filters/period.ts'
import { ListFailed } from '../../list-failed.tsx'
import { personOf } from '../../person.ts'
import { PageHead } from '../../shell/page-head.tsx'
import { signInLooks } from '../../sign-in-looks.ts'
import { stateTexts, signInsTexts as t } from '../../texts/texts.ts'
import { SignInDrawer } from './sign-in-drawer.tsx'
import { SignInFilters, signInFilterNames } from './sign-in-filters.tsx'

type Query = NonNullable<Parameters<Api['signIns']['list']>[0]>

const views = ['failed', 'abandoned', 'test_failed'] as const

export function SignInsPage(): ReactNode {
  const address = useAddress()
  const now = useNow()
  const [isNotUnderstood, setNotUnderstood] = useState(false)
  const filters: PeriodQuery & Readonly<Record<string, string>> = Object.fromEntries(
    signInFilterNames.flatMap((name) => {
      const value = address.get(name)
      return value === null ? [] : [[name, value]]
    }),
  )
  const { period, from, to, ...others } = filters
  // The gateway checks what the address says.
  const list = useList(
    ['sign_ins', filters],
    (api, query, options) => {
      const span = spanOf({ period, from, to }, Date.now())
      return api.signIns.list({ ...query, ...(others as Query), ...span, expand: ['organization', 'user'] }, options)
    },
    { limit: 25 },
  )
  const { rows, error } = list
  const titleOf = useFailureTitles(rows ?? [])
  const state = address.get('state')
  const open = address.get('sign_in')
  const at = rows?.findIndex(({ id }) => id === open) ?? -1
  const linkOf = (signIn: SignIn | undefined): string | null =>
    signIn === undefined || at < 0 ? null : address.link({ sign_in: signIn.id })
  const clear = Object.fromEntries(signInFilterNames.map((name) => [name, null]))
  const isFiltered = Object.keys(filters).length > 0
  const view = views.find((one) => one === state) ?? (state === null ? 'all' : '')
  return (
    <>
      <PageHead title={t.title} />
      <Tabs
        label={t.views}
        current={view}
        tabs={[
          { id: 'all', label: t.all, to: address.link({ ...firstPage, state: null }) },
          { id: 'failed', label: t.failed, to: address.link({ ...firstPage, state: 'failed' }) },
          { id: 'abandoned', label: t.abandoned, to: address.link({ ...firstPage, state: 'abandoned' }) },
          { id: 'test_failed', label: t.testFailed, to: address.link({ ...firstPage, state: 'test_failed' }) },
        ]}
      />
      <SignInFilters titleOf={titleOf} onNotUnderstood={setNotUnderstood} />
      {isNotUnderstood && <p className="quiet dense">{t.notUnderstood}</p>}
      <ListFailed list={list} title={t.notLoaded} />
      {(rows !== undefined || error === null) && (
        <DataTable
          label={t.title}
          columns={columnsAt(now, titleOf)}
          rows={rows}
          keyOf={({ id }) => id}
          to={({ id }) => address.link({ sign_in: id })}
          currentKey={open}
          isStale={list.isFetching}
          bones={12}
          empty={
            isFiltered ? (
              <Empty title={t.noneFound} text={t.noneFoundText}>
                <Button onClick={() => address.set({ ...firstPage, ...clear })}>{t.clear}</Button>
              </Empty>
            ) : (
              <Empty title={t.none} text={t.noneText} />
            )
          }
        />
      )}
      <Pager say={list.isFirstPage && rows ? t.newest(rows.length) : null} newer={list.newer} older={list.older} />
      {open !== null && (
        <SignInDrawer
          key={open}
          id={open}
          newer={linkOf(rows?.[at - 1])}
          older={linkOf(rows?.[at + 1])}
          onClose={() => address.set({ sign_in: null, as: null })}
        />
      )}
    </>
  )
}

const columnsAt = (now: number, titleOf: (code: string) => string): readonly Column<SignIn>[] => [
  { id: 'person', head: t.columns.person, cell: (signIn) => personOf(signIn) },
  {
    id: 'organization',
    head: t.columns.organization,
    width: '19%',
    isLeast: true,
    cell: ({ organization }) => organization?.name ?? '–',
  },
  {
    id: 'cause',
    head: t.columns.cause,
    width: '34%',
    isLeast: true,
    cell: ({ error_code }) =>
      error_code === null ? '' : <span title={titleOf(error_code)}>{titleOf(error_code)}</span>,
  },
  {
    id: 'result',
    head: t.columns.result,
    width: '124px',
    cell: ({ state }) => <StateBadge {...signInLooks[state]}>{stateTexts.signIn[state]}</StateBadge>,
  },
  {
    id: 'when',
    head: t.columns.when,
    width: '84px',
    align: 'right',
    card: 'end',
    cell: ({ created_at }) => <RelativeTime at={created_at} now={now} />,
  },
]

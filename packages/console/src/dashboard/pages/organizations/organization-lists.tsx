/** The users, sign-ins and events of one organization. Each list is a part of the address. */
import type { Event, SignIn, User } from '@gatehouse-sso/sdk/browser'
import type { ReactNode } from 'react'
import { type Column, DataTable, Pager } from '../../../parts/data-table.tsx'
import { Empty } from '../../../parts/empty.tsx'
import { Failed } from '../../../parts/failed.tsx'
import { Filter, Filters } from '../../../parts/filters.tsx'
import { RelativeTime } from '../../../parts/relative-time.tsx'
import { StateBadge } from '../../../parts/state-badge.tsx'
import { firstPage, useAddress } from '../../data/address.ts'
import { useFailureTitles } from '../../data/failure-titles.ts'
import { type List, useList } from '../../data/list.ts'
import { useNow } from '../../data/now.ts'
import { personOf } from '../../person.ts'
import { paths } from '../../routes.ts'
import { signInLooks } from '../../sign-in-looks.ts'
import { codeInWords, eventTitle, organizationTexts, stateTexts } from '../../texts/texts.ts'

const t = organizationTexts.lists

interface ListTableProps<T> {
  readonly label: string
  readonly list: List<T>
  readonly columns: readonly Column<T>[]
  readonly keyOf: (row: T) => string
  readonly to: (row: T) => string
  readonly empty: ReactNode
}

function ListTable<T>({ label, list, columns, keyOf, to, empty }: ListTableProps<T>): ReactNode {
  return (
    <>
      {list.error && <Failed title={t.notLoaded} error={list.error} onRetry={list.refetch} />}
      {(list.rows !== undefined || !list.error) && (
        <DataTable
          label={label}
          columns={columns}
          rows={list.rows}
          keyOf={keyOf}
          to={to}
          isStale={list.isFetching}
          empty={empty}
        />
      )}
      <Pager
        say={list.isFirstPage && list.rows ? t.newest(list.rows.length) : undefined}
        newer={list.newer}
        older={list.older}
      />
    </>
  )
}

interface Props {
  readonly organization_id: string
}

export function OrganizationUsers({ organization_id }: Props): ReactNode {
  const now = useNow()
  const list = useList(['users', { organization_id }], (api, query, options) =>
    api.users.list({ ...query, organization_id }, options),
  )
  const columns: readonly Column<User>[] = [
    { id: 'person', head: t.person, width: '40%', cell: ({ email, name, id }) => email ?? name ?? id },
    { id: 'role', head: t.role, cell: ({ role }) => role ?? '–' },
    {
      id: 'state',
      head: t.state,
      cell: ({ state }) =>
        state === 'active' ? (
          <StateBadge shape="dot" tone="good">
            {t.active}
          </StateBadge>
        ) : (
          <StateBadge shape="dash">{codeInWords(state)}</StateBadge>
        ),
    },
    {
      id: 'last',
      head: t.last,
      width: '120px',
      align: 'right',
      card: 'end',
      cell: ({ last_sign_in_at }) =>
        last_sign_in_at === null ? '–' : <RelativeTime at={last_sign_in_at} now={now} form="since" />,
    },
  ]
  return (
    <ListTable
      label={organizationTexts.tabs.users}
      list={list}
      columns={columns}
      keyOf={({ id }) => id}
      to={({ id }) => paths.user(id)}
      empty={<Empty title={t.usersEmpty} text={t.usersEmptyText} />}
    />
  )
}

const signInStates = Object.keys(signInLooks) as SignIn['state'][]

export function OrganizationSignIns({ organization_id }: Props): ReactNode {
  const now = useNow()
  const address = useAddress()
  const state = signInStates.find((one) => one === address.get('state'))
  const filter = { organization_id, ...(state ? { state } : {}) }
  const list = useList(['sign_ins', filter], (api, query, options) =>
    api.signIns.list({ ...query, ...filter, expand: ['user'] }, options),
  )
  const titleOf = useFailureTitles(list.rows ?? [])
  const columns: readonly Column<SignIn>[] = [
    { id: 'person', head: t.person, width: '36%', cell: (signIn) => personOf(signIn) },
    {
      id: 'result',
      head: t.result,
      width: '20%',
      cell: (signIn) => <StateBadge {...signInLooks[signIn.state]}>{stateTexts.signIn[signIn.state]}</StateBadge>,
    },
    {
      id: 'cause',
      head: t.cause,
      cell: ({ error_code }) =>
        error_code === null ? '–' : <span title={titleOf(error_code)}>{titleOf(error_code)}</span>,
    },
    {
      id: 'when',
      head: t.when,
      width: '104px',
      align: 'right',
      card: 'end',
      cell: ({ created_at }) => <RelativeTime at={created_at} now={now} />,
    },
  ]
  return (
    <>
      <Filters>
        <Filter
          label={t.state}
          value={state ?? null}
          options={signInStates.map((value) => ({ value, label: stateTexts.signIn[value] }))}
          onChange={(value) => address.set({ state: value, ...firstPage })}
        />
      </Filters>
      <ListTable
        label={organizationTexts.tabs.sign_ins}
        list={list}
        columns={columns}
        keyOf={({ id }) => id}
        to={({ id }) => paths.signIn(id)}
        empty={<Empty title={t.signInsEmpty} text={t.signInsEmptyText} />}
      />
    </>
  )
}

export function OrganizationEvents({ organization_id }: Props): ReactNode {
  const now = useNow()
  const list = useList(['events', { organization_id }], (api, query, options) =>
    api.events.list({ ...query, organization_id }, options),
  )
  const columns: readonly Column<Event>[] = [
    { id: 'event', head: t.event, width: '34%', cell: ({ type }) => eventTitle(type) },
    { id: 'actor', head: t.actor, width: '18%', cell: ({ actor }) => t.actors[actor.type] },
    {
      id: 'changes',
      head: t.changes,
      cell: ({ changes }) => changes.map(({ field }) => field.slice(1).replaceAll('/', '.')).join(', ') || '–',
    },
    {
      id: 'when',
      head: t.when,
      width: '104px',
      align: 'right',
      card: 'end',
      cell: ({ created_at }) => <RelativeTime at={created_at} now={now} />,
    },
  ]
  return (
    <ListTable
      label={organizationTexts.tabs.events}
      list={list}
      columns={columns}
      keyOf={({ id }) => id}
      to={({ id }) => paths.events({ event: id })}
      empty={<Empty title={t.eventsEmpty} text={t.eventsEmptyText} />}
    />
  )
}

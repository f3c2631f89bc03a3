/** The users of the environment, and the invitations beside them. */
import type { User } from '@gatehouse-sso/sdk/browser'
import { type ReactNode, useState } from 'react'
import { Button } from '../../../parts/button.tsx'
import { type Column, DataTable, Pager } from '../../../parts/data-table.tsx'
import { Empty } from '../../../parts/empty.tsx'
import { Filter, Filters, FiltersEnd, SearchField } from '../../../parts/filters.tsx'
import { RelativeTime } from '../../../parts/relative-time.tsx'
import { StateBadge } from '../../../parts/state-badge.tsx'
import { Tabs } from '../../../parts/tabs.tsx'
import { firstPage, useAddress } from '../../data/address.ts'
import type { Api } from '../../data/api.tsx'
import { useList } from '../../data/list.ts'
import { useNow } from '../../data/now.ts'
import { useMay } from '../../data/session.tsx'
import { organizationFinder } from '../../filters/finders.ts'
import { PickFilter } from '../../filters/pick-filter.tsx'
import { ListFailed } from '../../list-failed.tsx'
import { paths } from '../../routes.ts'
import { PageHead } from '../../shell/page-head.tsx'
import { codeInWords, usersTexts as t, userStates } from '../../texts/texts.ts'
import { nameOfUser, userLooks } from '../../user-looks.ts'
import { ImportUsers } from './import-users.tsx'
import { InvitationList } from './invitation-list.tsx'
import { InvitePerson } from './invite-person.tsx'

export function UsersPage(): ReactNode {
  const address = useAddress()
  const mayWrite = useMay('users:write')
  const [isImporting, setImporting] = useState(false)
  const state = address.get('state')
  const isInvitations = address.get('view') === 'invitations'
  const to = (next: string | null): string => address.link({ ...firstPage, view: null, state: next })
  return (
    <>
      <PageHead
        title={t.title}
        actions={
          mayWrite && (
            <>
              <Button onClick={() => setImporting(true)}>{t.import}</Button>
              <Button kind="primary" data-shortcut="c" onClick={() => address.set({ invite: '1' })}>
                {t.invite}
              </Button>
            </>
          )
        }
      />
      <Tabs
        label={t.views}
        current={isInvitations ? 'invitations' : state === null ? 'all' : state}
        tabs={[
          { id: 'all', label: t.all, to: to(null) },
          { id: 'invited', label: t.invited, to: to('invited') },
          { id: 'suspended', label: t.suspended, to: to('suspended') },
          { id: 'invitations', label: t.invitations, to: '?view=invitations' },
        ]}
      />
      {isInvitations ? <InvitationList /> : <UserList />}
      <ImportUsers isOpen={isImporting} onClose={() => setImporting(false)} />
      <InvitePerson isOpen={address.get('invite') !== null} onClose={() => address.set({ invite: null })} />
    </>
  )
}

const filterNames = ['search', 'organization_id', 'state'] as const

type Query = NonNullable<Parameters<Api['users']['list']>[0]>

function UserList(): ReactNode {
  const address = useAddress()
  const now = useNow()
  const filters = Object.fromEntries(
    filterNames.flatMap((name) => (address.get(name) ? [[name, address.get(name)]] : [])),
  )
  const list = useList(
    ['users', filters],
    // The gateway checks what the address says.
    (api, query, options) => api.users.list({ ...query, ...(filters as Query), expand: ['organization'] }, options),
    { limit: 25 },
  )
  const { rows, error } = list
  const clear = Object.fromEntries(filterNames.map((name) => [name, null]))
  return (
    <>
      <Filters>
        <SearchField
          label={t.search}
          value={address.get('search') ?? ''}
          onSearch={(search) => address.set({ ...firstPage, search }, { isReplaced: true })}
        />
        <PickFilter
          label={t.organization}
          value={address.get('organization_id')}
          finder={organizationFinder}
          onChange={(organization_id) => address.set({ ...firstPage, organization_id })}
        />
        <Filter
          label={t.state}
          value={address.get('state')}
          options={Object.entries(userStates).map(([value, label]) => ({ value, label }))}
          onChange={(state) => address.set({ ...firstPage, state })}
        />
        <FiltersEnd>{t.order}</FiltersEnd>
      </Filters>
      <ListFailed list={list} title={t.notLoaded} />
      {(rows !== undefined || error === null) && (
        <DataTable
          label={t.title}
          columns={columnsAt(now)}
          rows={rows}
          keyOf={({ id }) => id}
          to={({ id }) => paths.user(id)}
          isStale={list.isFetching}
          bones={10}
          empty={
            Object.keys(filters).length > 0 ? (
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
    </>
  )
}

const columnsAt = (now: number): readonly Column<User>[] => [
  {
    id: 'person',
    head: t.columns.person,
    width: '20%',
    cell: (user) => (user.kind === 'service' ? `${nameOfUser(user)} (${t.service})` : nameOfUser(user)),
  },
  { id: 'email', head: t.columns.email, width: '26%', cell: ({ email }) => email ?? '–' },
  {
    id: 'organization',
    head: t.columns.organization,
    width: '20%',
    cell: ({ organization, organization_id }) => organization?.name ?? organization_id,
  },
  {
    id: 'role',
    head: t.columns.role,
    width: '12%',
    card: 'hidden',
    cell: ({ role }) => (role ? codeInWords(role) : '–'),
  },
  {
    id: 'state',
    head: t.columns.state,
    width: '12%',
    cell: ({ state }) => <StateBadge {...userLooks[state]}>{userStates[state]}</StateBadge>,
  },
  {
    id: 'last',
    head: t.columns.last,
    align: 'right',
    card: 'end',
    cell: ({ last_sign_in_at }) =>
      last_sign_in_at === null ? t.never : <RelativeTime at={last_sign_in_at} now={now} form="since" />,
  },
]

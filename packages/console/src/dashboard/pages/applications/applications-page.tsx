/** The applications of the environment. */
import type { Application } from '@gatehouse-sso/sdk/browser'
import type { ReactNode } from 'react'
import { Button } from '../../../parts/button.tsx'
import { CodeView } from '../../../parts/code-view.tsx'
import { type Column, DataTable, Pager } from '../../../parts/data-table.tsx'
import { FirstSteps } from '../../../parts/first-steps.tsx'
import { StateBadge } from '../../../parts/state-badge.tsx'
import { useAddress } from '../../data/address.ts'
import { useList } from '../../data/list.ts'
import { useMay } from '../../data/session.tsx'
import { ListFailed } from '../../list-failed.tsx'
import { paths } from '../../routes.ts'
import { PageHead } from '../../shell/page-head.tsx'
import { applicationsTexts as t } from '../../texts/texts.ts'
import { kindOf } from './application-kind.ts'
import { CreateApplication } from './create-application.tsx'

const byCommand = [
  {
    name: 'CLI',
    kind: 'shell',
    code: '$ gatehouse applications create --name Planner --redirect-uris https://app.example/callback',
  },
] as const

export function ApplicationsPage(): ReactNode {
  const address = useAddress()
  const mayWrite = useMay('applications:write')
  const list = useList(['applications'], (api, query, options) => api.applications.list(query, options), { limit: 25 })
  const { rows, error } = list
  const create = (
    <Button kind="primary" data-shortcut="c" onClick={() => address.set({ create: '1' })}>
      {t.create}
    </Button>
  )
  return (
    <>
      <PageHead title={t.title} actions={mayWrite && rows?.length !== 0 && create} />
      <ListFailed list={list} title={t.notLoaded} />
      {(rows !== undefined || error === null) && (
        <DataTable
          label={t.title}
          columns={columns}
          rows={rows}
          keyOf={({ id }) => id}
          to={({ id }) => paths.application(id)}
          isStale={list.isFetching}
          bones={4}
          empty={
            <FirstSteps
              title={t.none}
              text={t.noneText}
              actions={mayWrite && create}
              next={t.nextLabel}
              steps={t.nextSteps}
              beside={<CodeView label={t.noneCode} snippets={byCommand} />}
            />
          }
        />
      )}
      <Pager say={list.isFirstPage && rows ? t.newest(rows.length) : null} newer={list.newer} older={list.older} />
      <CreateApplication isOpen={address.get('create') !== null} onClose={() => address.set({ create: null })} />
    </>
  )
}

const columns: readonly Column<Application>[] = [
  { id: 'name', head: t.columns.name, width: '22%', cell: ({ name }) => name },
  { id: 'type', head: t.columns.type, width: '18%', cell: (one) => typeText(one) },
  {
    id: 'redirect',
    head: t.columns.redirect,
    width: '36%',
    cell: ({ redirect_uris: [first, ...more] }) => (
      <>
        <code>{first}</code>
        {more.length > 0 && <span className="faint dense"> {t.more(more.length)}</span>}
      </>
    ),
  },
  {
    id: 'state',
    head: t.columns.state,
    card: 'end',
    cell: ({ state }) =>
      state === 'active' ? (
        <StateBadge shape="dot" tone="good">
          {t.states.active}
        </StateBadge>
      ) : (
        <StateBadge shape="dash">{t.states.inactive}</StateBadge>
      ),
  },
]

function typeText(application: Application): string {
  const kind = kindOf(application)
  return kind === 'server' ? t.types.web : kind === 'native' ? t.types.native : t.types.public
}

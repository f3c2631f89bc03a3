/** The APIs that accept tokens from the tenants of customers. */
import type { ApiResource } from '@gatehouse-sso/sdk/browser'
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
import { apiResourcesTexts as t } from '../../texts/texts.ts'
import { CreateApiResource } from './create-api-resource.tsx'

const byCommand = [
  {
    name: 'CLI',
    kind: 'shell',
    code: '$ gatehouse api-resources create --name Orders \\\n    --application-id 5d6e7f80-9a1b-4c2d-8e3f-405162738495',
  },
] as const

export function ApiResourcesPage(): ReactNode {
  const address = useAddress()
  const mayWrite = useMay('api_resources:write')
  const list = useList(['api_resources'], (api, query, options) => api.apiResources.list(query, options), { limit: 25 })
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
          to={({ id }) => paths.apiResource(id)}
          isStale={list.isFetching}
          bones={3}
          empty={
            <FirstSteps
              title={t.none}
              text={t.noneText}
              actions={mayWrite && create}
              next={t.nextLabel}
              steps={t.nextSteps}
              beside={<CodeView label={t.byCommand} snippets={byCommand} />}
            />
          }
        />
      )}
      <Pager say={list.isFirstPage && rows ? t.newest(rows.length) : null} newer={list.newer} older={list.older} />
      <CreateApiResource isOpen={address.get('create') !== null} onClose={() => address.set({ create: null })} />
    </>
  )
}

const columns: readonly Column<ApiResource>[] = [
  { id: 'name', head: t.columns.name, width: '22%', cell: ({ name }) => name },
  {
    id: 'audience',
    head: t.columns.audience,
    width: '32%',
    cell: ({ application_id }) => <code>{application_id}</code>,
  },
  {
    id: 'who',
    head: t.columns.who,
    width: '18%',
    cell: ({ organization_id }) => (organization_id === null ? t.everyOrganization : t.oneOrganization),
  },
  {
    id: 'scopes',
    head: t.columns.scopes,
    card: 'hidden',
    cell: ({ required_scopes }) => (required_scopes.length === 0 ? '–' : <code>{required_scopes.join(' ')}</code>),
  },
  {
    id: 'state',
    head: t.columns.state,
    width: '104px',
    card: 'end',
    cell: ({ enabled }) => <Enabled isEnabled={enabled} />,
  },
]

export function Enabled({
  isEnabled,
  isPill = false,
}: {
  readonly isEnabled: boolean
  readonly isPill?: boolean
}): ReactNode {
  return isEnabled ? (
    <StateBadge shape="dot" tone="good" isPill={isPill}>
      {t.enabled}
    </StateBadge>
  ) : (
    <StateBadge shape="dash" isPill={isPill}>
      {t.disabled}
    </StateBadge>
  )
}

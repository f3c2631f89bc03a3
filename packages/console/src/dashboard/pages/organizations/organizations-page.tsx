/** The list of organizations, in views, searched and filtered. All of it stands in the address. */
import { IconPlus } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { Button, ButtonLink } from '../../../parts/button.tsx'
import { CodeView } from '../../../parts/code-view.tsx'
import { Pager } from '../../../parts/data-table.tsx'
import { Empty } from '../../../parts/empty.tsx'
import { Failed } from '../../../parts/failed.tsx'
import { Filter, Filters, FiltersEnd, SearchField } from '../../../parts/filters.tsx'
import { FirstSteps } from '../../../parts/first-steps.tsx'
import { type Tab, Tabs } from '../../../parts/tabs.tsx'
import { firstPage, useAddress } from '../../data/address.ts'
import { typesOf } from '../../data/identity-provider.ts'
import { useIdentityProviders } from '../../data/identity-providers.tsx'
import { useList } from '../../data/list.ts'
import { useRead } from '../../data/reading.ts'
import { useMay } from '../../data/session.tsx'
import { paths } from '../../routes.ts'
import { PageHead } from '../../shell/page-head.tsx'
import { organizationSnippets } from '../../snippets.ts'
import { stateTexts, organizationsTexts as t } from '../../texts/texts.ts'
import { CreateOrganization } from './create-organization.tsx'
import { OrganizationsTable, rowsOfExpiring, rowsOfFailing, rowsOfSummaries } from './organizations-table.tsx'

type View = 'all' | 'failing' | 'expiring' | 'draft' | 'inactive'

const states = ['draft', 'active', 'inactive'] as const

export function OrganizationsPage(): ReactNode {
  const address = useAddress()
  const mayCreate = useMay('organizations:write')
  const create = address.get('create')
  const {
    data: overview,
    error: overviewError,
    refetch,
  } = useRead(['overview'], (api, options) => api.overview.get(options))
  const state = states.find((one) => one === address.get('state'))
  const asked = address.get('view')
  const view: View =
    asked === 'failing' || asked === 'expiring' ? asked : state === 'draft' || state === 'inactive' ? state : 'all'
  const openCreate = (): void => address.set({ create: '1' }, { isReplaced: true })
  const tabs: readonly Tab[] = [
    { id: 'all', label: t.views.all, to: paths.organizations() },
    {
      id: 'failing',
      label: t.views.failing,
      to: paths.organizations({ view: 'failing' }),
      count: overview?.failing_connections.length ?? 0,
      tone: 'bad',
    },
    {
      id: 'expiring',
      label: t.views.expiring,
      to: paths.organizations({ view: 'expiring' }),
      count: overview?.expiring_credentials.length ?? 0,
      tone: 'warn',
    },
    { id: 'draft', label: t.views.draft, to: paths.organizations({ state: 'draft' }) },
    { id: 'inactive', label: t.views.inactive, to: paths.organizations({ state: 'inactive' }) },
  ]
  const isBounded = view === 'failing' || view === 'expiring'
  return (
    <>
      <PageHead
        title={t.title}
        text={t.text}
        actions={
          mayCreate ? (
            <Button kind="primary" data-shortcut="c" onClick={openCreate}>
              <IconPlus className="icon" aria-hidden="true" />
              {t.create}
            </Button>
          ) : undefined
        }
      />
      <Tabs label={t.views.label} tabs={tabs} current={view} />
      {!isBounded ? (
        <AllOrganizations onCreate={mayCreate ? openCreate : null} />
      ) : overviewError && !overview ? (
        <Failed title={t.notLoaded} error={overviewError} onRetry={() => void refetch()} />
      ) : (
        <OrganizationsTable
          hasDomains={false}
          rows={overview && (view === 'failing' ? rowsOfFailing(overview) : rowsOfExpiring(overview))}
          empty={
            view === 'failing' ? (
              <Empty title={t.noneFailing} text={t.noneFailingText} />
            ) : (
              <Empty title={t.noneExpiring} text={t.noneExpiringText} />
            )
          }
        />
      )}
      <CreateOrganization name={create} onClose={() => address.set({ create: null }, { isReplaced: true })} />
    </>
  )
}

/** The list that is turned over, searched and filtered. */
function AllOrganizations({ onCreate }: { readonly onCreate: (() => void) | null }): ReactNode {
  const address = useAddress()
  const providers = useIdentityProviders()
  const types = typesOf(providers)
  const [search, state, type] = [address.get('q'), address.get('state'), address.get('type')]
  const known = {
    ...(search ? { search } : {}),
    ...(states.find((one) => one === state) ? { state: state as (typeof states)[number] } : {}),
    ...(types.find((one) => one === type) ? { type: type as (typeof types)[number] } : {}),
  }
  const list = useList(['organizations', known], (api, query, options) =>
    api.overview.listOrganizations({ ...query, ...known }, options),
  )
  const isFiltered = Object.keys(known).length > 0
  if (list.rows?.length === 0 && !isFiltered && list.isFirstPage) return <NoOrganizations onCreate={onCreate} />
  return (
    <>
      <Filters>
        <SearchField
          label={t.search}
          value={search ?? ''}
          onSearch={(text) => address.set({ q: text, ...firstPage }, { isReplaced: true })}
        />
        <Filter
          label={t.state}
          value={state}
          options={states.map((value) => ({ value, label: stateTexts.connection[value] }))}
          onChange={(value) => address.set({ state: value, ...firstPage })}
        />
        <Filter
          label={t.type}
          value={type}
          options={types.map((value) => ({ value, label: providers[value].name }))}
          onChange={(value) => address.set({ type: value, ...firstPage })}
        />
        <FiltersEnd>{t.order}</FiltersEnd>
      </Filters>
      {list.error && <Failed title={t.notLoaded} error={list.error} onRetry={list.refetch} />}
      {(list.rows !== undefined || !list.error) && (
        <OrganizationsTable
          hasDomains
          rows={list.rows && rowsOfSummaries(list.rows)}
          isStale={list.isFetching}
          empty={
            <Empty title={t.noneFound} text={t.noneFoundText}>
              <ButtonLink to={paths.organizations()}>{t.clear}</ButtonLink>
            </Empty>
          }
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

function NoOrganizations({ onCreate }: { readonly onCreate: (() => void) | null }): ReactNode {
  return (
    <FirstSteps
      title={t.empty.title}
      text={t.empty.text}
      next={t.empty.next}
      steps={t.empty.steps}
      actions={
        onCreate && (
          <>
            <Button onClick={onCreate}>
              <IconPlus className="icon" aria-hidden="true" />
              {t.create}
            </Button>
            <span>
              {t.empty.press} <kbd>C</kbd>
            </span>
          </>
        )
      }
      beside={<CodeView label={t.empty.by} snippets={organizationSnippets()} values={['Contoso', 'contoso.example']} />}
    />
  )
}

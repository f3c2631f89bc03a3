/** One organization: its head, and the tab that the address names. */
import { NotFoundError, type Organization } from '@gatehouse-sso/sdk/browser'
import { type ReactNode, Suspense, useEffect } from 'react'
import { Failed } from '../../../parts/failed.tsx'
import { Skeleton } from '../../../parts/skeleton.tsx'
import { Tabs } from '../../../parts/tabs.tsx'
import { useRead } from '../../data/reading.ts'
import { pageFile } from '../../page-file.tsx'
import { type OrganizationTab, organizationTabs, paths } from '../../routes.ts'
import { LoadingPage } from '../../shell/loading-page.tsx'
import { PageHead } from '../../shell/page-head.tsx'
import { organizationsTexts, organizationTexts as t } from '../../texts/texts.ts'
import { OrganizationEvents, OrganizationSignIns, OrganizationUsers } from './organization-lists.tsx'
import { OrganizationOverview } from './organization-overview.tsx'
import { OrganizationSettings } from './organization-settings.tsx'

const ConnectionTab = pageFile(async () => (await import('../connections/connection-tab.tsx')).ConnectionTab)
const GroupsTab = pageFile(async () => (await import('../groups/groups-tab.tsx')).GroupsTab)
/** The files of tabs that have one. */
const files: Partial<Record<OrganizationTab, { load(): void }>> = { connection: ConnectionTab, groups_roles: GroupsTab }

interface Props {
  readonly id: string
  readonly tab: OrganizationTab
  /** The connection of the address; `null` for the only one. */
  readonly connectionId: string | null
}

export function OrganizationPage({ id, tab, connectionId }: Props): ReactNode {
  const { data, error, refetch } = useRead(['organization', id], (api, options) => api.organizations.get(id, options))
  // The file comes while the organization does.
  useEffect(() => files[tab]?.load(), [tab])
  const crumbs = [{ name: organizationsTexts.title, to: paths.organizations() }]
  if (data === undefined) {
    if (error instanceof NotFoundError) return <PageHead title={t.gone} text={t.goneText} id={id} crumbs={crumbs} />
    if (error === null) return <LoadingPage />
    return (
      <>
        <PageHead title={id} crumbs={crumbs} />
        <Failed title={t.notLoaded} error={error} onRetry={() => void refetch()} />
      </>
    )
  }
  const [domain] = data.domains
  return (
    <>
      <PageHead title={data.name} crumbs={crumbs} id={data.id} meta={domain && <span>{domain.domain}</span>} />
      <Tabs
        label={t.tabsLabel}
        current={tab}
        tabs={organizationTabs.map((one) => ({ id: one, label: t.tabs[one], to: paths.organization(id, one) }))}
      />
      <Suspense fallback={<Skeleton />}>
        <Part organization={data} tab={tab} connectionId={connectionId} />
      </Suspense>
    </>
  )
}

interface PartProps {
  readonly organization: Organization
  readonly tab: OrganizationTab
  readonly connectionId: string | null
}

function Part({ organization, tab, connectionId }: PartProps): ReactNode {
  switch (tab) {
    case 'overview':
      return <OrganizationOverview organization={organization} />
    case 'connection':
      return <ConnectionTab organization={organization} connectionId={connectionId} />
    case 'users':
      return <OrganizationUsers organization_id={organization.id} />
    case 'groups_roles':
      return <GroupsTab organization={organization} />
    case 'sign_ins':
      return <OrganizationSignIns organization_id={organization.id} />
    case 'events':
      return <OrganizationEvents organization_id={organization.id} />
    case 'settings':
      return <OrganizationSettings organization={organization} />
  }
}

/** The pages of an environment, by their paths. Each loads its own file. */
import { type ReactNode, useCallback } from 'react'
import { matchRoute, Redirect, Route, Switch, useRouter } from 'wouter'
import { pageFile } from './page-file.tsx'
import { FindPage } from './pages/missing/find-page.tsx'
import { MissingPage } from './pages/missing/missing-page.tsx'
import type { Place } from './place.ts'
import { type OrganizationTab, organizationTabs, paths } from './routes.ts'
import { workPlaces } from './work-pages.tsx'

const OverviewPage = pageFile(async () => (await import('./pages/overview/overview-page.tsx')).OverviewPage)
const OrganizationsPage = pageFile(
  async () => (await import('./pages/organizations/organizations-page.tsx')).OrganizationsPage,
)
const OrganizationPage = pageFile(
  async () => (await import('./pages/organizations/organization-page.tsx')).OrganizationPage,
)
const ConfigurePage = pageFile(async () => (await import('./pages/configure/configure-page.tsx')).ConfigurePage)

const isTab = (text: string): text is OrganizationTab => (organizationTabs as readonly string[]).includes(text)

/** The first that fits counts. */
const places: readonly Place[] = [
  { path: '/', file: OverviewPage, show: () => <Redirect to={paths.overview()} replace /> },
  { path: '/overview', file: OverviewPage, show: () => <OverviewPage /> },
  { path: '/organizations', file: OrganizationsPage, show: () => <OrganizationsPage /> },
  {
    path: '/organizations/:id/configure/:connection?',
    file: ConfigurePage,
    show: ({ id = '', connection }) => <ConfigurePage organizationId={id} connectionId={connection ?? null} />,
  },
  {
    path: '/organizations/:id/connection/:connection',
    file: OrganizationPage,
    show: ({ id = '', connection = '' }) => <OrganizationPage id={id} tab="connection" connectionId={connection} />,
  },
  {
    path: '/organizations/:id/:tab?',
    file: OrganizationPage,
    show: ({ id = '', tab = 'overview' }) =>
      isTab(tab) ? <OrganizationPage id={id} tab={tab} connectionId={null} /> : <MissingPage />,
  },
  ...workPlaces,
  { path: '/find/:id', show: ({ id = '' }) => <FindPage id={id} /> },
]

export function Pages(): ReactNode {
  return (
    <Switch>
      {places.map(({ path, show }) => (
        <Route key={path} path={path}>
          {show}
        </Route>
      ))}
      <Route>
        <MissingPage />
      </Route>
    </Switch>
  )
}

/** @returns a function that begins to load the file of the page at a path, so that it can be shown at once */
export function useLoadPage(): (path: string) => void {
  const { parser } = useRouter()
  return useCallback((path) => places.find((place) => matchRoute(parser, place.path, path)[0])?.file?.load(), [parser])
}

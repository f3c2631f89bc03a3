/** The pages of an environment. Each loads its own file. */
import { lazy, type ReactNode } from 'react'
import { Redirect, Route, Switch } from 'wouter'
import { FindPage } from './pages/missing/find-page.tsx'
import { MissingPage } from './pages/missing/missing-page.tsx'
import { type OrganizationTab, organizationTabs, paths } from './routes.ts'
import { workPages } from './work-pages.tsx'

const OverviewPage = lazy(async () => ({ default: (await import('./pages/overview/overview-page.tsx')).OverviewPage }))
const OrganizationsPage = lazy(async () => ({
  default: (await import('./pages/organizations/organizations-page.tsx')).OrganizationsPage,
}))
const OrganizationPage = lazy(async () => ({
  default: (await import('./pages/organizations/organization-page.tsx')).OrganizationPage,
}))
const ConfigurePage = lazy(async () => ({
  default: (await import('./pages/configure/configure-page.tsx')).ConfigurePage,
}))

const isTab = (text: string): text is OrganizationTab => (organizationTabs as readonly string[]).includes(text)

export function Pages(): ReactNode {
  return (
    <Switch>
      <Route path="/">
        <Redirect to={paths.overview()} replace />
      </Route>
      <Route path="/overview">
        <OverviewPage />
      </Route>
      <Route path="/organizations">
        <OrganizationsPage />
      </Route>
      <Route path="/organizations/:id/configure/:connection?">
        {({ id, connection }) => <ConfigurePage organizationId={id} connectionId={connection ?? null} />}
      </Route>
      <Route path="/organizations/:id/connection/:connection">
        {({ id, connection }) => <OrganizationPage id={id} tab="connection" connectionId={connection} />}
      </Route>
      <Route path="/organizations/:id/:tab?">
        {({ id, tab = 'overview' }) =>
          isTab(tab) ? <OrganizationPage id={id} tab={tab} connectionId={null} /> : <MissingPage />
        }
      </Route>
      {workPages}
      <Route path="/find/:id">{({ id }) => <FindPage id={id} />}</Route>
      <Route>
        <MissingPage />
      </Route>
    </Switch>
  )
}

/** The pages about what happens every day, and the settings. Each loads its own file. */
import { lazy, type ReactNode } from 'react'
import { Redirect, Route } from 'wouter'
import { paths } from './routes.ts'

const SignInsPage = lazy(async () => ({ default: (await import('./pages/sign-ins/sign-ins-page.tsx')).SignInsPage }))
const UsersPage = lazy(async () => ({ default: (await import('./pages/users/users-page.tsx')).UsersPage }))
const UserPage = lazy(async () => ({ default: (await import('./pages/users/user-page.tsx')).UserPage }))
const ApplicationsPage = lazy(async () => ({
  default: (await import('./pages/applications/applications-page.tsx')).ApplicationsPage,
}))
const ApplicationPage = lazy(async () => ({
  default: (await import('./pages/applications/application-page.tsx')).ApplicationPage,
}))
const EventsPage = lazy(async () => ({ default: (await import('./pages/events/events-page.tsx')).EventsPage }))
const SettingsPage = lazy(async () => ({ default: (await import('./pages/settings/settings-page.tsx')).SettingsPage }))
const ApiResourcesPage = lazy(async () => ({
  default: (await import('./pages/api-resources/api-resources-page.tsx')).ApiResourcesPage,
}))
const ApiResourcePage = lazy(async () => ({
  default: (await import('./pages/api-resources/api-resource-page.tsx')).ApiResourcePage,
}))

export const workPages: ReactNode = (
  <>
    <Route path="/sign_ins">
      <SignInsPage />
    </Route>
    <Route path="/applications">
      <ApplicationsPage />
    </Route>
    <Route path="/applications/:id/:tab?">
      {({ id, tab = 'settings' }) => <ApplicationPage key={id} id={id} tab={tab} />}
    </Route>
    <Route path="/api_resources">
      <ApiResourcesPage />
    </Route>
    <Route path="/api_resources/:id">{({ id }) => <ApiResourcePage key={id} id={id} />}</Route>
    <Route path="/users">
      <UsersPage />
    </Route>
    <Route path="/users/:id">{({ id }) => <UserPage key={id} id={id} />}</Route>
    <Route path="/events">
      <EventsPage />
    </Route>
    <Route path="/settings">
      <Redirect to={paths.settings()} replace />
    </Route>
    <Route path="/settings/:part">{({ part }) => <SettingsPage part={part} />}</Route>
  </>
)

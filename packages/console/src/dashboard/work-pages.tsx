/** The pages about what happens every day, and the settings. Each loads its own file. */
import { Redirect } from 'wouter'
import { pageFile } from './page-file.tsx'
import type { Place } from './place.ts'
import { paths } from './routes.ts'

const SignInsPage = pageFile(async () => (await import('./pages/sign-ins/sign-ins-page.tsx')).SignInsPage)
const UsersPage = pageFile(async () => (await import('./pages/users/users-page.tsx')).UsersPage)
const UserPage = pageFile(async () => (await import('./pages/users/user-page.tsx')).UserPage)
const ApplicationsPage = pageFile(
  async () => (await import('./pages/applications/applications-page.tsx')).ApplicationsPage,
)
const ApplicationPage = pageFile(
  async () => (await import('./pages/applications/application-page.tsx')).ApplicationPage,
)
const EventsPage = pageFile(async () => (await import('./pages/events/events-page.tsx')).EventsPage)
const SettingsPage = pageFile(async () => (await import('./pages/settings/settings-page.tsx')).SettingsPage)
const ApiResourcesPage = pageFile(
  async () => (await import('./pages/api-resources/api-resources-page.tsx')).ApiResourcesPage,
)
const ApiResourcePage = pageFile(
  async () => (await import('./pages/api-resources/api-resource-page.tsx')).ApiResourcePage,
)

export const workPlaces: readonly Place[] = [
  { path: '/sign_ins', file: SignInsPage, show: () => <SignInsPage /> },
  { path: '/applications', file: ApplicationsPage, show: () => <ApplicationsPage /> },
  {
    path: '/applications/:id/:tab?',
    file: ApplicationPage,
    show: ({ id = '', tab = 'settings' }) => <ApplicationPage key={id} id={id} tab={tab} />,
  },
  { path: '/api_resources', file: ApiResourcesPage, show: () => <ApiResourcesPage /> },
  { path: '/api_resources/:id', file: ApiResourcePage, show: ({ id = '' }) => <ApiResourcePage key={id} id={id} /> },
  { path: '/users', file: UsersPage, show: () => <UsersPage /> },
  { path: '/users/:id', file: UserPage, show: ({ id = '' }) => <UserPage key={id} id={id} /> },
  { path: '/events', file: EventsPage, show: () => <EventsPage /> },
  { path: '/settings', show: () => <Redirect to={paths.settings()} replace /> },
  { path: '/settings/:part', file: SettingsPage, show: ({ part = '' }) => <SettingsPage part={part} /> },
]

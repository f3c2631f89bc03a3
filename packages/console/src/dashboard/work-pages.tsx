/** The pages about what happens every day, and the settings. Each loads its own file. */
import { lazy, type ReactNode } from 'react'
import { Route } from 'wouter'

const SignInsPage = lazy(async () => ({ default: (await import('./pages/sign-ins/sign-ins-page.tsx')).SignInsPage }))
const UsersPage = lazy(async () => ({ default: (await import('./pages/users/users-page.tsx')).UsersPage }))
const UserPage = lazy(async () => ({ default: (await import('./pages/users/user-page.tsx')).UserPage }))

export const workPages: ReactNode = (
  <>
    <Route path="/sign_ins">
      <SignInsPage />
    </Route>
    <Route path="/users">
      <UsersPage />
    </Route>
    <Route path="/users/:id">{({ id }) => <UserPage key={id} id={id} />}</Route>
  </>
)

/** The pages about what happens every day, and the settings. Each loads its own file. */
import { lazy, type ReactNode } from 'react'
import { Route } from 'wouter'

const SignInsPage = lazy(async () => ({ default: (await import('./pages/sign-ins/sign-ins-page.tsx')).SignInsPage }))

export const workPages: ReactNode = (
  <>
    <Route path="/sign_ins">
      <SignInsPage />
    </Route>
  </>
)

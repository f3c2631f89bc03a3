/** The dashboard: the session first, then the environment of the address, then its pages. */
import { MantineProvider } from '@mantine/core'
import { QueryClientProvider } from '@tanstack/react-query'
import { type ReactNode, useEffect } from 'react'
import { Redirect, Route, Router, Switch, useLocation } from 'wouter'
import { LanguageProvider } from '../language/language.tsx'
import { cssVariables, theme } from '../theme/theme.ts'
import { ApiProvider, basePath, styleNonce } from './data/api.tsx'
import { IdentityProvidersProvider } from './data/identity-providers.tsx'
import { createQueryClient } from './data/query-client.ts'
import { isSignedOut, SessionProvider, useSessionQuery } from './data/session.tsx'
import { Pages, useLoadPage } from './pages.tsx'
import { NoEnvironmentPage, NotLoadedPage, SignInPage } from './shell/alone.tsx'
import { Shell } from './shell/shell.tsx'
import { ToastProvider } from './shell/toast.tsx'
import { useLeaveGuard } from './shell/unsaved.tsx'
import { language, partTexts } from './texts/texts.ts'

const queryClient = createQueryClient()

export function App(): ReactNode {
  return (
    <MantineProvider
      theme={theme}
      cssVariablesResolver={cssVariables}
      deduplicateCssVariables={false}
      defaultColorScheme="auto"
      getStyleNonce={() => styleNonce}
    >
      <QueryClientProvider client={queryClient}>
        <LanguageProvider code={language} catalogue={partTexts}>
          <Dashboard />
        </LanguageProvider>
      </QueryClientProvider>
    </MantineProvider>
  )
}

function Dashboard(): ReactNode {
  const { data: session, error, refetch } = useSessionQuery()
  const { aroundNav, provide } = useLeaveGuard()
  const root = `${basePath}/console`
  const [location] = useLocation()
  const loadPage = useLoadPage()
  // The file of the page comes while the session does.
  useEffect(() => {
    const [, page = '/'] = /^\/[^/]+(\/.+)/.exec(location.slice(root.length)) ?? []
    loadPage(page)
  }, [location, loadPage, root])
  if (session === undefined) {
    if (error === null) return null
    return isSignedOut(error) ? <SignInPage /> : <NotLoadedPage error={error} onRetry={() => void refetch()} />
  }
  const first = session.environments[0]
  if (!first) return <NoEnvironmentPage />
  return (
    <Switch>
      <Route path={`${root}/:environment/*?`}>
        {({ environment: slug }) => {
          const environment = session.environments.find((one) => one.slug === slug)
          if (!environment) return <Redirect to={`${root}/${first.slug}/overview`} replace />
          return (
            <Router base={`${root}/${slug}`} aroundNav={aroundNav}>
              <SessionProvider session={session} environment={environment}>
                <ApiProvider environment={environment.slug}>
                  <IdentityProvidersProvider>
                    <ToastProvider>
                      {provide(
                        <Shell>
                          <Pages />
                        </Shell>,
                      )}
                    </ToastProvider>
                  </IdentityProvidersProvider>
                </ApiProvider>
              </SessionProvider>
            </Router>
          )
        }}
      </Route>
      <Route>
        <Redirect to={`${root}/${first.slug}/overview`} replace />
      </Route>
    </Switch>
  )
}

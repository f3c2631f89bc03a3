/** The portal: the session first, then its pages. */
import type { SetupStep } from '@gatehouse-sso/sdk/browser'
import { MantineProvider } from '@mantine/core'
import { QueryClientProvider } from '@tanstack/react-query'
import { type ReactNode, useEffect, useState } from 'react'
import { Redirect, Route, Router, Switch } from 'wouter'
import { loadCatalogue } from '../language/catalogue.ts'
import type { Catalogue } from '../language/en.ts'
import type { LanguageCode } from '../language/formats.ts'
import { LanguageProvider } from '../language/language.tsx'
import { cssVariables, theme } from '../theme/theme.ts'
import { basePath, styleNonce } from './api.ts'
import { AccessScreen } from './screens/access.tsx'
import { ClaimsScreen } from './screens/claims.tsx'
import { DomainsScreen } from './screens/domains.tsx'
import { DoneScreen } from './screens/done.tsx'
import { HandOverScreen } from './screens/hand-over.tsx'
import { HelpScreen } from './screens/help.tsx'
import { ManageScreen } from './screens/manage.tsx'
import { ProviderScreen } from './screens/provider.tsx'
import { RegisterScreen } from './screens/register.tsx'
import { FailedScreen, GoneScreen, LoadingScreen, NotAllowedScreen, OverScreen } from './screens/states.tsx'
import { TestScreen } from './screens/test.tsx'
import { TurnOnScreen } from './screens/turn-on.tsx'
import { ValuesScreen } from './screens/values.tsx'
import { createQueryClient, SetupProvider, useIsOver, useSetup, useSetupQuery } from './session.tsx'
import { allows, isManaging, startOf } from './walk.ts'

const queryClient = createQueryClient()

interface Props {
  readonly code: LanguageCode
  readonly catalogue: Catalogue
}

/** @param props the language in which the page came, before the session is known */
export function App(props: Props): ReactNode {
  return (
    <MantineProvider
      theme={theme}
      cssVariablesResolver={cssVariables}
      deduplicateCssVariables={false}
      defaultColorScheme="auto"
      getStyleNonce={() => styleNonce}
    >
      <QueryClientProvider client={queryClient}>
        <Router base={`${basePath}/setup`}>
          <Portal {...props} />
        </Router>
      </QueryClientProvider>
    </MantineProvider>
  )
}

function Portal({ code, catalogue }: Props): ReactNode {
  const { data: session, error, refetch } = useSetupQuery()
  const isOver = useIsOver()
  const [language, setLanguage] = useState({ code, catalogue })
  const wanted = session?.language ?? code
  useEffect(() => {
    document.documentElement.lang = wanted
    let isCurrent = true
    void loadCatalogue(wanted).then((loaded) => {
      if (isCurrent) setLanguage({ code: wanted, catalogue: loaded })
    })
    return () => {
      isCurrent = false
    }
  }, [wanted])
  return (
    <LanguageProvider code={language.code} catalogue={language.catalogue}>
      {isOver ? (
        <OverScreen />
      ) : session ? (
        <SetupProvider session={session}>
          <Pages />
        </SetupProvider>
      ) : error ? (
        <FailedScreen error={error} onRetry={() => void refetch()} />
      ) : (
        <LoadingScreen />
      )}
    </LanguageProvider>
  )
}

function Pages(): ReactNode {
  const session = useSetup()
  /** A page of a step that the link allows, once there is a connection. */
  const step = (id: SetupStep, page: ReactNode, needsConnection = true): ReactNode => {
    if (!allows(session, id)) return <NotAllowedScreen />
    if (session.state === 'completed' && !isManaging(session)) return <Redirect to="/done" replace />
    if (needsConnection && session.connection === null) return <Redirect to="/provider" replace />
    return page
  }
  return (
    <Switch>
      <Route path="/">
        <Redirect to={startOf(session)} replace />
      </Route>
      <Route path="/provider">{step('provider', <ProviderScreen />, false)}</Route>
      <Route path="/test">{step('test', <TestScreen />)}</Route>
      <Route path="/domains">{step('domains', <DomainsScreen />, false)}</Route>
      <Route path="/turn_on">{step('turn_on', <TurnOnScreen />)}</Route>
      <Route path="/done">
        <DoneScreen />
      </Route>
      <Route path="/manage">
        {session.intents.includes('manage') && session.connection ? <ManageScreen /> : <NotAllowedScreen />}
      </Route>
      <Route path="/help">
        <HelpScreen />
      </Route>
      <Route path="/hand_over">{session.connection ? <HandOverScreen /> : <Redirect to="/provider" replace />}</Route>
      <Route path="/:provider/register">{step('register', <RegisterScreen />)}</Route>
      <Route path="/:provider/values">{step('values', <ValuesScreen />)}</Route>
      <Route path="/:provider/claims">{step('claims', <ClaimsScreen />)}</Route>
      <Route path="/:provider/access">{step('access', <AccessScreen />)}</Route>
      <Route>
        <GoneScreen />
      </Route>
    </Switch>
  )
}

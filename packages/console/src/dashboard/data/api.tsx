/** The only way to the server: the SDK, with the cookie of the staff session, and an environment for each call. */
import {
  apiKeys,
  apiResources,
  applications,
  branding,
  connections,
  consoleSession,
  createClient,
  credentials,
  discover,
  domains,
  environments,
  events,
  groups,
  invitations,
  organizations,
  overview,
  roles,
  sessions,
  setupLinks,
  signIns,
  signingKeys,
  staff,
  users,
} from '@gatehouse-sso/sdk/browser'
import { createContext, type ReactNode, useContext, useMemo } from 'react'
import { chosenLanguage } from './chosen-language.ts'

const meta = (name: string): string => document.querySelector<HTMLMetaElement>(`meta[name="${name}"]`)?.content ?? ''

/** The path under which the gateway is reached: the empty string at most places. */
export const basePath = meta('gatehouse-base')

/** Of the failures and explanations that the gateway words. */
const language = chosenLanguage()

/** For the styles that the kit adds while the page is open. */
export const styleNonce = meta('csp-nonce')

/** The calls that need no environment. */
export const consoleApi = consoleSession(createClient({ base_path: basePath, language }))

/** @param environment its slug */
function createApi(environment: string) {
  const client = createClient({ base_path: basePath, environment, language })
  return {
    apiKeys: apiKeys(client),
    apiResources: apiResources(client),
    applications: applications(client),
    branding: branding(client),
    connections: connections(client),
    credentials: credentials(client),
    discover: discover(client),
    domains: domains(client),
    environments: environments(client),
    events: events(client),
    groups: groups(client),
    invitations: invitations(client),
    organizations: organizations(client),
    overview: overview(client),
    roles: roles(client),
    sessions: sessions(client),
    setupLinks: setupLinks(client),
    signIns: signIns(client),
    signingKeys: signingKeys(client),
    staff: staff(client),
    users: users(client),
  }
}

export type Api = ReturnType<typeof createApi>

const Current = createContext<Api | null>(null)

interface Props {
  readonly environment: string
  readonly children: ReactNode
}

export function ApiProvider({ environment, children }: Props): ReactNode {
  const api = useMemo(() => createApi(environment), [environment])
  return <Current value={api}>{children}</Current>
}

export function useApi(): Api {
  const api = useContext(Current)
  if (api === null) throw new Error('no environment around this page')
  return api
}

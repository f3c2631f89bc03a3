/** The only way to the server: the SDK, with the cookie of the setup. */
import { connections, createClient, credentials, domains, groups, setup, signIns } from '@gatehouse-sso/sdk/browser'

const meta = (name: string): string => document.querySelector<HTMLMetaElement>(`meta[name="${name}"]`)?.content ?? ''

/** The path of the environment: the empty string, or `/env/<slug>`. */
export const basePath = meta('gatehouse-base')

/** For the styles that the kit adds while the page is open. */
export const styleNonce = meta('csp-nonce')

const client = createClient({ base_path: basePath })

export const api = {
  setup: setup(client),
  connections: connections(client),
  credentials: credentials(client),
  domains: domains(client),
  groups: groups(client),
  signIns: signIns(client),
}

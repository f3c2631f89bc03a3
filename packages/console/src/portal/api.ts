/** The only way to the server: the SDK, with the cookie of the setup. */
import { connections, createClient, credentials, domains, groups, setup, signIns } from '@gatehouse-sso/sdk/browser'
import { completionGate } from './completion-gate.ts'

const meta = (name: string): string => document.querySelector<HTMLMetaElement>(`meta[name="${name}"]`)?.content ?? ''

/** The path of the environment: the empty string, or `/env/<slug>`. */
export const basePath = meta('gatehouse-base')

/** For the styles that the kit adds while the page is open. */
export const styleNonce = meta('csp-nonce')

/** `fetch` by way of the gate: for `useCompletion`. */
export const gate = completionGate((input, init) => fetch(input, init))

const client = createClient({ base_path: basePath, fetch: gate.fetch })

export const api = {
  setup: setup(client),
  connections: connections(client),
  credentials: credentials(client),
  domains: domains(client),
  groups: groups(client),
  signIns: signIns(client),
}

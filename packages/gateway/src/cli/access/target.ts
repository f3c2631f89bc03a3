/** Where a test of access signs in, and for what: the result of the step that finds it. */
import type { ApiResource } from '@gatehouse-sso/sdk/contract/api-resources'
import type { Cloud } from '../../providers/entra-hints/places.ts'

export interface Target {
  readonly cloud: Cloud
  /** The origin of the sign-in endpoints. */
  readonly authority: string
  /** An id, a domain, or `organizations`: the tenant of whoever signs in. */
  readonly tenant: string
  /** The scopes to ask for, with blanks between them. */
  readonly scope: string
  /** The parameter `claims` of Entra: the authentication context that the API requires. */
  readonly claims?: string | undefined
  /** `null` without an API key. */
  readonly resource: ApiResource | null
  /** The API itself has named the scope: nobody else says that it is its own. */
  readonly is_scope_unconfirmed?: boolean
}

/** The options of the command, as typed. */
export interface Wanted {
  /** In lower case. */
  readonly client_id: string
  readonly api_url: string | undefined
  readonly resource_id: string | undefined
  readonly tenant: string | undefined
  readonly scope: string | undefined
  readonly authority_host: string | undefined
}

const localHosts = ['localhost', '127.0.0.1', '[::1]']

/** Whether a token may be sent there: by TLS, or without leaving this machine. */
export function isProtected({ protocol, hostname }: URL): boolean {
  return protocol === 'https:' || (protocol === 'http:' && localHosts.includes(hostname))
}

export function isOnThisMachine({ hostname }: URL): boolean {
  return localHosts.includes(hostname)
}

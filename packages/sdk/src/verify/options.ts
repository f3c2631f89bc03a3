/** The settings of a verifier. A verifier without an audience and an issuer cannot be made. */
import type { AccessClaimNames } from '@gatehouse-sso/core/oauth/access-profile'
import type { EntraAuthority } from '@gatehouse-sso/core/oauth/entra-authority'
import type { GatewayAccess, IntrospectedAccess, PolicyAccess, TokenAccess } from './access.ts'

/** Tokens of customers' Entra tenants, judged by the policy that the gateway keeps. */
export interface PolicyOptions {
  /** `res_…` */
  readonly api_resource_id: string
  /** URL of the gateway; default: the environment variable GATEHOUSE_BASE_URL. */
  readonly base_url?: string
  /** An API key with the scope `api_resources:verify`; default: the environment variable GATEHOUSE_API_KEY. */
  readonly api_key?: string
}

/** Tokens of customers' Entra tenants, judged by rules in your code, without a gateway. */
export interface RulesOptions {
  /** The Application (client) ID of the API. It is the audience. */
  readonly application_id: string
  /** Its Application ID URIs. `api://<application_id>` is one of them. */
  readonly app_id_uris?: readonly string[]
  /** The tenants that may call, each with clients of its own besides `allowed_clients`. */
  readonly tenants: readonly { readonly tenant_id: string; readonly allowed_clients?: readonly string[] }[]
  /** Application (client) IDs that may call from every tenant. */
  readonly allowed_clients?: readonly string[]
  /** Scopes that a token of a person must have, all of them. */
  readonly required_scopes?: readonly string[]
  /** Whether programs may call without a person; default `false`. */
  readonly allow_app_only?: boolean
  /** App roles that a token of a program must have, all of them; without any, one that the API defines. */
  readonly required_app_roles?: readonly string[]
  /** An authentication context of Conditional Access that a person must have met: `c1` to `c99`. */
  readonly required_acr?: string
  /** Whether v1.0 tokens are accepted; default `false`. */
  readonly accepts_v1?: boolean
  /** The cloud of the tenants; default `public`. */
  readonly cloud?: EntraAuthority['cloud']
  /** With cloud `external_id` or `custom`: the origin of the sign-in endpoints. */
  readonly authority_host?: string
  /** True if tokens for the API are signed with a key of its own (a claims-mapping policy). */
  readonly application_keys?: boolean
  /** The claims of each attribute; default: Entra's names. */
  readonly claims?: Partial<AccessClaimNames>
}

/** Tokens that the gateway itself issued. */
export interface GatewayOptions {
  /** The issuer of the environment, as in its discovery document. */
  readonly issuer: string
  /** The value of `aud` for this API. */
  readonly audience: string
  readonly required_scopes?: readonly string[]
}

interface SharedOptions {
  /** For a proxy, a log or a test. */
  readonly fetch?: typeof fetch
  /** The clock, in milliseconds since 1970. For tests. */
  readonly now?: () => number
  /**
   * Whether a timer renews policy and keys between calls; default: yes, except in Workers. It never keeps the process
   * alive.
   */
  readonly background?: boolean
}

/** Whose tokens are accepted: those of customers' tenants by a policy or by rules, those of the gateway, or both. */
export type VerifierOptions = SharedOptions &
  (
    | { readonly policy: PolicyOptions; readonly rules?: never; readonly gateway?: GatewayOptions }
    | { readonly rules: RulesOptions; readonly policy?: never; readonly gateway?: GatewayOptions }
    | { readonly gateway: GatewayOptions; readonly policy?: never; readonly rules?: never }
  )

/** The answers that a verifier with these options can give. */
export type AccessOf<O> =
  | (O extends { readonly policy: PolicyOptions } ? PolicyAccess | IntrospectedAccess : never)
  | (O extends { readonly rules: RulesOptions } ? TokenAccess : never)
  | (O extends { readonly gateway: GatewayOptions } ? GatewayAccess : never)

const guid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

/** @throws TypeError for settings with which too much or nothing would be accepted */
export function checkOptions({ policy, rules, gateway }: VerifierOptions): void {
  if (policy === undefined && rules === undefined && gateway === undefined) {
    throw new TypeError('Set `policy`, `rules` or `gateway`: without one of them no token can be judged')
  }
  if (policy !== undefined && rules !== undefined) throw new TypeError('Set `policy` or `rules`, not both')
  if (policy !== undefined) checkPolicy(policy)
  if (rules !== undefined) checkRules(rules)
  if (gateway !== undefined) checkGateway(gateway)
}

function checkPolicy({ api_resource_id }: PolicyOptions): void {
  if (!/^res_[0-9a-z]+$/.test(api_resource_id)) throw new TypeError('`policy.api_resource_id` must be an id: res_…')
}

function checkRules({ application_id, tenants, allowed_clients = [], cloud, authority_host }: RulesOptions): void {
  if (!guid.test(application_id)) throw new TypeError('`rules.application_id` must be an Application (client) ID')
  const wrong = tenants.find(({ tenant_id }) => !guid.test(tenant_id))
  if (wrong) throw new TypeError(`\`rules.tenants\` must be Directory (tenant) IDs, not ${wrong.tenant_id}`)
  if (tenants.length === 0) throw new TypeError('`rules.tenants` must name a tenant')
  const clients = [...allowed_clients, ...tenants.flatMap((tenant) => tenant.allowed_clients ?? [])]
  if (clients.length === 0) throw new TypeError('`rules.allowed_clients` must name a client')
  if (!clients.every((id) => guid.test(id)))
    throw new TypeError('`rules.allowed_clients` must be Application (client) IDs')
  const needsHost = cloud === 'custom' || cloud === 'external_id'
  if (needsHost !== (authority_host !== undefined)) {
    throw new TypeError('`rules.authority_host` goes with cloud `external_id` or `custom`, and is needed there')
  }
  if (authority_host !== undefined) checkAddress('rules.authority_host', authority_host)
}

function checkGateway({ issuer, audience }: GatewayOptions): void {
  checkAddress('gateway.issuer', issuer)
  if (typeof audience !== 'string' || audience === '') throw new TypeError('`gateway.audience` must be a text')
}

/** Keys that come over http could be exchanged on the way. */
function checkAddress(name: string, address: string): void {
  const { protocol, hostname } = URL.canParse(address) ? new URL(address) : { protocol: '', hostname: '' }
  const isLocal = /^(?:localhost|.+\.localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(hostname)
  if (protocol === 'https:' || (protocol === 'http:' && isLocal)) return
  throw new TypeError(`\`${name}\` must be an https address`)
}

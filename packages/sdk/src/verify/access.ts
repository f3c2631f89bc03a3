/** The answers about access tokens that were accepted. Two members tell them apart: `issued_by` and `judged_by`. */
import type { MappedProfile } from '@gatehouse-sso/core/mapping/profile'
import type { Claims } from '@gatehouse-sso/core/oidc/claims'

/** The members of every accepted token. */
interface AnyAccess {
  /** The claims of the token, verified. */
  readonly claims: Claims
  /** The application that asked for the token. */
  readonly client_id: string
  readonly scopes: readonly string[]
  /** `exp` in milliseconds since 1970. */
  readonly expires_at: number
}

/** A token that a customer's Entra tenant issued. */
interface AnyEntraAccess extends AnyAccess {
  readonly issued_by: 'entra'
  readonly version: 'v1' | 'v2'
  readonly tenant_id: string
  /** The `oid` of the person, or of the program's service principal. With `tenant_id` it is the key of a user. */
  readonly subject: string
  /** `delegated`: a person, through a program. `app_only`: the program itself. */
  readonly kind: 'delegated' | 'app_only'
  readonly app_roles: readonly string[]
  /**
   * The token's own words about the person, by the claim names of the API. `role_claims` are no roles of Gatehouse yet.
   * It is read from the claims when it is asked for.
   */
  profile(): MappedProfile
  /** True if Entra left the groups out because there are too many. */
  readonly groups_incomplete: boolean
}

/**
 * Judged by rules in the code of the API alone. **Nothing is known about the user**: nobody has looked whether the person is
 * suspended or belongs to an organization.
 */
export interface TokenAccess extends AnyEntraAccess {
  readonly judged_by: 'rules'
}

/** Judged by the policy of the API resource, at most 35 seconds old. The user is not suspended. */
export interface PolicyAccess extends AnyEntraAccess {
  readonly judged_by: 'policy'
  readonly api_resource_id: string
  readonly organization_id: string
}

/** Judged by the gateway, because the policy lists too little (`mode: introspect`). At most 30 seconds old. */
export interface IntrospectedAccess extends AnyEntraAccess {
  readonly judged_by: 'introspection'
  readonly api_resource_id: string
  readonly organization_id: string
  readonly user_id: string
  readonly role: string | null
  readonly roles: readonly string[]
  readonly groups: readonly string[]
  readonly is_admin: boolean
}

/** A token that the gateway issued. It may have been revoked since: it then lives for ten minutes at most. */
export interface GatewayAccess extends AnyAccess {
  readonly issued_by: 'gateway'
  readonly judged_by: 'rules'
  readonly user_id: string
  readonly organization_id: string | null
  readonly role: string | null
  readonly roles: readonly string[]
  readonly groups: readonly string[]
  /** True if the gateway left the groups out because there are too many. Introspection has them. */
  readonly groups_incomplete: boolean
  readonly is_admin: boolean
  /** `null` for a token of an exchange. */
  readonly grant_id: string | null
  /** `null` for a token of an exchange. */
  readonly session_id: string | null
}

export type Access = TokenAccess | PolicyAccess | IntrospectedAccess | GatewayAccess

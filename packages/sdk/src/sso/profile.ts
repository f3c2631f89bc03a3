/** The profile of a person, from the claims of the gateway. */
import { type Claims, textClaim } from '@gatehouse-sso/core/oidc/claims'

/**
 * Describes the person who signed in, and the organization. A value is `null` if the identity provider did not send it,
 * or if the scope was not asked for.
 */
export interface Profile<C extends Record<string, unknown> = Record<string, unknown>> {
  readonly object: 'profile'
  /** The id of the user. It never changes: use it as the key in your own tables. */
  readonly id: `user_${string}`
  readonly organization_id: `org_${string}`
  readonly connection_id: `conn_${string}` | null
  readonly email: string | null
  readonly email_verified: boolean
  readonly name: string | null
  readonly given_name: string | null
  readonly family_name: string | null
  readonly preferred_username: string | null
  readonly role: string | null
  readonly roles: readonly string[]
  readonly groups: readonly string[]
  readonly is_admin: boolean
  readonly custom_attributes: C
  /** All claims of the verified ID token: `sid`, `auth_time`, `amr`, `acr`, and those that the application named. */
  readonly claims: Claims
}

const texts = (value: unknown): readonly string[] =>
  [value].flat().filter((entry): entry is string => typeof entry === 'string')

/**
 * @param claims of the verified ID token
 * @param userinfo about the same person. It has all groups and the custom attributes, for which a token has no room
 */
export function profileOf<C extends Record<string, unknown>>(claims: Claims, userinfo: Claims): Profile<C> {
  // The signed token decides. Userinfo adds what a token has no room for.
  const all = { ...userinfo, ...claims }
  const text = (name: string): string | null => textClaim(all, name) ?? null
  return {
    object: 'profile',
    id: text('sub') as Profile['id'],
    organization_id: text('org_id') as Profile['organization_id'],
    connection_id: text('connection_id') as Profile['connection_id'],
    email: text('email'),
    email_verified: all.email_verified === true,
    name: text('name'),
    given_name: text('given_name'),
    family_name: text('family_name'),
    preferred_username: text('preferred_username'),
    role: text('role'),
    roles: texts(all.roles),
    groups: texts(all.groups),
    is_admin: all.is_admin === true,
    custom_attributes: (all.custom_attributes ?? {}) as C,
    claims,
  }
}

/**
 * Output claims: names that an application chooses for attributes of a person, for instance `displayName` for the name.
 * They are added to the claims of the ID token and of userinfo, and never replace one.
 */

/** Attributes of a person that an output claim can have, besides `custom_attributes.<name>`. */
export const outputSources = [
  'id',
  'external_id',
  'identifier',
  'email',
  'name',
  'given_name',
  'family_name',
  'preferred_username',
  'role',
  'roles',
  'groups',
  'is_admin',
  'organization_id',
] as const

export type OutputSource = (typeof outputSources)[number] | `custom_attributes.${string}`

/** Claim name → attribute. */
export type OutputClaims = Readonly<Record<string, OutputSource>>

export type CustomValue = string | number | boolean | readonly string[]

/** Values by the names of a connection's mapping. */
export type CustomAttributes = Readonly<Record<string, CustomValue>>

/** Attributes as an output claim reads them. A value is `null` where it is not known. */
export type OutputAttributes = Readonly<Record<(typeof outputSources)[number], CustomValue | null>> & {
  readonly custom_attributes: CustomAttributes
}

/**
 * Claims that an application may not name: those of RFC 7519 and OpenID Connect, with the verified ones, those of token
 * binding and delegation, and our own.
 */
export const protectedClaims: ReadonlySet<string> = new Set([
  ...[
    'iss',
    'sub',
    'aud',
    'exp',
    'nbf',
    'iat',
    'jti',
    'nonce',
    'auth_time',
    'acr',
    'amr',
    'azp',
    'sid',
    'at_hash',
    'session_expiry',
  ],
  ...['c_hash', 's_hash', 'sub_jwk', 'cnf', 'act', 'may_act', 'events', 'toe', 'txn', 'scope', 'client_id', 'active'],
  ...['email', 'email_verified', 'name', 'given_name', 'family_name', 'preferred_username', 'phone_number_verified'],
  ...['_claim_names', '_claim_sources', 'verified_claims', 'authorization_details'],
  ...['org_id', 'connection_id', 'role', 'roles', 'groups', 'hasgroups', 'is_admin'],
  ...['custom_attributes', 'raw_attributes', 'grant_id'],
])

/** A claim name: letters, digits and what URIs have. */
export const outputClaimName = /^[A-Za-z][A-Za-z0-9_:./-]{0,127}$/

export const customAttributeName = /^[A-Za-z][A-Za-z0-9_-]{0,63}$/

const customPrefix = 'custom_attributes.'

export function isOutputSource(text: string): text is OutputSource {
  if ((outputSources as readonly string[]).includes(text)) return true
  return text.startsWith(customPrefix) && customAttributeName.test(text.slice(customPrefix.length))
}

/** The claims that an application has named. A claim without a value is left out. */
export function outputClaims(named: OutputClaims, attributes: OutputAttributes): Record<string, CustomValue> {
  const claims: Record<string, CustomValue> = {}
  for (const [name, source] of Object.entries(named)) {
    if (protectedClaims.has(name)) continue // a claim that became ours after it was named
    const value = attributeOf(source, attributes)
    if (value !== null && value !== undefined) claims[name] = value
  }
  return claims
}

function attributeOf(source: OutputSource, attributes: OutputAttributes): CustomValue | null | undefined {
  if (!source.startsWith(customPrefix)) return attributes[source as (typeof outputSources)[number]]
  const name = source.slice(customPrefix.length)
  return Object.hasOwn(attributes.custom_attributes, name) ? attributes.custom_attributes[name] : undefined
}

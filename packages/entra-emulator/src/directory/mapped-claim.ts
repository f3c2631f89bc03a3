import { FixtureError, openReader, type Reader } from './reader.ts'
import type { User } from './user.ts'

/**
 * An entry of a claims-mapping policy, or of the page "Attributes & Claims": a claim with a name of its own. Its value is
 * a property of the person or a text, for everybody or for members of a group.
 * https://learn.microsoft.com/entra/identity-platform/reference-claims-mapping-policy-type
 */
export interface MappedClaim {
  readonly jwtClaimType: string
  /** A property of the user, by the name that the policy has for it; or a directory extension. */
  readonly id: string | null
  readonly value: string | null
  /** Object id of a group. Direct and nested members have the claim. Null: everybody. */
  readonly group: string | null
}

/** The properties of a user by their names in a policy. */
export const mappedProperties: Readonly<Record<string, (user: User) => string | readonly string[] | null>> = {
  country: (user) => user.country,
  displayname: (user) => user.displayName,
  givenname: (user) => user.givenName,
  jobtitle: (user) => user.jobTitle,
  mail: (user) => user.mail,
  objectid: (user) => user.id,
  onpremisessamaccountname: (user) => user.onPremisesSamAccountName,
  othermail: (user) => user.otherMails,
  preferredlanguage: (user) => user.preferredLanguage,
  surname: (user) => user.surname,
  userprincipalname: (user) => user.userPrincipalName,
}

/** Part of Entra's restricted set: no policy can change these claims. */
const restricted =
  `acr aio amr appid appidacr aud auth_time azp azpacr c_hash cnf exp groups hasgroups iat idp idtyp iss jti nbf nonce oid
   rh roles scp sid sub tid uti ver wids`.split(/\s+/)

export function readMappedClaim(value: unknown, path: string): MappedClaim {
  const reader = openReader(value, path)
  const claim: MappedClaim = {
    jwtClaimType: reader.text('jwtClaimType'),
    id: reader.textOrNull('id'),
    value: reader.textOrNull('value'),
    group: reader.textOrNull('group'),
  }
  reader.close()
  if (restricted.includes(claim.jwtClaimType)) {
    throw new FixtureError(
      reader.at('jwtClaimType'),
      `"${claim.jwtClaimType}" is restricted: a policy cannot change it`,
    )
  }
  if ((claim.id === null) === (claim.value === null)) throw new FixtureError(path, 'needs either "id" or "value"')
  if (claim.id !== null && !Object.hasOwn(mappedProperties, claim.id) && !claim.id.startsWith('extension_')) {
    const known = Object.keys(mappedProperties).join(', ')
    throw new FixtureError(reader.at('id'), `must be one of ${known}, or a directory extension`)
  }
  return claim
}

export function readClaimsMapping(reader: Reader): readonly MappedClaim[] {
  return reader.list('claimsMapping', readMappedClaim)
}

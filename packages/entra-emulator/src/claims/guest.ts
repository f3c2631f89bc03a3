import type { Directory } from '../directory/directory.ts'
import type { User } from '../directory/user.ts'
import { issuerV1 } from '../tenants/authority.ts'

/**
 * The claim `idp`: where a guest comes from. Undefined for members, whose provider is the issuer itself.
 * A guest without one in the fixture comes from the tenant that owns the domain of the address, if there is one here,
 * else signs in with a one-time passcode (`mail`).
 */
export function identityProviderClaim(directory: Directory, user: User, baseUrl: string): string | undefined {
  if (user.identityProvider !== null) return user.identityProvider
  if (user.userType === 'Member') return undefined
  const home = directory.tenantNamed(user.mail?.split('@')[1] ?? '')
  return home ? issuerV1(baseUrl, home.id) : 'mail'
}

/** Guests are shown by the name they have at home. */
export function displayedUserName(user: User): string {
  return user.userType === 'Guest' ? (user.mail ?? user.userPrincipalName) : user.userPrincipalName
}

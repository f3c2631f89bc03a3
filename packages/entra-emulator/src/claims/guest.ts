import type { Directory } from '../directory/directory.ts'
import type { User } from '../directory/user.ts'
import { issuerV1 } from '../tenants/authority.ts'

/**
 * The claim `idp`: the identity provider of a guest. Undefined for members, whose provider is the issuer itself.
 * If the fixture sets none, it is the tenant that owns the domain of the address. If no tenant here owns it, it is
 * `mail`, a sign-in with a one-time passcode.
 */
export function identityProviderClaim(directory: Directory, user: User, baseUrl: string): string | undefined {
  if (user.identityProvider !== null) return user.identityProvider
  if (user.userType === 'Member') return undefined
  const home = directory.tenantNamed(user.mail?.split('@')[1] ?? '')
  return home ? issuerV1(baseUrl, home.id) : 'mail'
}

/** The user name to show. A guest has the name of the home tenant. */
export function displayedUserName(user: User): string {
  return user.userType === 'Guest' ? (user.mail ?? user.userPrincipalName) : user.userPrincipalName
}

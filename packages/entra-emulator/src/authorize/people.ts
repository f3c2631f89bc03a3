import type { Directory } from '../directory/directory.ts'
import type { Tenant } from '../directory/tenant.ts'
import { guestPrincipalName, type User } from '../directory/user.ts'
import type { Emulation } from '../emulation.ts'
import { readLoginHint } from '../sessions/login-hint.ts'
import type { BrowserSession, SignedInAccount } from '../sessions/sessions.ts'
import type { Authority } from '../tenants/authority.ts'

/** A user object in the tenant where the sign-in happens. */
export interface Candidate {
  readonly tenant: Tenant
  readonly user: User
}

/** A candidate who is signed in in this browser. */
export interface SignedInCandidate extends Candidate {
  readonly account: SignedInAccount
}

/** The guest object that stands in this tenant for somebody of another one. */
function guestNamed(directory: Directory, tenant: Tenant, homeName: string): User | undefined {
  const principalName = guestPrincipalName(homeName, String(tenant.domains[0]))
  return (
    directory.index(tenant).user(principalName) ??
    tenant.users.find((user) => user.userType === 'Guest' && user.mail?.toLowerCase() === homeName.toLowerCase())
  )
}

/** Everybody who can sign in at this authority: a tenant's members and guests, or the members of all tenants. */
export function peopleOf(directory: Directory, authority: Authority): readonly Candidate[] {
  if (authority.kind === 'tenant') return authority.tenant.users.map((user) => ({ tenant: authority.tenant, user }))
  return directory
    .tenants()
    .flatMap((tenant) => tenant.users.map((user) => ({ tenant, user })))
    .filter(({ user }) => user.userType === 'Member')
}

/** The person of that user name at this authority. Guests may use the name they have at home. */
export function findPerson(directory: Directory, authority: Authority, name: string): Candidate | undefined {
  const hint = readLoginHint(name)
  const tenants = authority.kind === 'tenant' ? [authority.tenant] : directory.tenants()
  for (const tenant of tenants) {
    if (hint && hint.tenant_id !== tenant.id) continue
    const user = directory.index(tenant).user(hint?.user_id ?? name)
    if (user && (authority.kind === 'tenant' || user.userType === 'Member')) return { tenant, user }
    const guest = authority.kind === 'tenant' && !hint ? guestNamed(directory, tenant, name) : undefined
    if (guest) return { tenant, user: guest }
  }
  return undefined
}

/** The person of that user name in any tenant: known to Microsoft, but not here. */
export function findElsewhere(directory: Directory, name: string): Candidate | undefined {
  for (const tenant of directory.tenants()) {
    const user = directory.index(tenant).user(name)
    if (user) return { tenant, user }
  }
  return undefined
}

function asCandidate(directory: Directory, authority: Authority, account: SignedInAccount): Candidate | undefined {
  const home = directory.tenantNamed(account.tenant_id)
  const user = home && directory.index(home).user(account.user_id)
  if (!home || !user?.accountEnabled) return undefined
  // A session that began before the last "revoke sessions" is worth nothing.
  if (account.signed_in_at < Date.parse(user.signInSessionsValidFromDateTime)) return undefined
  if (authority.kind !== 'tenant') return user.userType === 'Member' ? { tenant: home, user } : undefined
  if (authority.tenant.id === home.id) return { tenant: home, user }
  const guest = guestNamed(directory, authority.tenant, user.userPrincipalName)
  return guest?.accountEnabled ? { tenant: authority.tenant, user: guest } : undefined
}

/** Accounts of the browser that can sign in at this authority without a password. */
export function signedInPeople(
  emulation: Emulation,
  authority: Authority,
  session: BrowserSession | undefined,
): readonly SignedInCandidate[] {
  return (session?.accounts ?? []).flatMap((account) => {
    const candidate = asCandidate(emulation.directory, authority, account)
    return candidate ? [{ ...candidate, account }] : []
  })
}

/** `domain_hint` narrows the choice to people of that domain; the words for kinds of accounts do not. */
export function hasDomain({ user }: Candidate, domain: string | undefined): boolean {
  if (domain === undefined || domain === 'organizations' || domain === 'consumers') return true
  return [user.userPrincipalName, user.mail].some((name) => name?.toLowerCase().endsWith(`@${domain}`))
}

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

/** A candidate with a session in this browser. */
export interface SignedInCandidate extends Candidate {
  readonly account: SignedInAccount
}

/** The guest object in this tenant of a user of another tenant. */
function guestNamed(directory: Directory, tenant: Tenant, homeName: string): User | undefined {
  const principalName = guestPrincipalName(homeName, String(tenant.domains[0]))
  return (
    directory.index(tenant).user(principalName) ??
    tenant.users.find((user) => user.userType === 'Guest' && user.mail?.toLowerCase() === homeName.toLowerCase())
  )
}

/** The users who can sign in at this authority: a tenant's members and guests, or the members of all tenants. */
export function peopleOf(directory: Directory, authority: Authority): readonly Candidate[] {
  if (authority.kind === 'tenant') return authority.tenant.users.map((user) => ({ tenant: authority.tenant, user }))
  return directory
    .tenants()
    .flatMap((tenant) => tenant.users.map((user) => ({ tenant, user })))
    .filter(({ user }) => user.userType === 'Member')
}

/** Finds a user by name at this authority. A guest may use the name of the home tenant. */
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

/** Finds a user by name in any tenant, for the error about a user of another tenant. */
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
  // "Revoke sessions" ends the sessions that began before it.
  if (account.signed_in_at < Date.parse(user.signInSessionsValidFromDateTime)) return undefined
  if (authority.kind !== 'tenant') return user.userType === 'Member' ? { tenant: home, user } : undefined
  if (authority.tenant.id === home.id) return { tenant: home, user }
  const guest = guestNamed(directory, authority.tenant, user.userPrincipalName)
  return guest?.accountEnabled ? { tenant: authority.tenant, user: guest } : undefined
}

/** The accounts of the browser that can sign in at this authority without a password. */
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

/** Whether a user fits `domain_hint`. The values `organizations` and `consumers` fit every user. */
export function hasDomain({ user }: Candidate, domain: string | undefined): boolean {
  if (domain === undefined || domain === 'organizations' || domain === 'consumers') return true
  return [user.userPrincipalName, user.mail].some((name) => name?.toLowerCase().endsWith(`@${domain}`))
}

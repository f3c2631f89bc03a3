import type { Application } from '../directory/application.ts'
import { assignmentsOf } from '../directory/assignment.ts'
import { mayConsentForOrganization } from '../directory/directory-role.ts'
import { settingsIn } from '../directory/enterprise-application.ts'
import type { Emulation } from '../emulation.ts'
import { EntraError } from '../errors/entra-error.ts'
import { mayConsent, missingConsent } from '../scopes/consent.ts'
import { type ResolvedScope, resolveScopes } from '../scopes/resource.ts'
import type { BrowserSession } from '../sessions/sessions.ts'
import { type Authority, findAuthority } from '../tenants/authority.ts'
import { findClient } from './client.ts'
import type { Flow } from './flow.ts'
import { type Candidate, findPerson, hasDomain, type SignedInCandidate, signedInPeople } from './people.ts'

/** What happens next in a sign-in. */
export type Step =
  | {
      readonly kind: 'pick'
      readonly authority: Authority
      readonly client: Application
      readonly signed_in: readonly SignedInCandidate[]
    }
  | { readonly kind: 'password'; readonly client: Application; readonly person: Candidate }
  | {
      readonly kind: 'consent'
      readonly client: Application
      readonly person: SignedInCandidate
      readonly scopes: readonly ResolvedScope[]
      /** An administrator, who may agree for everybody. */
      readonly for_organization: boolean
    }
  | { readonly kind: 'approval'; readonly client: Application; readonly person: SignedInCandidate }
  | { readonly kind: 'finish'; readonly client: Application; readonly person: SignedInCandidate }

/** Who it is, if that needs no question: chosen on the page, named by a hint, or the only one who is signed in. */
function decidePerson(
  emulation: Emulation,
  flow: Flow,
  authority: Authority,
  signedIn: readonly SignedInCandidate[],
): Candidate | undefined {
  const { directory } = emulation
  const { prompt, login_hint: hint } = flow.request
  if (flow.chosen) {
    const tenant = directory.tenantNamed(flow.chosen.tenant_id)
    const user = tenant && directory.index(tenant).user(flow.chosen.user_id)
    // The choice came in a form: somebody of another tenant is not on the page, and does not become a candidate.
    const isHere = authority.kind !== 'tenant' || authority.tenant.id === tenant?.id
    return tenant && user && isHere ? { tenant, user } : undefined
  }
  if (flow.wants_picker || prompt === 'select_account') return undefined
  if (hint !== undefined) return findPerson(directory, authority, hint)
  return prompt !== 'login' && signedIn.length === 1 ? signedIn[0] : undefined
}

function needsPassword(emulation: Emulation, flow: Flow, person: SignedInCandidate): boolean {
  if (flow.fresh) return false
  const { prompt, max_age: maxAge } = flow.request
  if (prompt === 'login') return true
  return maxAge !== undefined && person.account.auth_time + maxAge <= emulation.clock.seconds()
}

/**
 * @throws EntraError 7000112, 50105
 */
export function checkAccess(emulation: Emulation, { tenant, user }: Candidate, client: Application): void {
  const settings = settingsIn(tenant, client)
  if (settings?.enabled === false) throw new EntraError(7000112, { app: client.appId, name: client.displayName })
  if (!settings?.appRoleAssignmentRequired) return
  if (assignmentsOf(emulation.directory, tenant, client, user.id).length > 0) return
  throw new EntraError(50105, { app: client.appId, name: client.displayName, user: user.userPrincipalName })
}

function consentStep(emulation: Emulation, flow: Flow, client: Application, person: SignedInCandidate): Step {
  const { tenant, user } = person
  const scopes = resolveScopes(emulation.directory, tenant, client, flow.request.scopes, emulation.address.baseUrl())
  const missing = missingConsent(tenant, client, user, scopes)
  const again = flow.request.prompt === 'consent' && !flow.consented
  if (missing.length === 0 && !again) return { kind: 'finish', client, person }
  if (!mayConsent(tenant, client, user, missing)) return { kind: 'approval', client, person }
  return {
    kind: 'consent',
    client,
    person,
    scopes: missing.length > 0 ? missing : scopes,
    for_organization: mayConsentForOrganization(user.directoryRoles),
  }
}

/**
 * The next page, or the end. Reads the directory as it is now.
 * @throws EntraError what Entra shows on its own page, and with `prompt=none` what the application is told
 */
export function nextStep(emulation: Emulation, flow: Flow, session: BrowserSession | undefined): Step {
  const { request } = flow
  const authority = findAuthority(emulation.directory, request.authority)
  const client = findClient(emulation.directory, authority, request.app_id)
  const everybody = signedInPeople(emulation, authority, session)
  const signedIn = everybody.filter((one) => hasDomain(one, request.domain_hint))
  const decided = decidePerson(emulation, flow, authority, signedIn)
  // Whoever was decided on may be of another domain than the hint: it narrows the choice, it does not forbid.
  const person =
    decided && everybody.find(({ tenant, user }) => tenant.id === decided.tenant.id && user.id === decided.user.id)

  if (request.prompt === 'none') {
    if (!person || needsPassword(emulation, flow, person)) throw new EntraError(signedIn.length > 1 ? 16000 : 50058)
    checkAccess(emulation, person, client)
    const step = consentStep(emulation, flow, client, person)
    if (step.kind === 'finish') return step
    throw new EntraError(65001, { app: client.appId, name: client.displayName }, { error: 'consent_required' })
  }
  if (!decided) return { kind: 'pick', authority, client, signed_in: signedIn }
  if (!person || needsPassword(emulation, flow, person)) return { kind: 'password', client, person: decided }
  checkAccess(emulation, person, client)
  return consentStep(emulation, flow, client, person)
}

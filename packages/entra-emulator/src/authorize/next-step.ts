import type { Application } from '../directory/application.ts'
import { assignmentsOf } from '../directory/assignment.ts'
import { mayConsentForOrganization, mayGrantGraphRoles } from '../directory/directory-role.ts'
import { settingsIn } from '../directory/enterprise-application.ts'
import type { Emulation } from '../emulation.ts'
import { EntraError } from '../errors/entra-error.ts'
import { mayConsent, missingConsent } from '../scopes/consent.ts'
import { type OrganizationPermissions, organizationPermissions } from '../scopes/organization-consent.ts'
import { type ResolvedScope, resolveScopes } from '../scopes/resource.ts'
import type { BrowserSession } from '../sessions/sessions.ts'
import { type Authority, findAuthority } from '../tenants/authority.ts'
import type { Flow } from './flow.ts'
import { clientOf } from './flow-client.ts'
import { type Candidate, findPerson, hasDomain, type SignedInCandidate, signedInPeople } from './people.ts'

/** The next step of a sign-in. */
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
      /** Whether the person is an administrator, who may consent for the organization. */
      readonly for_organization: boolean
      /** The permissions of the application itself. Only the admin consent endpoints ask for them. */
      readonly own: Pick<OrganizationPermissions, 'application' | 'app_roles'>
    }
  | { readonly kind: 'confirm'; readonly client: Application; readonly person: SignedInCandidate }
  | { readonly kind: 'approval'; readonly client: Application; readonly person: SignedInCandidate }
  | { readonly kind: 'finish'; readonly client: Application; readonly person: SignedInCandidate }

/** The account that was chosen on the page or named by a hint, or the only signed-in one; else the picker must ask. */
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
    // The choice came in a form. A user of another tenant is not on the page, so a forged choice is refused.
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
    own: { application: [], app_roles: [] },
  }
}

/** The step of the admin consent endpoints: only an administrator sees what to accept. */
function adminConsentStep(emulation: Emulation, flow: Flow, client: Application, person: SignedInCandidate): Step {
  const { directory, address } = emulation
  if (!mayConsentForOrganization(person.user.directoryRoles)) return { kind: 'approval', client, person }
  const scopes = resolveScopes(directory, person.tenant, client, flow.request.scopes, address.baseUrl())
  const { delegated, application, app_roles } = organizationPermissions(client, scopes)
  if (application.length > 0 && !mayGrantGraphRoles(person.user.directoryRoles)) {
    return { kind: 'approval', client, person }
  }
  return {
    kind: 'consent',
    client,
    person,
    scopes: delegated,
    for_organization: true,
    own: { application, app_roles },
  }
}

/**
 * Decides the next page, or the end. Reads the current directory.
 * @throws EntraError for the errors of Entra's own page, and with `prompt=none` for those that go to the application
 */
export function nextStep(emulation: Emulation, flow: Flow, session: BrowserSession | undefined): Step {
  const { request } = flow
  const authority = findAuthority(emulation.directory, request.authority)
  const client = clientOf(emulation.directory, flow, authority)
  const everybody = signedInPeople(emulation, authority, session)
  const signedIn = everybody.filter((one) => hasDomain(one, request.domain_hint))
  const decided = decidePerson(emulation, flow, authority, signedIn)
  // The chosen account may be of another domain than the hint, which only narrows the choice.
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
  if (flow.ends.kind === 'admin_consent') return adminConsentStep(emulation, flow, client, person)
  checkAccess(emulation, person, client)
  const step = consentStep(emulation, flow, client, person)
  const asks = step.kind === 'finish' && flow.ends.kind === 'device' && !flow.confirmed
  return asks ? { kind: 'confirm', client, person } : step
}

/**
 * The user behind an access token. The rules of the organization decide, as for a sign-in: who is admitted, who is linked
 * with a user that is known already, who is suspended. The first accepted call creates the user.
 */
import { Failure, isFailure } from '@gatehouse-sso/core/failure'
import type { AccessTokenFacts } from '@gatehouse-sso/core/oauth/entra-access-token'
import type { VerifiedIdentity } from '@gatehouse-sso/core/verified-identity'
import { userCaller } from '../events/caller.ts'
import type { OrganizationConfiguration } from '../ports/configuration.ts'
import type { Ports } from '../ports/ports.ts'
import type { Entrance } from '../provisioning/entrance.ts'
import { type Provisioned, provision } from '../provisioning/provisioning.ts'
import type { ApiResourceRecord, ApiResourceTenantRecord } from '../stores/api-resources.ts'
import { change } from '../work/change.ts'
import type { Work } from '../work/work.ts'
import { tokenProfile } from './token-profile.ts'

/** Users that one tenant may create in a minute, by first calls. */
export const newcomersPerMinute = 120

/**
 * @param isTest decides as for a call, and writes nothing
 * @throws Failure access_tenant_unknown, access_groups_overage, rate_limited, and those of `provision`
 */
export async function tokenUser(
  work: Work,
  resource: ApiResourceRecord,
  tenant: ApiResourceTenantRecord,
  kind: AccessTokenFacts['kind'],
  identity: VerifiedIdentity,
  isTest = false,
): Promise<Provisioned> {
  const { ports } = work
  const { environment_id } = resource
  const { organization_id, tenant_id } = tenant
  let is_counted = false
  const person = await change(work, async () => {
    const configuration = await ports.configuration.organization(environment_id, organization_id)
    if (!configuration) throw new Failure('access_tenant_unknown', { received: tenant_id })
    const isProgram = kind === 'app_only'
    const organization = withPolicyOf(resource, configuration, isProgram)
    const mapped = tokenProfile(resource, organization, await ports.configuration.roles(environment_id), identity)
    const entrance = entranceOf(resource, tenant, isProgram)
    const found = await provision(ports, entrance, organization, identity, mapped).catch(asAccess)
    if (isTest) return { writes: [], result: { ...found, writes: [], events: [] } }
    if (found.outcome === 'created' && !is_counted) {
      countNewcomer(ports, `newcomers ${resource.id} ${tenant_id}`)
      is_counted = true
    }
    const { writes, events } = found
    return { writes, events, result: found, caller: userCaller(found.user.id, work.caller.source) }
  })
  if (person.writes.length > 0) {
    ports.noteGroups({ environment_id, organization_id }, person.entitlements.unmapped_groups)
  }
  return person
}

/** The policy of the organization with that of the API. Groups and domains are rules for people, not for programs. */
function withPolicyOf(
  { require_group }: ApiResourceRecord,
  configuration: OrganizationConfiguration,
  isProgram: boolean,
): OrganizationConfiguration {
  const { organization } = configuration
  const { policy } = organization
  const changed = isProgram
    ? { ...policy, require_group: false, outside_domains: 'allow' as const }
    : { ...policy, require_group: policy.require_group || require_group }
  return { ...configuration, organization: { ...organization, policy: changed } }
}

function entranceOf(
  { environment_id, admin_group }: ApiResourceRecord,
  { organization_id }: ApiResourceTenantRecord,
  isProgram: boolean,
): Entrance {
  return {
    environment_id,
    organization_id,
    connection_id: null,
    by: 'access_token',
    kind: isProgram ? 'service' : 'person',
    policy: {
      ...{ provisioning: null, match_by: null, match_case: null, default_role: null },
      ...{ userinfo: 'never', role_sync: 'full', admin_values: admin_group === null ? [] : [admin_group] },
      ...{ groups_claim: 'received', on_incomplete_groups: 'refuse', recheck_minutes: null },
      ...{ upstream_logout: false, logout_page_url: null },
    },
  }
}

/** A token comes without a page that could explain: the reason is that of an API call. */
function asAccess(error: unknown): never {
  if (!isFailure(error, 'groups_incomplete')) throw error
  throw new Failure('access_groups_overage', { expected: error.evidence.expected ?? 'groups' })
}

/** @throws Failure rate_limited */
function countNewcomer({ minute_counts }: Ports, key: string): void {
  if (minute_counts.add(key) <= newcomersPerMinute) return
  throw new Failure('rate_limited', { expected: `${newcomersPerMinute} new users of one tenant in a minute at most` })
}

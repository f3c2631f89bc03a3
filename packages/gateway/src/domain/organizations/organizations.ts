/** Organizations: created, changed, deleted with everything that belongs to them. */

import { Failure } from '@gatehouse-sso/core/failure'
import type { Id } from '@gatehouse-sso/core/ids'
import type { ParsedBody } from '@gatehouse-sso/sdk/contract/operation'
import type { OrganizationPolicy, OrganizationPolicyChange } from '@gatehouse-sso/sdk/contract/organization-policy'
import type { organizations } from '@gatehouse-sso/sdk/contract/organizations'
import { checkRoleSlugs, listedSlugs } from '../environments/role-slugs.ts'
import { noticeWrites } from '../logout/notices.ts'
import type { Ports } from '../ports/ports.ts'
import type { DomainRecord } from '../stores/domains.ts'
import type { OrganizationRecord } from '../stores/organizations.ts'
import type { Write } from '../stores/unit.ts'
import { change, checkVersion, firstVersion, found, mergeMetadata, nextVersion } from '../work/change.ts'
import { checkExternalId } from '../work/external-id.ts'
import type { Work } from '../work/work.ts'
import { newDomain } from './domains.ts'
import { checkNames } from './organization-names.ts'
import type { OrganizationWithDomains } from './present.ts'
import { presentOrganization } from './present.ts'
import { checkRoleSync } from './provisioning-rules.ts'

const defaultPolicy: OrganizationPolicy = {
  provisioning: 'just_in_time',
  match_by: ['email'],
  match_case: 'exact',
  default_role: null,
  default_roles: [],
  default_groups: [],
  require_group: false,
  outside_domains: 'allow',
  session: { idle_minutes: null, lifetime_minutes: null, is_shared: true, logout_page_url: null },
}

/** A policy with changes. @throws Failure values_invalid when it names a role that does not exist */
async function checkedPolicy(
  ports: Ports,
  environment_id: Id<'env'>,
  policy: OrganizationPolicy,
  changes: OrganizationPolicyChange,
): Promise<OrganizationPolicy> {
  const { default_role, default_roles = [] } = changes
  await checkRoleSlugs(ports, environment_id, [
    ...(default_role ? [{ slug: default_role, param: '/policy/default_role' }] : []),
    ...listedSlugs(default_roles, '/policy/default_roles'),
  ])
  const { session = {}, ...others } = changes
  return { ...policy, ...sentIn(others), session: { ...policy.session, ...sentIn(session) } }
}

function sentIn<T extends object>(changes: T): { [K in keyof T]?: NonNullable<T[K]> } {
  return Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined)) as never
}

/** @throws Failure resource_missing */
export async function getOrganization(
  ports: Ports,
  environment_id: Id<'env'>,
  id: Id<'org'>,
): Promise<OrganizationWithDomains> {
  const { organizations, domains } = ports.stores.in(environment_id)
  const organization = found(await organizations.get(id))
  return { organization, domains: await domains.ofOrganization(id) }
}

/**
 * The organization that a request names, if it belongs to this environment.
 * @throws Failure values_invalid
 */
export async function organizationNamed(
  ports: Ports,
  environment_id: Id<'env'>,
  organization_id: Id<'org'>,
): Promise<OrganizationRecord> {
  const organization = await ports.stores.in(environment_id).organizations.get(organization_id)
  if (organization) return organization
  const message = 'is not an organization of this environment'
  throw new Failure('values_invalid', { errors: [{ param: '/organization_id', code: 'missing', message }] })
}

/** @throws Failure already_exists, domain_taken, values_invalid */
export function createOrganization(
  work: Work,
  environment_id: Id<'env'>,
  input: ParsedBody<typeof organizations.create>,
): Promise<OrganizationWithDomains> {
  const { ports } = work
  return change(work, async () => {
    const stores = ports.stores.in(environment_id)
    const organization: OrganizationRecord = {
      id: ports.keys.newId('org'),
      environment_id,
      name: input.name,
      external_id: input.external_id ?? null,
      slug: input.slug ?? null,
      host: input.host ?? null,
      policy: await checkedPolicy(ports, environment_id, defaultPolicy, input.policy ?? {}),
      metadata: input.metadata ?? {},
      access_ended_at: null,
      ...firstVersion(ports),
    }
    await checkExternalId(organization, stores.organizations.list)
    await checkNames(ports, organization)
    const domains: DomainRecord[] = []
    for (const [index, domain] of (input.domains ?? []).entries()) {
      domains.push(await newDomain(ports, organization, domain, domains, `/domains/${index}/domain`))
    }
    const writes = [stores.organizations.insert(organization), ...domains.map(stores.domains.insert)]
    const result = { organization, domains }
    const object = presentOrganization(result)
    const events = [{ type: 'organization.created', environment_id, organization_id: object.id, object }] as const
    return { writes, result, events }
  })
}

/** @throws Failure resource_missing */
export async function getOrganizationByExternalId(
  ports: Ports,
  environment_id: Id<'env'>,
  external_id: string,
): Promise<OrganizationWithDomains> {
  const { organizations, domains } = ports.stores.in(environment_id)
  const { records } = await organizations.list({ external_id, limit: 1, order: 'asc' })
  const organization = found(records[0])
  return { organization, domains: await domains.ofOrganization(organization.id) }
}

/** @throws Failure resource_missing, precondition_failed, already_exists */
export function updateOrganization(
  work: Work,
  environment_id: Id<'env'>,
  id: Id<'org'>,
  input: ParsedBody<typeof organizations.update>,
  version: number | undefined,
): Promise<OrganizationWithDomains> {
  const { ports } = work
  const stores = ports.stores.in(environment_id)
  return change(work, async () => {
    const record = found(await stores.organizations.get(id))
    checkVersion(record, version)
    const domains = await stores.domains.ofOrganization(id)
    const { name = record.name, external_id = record.external_id, metadata = {} } = input
    const { slug = record.slug, host = record.host } = input
    const next = nextVersion(ports, record, {
      name,
      external_id,
      slug,
      host,
      policy: input.policy ? await checkedPolicy(ports, environment_id, record.policy, input.policy) : record.policy,
      metadata: mergeMetadata(record.metadata, metadata),
    })
    if (input.policy?.provisioning === 'pass_through') {
      checkRoleSync(await stores.connections.ofOrganization(id), next, '/policy/provisioning')
    }
    if (external_id !== record.external_id) await checkExternalId(next, stores.organizations.list)
    if (slug !== record.slug || host !== record.host) await checkNames(ports, next)
    const result = { organization: next, domains }
    const before = presentOrganization({ organization: record, domains })
    const object = presentOrganization(result)
    const events = [{ type: 'organization.updated', environment_id, organization_id: id, object, before }] as const
    return { writes: [stores.organizations.update(next, record.version)], result, events }
  })
}

/** @throws Failure resource_missing, precondition_failed */
export function deleteOrganization(
  work: Work,
  environment_id: Id<'env'>,
  id: Id<'org'>,
  version: number | undefined,
): Promise<void> {
  const { ports } = work
  const { organizations, connections } = ports.stores.in(environment_id)
  return change(work, async () => {
    const view = await getOrganization(ports, environment_id, id)
    checkVersion(view.organization, version)
    const object = presentOrganization(view)
    const events = [{ type: 'organization.deleted', environment_id, organization_id: id, object }] as const
    const now = ports.now()
    const told: Write[] = []
    for (const connection of await connections.ofOrganization(id)) {
      told.push(...(await noticeWrites(ports, environment_id, { connection_id: connection.id }, now)))
    }
    return { writes: [...organizations.delete(id, now), ...told], result: undefined, events }
  })
}

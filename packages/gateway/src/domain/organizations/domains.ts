/** Domains of organizations. A verified domain belongs to exactly one organization of an environment. */

import { domainKey } from '@gatehouse-sso/core/email'
import { Failure } from '@gatehouse-sso/core/failure'
import type { Id } from '@gatehouse-sso/core/ids'
import type { NewEventOf } from '../events/events.ts'
import type { Ports } from '../ports/ports.ts'
import type { DomainRecord } from '../stores/domains.ts'
import type { OrganizationRecord } from '../stores/organizations.ts'
import { change, found } from '../work/change.ts'
import type { Work } from '../work/work.ts'
import { presentDomain } from './present.ts'

/**
 * A domain for an organization, checked and not yet written.
 * @param others that the organization has or is about to have
 * @param param where the name stands in the request
 * @throws Failure values_invalid, already_exists, domain_taken
 */
export async function newDomain(
  ports: Ports,
  organization: Pick<OrganizationRecord, 'id' | 'environment_id'>,
  input: { readonly domain: string; readonly verified: boolean },
  others: readonly DomainRecord[],
  param: string,
): Promise<DomainRecord> {
  const domain = domainKey(input.domain)
  if (domain === undefined) {
    const error = { param, code: 'invalid_format', message: 'is not a domain name such as contoso.example' }
    throw new Failure('values_invalid', { errors: [error] })
  }
  if (others.some((other) => other.domain === domain)) throw new Failure('already_exists', { param, received: domain })
  if (input.verified) await checkNotTaken(ports, organization, domain, param)
  const now = ports.now()
  return {
    id: ports.keys.newId('dom'),
    environment_id: organization.environment_id,
    organization_id: organization.id,
    domain,
    state: input.verified ? 'verified' : 'pending',
    verified_at: input.verified ? now : null,
    verified_by: input.verified ? 'operator' : null,
    created_at: now,
  }
}

async function checkNotTaken(
  ports: Ports,
  organization: Pick<OrganizationRecord, 'id' | 'environment_id'>,
  domain: string,
  param: string,
): Promise<void> {
  const owner = await ports.stores.in(organization.environment_id).domains.verified(domain)
  // The failure does not name the organization: the caller may be one customer asking about another.
  if (owner && owner.organization_id !== organization.id) throw new Failure('domain_taken', { param, received: domain })
}

/** @throws Failure resource_missing, values_invalid, already_exists, domain_taken */
export function createDomain(
  work: Work,
  environment_id: Id<'env'>,
  organization_id: Id<'org'>,
  input: { readonly domain: string; readonly verified: boolean },
): Promise<DomainRecord> {
  const { organizations, domains } = work.ports.stores.in(environment_id)
  return change(work, async () => {
    const organization = found(await organizations.get(organization_id))
    const others = await domains.ofOrganization(organization_id)
    const domain = await newDomain(work.ports, organization, input, others, '/domain')
    return { writes: [domains.insert(domain)], result: domain, events: [domainEvent('domain.created', domain)] }
  })
}

/** Verifies a domain on the operator's word. @throws Failure resource_missing, domain_taken */
export function verifyDomain(
  work: Work,
  environment_id: Id<'env'>,
  organization_id: Id<'org'>,
  id: Id<'dom'>,
): Promise<DomainRecord> {
  const { ports } = work
  const { domains } = ports.stores.in(environment_id)
  return change(work, async () => {
    const domain = found(await domains.get(organization_id, id))
    if (domain.state === 'verified') return { writes: [], result: domain }
    await checkNotTaken(ports, { id: organization_id, environment_id }, domain.domain, 'domain')
    const verified: DomainRecord = { ...domain, state: 'verified', verified_at: ports.now(), verified_by: 'operator' }
    const events = [{ ...domainEvent('domain.verified', verified), before: presentDomain(domain) }]
    return { writes: [domains.verify(verified)], result: verified, events }
  })
}

/** @throws Failure resource_missing */
export function deleteDomain(
  work: Work,
  environment_id: Id<'env'>,
  organization_id: Id<'org'>,
  id: Id<'dom'>,
): Promise<void> {
  const { domains } = work.ports.stores.in(environment_id)
  return change(work, async () => {
    const domain = found(await domains.get(organization_id, id))
    return { writes: [domains.delete(domain)], result: undefined, events: [domainEvent('domain.deleted', domain)] }
  })
}

function domainEvent(type: NewEventOf<'domain'>['type'], domain: DomainRecord): NewEventOf<'domain'> {
  const { environment_id, organization_id } = domain
  return { type, environment_id, organization_id, object: presentDomain(domain) }
}

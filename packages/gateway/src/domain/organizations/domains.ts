/** Domains of organizations. A verified domain belongs to exactly one organization of an environment. */

import { domainKey } from '@gatehouse-sso/core/email'
import { Failure } from '@gatehouse-sso/core/failure'
import type { Id } from '@gatehouse-sso/core/ids'
import type { Ports } from '../ports/ports.ts'
import type { DomainRecord } from '../stores/domains.ts'
import type { OrganizationRecord } from '../stores/organizations.ts'
import { change, found } from '../work/change.ts'
import type { Work } from '../work/work.ts'
import { domainEvent } from './domain-event.ts'
import { checkNotTaken, firstCheck } from './domain-proof.ts'
import { presentDomain } from './present.ts'

/** Domains of one organization. */
const maximumDomains = 100

/**
 * A domain for an organization, checked and not yet written.
 * @param others that the organization has or is about to have
 * @param param where the name stands in the request
 * @throws Failure values_invalid, already_exists, domain_taken, limit_reached
 */
export async function newDomain(
  ports: Ports,
  organization: Pick<OrganizationRecord, 'id' | 'environment_id'>,
  input: { readonly domain: string; readonly verified: boolean },
  others: readonly DomainRecord[],
  param: string,
): Promise<DomainRecord> {
  const domain = domainKey(input.domain)
  const problem =
    domain === undefined ? 'is not a domain name such as contoso.example' : ports.domain_names.problemOf(domain)
  if (domain === undefined || problem !== undefined) {
    const error = { param, code: 'invalid_format', message: String(problem) }
    throw new Failure('values_invalid', { errors: [error] })
  }
  if (others.length >= maximumDomains) throw new Failure('limit_reached', { expected: `${maximumDomains}` })
  if (others.some((other) => other.domain === domain)) throw new Failure('already_exists', { param, received: domain })
  const { environment_id, id: organization_id } = organization
  if (input.verified) await checkNotTaken(ports, { environment_id, organization_id, domain }, param)
  const now = ports.now()
  const state = input.verified ? 'verified' : 'pending'
  return {
    id: ports.keys.newId('dom'),
    environment_id,
    organization_id,
    domain,
    state,
    verified_at: input.verified ? now : null,
    verified_by: input.verified ? 'operator' : null,
    created_at: now,
    proof_token: ports.keys.newSecret(128),
    checked_at: null,
    check_at: firstCheck({ state }, now),
    records: [],
    pending_since: input.verified ? null : now,
    proof_missing_since: null,
  }
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
    await checkNotTaken(ports, domain)
    const verified: DomainRecord = {
      ...domain,
      state: 'verified',
      verified_at: ports.now(),
      verified_by: 'operator',
      pending_since: null,
      check_at: null,
    }
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

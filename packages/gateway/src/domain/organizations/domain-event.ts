/** The events of domains. */
import type { NewEventOf } from '../events/events.ts'
import type { DomainRecord } from '../stores/domains.ts'
import { presentDomain } from './present.ts'

export function domainEvent(type: NewEventOf<'domain'>['type'], domain: DomainRecord): NewEventOf<'domain'> {
  const { environment_id, organization_id } = domain
  return { type, environment_id, organization_id, object: presentDomain(domain) }
}

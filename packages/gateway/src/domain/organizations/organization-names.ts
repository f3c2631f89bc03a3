/** The names by which an address finds an organization: its slug, and a host name of its own. */
import { domainKey } from '@gatehouse-sso/core/email'
import { Failure } from '@gatehouse-sso/core/failure'
import { isId } from '@gatehouse-sso/core/ids'
import type { Ports } from '../ports/ports.ts'
import type { OrganizationRecord } from '../stores/organizations.ts'

/**
 * Checks the names of an organization before they are written.
 * @throws Failure values_invalid, already_exists
 */
export async function checkNames(ports: Ports, { id, environment_id, slug, host }: OrganizationRecord): Promise<void> {
  const stores = ports.stores
  if (slug !== null) {
    if (isId('org', slug)) throw invalid('/slug', 'has the form of an id')
    const other = await stores.in(environment_id).organizations.bySlug(slug)
    if (other && other.id !== id) throw new Failure('already_exists', { param: '/slug', received: slug })
  }
  if (host === null) return
  if (domainKey(host) !== host) throw invalid('/host', 'is not a host name such as acme.sso.example.com, in lower case')
  if (host === new URL(ports.public_url).hostname) throw invalid('/host', 'is the host of the gateway itself')
  const other = await stores.organizationHosts.byHost(host)
  if (other && other.id !== id) throw new Failure('already_exists', { param: '/host', received: host })
}

function invalid(param: string, message: string): Failure {
  return new Failure('values_invalid', { errors: [{ param, code: 'invalid_format', message }] })
}

import { guidFromName } from '../identifier.ts'
import { type MadeWith, readApplication } from './application.ts'
import { readServicePrincipal } from './enterprise-settings.ts'
import { readGroup } from './group.ts'
import { readPersonaApplication } from './persona-application.ts'
import { FixtureError, openReader } from './reader.ts'
import { withResolvedReferences } from './references.ts'
import { type Tenant, userConsentSettings } from './tenant.ts'
import { readUser } from './user.ts'

function domainFromName(displayName: string): string {
  const label = displayName.toLowerCase().replace(/[^a-z0-9]+/g, '')
  return `${label || 'tenant'}.example`
}

function readDomain(value: unknown, path: string): string {
  if (typeof value !== 'string' || !/^[a-z0-9-]+(\.[a-z0-9-]+)+$/i.test(value)) {
    throw new FixtureError(path, 'must be a domain name such as contoso.example')
  }
  return value.toLowerCase()
}

function refuseDuplicates(values: readonly string[], place: (index: number) => string): void {
  const seen = new Set<string>()
  for (const [index, value] of values.entries()) {
    const key = value.toLowerCase()
    if (seen.has(key)) throw new FixtureError(place(index), `"${value}" appears twice`)
    seen.add(key)
  }
}

/**
 * @throws FixtureError with the exact place of the first error
 */
export function readTenant(value: unknown, path: string, made: Omit<MadeWith, 'tenant_id'>): Tenant {
  const reader = openReader(value, path)
  const displayName = reader.text('displayName')
  const id = reader.guidOr('id', () => guidFromName('tenant', displayName))
  const given = reader.list('domains', readDomain)
  const domains = given.length === 0 ? [domainFromName(displayName)] : given
  const home = { tenant_id: id, domain: String(domains[0]) }
  const tenant: Tenant = {
    id,
    displayName,
    domains,
    region: reader.oneOf('region', ['WW', 'NA', 'EU', 'AS', 'OC'], 'EU'),
    countryLetterCode: reader.textOrNull('countryLetterCode'),
    userConsentSettings: reader.oneOf('userConsentSettings', userConsentSettings, 'allow_all'),
    users: reader.list('users', (item, place) => readUser(item, place, home)),
    groups: reader.list('groups', (item, place) => readGroup(item, place, id)),
    applications: reader.list('applications', (item, place) =>
      readApplication(item, place, { ...made, tenant_id: id }),
    ),
    servicePrincipals: reader.list('servicePrincipals', (item, place) => readServicePrincipal(item, place, id)),
    personaApplications: reader.list('personaApplications', (item, place) => readPersonaApplication(item, place, id)),
  }
  reader.close()

  refuseDuplicates(
    tenant.users.map((user) => user.userPrincipalName),
    (index) => `${reader.at('users')}[${index}].userPrincipalName`,
  )
  const objects = [
    ...tenant.users.map((user, index) => ({ id: user.id, place: `${reader.at('users')}[${index}].id` })),
    ...tenant.groups.map((group, index) => ({ id: group.id, place: `${reader.at('groups')}[${index}].id` })),
    ...tenant.applications.map((application, index) => ({
      id: application.appId,
      place: `${reader.at('applications')}[${index}].appId`,
    })),
  ]
  refuseDuplicates(
    objects.map((object) => object.id),
    (index) => objects[index]?.place ?? path,
  )
  refuseDuplicates(
    tenant.personaApplications.map(({ id }) => id),
    (index) => `${reader.at('personaApplications')}[${index}].id`,
  )
  const uris = tenant.applications.flatMap(({ identifierUris }, index) =>
    identifierUris.map((uri, position) => ({
      uri,
      place: `${reader.at('applications')}[${index}].identifierUris[${position}]`,
    })),
  )
  refuseDuplicates(
    uris.map(({ uri }) => uri),
    (index) => uris[index]?.place ?? path,
  )
  return withResolvedReferences(tenant, path)
}

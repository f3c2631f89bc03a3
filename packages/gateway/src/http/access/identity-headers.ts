/**
 * The headers by which an API behind a proxy learns who calls. Every header is always there, if need be empty, so that a
 * proxy that copies them replaces whatever a caller has sent under the same name.
 *
 * A value is plain ASCII: every other character, `%` and the comma stand percent-encoded in UTF-8. Lists have commas.
 */
import type { AccessVerdict } from '../../domain/access/verdict.ts'

/** Bytes. Proxies have room for 4 to 8 KiB of headers in an answer. */
const maximumListBytes = 2_048

/** The names of the headers, without values: what a proxy must strip from every request that comes from outside. */
export const identityHeaderNames = [
  'gatehouse-user-id',
  'gatehouse-user-kind',
  'gatehouse-organization-id',
  'gatehouse-tenant-id',
  'gatehouse-subject',
  'gatehouse-identifier',
  'gatehouse-client-id',
  'gatehouse-scopes',
  'gatehouse-app-roles',
  'gatehouse-email',
  'gatehouse-email-verified',
  'gatehouse-name',
  'gatehouse-username',
  'gatehouse-role',
  'gatehouse-roles',
  'gatehouse-groups',
  'gatehouse-groups-omitted',
  'gatehouse-is-admin',
] as const

type IdentityHeaders = Readonly<Record<(typeof identityHeaderNames)[number], string>>

/** @returns `null` for a verdict that refuses */
export function identityHeaders({ token, user: found }: AccessVerdict): IdentityHeaders | null {
  if (token === null || found === null) return null
  const { person } = found
  const { tenant_id, object_id, client_id, kind, scopes, roles } = token.facts
  const groups = list(person.groups)
  const hasRoom = groups.length <= maximumListBytes
  return {
    'gatehouse-user-id': person.id,
    'gatehouse-user-kind': person.kind,
    'gatehouse-organization-id': person.organization_id,
    'gatehouse-tenant-id': tenant_id ?? '',
    'gatehouse-subject': object_id ?? '',
    'gatehouse-identifier': text(person.identifier),
    'gatehouse-client-id': client_id ?? '',
    'gatehouse-scopes': kind === 'delegated' ? scopes.map(text).join(' ') : '',
    'gatehouse-app-roles': kind === 'app_only' ? list(roles) : '',
    'gatehouse-email': text(person.email),
    'gatehouse-email-verified': person.email === null ? '' : String(person.email_verified),
    'gatehouse-name': text(person.name),
    'gatehouse-username': text(person.preferred_username),
    'gatehouse-role': text(person.role),
    'gatehouse-roles': list(person.roles),
    'gatehouse-groups': hasRoom ? groups : '',
    'gatehouse-groups-omitted': hasRoom ? '' : 'true',
    'gatehouse-is-admin': String(person.is_admin),
  }
}

function list(values: readonly string[]): string {
  return values.map(text).join(',')
}

function text(value: string | null): string {
  if (value === null) return ''
  return value
    .toWellFormed()
    .replace(/[^\x21-\x7e]|[%,]/gu, (character) =>
      character === ' ' ? character : encodeURIComponent(character).replace(',', '%2C'),
    )
}

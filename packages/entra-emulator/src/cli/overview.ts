import { styleText } from 'node:util'
import { displayedUserName } from '../claims/guest.ts'
import type { Application } from '../directory/application.ts'
import { type Directory, openDirectory } from '../directory/directory.ts'
import type { Tenant } from '../directory/tenant.ts'
import { traitsOf } from '../directory/traits.ts'
import { metadataUrl } from '../saml/names.ts'
import type { LocalCertificate } from '../tls/local-certificate.ts'
import { trustLines } from '../tls/trust.ts'

/** The text printed at the start: everything needed to connect an application. */

/** A longer list would scroll the addresses out of view. */
const shown = 10

function heading(text: string): string {
  return styleText('bold', text)
}

function dim(text: string): string {
  return styleText('dim', text)
}

/** Columns as wide as their widest cell, indented by two. */
function columns(rows: readonly (readonly string[])[]): string[] {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => (row[column] ?? '').length)))
  return rows.map((row) => `  ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ')}`.trimEnd())
}

function more(total: number, what: string): string[] {
  return total > shown ? [dim(`  … and ${total - shown} more ${what}`)] : []
}

function samlRows(application: Application, tenant: Tenant, url: string): readonly (readonly string[])[] {
  return [
    [application.displayName, ''],
    ...application.identifierUris.map((uri) => ['  identifier', uri]),
    ...application.web.redirectUris.map((uri) => ['  reply URL', uri]),
    ['  SAML metadata', metadataUrl(url, tenant.id, application.appId)],
  ]
}

function applicationRows(application: Application): readonly (readonly string[])[] {
  const secrets = application.passwordCredentials.map(({ secretText }) => ['  client secret', secretText])
  const redirects = [
    ...application.web.redirectUris,
    ...application.spa.redirectUris,
    ...application.publicClient.redirectUris,
  ].map((uri) => ['  redirect URI', uri])
  return [[application.displayName, ''], ['  client ID', application.appId], ...secrets, ...redirects]
}

function tenantLines(directory: Directory, tenant: Tenant, url: string): string[] {
  const people = tenant.users
    .slice(0, shown)
    .map((user) => [
      displayedUserName(user),
      user.password,
      user.displayName,
      traitsOf(directory, tenant, user).join(', '),
    ])
  const rowsOf = (application: Application): readonly (readonly string[])[] =>
    application.saml ? samlRows(application, tenant, url) : applicationRows(application)
  return [
    heading(tenant.displayName),
    ...columns([
      ['tenant ID', tenant.id],
      ['discovery', `${url}/${tenant.id}/v2.0/.well-known/openid-configuration`],
    ]),
    '',
    ...columns([['USER NAME', 'PASSWORD', 'NAME', ''], ...people]),
    ...more(tenant.users.length, 'people'),
    '',
    ...columns([['APPLICATION', ''], ...tenant.applications.slice(0, shown).flatMap(rowsOf)]),
    ...more(tenant.applications.length, 'applications'),
    '',
  ]
}

function certificateLines(certificate: LocalCertificate): string[] {
  const until = certificate.expires_at.slice(0, 10)
  return [
    heading(`Certificate authority ${certificate.is_new ? '(new: trust it once)' : ''}`.trimEnd()),
    ...columns([
      ['file', certificate.ca_file],
      ['until', `${until}, then a start makes another one`],
    ]),
    '',
    ...columns(trustLines(certificate)),
    '',
  ]
}

/** @param certificate the one that is served, if it is ours */
export function overview(
  emulator: { readonly url: string; readonly admin_url: string; readonly tenants: () => readonly Tenant[] },
  certificate?: LocalCertificate,
): string {
  const directory = openDirectory(emulator.tenants())
  return [
    '',
    `${heading('Entra emulator')} ${dim('– not Microsoft; for tests on this machine')}`,
    '',
    ...columns([
      ['url', emulator.url],
      ['admin center', `${emulator.url}/admin-center`],
      ['admin API', emulator.admin_url],
    ]),
    '',
    ...(certificate ? certificateLines(certificate) : []),
    ...emulator.tenants().flatMap((tenant) => tenantLines(directory, tenant, emulator.url)),
    dim('Ctrl-C stops it.'),
    '',
  ].join('\n')
}

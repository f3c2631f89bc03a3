/**
 * The groups of a person in Microsoft Graph, for a token with an overage instead of groups. The addresses are built from
 * settings and verified claims; the address in the token is never called.
 * https://learn.microsoft.com/graph/api/user-list-transitivememberof
 */
import { originOf } from '@gatehouse-sso/core/oauth/entra-authority'
import { clouds } from '@gatehouse-sso/core/oauth/entra-clouds'
import type { Claims } from '@gatehouse-sso/core/oidc/claims'
import { type EntraSettings, type GroupFormat, graphScope, tokenEndpointOf } from './entra-settings.ts'
import type { DirectoryQuery } from './provider.ts'

/** The settings that decide where groups are read, and in which format. */
type GraphSettings = Pick<EntraSettings, 'cloud' | 'authority_host' | 'group_format'>

const graphOf = (value: GraphSettings): string => {
  if (value.cloud === 'custom') return originOf(value)
  return value.cloud === 'external_id' ? clouds.public.graph : clouds[value.cloud].graph
}

const textOf = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null)

const withDomain = (domain: unknown, name: unknown): string | null =>
  textOf(domain) !== null && textOf(name) !== null ? `${domain}\\${name}` : null

/** The value that a token has for a group, in each of Entra's formats. A group of the cloud has no on-premises name. */
const valueIn: Readonly<Record<GroupFormat, (group: Claims) => string | null>> = {
  id: ({ id }) => textOf(id),
  sam_account_name: ({ onPremisesSamAccountName }) => textOf(onPremisesSamAccountName),
  dns_domain_and_sam_account_name: ({ onPremisesDomainName, onPremisesSamAccountName }) =>
    withDomain(onPremisesDomainName, onPremisesSamAccountName),
  netbios_domain_and_sam_account_name: ({ onPremisesNetBiosName, onPremisesSamAccountName }) =>
    withDomain(onPremisesNetBiosName, onPremisesSamAccountName),
  on_premises_security_identifier: ({ onPremisesSecurityIdentifier }) => textOf(onPremisesSecurityIdentifier),
}

const selected = [
  'id',
  'onPremisesSamAccountName',
  'onPremisesDomainName',
  'onPremisesNetBiosName',
  'onPremisesSecurityIdentifier',
]

/** @param person of the verified token or assertion: `tid` and `oid` are GUIDs */
export function entraDirectory(value: GraphSettings, { tid, oid }: Claims): DirectoryQuery {
  const graph = graphOf(value)
  // The cast to groups is an advanced query: it needs the count and the header.
  const list = `transitiveMemberOf/microsoft.graph.group?$count=true&$top=999&$select=${selected.join(',')}`
  return {
    name: 'Microsoft Graph',
    token_endpoint: tokenEndpointOf(value, String(tid)),
    scope: graphScope,
    application_address: `${graph}/v1.0/users/${oid}/${list}`,
    own_address: `${graph}/v1.0/me/${list}`,
    headers: { consistencylevel: 'eventual' },
    valueOf: valueIn[value.group_format ?? 'id'],
    remedy:
      'Entra admin center > App registrations > your app > API permissions > Add a permission > Microsoft Graph > ' +
      'Application permissions > GroupMember.Read.All, then "Grant admin consent"',
  }
}

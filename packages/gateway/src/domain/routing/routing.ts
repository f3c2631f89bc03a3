/**
 * Routing: which identity provider a person is sent to. The request decides by the connection that it names, else by
 * the organization that it names (by id or slug), else by the verified domain of `domain_hint` or `login_hint`. Else the
 * choice counts that the browser remembers, and without it we ask for the email. A look-up never leaves the environment,
 * and an unknown domain gets the same answer as one without single sign-on.
 */
import { domainKey, emailDomain } from '@gatehouse-sso/core/email'
import { Failure } from '@gatehouse-sso/core/failure'
import { isId } from '@gatehouse-sso/core/ids'
import type { AuthorizationRequest } from '@gatehouse-sso/core/oauth/authorization-request'
import { shownId } from '@gatehouse-sso/core/shown-id'
import { isOpen } from '../connections/connections.ts'
import type { OrganizationConfiguration } from '../ports/configuration.ts'
import type { Ports } from '../ports/ports.ts'
import type { ConnectionRecord } from '../stores/connections.ts'
import type { EnvironmentRecord } from '../stores/environments.ts'

export type Route =
  | { readonly kind: 'connection'; readonly connection: ConnectionRecord }
  | { readonly kind: 'choose'; readonly connections: readonly ConnectionRecord[] }
  /** `unknown`: the person gave an email, and no organization has its domain. */
  | { readonly kind: 'ask_email'; readonly unknown: boolean }

/** A choice of earlier. It comes from a cookie, and may lead to things that are gone. */
export interface RememberedChoice {
  readonly email: string
  readonly connection?: string | undefined
  readonly organization?: string | undefined
}

type Selector = Pick<AuthorizationRequest, 'organization' | 'connection' | 'login_hint' | 'domain_hint'>

/** @throws Failure organization_unknown, connection_unknown, connection_not_active */
export async function route(ports: Ports, environment: EnvironmentRecord, request: Selector): Promise<Route> {
  if (request.connection !== null) {
    const connection = await namedConnection(ports, environment, request.connection, request.organization)
    return { kind: 'connection', connection }
  }
  if (request.organization !== null) {
    const organization = await namedOrganization(ports, environment, request.organization)
    if (!organization)
      throw new Failure('organization_unknown', { param: 'organization', received: shownId(request.organization) })
    const chosen = chooseConnection(organization)
    if (!chosen) throw new Failure('connection_not_active', { param: 'organization' })
    return chosen
  }
  const domain = hintedDomain(request)
  if (domain === undefined) return { kind: 'ask_email', unknown: request.login_hint !== null }
  const organization_id = await ports.configuration.domain(environment.id, domain)
  const organization = organization_id && (await ports.configuration.organization(environment.id, organization_id))
  return (organization && chooseConnection(organization)) ?? { kind: 'ask_email', unknown: true }
}

/**
 * Where the choice leads that a browser remembers, if it still leads anywhere. It counts only when the request says nothing.
 */
export async function rememberedRoute(
  ports: Ports,
  environment: EnvironmentRecord,
  { email, connection, organization }: RememberedChoice,
): Promise<Route | undefined> {
  const known = connection === undefined ? undefined : await ports.configuration.connection(environment.id, connection)
  if (known && isOpen(known.connection)) return { kind: 'connection', connection: known.connection }
  const named = organization === undefined ? undefined : await namedOrganization(ports, environment, organization)
  const chosen = named && chooseConnection(named)
  if (chosen) return chosen
  const found = await route(ports, environment, {
    ...{ organization: null, connection: null, domain_hint: null },
    login_hint: email,
  })
  return found.kind === 'ask_email' ? undefined : found
}

/** @param unverified_name the id or the slug of an organization */
async function namedOrganization(
  { configuration }: Ports,
  environment: EnvironmentRecord,
  unverified_name: string,
): Promise<OrganizationConfiguration | undefined> {
  const id = isId('org', unverified_name)
    ? unverified_name
    : await configuration.organizationBySlug(environment.id, unverified_name)
  return id === undefined ? undefined : configuration.organization(environment.id, id)
}

async function namedConnection(
  ports: Ports,
  environment: EnvironmentRecord,
  id: string,
  organization: string | null,
): Promise<ConnectionRecord> {
  const known = await ports.configuration.connection(environment.id, id)
  const named = organization === null ? null : await namedOrganization(ports, environment, organization)
  // A connection of another organization gets the same answer as one that does not exist.
  if (!known || (named !== null && known.connection.organization_id !== named?.organization.id)) {
    throw new Failure('connection_unknown', { param: 'connection', received: shownId(id) })
  }
  if (!isOpen(known.connection)) throw new Failure('connection_not_active', { param: 'connection' })
  return known.connection
}

function chooseConnection({ connections }: OrganizationConfiguration): Route | undefined {
  const open = connections.filter(isOpen)
  const [first] = open
  if (!first) return undefined
  return open.length === 1 ? { kind: 'connection', connection: first } : { kind: 'choose', connections: open }
}

/** The domain that a request names by `domain_hint`, else by `login_hint`. */
export function hintedDomain({
  domain_hint,
  login_hint,
}: Pick<Selector, 'domain_hint' | 'login_hint'>): string | undefined {
  if (domain_hint !== null) return domainKey(domain_hint.trim())
  return login_hint === null ? undefined : emailDomain(login_hint.trim())
}

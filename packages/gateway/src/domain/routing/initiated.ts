/**
 * Sign-ins that begin elsewhere: a tile of the identity provider (OpenID Connect Core 1.0, 4), or an accepted invitation.
 * Nothing is begun here. The application is asked to begin at its `initiate_login_uri`, so that state, nonce and PKCE are
 * its own.
 */
import { Failure, isFailure } from '@gatehouse-sso/core/failure'
import { originsOf, withParameters } from '@gatehouse-sso/core/oauth/redirect-uri'
import { shownId } from '@gatehouse-sso/core/shown-id'
import { isOpen } from '../connections/connections.ts'
import { issuerOf } from '../environments/addresses.ts'
import type { Ports } from '../ports/ports.ts'
import type { ApplicationRecord } from '../stores/applications.ts'
import type { EnvironmentRecord } from '../stores/environments.ts'

/** Applications that are looked at for the one to begin. */
const maximumApplications = 100
const maximumHint = 320

/** A request of an identity provider to begin a sign-in; anybody can send one. */
export interface Initiation {
  readonly unverified_connection: string
  readonly iss: string | undefined
  readonly login_hint: string | undefined
  readonly target_link_uri: string | undefined
}

/**
 * Finds the application that an identity provider means.
 * @returns the address at the application
 * @throws Failure connection_unknown, connection_not_active, initiation_issuer_wrong, initiation_target_refused,
 *   initiation_unclear
 */
export async function initiatedSignIn(
  ports: Ports,
  environment: EnvironmentRecord,
  { unverified_connection, iss, login_hint, target_link_uri }: Initiation,
): Promise<string> {
  const known = await ports.configuration.connection(environment.id, unverified_connection)
  if (!known) throw new Failure('connection_unknown', { received: shownId(unverified_connection) })
  const { connection } = known
  if (!isOpen(connection)) throw new Failure('connection_not_active')
  const isRight = iss !== undefined && (await ports.identity_providers.isIssuer(connection, iss))
  if (!isRight) throw new Failure('initiation_issuer_wrong', { received: (iss ?? 'no `iss`').slice(0, maximumHint) })
  const application = await meantApplication(ports, environment, target_link_uri)
  const { organization_id, id } = connection
  return initiationAddress(ports, environment, application, {
    login_hint: login_hint !== undefined && login_hint.length <= maximumHint ? login_hint : undefined,
    // As a browser reads it: a target with a backslash or a tab would mean something else there.
    target_link_uri: target_link_uri === undefined ? undefined : new URL(target_link_uri).href,
    organization: organization_id,
    connection: id,
  })
}

/**
 * A sign-in that a SAML identity provider began by itself, at its tile: it begins again at the application, so that it is
 * answered with a response to a request of ours. The response that came is not read.
 * @param relay_state the address of the application to open, if the identity provider names one
 * @returns the address at the application
 * @throws Failure connection_unknown, connection_not_active, saml_unsolicited, initiation_unclear
 */
export async function restartedSignIn(
  ports: Ports,
  environment: EnvironmentRecord,
  unverified_connection: string,
  relay_state: string | undefined,
): Promise<string> {
  const known = await ports.configuration.connection(environment.id, unverified_connection)
  if (!known) throw new Failure('connection_unknown', { received: shownId(unverified_connection) })
  const { connection } = known
  if (!isOpen(connection)) throw new Failure('connection_not_active')
  if (connection.settings.idp_initiated !== 'restart') throw new Failure('saml_unsolicited')
  const target = await meantApplication(ports, environment, relay_state).catch((error: unknown) => {
    // The relay state of a tile is often a word of the identity provider's own.
    if (!isFailure(error, 'initiation_target_refused')) throw error
    return meantApplication(ports, environment, undefined)
  })
  const { organization_id, id } = connection
  return initiationAddress(ports, environment, target, {
    login_hint: undefined,
    organization: organization_id,
    connection: id,
  })
}

/** The hints for the application about the sign-in that it begins. */
export interface InitiationHints {
  readonly login_hint: string | undefined
  readonly target_link_uri?: string | undefined
  readonly organization: string
  readonly connection: string | undefined
}

/** An application that has an address at which a sign-in begins. */
export type StartableApplication = ApplicationRecord & { readonly initiate_login_uri: string }

export function isStartable(application: ApplicationRecord): application is StartableApplication {
  return application.initiate_login_uri !== null && application.state === 'active'
}

/** The address at the application: `iss`, hints, and our own parameters, which it may hand to the authorization endpoint. */
export function initiationAddress(
  { public_url }: Ports,
  environment: EnvironmentRecord,
  { initiate_login_uri }: StartableApplication,
  hints: InitiationHints,
): string {
  return withParameters(initiate_login_uri, { iss: issuerOf(public_url, environment), ...hints })
}

/** @throws Failure initiation_target_refused, initiation_unclear */
async function meantApplication(
  ports: Ports,
  environment: EnvironmentRecord,
  target_link_uri: string | undefined,
): Promise<StartableApplication> {
  const { records } = await ports.stores
    .in(environment.id)
    .applications.list({ limit: maximumApplications, order: 'asc' })
  const startable = records.filter(isStartable)
  const [only, ...others] =
    target_link_uri === undefined ? startable : startable.filter((one) => isOwn(one, target_link_uri)).slice(0, 1)
  if (only && others.length === 0) return only
  if (target_link_uri === undefined) throw new Failure('initiation_unclear')
  throw new Failure('initiation_target_refused', { received: target_link_uri.slice(0, maximumHint) })
}

/** A target must be where the application is. Anything else would make us a redirector for everybody. */
function isOwn({ initiate_login_uri, redirect_uris }: StartableApplication, target_link_uri: string): boolean {
  if (!URL.canParse(target_link_uri) || !/^https?:\/\//i.test(target_link_uri)) return false
  return originsOf([initiate_login_uri, ...redirect_uris]).includes(new URL(target_link_uri).origin)
}

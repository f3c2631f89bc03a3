/**
 * RP-initiated logout: OpenID Connect RP-Initiated Logout 1.0. With an ID token of ours as a hint, the session that it
 * names ends at once and the browser may go back to a registered address. Without one we ask the person first, because
 * any page could have sent the browser here (section 2).
 *
 * Without a hint the browser goes back when `client_id` names the application: its ID token may have been lost with its
 * session, or be too long for an address. Section 3 allows that when the target is confirmed by other means. Here they
 * are the addresses that are registered for this client: a link through us leads nowhere that a plain link to the
 * application would not. A hint that is sent and not good confirms nothing, so then the person stays.
 */

import type { Id } from '@gatehouse-sso/core/ids'
import type { Parameters } from '@gatehouse-sso/core/oauth/parameters'
import { isRegisteredRedirectUri, withParameters } from '@gatehouse-sso/core/oauth/redirect-uri'
import { serviceProviderOf } from '../credentials/saml-party.ts'
import { issuerOf, signedOutUriOf } from '../environments/addresses.ts'
import { type Frame, framesOf } from '../logout/front-channel.ts'
import type { Ports } from '../ports/ports.ts'
import type { ApplicationRecord } from '../stores/applications.ts'
import type { ConnectionRecord } from '../stores/connections.ts'
import type { EnvironmentRecord } from '../stores/environments.ts'
import type { SessionRecord } from '../stores/sessions.ts'
import type { Work } from '../work/work.ts'
import { openLogoutHints } from './logout-hints.ts'
import { type EndedSession, signOut } from './sessions.ts'
import { type SignedOut, sealSignedOut } from './signed-out.ts'

export type LogoutStep = LogoutQuestion | LogoutDone

/** Ask the person; this session goes on. `location` is where the answer will lead, if the request names it. */
export interface LogoutQuestion {
  readonly kind: 'confirm'
  readonly location: string | null
  /** Whether the answer leads to the identity provider or to a logout page. */
  readonly leads_away: boolean
  readonly application: ApplicationRecord | null
}

/** The session has ended. */
export interface LogoutDone extends SignedOut {
  readonly kind: 'done'
  readonly application: ApplicationRecord | null
  /** The pages of applications to load before the browser goes on. */
  readonly frames: readonly Frame[]
}

interface Hint {
  readonly session_id: Id<'sess'>
  readonly application: ApplicationRecord
}

/**
 * Serves a logout request.
 * @param confirmed the person has said yes on our own page
 */
export async function logout(
  work: Work,
  environment: EnvironmentRecord,
  parameters: Parameters,
  session: SessionRecord | undefined,
  confirmed: boolean,
): Promise<LogoutStep> {
  const hint = await readHint(work.ports, environment, parameters)
  const application = hint?.application ?? (await namedApplication(work.ports, environment, parameters.client_id))
  const isConfirmed = hint !== undefined || parameters.id_token_hint === undefined
  const location = application !== null && isConfirmed ? returnAddress(application, parameters) : null
  const hinted = hint && (await signOut(work, environment.id, hint.session_id))
  let own: EndedSession | undefined
  if (session && session.id !== hint?.session_id) {
    if (!confirmed) return { kind: 'confirm', location, leads_away: await leadsAway(work.ports, session), application }
    own = await signOut(work, environment.id, session.id)
  }
  return { kind: 'done', application, ...(await after(work.ports, environment, [own, hinted], location)) }
}

/**
 * The steps after the end of sessions: the frames of applications, the identity provider, then the application's address, or
 * the logout page of the connection or the organization.
 * @param sessions that have just ended; the browser's own first
 */
async function after(
  ports: Ports,
  environment: EnvironmentRecord,
  sessions: readonly (EndedSession | undefined)[],
  asked: string | null,
): Promise<SignedOut & Pick<LogoutDone, 'frames'>> {
  const ended = sessions.filter((session) => session !== undefined)
  const frames: Frame[] = []
  for (const session of ended) frames.push(...(await framesOf(ports, environment, session, session.ended_at)))
  const [session] = ended
  const applications = [...new Set(frames.map(({ name }) => name))]
  const here = { session: session !== undefined, applications, identity_provider: null }
  if (session === undefined) return { frames, ended: here, location: asked }
  const connection = (await ports.configuration.connection(environment.id, session.connection_id))?.connection
  const location = asked ?? (await logoutPageOf(ports, session, connection))
  if (!connection?.policy.upstream_logout) return { frames, ended: here, location }
  const there = { ...here, identity_provider: ports.connection_types.name(connection.type) }
  const upstream = await ports.identity_providers.logoutAddress({
    connection,
    service_provider: await serviceProviderOf(ports, environment, connection),
    hints: openLogoutHints(ports, session),
    post_logout_redirect_uri: signedOutUriOf(ports.public_url, environment),
    state: sealSignedOut(ports, environment, { ended: there, location }),
  })
  return upstream === null ? { frames, ended: here, location } : { frames, ended: there, location: upstream }
}

async function leadsAway(ports: Ports, session: SessionRecord): Promise<boolean> {
  const found = await ports.configuration.connection(session.environment_id, session.connection_id)
  const isUpstream = found?.connection.policy.upstream_logout === true
  return isUpstream || (await logoutPageOf(ports, session, found?.connection)) !== null
}

async function logoutPageOf(
  { configuration }: Ports,
  { environment_id, organization_id }: SessionRecord,
  connection: ConnectionRecord | undefined,
): Promise<string | null> {
  const ofConnection = connection?.policy.logout_page_url ?? null
  if (ofConnection !== null) return ofConnection
  const found = await configuration.organization(environment_id, organization_id)
  return found?.organization.policy.session.logout_page_url ?? null
}

/**
 * Reads the ID token that the application sends as a hint. It must be ours and for this application; it may have
 * expired (section 2).
 */
async function readHint(
  ports: Ports,
  environment: EnvironmentRecord,
  { id_token_hint, client_id }: Parameters,
): Promise<Hint | undefined> {
  if (id_token_hint === undefined) return undefined
  const claims = ports.keys.verify(id_token_hint, 'JWT', await ports.configuration.signingKeys(environment.id))
  if (claims?.iss !== issuerOf(ports.public_url, environment) || typeof claims.aud !== 'string') return undefined
  if (client_id !== undefined && claims.aud !== client_id) return undefined
  const application = await namedApplication(ports, environment, claims.aud)
  return application ? { session_id: claims.sid as Id<'sess'>, application } : undefined
}

async function namedApplication(
  ports: Ports,
  environment: EnvironmentRecord,
  client_id: string | undefined,
): Promise<ApplicationRecord | null> {
  if (client_id === undefined) return null
  return (await ports.configuration.application(environment.id, client_id))?.application ?? null
}

/**
 * The address to return to, if it is registered for that, and the application is not switched off. Otherwise the person
 * stays on our page.
 */
function returnAddress(application: ApplicationRecord, { post_logout_redirect_uri, state }: Parameters): string | null {
  if (post_logout_redirect_uri === undefined) return null
  const { post_logout_redirect_uris, type, state: is } = application
  if (is !== 'active') return null
  if (!isRegisteredRedirectUri(post_logout_redirect_uri, post_logout_redirect_uris, type)) return null
  return withParameters(post_logout_redirect_uri, { state })
}

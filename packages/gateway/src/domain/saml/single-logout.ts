/**
 * Single logout by SAML (saml-profiles 4.4). A request of the identity provider ends the sessions that it names, and is
 * answered. A response to our own request leads the person on to where the logout was going.
 */
import { Failure } from '@gatehouse-sso/core/failure'
import { serviceProviderOf } from '../credentials/saml-party.ts'
import type { Ports } from '../ports/ports.ts'
import type { SamlLogoutMessage } from '../ports/saml.ts'
import { openLogoutHints } from '../sessions/logout-hints.ts'
import { endedUpstream } from '../sessions/logout-signals.ts'
import { endWrites } from '../sessions/sessions.ts'
import { unconfirmed } from '../sessions/signed-out.ts'
import type { ConnectionRecord } from '../stores/connections.ts'
import type { EnvironmentRecord } from '../stores/environments.ts'
import type { SessionRecord } from '../stores/sessions.ts'
import { UnitRefused } from '../stores/unit.ts'
import { oldestSignInOf } from '../work/lifetimes.ts'
import type { Work } from '../work/work.ts'

/** A message as it came. */
export interface UnverifiedLogoutMessage {
  /** As it stands in the address. */
  readonly query: string
  /** The fields of a form; `null` for a message in the address. */
  readonly form: Readonly<Record<string, string>> | null
}

export type LogoutMessageResult =
  /** The answer to the identity provider. */
  | { readonly kind: 'answer'; readonly location: string }
  /** The end of our own logout. `state`: where it goes on, sealed. */
  | { readonly kind: 'signed_out'; readonly state: string | null }

/** Sessions that one request may name. */
const maximumSessions = 100
/** Open sessions that are read to find a person whom the request names without a session. */
const maximumRead = 1_000

/** @throws Failure route_missing, saml_*, saml_replayed */
export async function samlLogout(
  work: Work,
  environment: EnvironmentRecord,
  connection_id: string,
  message: UnverifiedLogoutMessage,
): Promise<LogoutMessageResult> {
  const { ports } = work
  const connection = (await ports.configuration.connection(environment.id, connection_id))?.connection
  const service_provider = connection && (await serviceProviderOf(ports, environment, connection))
  if (!connection || !service_provider) throw new Failure('route_missing')
  const verified = await ports.identity_providers.readSamlLogout({ connection, service_provider, ...message })
  if (verified.kind === 'response') {
    const { relay_state, is_success } = verified
    const isKept = is_success || relay_state === null
    return { kind: 'signed_out', state: isKept ? relay_state : unconfirmed(ports, environment, relay_state) }
  }
  const is_success = await endNamed(work, connection, verified)
  const location = await ports.identity_providers.samlLogoutAnswer({
    connection,
    service_provider,
    in_response_to: verified.id,
    relay_state: verified.relay_state,
    is_success,
  })
  return { kind: 'answer', location }
}

type LogoutRequest = Extract<SamlLogoutMessage, { kind: 'request' }>

/**
 * A name that nobody has changes nothing.
 * @returns whether no session that the request means can be left
 */
async function endNamed(work: Work, connection: ConnectionRecord, request: LogoutRequest): Promise<boolean> {
  const { ports } = work
  const { environment_id } = connection
  const { assertions } = ports.stores.in(environment_id)
  const use = assertions.useOnce(ports.keys.sha256(`saml ${connection.id} ${request.id}`), request.expires_at)
  const { meant, is_complete } = await sessionsOf(ports, connection, request)
  try {
    await work.units.run([use, ...(await endWrites(ports, meant, ports.now(), endedUpstream, work.caller))])
  } catch (error) {
    if (!(error instanceof UnitRefused) || error.write !== 'assertions.useOnce') throw error
    throw new Failure('saml_replayed')
  }
  return is_complete
}

interface Meant {
  /** The open sessions of this connection that the request means. */
  readonly meant: readonly SessionRecord[]
  /** False if there may be more: too many to read, or some that do not remember their name. */
  readonly is_complete: boolean
}

/** The sessions by their names at the identity provider; all of the person for a request that names none. */
async function sessionsOf(ports: Ports, connection: ConnectionRecord, request: LogoutRequest): Promise<Meant> {
  const { environment_id, organization_id } = connection
  const { identity, session_indexes } = request
  const { users, sessions } = ports.stores.in(environment_id)
  const user = identity && (await users.byIdentity(organization_id, identity.authority, identity.subject))
  const found: SessionRecord[] = []
  if (session_indexes.length > 0) {
    for (const index of session_indexes.slice(0, maximumSessions)) found.push(...(await sessions.byUpstreamSid(index)))
  } else {
    const first = oldestSignInOf(ports, 'session')
    const query = { state: 'open', limit: maximumRead, order: 'desc' } as const
    const open = user ? sessions.ofUser(user.id, first, query) : sessions.ofConnection(connection.id, first, query)
    found.push(...(await open).records)
  }
  const own = found.filter(({ connection_id }) => connection_id === connection.id)
  const known = own.map((session) => ({ session, is: isOf(ports, session, request, user?.id ?? null) }))
  return {
    meant: known.filter(({ is }) => is === true).map(({ session }) => session),
    is_complete: found.length < maximumRead && known.every(({ is }) => is !== null),
  }
}

/**
 * Whether a session is of the person whom the request names: by the user, else by the name that the session remembers.
 * Without either, its name at the identity provider must do, which is a secret between the two.
 * @returns `null` if nothing tells
 */
function isOf(
  ports: Ports,
  session: SessionRecord,
  { name_id, session_indexes }: LogoutRequest,
  user_id: string | null,
): boolean | null {
  if (user_id !== null) return session.user_id === user_id
  const hint = openLogoutHints(ports, session).saml
  if (hint !== undefined) return hint.name_id.value === name_id
  return session_indexes.length > 0 ? true : null
}

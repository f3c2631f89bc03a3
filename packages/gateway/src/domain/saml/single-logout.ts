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
import type { ConnectionRecord } from '../stores/connections.ts'
import type { EnvironmentRecord } from '../stores/environments.ts'
import type { SessionRecord } from '../stores/sessions.ts'
import { UnitRefused } from '../stores/unit.ts'
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
  if (verified.kind === 'response') return { kind: 'signed_out', state: verified.relay_state }
  await endNamed(work, connection, verified)
  const location = await ports.identity_providers.samlLogoutAnswer({
    connection,
    service_provider,
    in_response_to: verified.id,
    relay_state: verified.relay_state,
    is_success: true,
  })
  return { kind: 'answer', location }
}

/** A name that nobody has changes nothing. */
async function endNamed(
  work: Work,
  connection: ConnectionRecord,
  request: Extract<SamlLogoutMessage, { kind: 'request' }>,
): Promise<void> {
  const { ports } = work
  const { environment_id } = connection
  const { assertions } = ports.stores.in(environment_id)
  const use = assertions.useOnce(ports.keys.sha256(`saml ${connection.id} ${request.id}`), request.expires_at)
  const ended = await sessionsOf(ports, connection, request)
  try {
    await work.units.run([use, ...(await endWrites(ports, ended, ports.now(), endedUpstream, work.caller))])
  } catch (error) {
    if (!(error instanceof UnitRefused) || error.write !== 'assertions.useOnce') throw error
    throw new Failure('saml_replayed')
  }
}

/** The open sessions of this connection by their names at the identity provider, else those of the person. */
async function sessionsOf(
  ports: Ports,
  connection: ConnectionRecord,
  { session_indexes, name_id }: Extract<SamlLogoutMessage, { kind: 'request' }>,
): Promise<readonly SessionRecord[]> {
  const { environment_id, id } = connection
  const { sessions } = ports.stores.in(environment_id)
  const found: SessionRecord[] = []
  for (const index of session_indexes.slice(0, maximumSessions)) found.push(...(await sessions.byUpstreamSid(index)))
  return found.filter((session) => session.connection_id === id && isOf(ports, session, name_id))
}

/** Whether a session is of this person, as far as it remembers the name. */
function isOf(ports: Ports, session: SessionRecord, name_id: string): boolean {
  const hint = openLogoutHints(ports, session).saml
  return hint === undefined || hint.name_id.value === name_id
}

/**
 * An identity provider says that its session has ended, and ours ends with it.
 *
 *   front channel   its logout page loads our address in a frame, with `sid`. Entra sends nothing else, and browsers send
 *                   no cookies there, so the name of the session decides (OpenID Connect Front-Channel Logout 1.0, 3)
 *   back channel    a logout token, signed by the keys of its ID tokens (OpenID Connect Back-Channel Logout 1.0, 2.5)
 *
 * Grants that outlive their session stay, as section 2.7 wants it. A name that nobody has changes nothing.
 */
import { Failure, isFailure } from '@gatehouse-sso/core/failure'
import type { FailureCode } from '@gatehouse-sso/core/failures'
import type { Parameters } from '@gatehouse-sso/core/oauth/parameters'
import type { LogoutSignal } from '../ports/connection-types.ts'
import type { VerifiedLogout } from '../ports/identity-providers.ts'
import type { Ports } from '../ports/ports.ts'
import type { ConnectionRecord } from '../stores/connections.ts'
import type { EnvironmentRecord } from '../stores/environments.ts'
import type { SessionRecord } from '../stores/sessions.ts'
import { UnitRefused } from '../stores/unit.ts'
import { oldestSignInOf } from '../work/lifetimes.ts'
import type { Work } from '../work/work.ts'
import { endWrites } from './sessions.ts'

export const endedUpstream = 'ended_by_identity_provider'

const maximumSid = 255
/** Open sessions of one person that are read. */
const atOnce = 1_000

/** The failures of a token that is at fault itself. All others say that it cannot be checked now. */
export const tokenFaults: readonly FailureCode[] = [
  ...(['token_malformed', 'token_too_large', 'token_algorithm_refused', 'token_kind_wrong'] as const),
  ...(['token_claim_missing', 'token_expired', 'token_issuer_wrong', 'token_tenant_wrong'] as const),
  ...(['token_audience_wrong', 'token_subject_wrong', 'token_key_unknown', 'token_signature_wrong'] as const),
]

/**
 * The connection that a signal is for.
 * @throws Failure route_missing for one that is not there, or whose kind of identity provider sends no such signal
 */
export async function signallingConnection(
  ports: Ports,
  environment: EnvironmentRecord,
  id: string,
  signal: LogoutSignal,
): Promise<ConnectionRecord> {
  const connection = (await ports.configuration.connection(environment.id, id))?.connection
  if (!connection || !ports.connection_types.logoutSignals(connection.type).includes(signal)) {
    throw new Failure('route_missing')
  }
  return connection
}

/** Ends the sessions that a front-channel call names. @throws Failure route_missing, logout_session_missing */
export async function frontChannelLogout(
  work: Work,
  environment: EnvironmentRecord,
  connection_id: string,
  { sid, iss }: Parameters,
): Promise<void> {
  const { ports } = work
  const connection = await signallingConnection(ports, environment, connection_id, 'frontchannel')
  if (sid === undefined || sid.length > maximumSid) throw new Failure('logout_session_missing', { param: 'sid' })
  if (iss !== undefined && !(await ports.identity_providers.isIssuer(connection, iss))) return
  const ended = await sessionsNamed(ports, connection, sid)
  if (ended.length === 0) return
  await work.units.run(await endWrites(ports, ended, ports.now(), endedUpstream, work.caller))
}

/** Ends the sessions that a logout token names. @throws Failure route_missing, logout_token_invalid */
export async function backChannelLogout(
  work: Work,
  environment: EnvironmentRecord,
  connection_id: string,
  unverified_token: string | undefined,
): Promise<void> {
  const { ports } = work
  const connection = await signallingConnection(ports, environment, connection_id, 'backchannel')
  if (unverified_token === undefined) throw new Failure('logout_token_invalid', { param: 'logout_token' })
  const logout = await verified(ports, connection, unverified_token)
  const ended = await sessionsOf(ports, connection, logout)
  const { assertions } = ports.stores.in(environment.id)
  const use = assertions.useOnce(ports.keys.sha256(`${connection.id} ${logout.jti}`), logout.expires_at)
  try {
    await work.units.run([use, ...(await endWrites(ports, ended, ports.now(), endedUpstream, work.caller))])
  } catch (error) {
    if (!(error instanceof UnitRefused) || error.write !== 'assertions.useOnce') throw error
    throw new Failure('logout_token_invalid', { param: 'logout_token', received: 'used before' })
  }
}

async function verified(
  { identity_providers }: Ports,
  connection: ConnectionRecord,
  unverified_token: string,
): Promise<VerifiedLogout> {
  try {
    return await identity_providers.verifyLogoutToken(connection, unverified_token)
  } catch (error) {
    if (!isFailure(error) || !tokenFaults.includes(error.code)) throw error
    throw new Failure('logout_token_invalid', { ...error.evidence, param: 'logout_token', cause: error })
  }
}

/** The open sessions that a logout token means: by name, by person, or of this person by this name. */
async function sessionsOf(
  ports: Ports,
  connection: ConnectionRecord,
  { sid, identity }: VerifiedLogout,
): Promise<readonly SessionRecord[]> {
  const { environment_id, organization_id } = connection
  const named = sid === null ? undefined : await sessionsNamed(ports, connection, sid)
  if (identity === null) return named ?? []
  const { users, sessions } = ports.stores.in(environment_id)
  const user = await users.byIdentity(organization_id, identity.authority, identity.subject)
  if (!user) return []
  if (named) return named.filter(({ user_id }) => user_id === user.id)
  const first = oldestSignInOf(ports, 'session')
  const open = await sessions.ofUser(user.id, first, { state: 'open', limit: atOnce, order: 'desc' })
  return open.records.filter(({ connection_id }) => connection_id === connection.id)
}

/** The open sessions of the connection, or of its registration, that have this name at the identity provider. */
async function sessionsNamed(
  ports: Ports,
  connection: ConnectionRecord,
  sid: string,
): Promise<readonly SessionRecord[]> {
  const { environment_id } = connection
  const found: SessionRecord[] = []
  for (const session of await ports.stores.in(environment_id).sessions.byUpstreamSid(sid)) {
    const own = session.connection_id === connection.id
    const other = own ? undefined : await ports.configuration.connection(environment_id, session.connection_id)
    if (own || (other && ports.connection_types.shareRegistration(connection, other.connection))) found.push(session)
  }
  return found
}

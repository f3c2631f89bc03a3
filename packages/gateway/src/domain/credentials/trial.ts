/**
 * Tries a credential at the identity provider before it counts. `invalid_client` is the only answer that blocks, and it
 * blocks only an activation: whatever else is wrong, a new credential is kept with what came back.
 */
import { explainedFailure } from '@gatehouse-sso/core/explained-failure'
import { Failure } from '@gatehouse-sso/core/failure'
import type { Ports } from '../ports/ports.ts'
import type { UpstreamCredential } from '../ports/upstream-credential.ts'
import type { ConnectionRecord } from '../stores/connections.ts'
import type { CredentialTrial } from '../stores/credentials.ts'

export async function tryCredential(
  ports: Ports,
  connection: ConnectionRecord,
  credential: UpstreamCredential,
): Promise<CredentialTrial> {
  const answer = await askAboutCredential(ports, connection, credential)
  return answer?.trial ?? { result: 'unknown', at: ports.now(), error: null }
}

export interface AnsweredTrial {
  readonly trial: CredentialTrial
  /** How long the identity provider wants no more requests; `null` if it says nothing of the kind. */
  readonly throttled_seconds: number | null
}

/** Asks the identity provider. @returns `null` if it cannot be asked without a person */
export async function askAboutCredential(
  ports: Ports,
  connection: ConnectionRecord,
  credential: UpstreamCredential,
): Promise<AnsweredTrial | null> {
  const at = ports.now()
  const [missing] = ports.connection_types.missingSettings(connection.type, connection.settings)
  if (missing) {
    const failure = new Failure('connection_incomplete', {
      param: `/settings${missing.param}`,
      expected: missing.param.slice(1),
    })
    const error = { ...explainedFailure(failure), hints: [] }
    return { trial: { result: 'unknown', at, error }, throttled_seconds: null }
  }
  const answer = await ports.identity_providers.tryCredential(connection, credential)
  if (answer.result === 'accepted') {
    return { trial: { result: 'accepted', at, error: null }, throttled_seconds: null }
  }
  if (answer.failure === null) return null
  const error = explained(ports, connection, answer.failure)
  const throttled_seconds = answer.result === 'unknown' ? (answer.throttled_seconds ?? null) : null
  return { trial: { result: answer.result, at, error }, throttled_seconds }
}

/** The trial of a credential that was refused while a person signed in. */
export function refusedTrial(
  ports: Ports,
  connection: ConnectionRecord,
  failure: Failure,
  at: number,
): CredentialTrial {
  return { result: 'refused', at, error: explained(ports, connection, failure) }
}

function explained(
  ports: Ports,
  connection: ConnectionRecord,
  failure: Failure,
): NonNullable<CredentialTrial['error']> {
  const error = explainedFailure(failure)
  return { ...error, hints: ports.connection_types.hints(connection, error.upstream?.codes ?? []) }
}

/** @throws Failure credential_refused, with what the identity provider said and how to mend it */
export function checkTrial({ result, error }: CredentialTrial): void {
  if (result !== 'refused') return
  const hints = (error?.hints ?? []).map(({ cause, what, where }) => `${cause} ${what} ${where}.`).join(' ')
  const received = error?.upstream?.description?.split(/\r?\n/, 1)[0]
  throw new Failure('credential_refused', { ...(received && { received }), ...(hints && { remedy: hints }) })
}

/**
 * Tries a credential at the identity provider before it counts. `invalid_client` is the only answer that blocks, and it
 * blocks only an activation: whatever else is wrong, a new credential is kept with what came back.
 */
import { explainedFailure } from '@gatehouse-sso/core/explained-failure'
import { Failure } from '@gatehouse-sso/core/failure'
import type { UpstreamCredential } from '../ports/identity-providers.ts'
import type { Ports } from '../ports/ports.ts'
import type { ConnectionRecord } from '../stores/connections.ts'
import type { CredentialTrial } from '../stores/credentials.ts'

export async function tryCredential(
  ports: Ports,
  connection: ConnectionRecord,
  credential: UpstreamCredential,
): Promise<CredentialTrial> {
  const at = ports.now()
  const [missing] = ports.connection_types.missingSettings(connection.type, connection.settings)
  if (missing) {
    const failure = new Failure('connection_incomplete', {
      param: `/settings${missing.param}`,
      expected: missing.param.slice(1),
    })
    return { result: 'unknown', at, error: { ...explainedFailure(failure), hints: [] } }
  }
  const answer = await ports.identity_providers.tryCredential(connection, credential)
  if (answer.result === 'accepted' || answer.failure === null) return { result: answer.result, at, error: null }
  return { result: answer.result, at, error: explained(ports, connection, answer.failure) }
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

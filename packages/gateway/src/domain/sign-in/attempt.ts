/** A sign-in that comes back from its identity provider. */
import { Failure } from '@gatehouse-sso/core/failure'
import type { Parameters } from '@gatehouse-sso/core/oauth/parameters'
import type { Source } from '@gatehouse-sso/sdk/contract/events'
import type { OpenTrace } from '../events/trace.ts'
import type { Ports } from '../ports/ports.ts'
import type { Flow } from '../sign-ins/flow.ts'
import type { BegunSignIn } from '../stores/sign-ins.ts'

/** The response that a browser brings back from an identity provider. */
export interface UnverifiedCallback {
  /** The handle of the sign-in, from where its protocol carries it. */
  readonly unverified_handle: string | undefined
  /** The connection that the path names. */
  readonly connection_id: string
  readonly parameters: Parameters
  readonly source: Source
}

/** The same, once its handle has found a sign-in. */
export interface Callback extends Omit<UnverifiedCallback, 'unverified_handle'> {
  readonly handle: string
}

/** Everything that finishing a sign-in needs. */
export interface Attempt {
  readonly sign_in: BegunSignIn
  readonly flow: Flow
  readonly trace: OpenTrace
  readonly source: Source
}

/** @throws Failure sign_in_expired, connection_mismatch */
export function checkCallback(
  ports: Ports,
  sign_in: Pick<BegunSignIn, 'expires_at' | 'connection_id'>,
  { connection_id }: Callback,
): void {
  if (sign_in.expires_at <= ports.now()) throw new Failure('sign_in_expired')
  // The path names the connection that was asked: an answer meant for another one stops here (RFC 9700, 4.4).
  if (sign_in.connection_id !== connection_id) {
    throw new Failure('connection_mismatch', { expected: sign_in.connection_id, received: connection_id.slice(0, 64) })
  }
}

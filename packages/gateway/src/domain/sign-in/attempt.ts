/** A sign-in that comes back from its identity provider. */
import { Failure } from '@gatehouse-sso/core/failure'
import type { Parameters } from '@gatehouse-sso/core/oauth/parameters'
import type { Source } from '@gatehouse-sso/sdk/contract/events'
import type { OpenTrace } from '../events/trace.ts'
import type { Ports } from '../ports/ports.ts'
import { type Flow, openCommonFlow } from '../sign-ins/flow.ts'
import type { BegunSignIn, SignInRecord } from '../stores/sign-ins.ts'

/** The response that a browser brings back from an identity provider. */
export interface UnverifiedCallback {
  /** The handle of the sign-in, from where its protocol carries it. */
  readonly unverified_handle: string | undefined
  /** The connection that the path names; `null` for an alias, which names none. */
  readonly connection_id: string | null
  /** The alias at which it came, else `null`. */
  readonly alias: string | null
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
export function checkCallback(ports: Ports, sign_in: SignInRecord, { connection_id, alias }: Callback): void {
  if (sign_in.expires_at <= ports.now()) throw new Failure('sign_in_expired')
  if (alias !== null) {
    checkAlias(ports, sign_in, alias)
    return
  }
  // The path names the connection that was asked: an answer meant for another one stops here (RFC 9700, 4.4).
  if (sign_in.connection_id !== connection_id) {
    const [expected, received] = [String(sign_in.connection_id), String(connection_id).slice(0, 64)]
    throw new Failure('connection_mismatch', { expected, received })
  }
}

/** An alias names no connection, so the answer must come where this sign-in asked for it. */
function checkAlias(ports: Ports, sign_in: SignInRecord, alias: string): void {
  const { pathname } = new URL(openCommonFlow(ports, sign_in).redirect_uri)
  const [asked, came] = [pathname, alias].map((path) => path.replace(/\/$/, ''))
  if (asked !== came) throw new Failure('connection_mismatch', { expected: pathname, received: alias.slice(0, 200) })
}

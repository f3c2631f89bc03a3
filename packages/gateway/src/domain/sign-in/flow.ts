/**
 * What a sign-in in flight must remember: the application's request, nonce and PKCE verifier towards the identity
 * provider, and what has been done so far. It stands sealed in the row of the sign-in (docs/decisions/0011); the browser
 * carries none of it.
 */
import type { Id } from '@gatehouse-sso/core/ids'
import type { AuthorizationRequest } from '@gatehouse-sso/core/oauth/authorization-request'
import type { TraceStep } from '../events/trace.ts'
import type { Ports } from '../ports/ports.ts'
import type { UpstreamState } from '../ports/upstream.ts'
import type { SignInRecord } from '../stores/sign-ins.ts'

export interface Flow {
  readonly request: AuthorizationRequest
  readonly upstream: UpstreamState
  /** The beginning of the record (trace.ts). */
  readonly steps: readonly TraceStep[]
}

const context = (id: Id<'signin'>): string => `sign_ins.flow:${id}`

export function newUpstreamState(ports: Ports, { max_age, prompt }: AuthorizationRequest): UpstreamState {
  return {
    nonce: ports.keys.newSecret(128),
    code_verifier: ports.keys.newSecret(256),
    max_age,
    authenticated_after: prompt.includes('login') ? ports.now() : null,
  }
}

export function sealFlow(ports: Ports, id: Id<'signin'>, flow: Flow): string {
  return ports.keys.seal(JSON.stringify(flow), context(id))
}

/** @throws Failure sealed_value_unreadable */
export function openFlow(ports: Ports, sign_in: SignInRecord): Flow {
  return JSON.parse(ports.keys.open(sign_in.flow_sealed, context(sign_in.id))) as Flow
}

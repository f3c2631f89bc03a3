/**
 * One sign-in, from the application's request to the code that it gets.
 *
 *   /oauth/authorize           a live session answers it (session-answer.ts), else
 *                              begin(): the row `in_progress` is written  → identity provider
 *   /sso/oidc/callback/{conn}  resume(): the row must be in progress, the browser the same;
 *                              finish(): in time, at the right address, VerifiedIdentity → user → session and code,
 *                              in one unit  → application
 *   /oauth/token               domain/tokens/authorization-code.ts
 *
 *   in_progress ─ finish() ─→ succeeded
 *        │ ├───── refuse() ─→ failed          whatever is wrong is a Failure; its code stands in the row
 *        └──────── 15 min ──→ abandoned       a job
 *
 * The row is all there is of a sign-in in flight. It is read before any upstream call, and left by one UPDATE that
 * expects `in_progress`, so of two callbacks at the same moment one wins. This file knows no HTTP, no SQL and no
 * identity provider; it accepts nothing but a VerifiedIdentity.
 */

import { isFailure } from '@gatehouse-sso/core/failure'
import type { Id } from '@gatehouse-sso/core/ids'
import type { AuthorizationRequest } from '@gatehouse-sso/core/oauth/authorization-request'
import type { Source } from '@gatehouse-sso/sdk/contract/events'
import { redirectUriOf } from '../environments/addresses.ts'
import { openTrace } from '../events/trace.ts'
import type { Ports } from '../ports/ports.ts'
import type { BeginUpstream } from '../ports/upstream.ts'
import type { ConnectionRecord } from '../stores/connections.ts'
import type { EnvironmentRecord } from '../stores/environments.ts'
import type { SignInRecord } from '../stores/sign-ins.ts'
import { newHandle } from '../work/handles.ts'
import { type Flow, newUpstreamState, sealFlow } from './flow.ts'
import { runUsingUp } from './pushed-requests.ts'
import { recordFailure } from './refuse.ts'

/** What the browser is told: go there, and keep this. */
export interface Redirect {
  readonly location: string
  readonly sign_in_id: Id<'signin'>
}

export interface BeginOptions {
  readonly browser_hash: string
  /** The person has signed out here before: let them pick an account instead of passing through. */
  readonly signed_out: boolean
  readonly restarted?: boolean
  /** A pushed request that this sign-in uses up. */
  readonly pushed_id?: Id<'par'> | null
  readonly source: Source
}

/** Opens a sign-in and gives the address at the identity provider. */
export async function begin(
  ports: Ports,
  environment: EnvironmentRecord,
  connection: ConnectionRecord,
  request: AuthorizationRequest,
  options: BeginOptions,
): Promise<Redirect> {
  const trace = openTrace(ports)
  const now = ports.now()
  const id = ports.keys.newId('signin')
  const { handle, hash } = newHandle(ports.keys, id, 128)
  const upstream = newUpstreamState(ports, request)
  const flowOf = (steps: Flow['steps']): string => sealFlow(ports, id, { request, upstream, steps })
  const record: Omit<SignInRecord, 'flow_sealed'> = {
    id,
    environment_id: environment.id,
    application_id: request.client_id as Id<'app'>,
    organization_id: connection.organization_id,
    connection_id: connection.id,
    user_id: null,
    email_key: null,
    state: 'in_progress',
    state_hash: hash,
    browser_hash: options.browser_hash,
    restarted: options.restarted ?? false,
    error_code: null,
    session_id: null,
    grant_id: null,
    created_at: now,
    expires_at: now + ports.lifetimes.sign_in * 1000,
    finished_at: null,
  }
  trace.step('request', { application_id: request.client_id, scopes: request.scopes, prompt: request.prompt })
  try {
    const location = await ports.identity_providers.begin({
      connection,
      redirect_uri: redirectUriOf(ports, environment, connection.id),
      state: handle,
      upstream,
      login_hint: request.login_hint,
      domain_hint: request.domain_hint,
      prompt: upstreamPrompt(request, options.signed_out),
      auth_time_essential: request.auth_time_essential,
    })
    trace.step('redirect', { to: new URL(location).origin })
    const opened = ports.stores.in(environment.id).sign_ins.insert({ ...record, flow_sealed: flowOf(trace.steps) })
    await runUsingUp(ports, environment, options.pushed_id ?? null, [opened])
    return { location, sign_in_id: id }
  } catch (error) {
    if (!isFailure(error) || error.code === 'database_unavailable') throw error
    // Nobody was sent to the identity provider: the attempt is recorded all the same.
    trace.failed('redirect')
    trace.error(error)
    const ended = { state: 'failed', error_code: error.code, finished_at: now } as const
    const failed: SignInRecord = { ...record, ...ended, flow_sealed: flowOf([]) }
    const insert = ports.stores.in(environment.id).sign_ins.insert(failed)
    await ports.units.run([insert, trace.write(environment.id, id), recordFailure(ports, failed, options.source)])
    throw error
  }
}

function upstreamPrompt({ prompt }: AuthorizationRequest, signed_out: boolean): BeginUpstream['prompt'] {
  if (prompt.includes('login')) return 'login'
  if (prompt.includes('consent')) return 'consent'
  return prompt.includes('select_account') || signed_out ? 'choose' : null
}

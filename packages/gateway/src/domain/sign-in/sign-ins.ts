/**
 * One sign-in, from the application's request to the code that it gets.
 *
 *   /oauth/authorize           enter(): what the request needs (enter.ts); a live session answers it, else
 *                              begin(): the row `in_progress` is written  → identity provider
 *   /sso/oidc/callback/{conn}  comeBack(): the row must be in progress, the browser the same;
 *                              finish(): in time, at the right address, VerifiedIdentity → user → session and code,
 *                              in one unit  → application
 *   /oauth/token               domain/tokens/
 *
 *   in_progress ─ finish() ─→ succeeded
 *        │ ├───── refuse() ─→ failed          every refusal is a Failure; its code stands in the row
 *        └──────── 15 min ──→ abandoned       a job
 *
 * The row is all there is of a sign-in in flight. It is read before any upstream call, and left by one UPDATE that
 * expects `in_progress`, so of two callbacks at the same moment one wins. This room knows no HTTP, no SQL and no
 * identity provider; it accepts nothing but a VerifiedIdentity.
 *
 * This file has the row: how it begins, and how it is read later with its trace.
 */
import type { Id } from '@gatehouse-sso/core/ids'
import type { AuthorizationRequest } from '@gatehouse-sso/core/oauth/authorization-request'
import { millisecondsOf } from '@gatehouse-sso/core/time'
import { joinTraces } from '../events/trace.ts'
import type { Ports } from '../ports/ports.ts'
import type { SignInRecord } from '../stores/sign-ins.ts'
import { found } from '../work/change.ts'
import { openFlow } from './flow.ts'
import type { TracedSignIn } from './present.ts'

/** A sign-in that begins now, not yet written. */
export function newSignIn(
  { now, lifetimes }: Ports,
  known: Pick<
    SignInRecord,
    'id' | 'environment_id' | 'application_id' | 'organization_id' | 'connection_id' | 'browser_hash'
  >,
): SignInRecord {
  const created_at = now()
  return {
    ...known,
    user_id: null,
    email_key: null,
    state: 'in_progress',
    state_hash: null,
    flow_sealed: null,
    restarted: false,
    error_code: null,
    session_id: null,
    grant_id: null,
    created_at,
    expires_at: created_at + millisecondsOf(lifetimes.sign_in_seconds),
    finished_at: null,
  }
}

/**
 * A sign-in that failed, for the page that explains it to the person in whose browser it failed.
 * @param browser_hash of the key in the browser's cookie
 * @returns `undefined` unless it failed in this very browser
 */
export async function getFailedSignIn(
  ports: Ports,
  environment_id: Id<'env'>,
  id: string,
  browser_hash: string | undefined,
): Promise<(TracedSignIn & { readonly request: AuthorizationRequest }) | undefined> {
  const { sign_ins } = ports.stores.in(environment_id)
  const sign_in = await sign_ins.get(id)
  if (sign_in?.state !== 'failed' || browser_hash === undefined) return undefined
  if (!ports.keys.equal(sign_in.browser_hash, browser_hash)) return undefined
  const { request, steps } = openFlow(ports, sign_in)
  return { sign_in, trace: joinTraces(ports, steps, await sign_ins.traces(sign_in.id)), request }
}

/** @throws Failure resource_missing */
export async function getSignIn(ports: Ports, environment_id: Id<'env'>, id: Id<'signin'>): Promise<TracedSignIn> {
  const { sign_ins } = ports.stores.in(environment_id)
  const sign_in = found(await sign_ins.get(id))
  const begun = sign_in.flow_sealed === null ? [] : openFlow(ports, sign_in).steps // a session answered: no flow
  return { sign_in, trace: joinTraces(ports, begun, await sign_ins.traces(id)) }
}

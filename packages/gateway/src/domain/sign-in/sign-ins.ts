/** Sign-ins as they are read later: the row and its record. */
import type { Id } from '@gatehouse-sso/core/ids'
import type { AuthorizationRequest } from '@gatehouse-sso/core/oauth/authorization-request'
import { joinTraces } from '../events/trace.ts'
import type { Ports } from '../ports/ports.ts'
import type { SignInRecord } from '../stores/sign-ins.ts'
import { found } from '../work/change.ts'
import { openFlow } from './flow.ts'

export interface SignInView {
  readonly sign_in: SignInRecord
  readonly trace: ReturnType<typeof joinTraces>
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
): Promise<(SignInView & { readonly request: AuthorizationRequest }) | undefined> {
  const { sign_ins } = ports.stores.in(environment_id)
  const sign_in = await sign_ins.get(id)
  if (sign_in?.state !== 'failed' || browser_hash === undefined) return undefined
  if (!ports.keys.equal(sign_in.browser_hash, browser_hash)) return undefined
  const { request, steps } = openFlow(ports, sign_in)
  return { sign_in, trace: joinTraces(ports, steps, await sign_ins.traces(sign_in.id)), request }
}

/** @throws Failure resource_missing */
export async function getSignIn(ports: Ports, environment_id: Id<'env'>, id: Id<'signin'>): Promise<SignInView> {
  const { sign_ins } = ports.stores.in(environment_id)
  const sign_in = found(await sign_ins.get(id))
  const begun = sign_in.flow_sealed === '' ? [] : openFlow(ports, sign_in).steps // one that a session answered has none
  return { sign_in, trace: joinTraces(ports, begun, await sign_ins.traces(id)) }
}

/**
 * Code → tokens. One unit redeems the code and checks every condition. Only when it finds nothing is the grant read: to
 * say why, and to make a code useless that is in wrong hands.
 */

import { Failure } from '@gatehouse-sso/core/failure'
import { challengeOf } from '@gatehouse-sso/core/oauth/pkce'
import type { CodeRequest } from '@gatehouse-sso/core/oauth/token-request'
import { openTrace } from '../events/trace.ts'
import type { ApplicationRecord } from '../stores/applications.ts'
import type { EnvironmentRecord } from '../stores/environments.ts'
import type { LiveGrant } from '../stores/grants.ts'
import { UnitRefused } from '../stores/unit.ts'
import { type PresentedHandle, parseHandle } from '../work/handles.ts'
import type { Work } from '../work/work.ts'
import { newAccessToken } from './access-token.ts'
import { checkGranted, revokeGrant } from './grants.ts'
import { newRefreshToken } from './refresh-token.ts'
import { issueTokens, type Tokens } from './tokens.ts'

/**
 * Redeems a code.
 * @throws Failure code_invalid, code_reused, verifier_missing, verifier_unexpected, verifier_wrong, session_ended,
 *   resource_not_granted, resource_unknown, resource_of_another_organization
 */
export async function redeemCode(
  work: Work,
  environment: EnvironmentRecord,
  application: ApplicationRecord,
  request: CodeRequest,
): Promise<Tokens> {
  const { ports } = work
  const trace = openTrace(work)
  const handle = parseHandle(ports.keys, 'grant', request.unverified_code, 256)
  if (!handle) throw new Failure('code_invalid')
  const code_challenge = challengeOf(request.code_verifier, ports.keys.sha256)
  const { grants, refresh_tokens } = ports.stores.in(environment.id)
  const opaque = newAccessToken(ports, handle.id, null)
  const redemption = grants.redeem({
    id: handle.id,
    code_hash: handle.hash,
    application_id: application.id,
    redirect_uri: request.redirect_uri,
    code_challenge,
    access_token: opaque.record,
    now: ports.now(),
  })
  const refresh = newRefreshToken(ports, environment.id, handle.id)
  let grant: LiveGrant
  try {
    // Only the database knows whether the grant outlives its session; the statement looks there.
    grant = redemption.read(await work.units.run([...redemption.writes, refresh_tokens.issue(refresh.record)]))
  } catch (error) {
    if (!(error instanceof UnitRefused)) throw error
    throw await codeRefusal(work, environment, application, request, handle, code_challenge)
  }
  const { scopes, nonce, offline } = grant
  const refresh_token = offline ? refresh.token : null
  await checkGranted(ports, environment, grant, request.resource)
  const access_token = opaque.handle
  const tokens = await issueTokens(ports, environment, application, grant, {
    scopes,
    nonce,
    refresh_token,
    access_token,
  })
  if (grant.sign_in_id !== null) {
    trace.step('tokens', { scope: tokens.scope })
    trace.close(environment.id, grant.sign_in_id)
  }
  return tokens
}

/**
 * Says why a code was refused. A code in wrong hands becomes useless; a code that was used before revokes its grant.
 */
async function codeRefusal(
  work: Work,
  environment: EnvironmentRecord,
  application: ApplicationRecord,
  request: CodeRequest,
  handle: PresentedHandle<'grant'>,
  code_challenge: string | null,
): Promise<Failure> {
  const { ports } = work
  const { grants } = ports.stores.in(environment.id)
  const grant = await grants.get(handle.id)
  if (!grant || !ports.keys.equal(grant.code_hash, handle.hash)) return new Failure('code_invalid')
  const now = ports.now()
  if (grant.code_redeemed_at !== null) {
    // RFC 6749, 4.1.2: somebody has a copy of the code, so tokens made from it cannot be trusted any more. Another
    // client that presents it learns nothing and breaks nothing.
    if (grant.application_id !== application.id) return new Failure('code_invalid')
    await revokeGrant(work, grant, 'code_reused')
    return new Failure('code_reused')
  }
  await work.units.run([grants.burn(grant.id, now)])
  if (grant.application_id !== application.id || grant.code_expires_at <= now || grant.revoked_at !== null) {
    return new Failure('code_invalid')
  }
  if (grant.redirect_uri !== request.redirect_uri) {
    return new Failure('code_invalid', { param: 'redirect_uri', expected: grant.redirect_uri })
  }
  if (grant.code_challenge !== code_challenge) {
    if (code_challenge === null) return new Failure('verifier_missing', { param: 'code_verifier' })
    if (grant.code_challenge === null) return new Failure('verifier_unexpected', { param: 'code_verifier' })
    return new Failure('verifier_wrong', { param: 'code_verifier' })
  }
  return new Failure('session_ended')
}

import { checkAccess } from '../authorize/next-step.ts'
import { personOf } from '../claims/person.ts'
import type { DeviceCode } from '../device/device-codes.ts'
import { EntraError } from '../errors/entra-error.ts'
import { provoke } from '../faults/provoke.ts'
import { requiredParameter } from '../http/parameters.ts'
import { authorityWord } from '../tenants/authority.ts'
import { authenticateClient } from './client-authentication.ts'
import type { Grant } from './grant.ts'
import { answerWithTokens, type TokenAnswer } from './token-answer.ts'
import type { TokenRequest } from './token-request.ts'

/**
 * @throws EntraError 70018, 700005, 70019, 70016, 65004, 54005
 */
function grantOf(request: TokenRequest, code: DeviceCode | undefined): Grant {
  if (!code || code.app_id !== request.client.appId) throw new EntraError(70018)
  if (code.authority !== authorityWord(request.authority)) throw new EntraError(700005)
  const { decision } = code
  if (decision.kind === 'redeemed') throw new EntraError(54005)
  if (code.expires_at <= request.emulation.clock.now()) throw new EntraError(70019)
  if (decision.kind === 'declined') throw new EntraError(65004, {}, { error: 'authorization_declined' })
  if (decision.kind === 'pending') throw new EntraError(70016)
  return decision.grant
}

/** `grant_type=urn:ietf:params:oauth:grant-type:device_code`, of an application that allows public client flows. */
export async function redeemDeviceCode(request: TokenRequest): Promise<TokenAnswer> {
  const { emulation, parameters, client } = request
  const text = requiredParameter(parameters, 'device_code')
  const authentication = await authenticateClient(request, client.isFallbackPublicClient ? 'publicClient' : 'web')
  const code = emulation.device_codes.get(text)
  provoke(emulation, 'device', { application: client })
  const grant = grantOf(request, code)
  // Redeemed before the next await, so that only one of two concurrent requests gets tokens.
  if (code) emulation.device_codes.set(text, { ...code, decision: { kind: 'redeemed' } })
  const person = personOf(emulation, grant)
  checkAccess(emulation, person, person.client)
  return answerWithTokens(emulation, person, {
    scope: parameters.get('scope'),
    nonce: undefined,
    client_authentication: authentication,
    before: undefined,
  })
}

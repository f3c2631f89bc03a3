import { checkAccess } from '../authorize/next-step.ts'
import { matchesRedirectUri, registeredRedirects } from '../authorize/redirect-uri.ts'
import { withPath } from '../authorize/response.ts'
import { personOf } from '../claims/person.ts'
import { EntraError } from '../errors/entra-error.ts'
import { provoke } from '../faults/provoke.ts'
import { requiredParameter } from '../http/parameters.ts'
import { authorityWord } from '../tenants/authority.ts'
import { authenticateClient } from './client-authentication.ts'
import type { IssuedCode, Platform } from './grant.ts'
import { checkOrigin } from './origin.ts'
import { verifierFits } from './pkce.ts'
import { answerWithTokens, type TokenAnswer } from './token-answer.ts'
import type { TokenRequest } from './token-request.ts'

/** The platform of the code. For an unknown code, the platform of the redirect URI in this request. */
function platformOf(request: TokenRequest, code: IssuedCode | undefined): Platform {
  if (code && code.grant.app_id === request.client.appId) return code.grant.platform
  const uri = request.parameters.get('redirect_uri') ?? ''
  return registeredRedirects(request.client).find((one) => matchesRedirectUri(uri, one.uri))?.platform ?? 'web'
}

/**
 * @throws EntraError 9002313, 70000, 700005, 500112, 54005, 70008, 501481
 */
function checkCode(request: TokenRequest, code: IssuedCode | undefined): IssuedCode {
  const { emulation, parameters } = request
  if (!code) throw new EntraError(9002313, {}, { suberror: 'bad_token' })
  if (code.grant.app_id !== request.client.appId) throw new EntraError(70000, { name: 'code' })
  if (code.grant.authority !== authorityWord(request.authority)) throw new EntraError(700005)
  const uri = requiredParameter(parameters, 'redirect_uri')
  // /authorize adds a slash to a URI without a path, and some clients send that URI here.
  if (withPath(uri) !== withPath(code.redirect_uri))
    throw new EntraError(500112, { uri, registered: code.redirect_uri })
  const fault = emulation.faults.draw(code.grant.tenant_id, ['code-redeemed'])
  if (code.redeemed || fault.has('code-redeemed')) throw new EntraError(54005)
  if (code.expires_at <= emulation.clock.now()) throw new EntraError(70008)
  if (!verifierFits(parameters.get('code_verifier'), code.code_challenge, code.code_challenge_method)) {
    throw new EntraError(501481)
  }
  return code
}

/** `grant_type=authorization_code`: checks the client, the code and the person, each in its current state. */
export async function redeemCode(request: TokenRequest): Promise<TokenAnswer> {
  const { emulation, parameters } = request
  const text = requiredParameter(parameters, 'code')
  const presented = emulation.codes.get(text)
  const platform = platformOf(request, presented)
  checkOrigin(platform, request.origin)
  const authentication = await authenticateClient(request, platform)
  // Read again, because another request may have redeemed it meanwhile.
  const code = checkCode(request, emulation.codes.get(text))
  // Redeemed before the next await, so that only one of two concurrent requests gets tokens.
  emulation.codes.set(text, { ...code, redeemed: true })
  const person = personOf(emulation, code.grant)
  provoke(emulation, 'code', { ...person, application: person.client, redirect_uri: code.redirect_uri })
  checkAccess(emulation, person, person.client)
  return answerWithTokens(emulation, person, {
    scope: parameters.get('scope'),
    nonce: code.nonce,
    client_authentication: authentication,
    before: undefined,
  })
}

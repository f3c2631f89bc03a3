import { checkAccess } from '../authorize/next-step.ts'
import { personOf } from '../claims/person.ts'
import type { User } from '../directory/user.ts'
import { EntraError } from '../errors/entra-error.ts'
import { provoke } from '../faults/provoke.ts'
import { requiredParameter } from '../http/parameters.ts'
import { authenticateClient } from './client-authentication.ts'
import type { IssuedRefreshToken } from './grant.ts'
import { checkOrigin } from './origin.ts'
import { answerWithTokens, type TokenAnswer } from './token-answer.ts'
import type { TokenRequest } from './token-request.ts'

function isoTime(milliseconds: number): string {
  return new Date(milliseconds).toISOString()
}

/**
 * @throws EntraError 9002313, 70000, 700005, 700082, 700084
 */
function checkToken(request: TokenRequest, token: IssuedRefreshToken | undefined): IssuedRefreshToken {
  if (!token) throw new EntraError(9002313, {}, { suberror: 'bad_token' })
  const { grant, issued_at: issuedAt, expires_at: expiresAt } = token
  if (grant.app_id !== request.client.appId) throw new EntraError(70000, { name: 'refresh_token' })
  if (request.authority.kind === 'tenant' && request.authority.tenant.id !== grant.tenant_id) {
    throw new EntraError(700005)
  }
  if (expiresAt <= request.emulation.clock.now()) {
    throw new EntraError(grant.platform === 'spa' ? 700084 : 700082, { issued: isoTime(issuedAt) })
  }
  return token
}

/** A new password and "revoke sessions" end all earlier refresh tokens. */
function checkNotRevoked(token: IssuedRefreshToken, user: User): void {
  const validFrom = Date.parse(user.signInSessionsValidFromDateTime)
  if (token.issued_at >= validFrom) return
  throw new EntraError(50173, { issued: isoTime(token.issued_at), validFrom: isoTime(validFrom) })
}

function actFaulty(request: TokenRequest, token: IssuedRefreshToken): void {
  const faults = request.emulation.faults.draw(token.grant.tenant_id, ['mfa-on-refresh', 'revoked-on-refresh'])
  if (faults.has('revoked-on-refresh')) {
    const now = isoTime(request.emulation.clock.now())
    throw new EntraError(50173, { issued: isoTime(token.issued_at), validFrom: now })
  }
  if (faults.has('mfa-on-refresh')) {
    const claims = JSON.stringify({ access_token: { acrs: { essential: true, value: 'c1' } } })
    throw new EntraError(50076, {}, { suberror: 'basic_action', claims })
  }
}

/** `grant_type=refresh_token`: issues a new token each time. The old one stays valid. The ID token has no nonce. */
export async function refresh(request: TokenRequest): Promise<TokenAnswer> {
  const { emulation, parameters } = request
  const presented = emulation.refresh_tokens.get(requiredParameter(parameters, 'refresh_token'))
  const platform = presented?.grant.app_id === request.client.appId ? presented.grant.platform : 'web'
  checkOrigin(platform, request.origin)
  const authentication = await authenticateClient(request, platform)
  const token = checkToken(request, presented)
  actFaulty(request, token)
  const person = personOf(emulation, token.grant)
  provoke(emulation, 'refresh', { ...person, application: person.client })
  checkNotRevoked(token, person.user)
  checkAccess(emulation, person, person.client)
  return answerWithTokens(emulation, person, {
    scope: parameters.get('scope'),
    nonce: undefined,
    client_authentication: authentication,
    before: token,
  })
}

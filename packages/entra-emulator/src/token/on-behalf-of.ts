/**
 * `grant_type=urn:ietf:params:oauth:grant-type:jwt-bearer` with `requested_token_use=on_behalf_of`: an API asks for a token
 * for another API, for the person whose token it has received.
 *
 *   client -> assertion: key, issuer, audience = the client, times, person -> consent of the client -> tokens
 *
 * https://learn.microsoft.com/entra/identity-platform/v2-oauth2-on-behalf-of-flow
 */
import { decodeProtectedHeader, errors, type JWTPayload, jwtVerify } from 'jose'
import { noClaims } from '../authorize/claims-parameter.ts'
import { checkAccess } from '../authorize/next-step.ts'
import { personOf } from '../claims/person.ts'
import { EntraError } from '../errors/entra-error.ts'
import { provoke } from '../faults/provoke.ts'
import { requiredParameter } from '../http/parameters.ts'
import { newGuid } from '../identifier.ts'
import { readScopes } from '../scopes/scope.ts'
import { authorityWord, issuerV1, issuerV2 } from '../tenants/authority.ts'
import { authenticateClient } from './client-authentication.ts'
import type { Grant } from './grant.ts'
import { answerWithTokens, type TokenAnswer } from './token-answer.ts'
import type { TokenRequest } from './token-request.ts'

/**
 * A token of the client as an API, of a person, signed with a key of the tenant. A token that is signed with an
 * application's own key is refused, and a token for Microsoft Graph has another signature than it seems.
 * @throws EntraError 50013, 500133
 */
async function checkAssertion({ emulation, client }: TokenRequest, assertion: string): Promise<JWTPayload> {
  const { address, clock, keys } = emulation
  const now = new Date(clock.now()).toISOString()
  try {
    const { kid } = decodeProtectedHeader(assertion)
    const key = keys.published().find((one) => one.kind === 'tenant' && one.kid === kid)
    if (!key) throw new EntraError(50013)
    const { payload } = await jwtVerify(assertion, key.public_key, {
      algorithms: ['RS256'],
      audience: [client.appId, `api://${client.appId}`, ...client.identifierUris],
      currentDate: new Date(clock.now()),
    })
    const tenantId = String(payload.tid)
    const base = address.baseUrl()
    const isIssuer = [issuerV1(base, tenantId), issuerV2(base, tenantId)].includes(String(payload.iss))
    const isOfPerson = payload.idtyp !== 'app' && typeof payload.scp === 'string'
    if (!isIssuer || !isOfPerson) throw new EntraError(50013)
    return payload
  } catch (error) {
    if (error instanceof EntraError) throw error
    if (error instanceof errors.JWTExpired) throw new EntraError(500133, { now })
    throw new EntraError(50013)
  }
}

/** @throws EntraError 50013 for a token of another tenant */
function grantOf(request: TokenRequest, { tid, oid, sid, iat }: JWTPayload): Grant {
  const { authority, client, emulation, parameters } = request
  if (authority.kind === 'tenant' && authority.tenant.id !== tid) throw new EntraError(50013)
  return {
    tenant_id: String(tid),
    user_id: String(oid),
    app_id: client.appId,
    platform: 'web',
    authority: authorityWord(authority),
    scopes: readScopes(requiredParameter(parameters, 'scope')),
    sid: typeof sid === 'string' ? sid : newGuid(emulation.entropy),
    auth_time: iat ?? emulation.clock.seconds(),
    claims: noClaims,
    client_info: false,
  }
}

/** Only a confidential client may ask. */
export async function exchangeOnBehalfOf(request: TokenRequest): Promise<TokenAnswer> {
  const { emulation, parameters } = request
  const use = requiredParameter(parameters, 'requested_token_use')
  if (use !== 'on_behalf_of') throw new EntraError(90023, { name: 'requested_token_use', value: use })
  const assertion = requiredParameter(parameters, 'assertion')
  const authentication = await authenticateClient(request, 'web')
  const grant = grantOf(request, await checkAssertion(request, assertion))
  const person = personOf(emulation, grant)
  provoke(emulation, 'code', { ...person, application: person.client })
  checkAccess(emulation, person, person.client)
  return answerWithTokens(emulation, person, {
    scope: parameters.get('scope'),
    nonce: undefined,
    client_authentication: authentication,
    before: undefined,
  })
}

/** Code → tokens at the identity provider: one request, its errors, and the library's checks of the ID token. */
import { Failure } from '@gatehouse-sso/core/failure'
import type { UnverifiedJwt } from '@gatehouse-sso/core/jwt'
import { type Claims, isClaims, textClaim, withoutNulls } from '@gatehouse-sso/core/oidc/claims'
import * as oauth from 'oauth4webapi'
import type { FinishUpstream } from '../../domain/ports/identity-providers.ts'
import type { HttpResponse } from '../../outbound/exchange.ts'
import type { OidcClient, OidcProvider } from '../../providers/provider.ts'
import { answerFailure, parsedJson } from './answer.ts'
import { failureOf, tokenFailure } from './errors.ts'
import type { OidcHost } from './host.ts'
import { clientOf, responseOf, serverOf } from './library.ts'
import type { Discovery } from './metadata-cache.ts'
import { type OidcState, readOidcState } from './state.ts'
import { askTokenEndpoint, type TokenAnswer } from './token-endpoint.ts'

export interface UpstreamTokens {
  readonly unverified_id_token: string
  /** `undefined` where the identity provider gives none; it is needed for userinfo only. */
  readonly access_token: string | undefined
  readonly refresh_token: string | undefined
}

/** The answer to a redemption, and the credential that it took. */
export interface RedeemedCode extends UpstreamTokens, Omit<TokenAnswer<unknown>, 'answer'> {}

/** @throws Failure credential_missing, credential_expired, upstream_* */
export async function redeemUpstreamCode(
  host: OidcHost,
  discovery: Discovery,
  client: OidcClient,
  parameters: URLSearchParams,
  request: FinishUpstream,
): Promise<RedeemedCode> {
  const { code_verifier } = readOidcState(request.protocol_state)
  const { redirect_uri } = request
  const code = parameters.get('code') ?? ''
  const { answer, ...accepted } = await askTokenEndpoint(
    host,
    discovery,
    client,
    {
      form: { grant_type: 'authorization_code', code, redirect_uri, code_verifier },
      secrets: [code, code_verifier],
      read: (response) => readTokens(response, host.provider),
    },
    request,
  )
  return { ...answer, ...accepted }
}

/** The tokens of a response, or the failure that it reports, whatever its status and content type. */
function readTokens({ status, body }: HttpResponse, provider: OidcProvider): UpstreamTokens {
  const json = parsedJson(body)
  if (isClaims(json) && textClaim(json, 'error') !== undefined) throw tokenFailure(json, status, provider)
  if (status !== 200) throw answerFailure(status)
  const unusable = (expected: string): Failure => new Failure('upstream_answer_unusable', { expected })
  if (!isClaims(json)) throw unusable('a JSON object')
  // Members that are not used are not checked; null is the same as absent.
  const { id_token, access_token, token_type, refresh_token } = withoutNulls(json)
  if (typeof id_token !== 'string') throw unusable('id_token')
  if (access_token !== undefined && typeof access_token !== 'string') throw unusable('access_token as text')
  const isBearer = token_type === undefined || (typeof token_type === 'string' && /^bearer$/i.test(token_type))
  if (!isBearer) throw unusable('token_type Bearer')
  return {
    unverified_id_token: id_token,
    access_token: access_token || undefined,
    refresh_token: typeof refresh_token === 'string' ? refresh_token : undefined,
  }
}

/** A token whose signature was verified. */
export interface SignedToken {
  readonly token: UnverifiedJwt
  /** Its claims without members that are null. */
  readonly claims: Claims
  /** The issuer that it must name. */
  readonly issuer: string
}

/**
 * Lets the library check issuer, audience, `azp`, times, nonce and `auth_time`.
 * @returns the claims
 */
export async function checkIdTokenClaims(
  { provider, now }: OidcHost,
  discovery: Discovery,
  client: OidcClient,
  { nonce, max_age }: OidcState,
  signed: SignedToken,
): Promise<Claims> {
  const json = { access_token: 'unused', token_type: 'bearer', id_token: forLibrary(signed) }
  const response = responseOf({ status: 200, headers: {}, body: Buffer.alloc(0) }, json)
  const server = serverOf(discovery, signed.issuer)
  const expected = { expectedNonce: nonce, requireIdToken: true, ...(max_age === null ? {} : { maxAge: max_age }) }
  try {
    const result = await oauth.processAuthorizationCodeResponse(server, clientOf(client, now), response, expected)
    const claims = oauth.getValidatedIdTokenClaims(result) as unknown as Claims
    // The library checks `azp` only beside several audiences. A token that names another client is never for us.
    if (claims.azp !== undefined && claims.azp !== client.client_id) {
      throw new Failure('token_audience_wrong', { expected: client.client_id, received: String(claims.azp) })
    }
    return claims
  } catch (error) {
    throw failureOf(error, provider)
  }
}

/** The library decodes the token itself, and takes a claim that is null for one of the wrong type. */
function forLibrary({ token: { signing_input, signature, claims: sent }, claims }: SignedToken): string {
  if (sent === claims) return `${signing_input}.${signature}`
  const payload = Buffer.from(JSON.stringify(claims)).toString('base64url')
  return `${signing_input.split('.')[0]}.${payload}.${signature}`
}

/** Code → tokens at the identity provider: one request, its errors, and the library's checks of the ID token. */
import { besideOurClock } from '@gatehouse-sso/core/clock-difference'
import { Failure, isFailure } from '@gatehouse-sso/core/failure'
import type { Id } from '@gatehouse-sso/core/ids'
import type { UnverifiedJwt } from '@gatehouse-sso/core/jwt'
import { type Claims, isClaims, textClaim, withoutNulls } from '@gatehouse-sso/core/oidc/claims'
import * as oauth from 'oauth4webapi'
import type { FinishUpstream, UpstreamCredential } from '../../domain/ports/identity-providers.ts'
import type { HttpResponse } from '../../outbound/exchange.ts'
import type { OidcClient, OidcProvider } from '../../providers/provider.ts'
import { answerFailure, parsedJson } from './answer.ts'
import { clientAuthentication, isCredentialRefused } from './client-authentication.ts'
import { failureOf, tokenFailure } from './errors.ts'
import type { OidcHost } from './host.ts'
import { clientOf, responseOf, serverOf } from './library.ts'
import type { Discovery } from './metadata-cache.ts'
import { redacted } from './redacted.ts'
import { type OidcState, readOidcState } from './state.ts'

export interface UpstreamTokens {
  readonly unverified_id_token: string
  /** `undefined` where the identity provider gives none; it is needed for userinfo only. */
  readonly access_token: string | undefined
}

/** The answer to a redemption, and the credential that it took. */
export interface RedeemedCode extends UpstreamTokens {
  readonly credential_id: Id<'cred'>
  readonly credential: UpstreamCredential
  /** Whether it was not the first one that was tried. */
  readonly is_fallback: boolean
}

/**
 * Redeems the code with the first credential that the identity provider accepts. A provider that refuses the client has
 * not looked at the code, so the next credential may bring it. Apart from that the request is never repeated: every
 * identity provider refuses a code that was sent twice.
 * @throws Failure credential_missing, credential_expired, upstream_*; of several credentials that of the active one
 */
export async function redeemUpstreamCode(
  host: OidcHost,
  discovery: Discovery,
  client: OidcClient,
  parameters: URLSearchParams,
  request: FinishUpstream,
): Promise<RedeemedCode> {
  let failure: Failure | undefined
  for (const { id, is_active, credential } of request.credentials) {
    try {
      const tokens = await redeemWith(host, discovery, client, parameters, credential, request)
      return { ...tokens, credential_id: id, credential, is_fallback: failure !== undefined }
    } catch (error) {
      if (!isFailure(error) || !isRefusedClient(error, credential)) throw error
      if (is_active || failure === undefined) failure = error
      request.noteRefused(id, error)
      request.trace.failed('credential', { credential_id: id, code: error.code })
    }
  }
  throw failure ?? new Failure('credential_missing')
}

function isRefusedClient({ code, evidence: { upstream } }: Failure, credential: UpstreamCredential): boolean {
  if (code === 'credential_expired') return true
  if (code === 'upstream_client_refused' && upstream === undefined) return true
  return isCredentialRefused(upstream?.error, credential)
}

async function redeemWith(
  { provider, outbound, now }: OidcHost,
  discovery: Discovery,
  client: OidcClient,
  parameters: URLSearchParams,
  credential: UpstreamCredential,
  { redirect_uri, protocol_state, trace }: FinishUpstream,
): Promise<UpstreamTokens> {
  if (credential.not_after !== null && credential.not_after <= now()) {
    throw new Failure('credential_expired', { received: besideOurClock(credential.not_after, now()) })
  }
  const { code_verifier } = readOidcState(protocol_state)
  const code = parameters.get('code') ?? ''
  const form = new URLSearchParams({ grant_type: 'authorization_code', code, redirect_uri, code_verifier })
  const headers = new Headers({ accept: 'application/json', 'content-type': 'application/x-www-form-urlencoded' })
  const { authenticate, secrets, is_encoded } = clientAuthentication(credential, client, discovery, outbound)
  await authenticate(serverOf(discovery), clientOf(client, now), form, headers)
  const request = { method: 'POST', headers: Object.fromEntries(headers), body: form }
  const response = await outbound.send(discovery.token_endpoint, request)
  try {
    return readTokens(response, provider)
  } catch (error) {
    trace.failed('token_response', {
      status: response.status,
      content_type: response.headers['content-type'] ?? null,
      body: redacted(response.body.toString(), [
        ...secrets,
        code,
        code_verifier,
        headers.get('authorization') ?? undefined,
        form.get('client_assertion') ?? undefined,
      ]),
    })
    if (isFailure(error, 'upstream_client_refused') && is_encoded) {
      throw new Failure(error.code, { ...error.evidence, expected: decodes })
    }
    throw error
  }
}

const decodes =
  'a provider that decodes client id and secret as RFC 6749, 2.3.1, says; if it does not, set ' +
  '`token_endpoint_auth_method` to `client_secret_post`'

/** The tokens of a response, or the failure that it reports, whatever its status and content type. */
function readTokens({ status, body }: HttpResponse, provider: OidcProvider): UpstreamTokens {
  const json = parsedJson(body)
  if (isClaims(json) && textClaim(json, 'error') !== undefined) throw tokenFailure(json, status, provider)
  if (status !== 200) throw answerFailure(status)
  const unusable = (expected: string): Failure => new Failure('upstream_answer_unusable', { expected })
  if (!isClaims(json)) throw unusable('a JSON object')
  // Members that are not used are not checked; null is the same as absent.
  const { id_token, access_token, token_type } = withoutNulls(json)
  if (typeof id_token !== 'string') throw unusable('id_token')
  if (access_token !== undefined && typeof access_token !== 'string') throw unusable('access_token as text')
  const isBearer = token_type === undefined || (typeof token_type === 'string' && /^bearer$/i.test(token_type))
  if (!isBearer) throw unusable('token_type Bearer')
  return { unverified_id_token: id_token, access_token: access_token || undefined }
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

/** Code → tokens at the identity provider: one request, and the library's checks of the response. */
import { Failure } from '@gatehouse-sso/core/failure'
import { type Claims, isClaims } from '@gatehouse-sso/core/oidc/claims'
import * as oauth from 'oauth4webapi'
import type { FinishUpstream } from '../../domain/ports/upstream.ts'
import type { OidcClient } from '../../providers/provider.ts'
import { clientAuthentication } from './client-authentication.ts'
import { failureOf } from './errors.ts'
import type { OidcHost } from './host.ts'
import { clientOf, responseOf, serverOf } from './library.ts'
import type { Discovery } from './metadata-cache.ts'
import { readOidcState } from './state.ts'

export interface UpstreamTokens {
  readonly unverified_id_token: string
  readonly access_token: string
  /**
   * Lets the library check issuer, audience, `azp`, times, nonce and `auth_time`.
   * @param issuer that the token must name
   * @returns the claims
   */
  check(issuer: string): Promise<Claims>
}

/**
 * Redeems the code. The request is never repeated: every identity provider refuses a code that was sent twice.
 * @throws Failure credential_missing, credential_expired, upstream_*
 */
export async function redeemUpstreamCode(
  { provider, outbound, now }: OidcHost,
  discovery: Discovery,
  client: OidcClient,
  parameters: URLSearchParams,
  { credential, redirect_uri, protocol_state }: FinishUpstream,
): Promise<UpstreamTokens> {
  if (!credential) throw new Failure('credential_missing')
  if (credential.not_after !== null && credential.not_after <= now()) {
    throw new Failure('credential_expired', { received: new Date(credential.not_after).toISOString() })
  }
  const { nonce, code_verifier, max_age } = readOidcState(protocol_state)
  const oauthClient = clientOf(client, now)
  const form = new URLSearchParams({
    grant_type: 'authorization_code',
    code: parameters.get('code') ?? '',
    redirect_uri,
    code_verifier,
  })
  const headers = new Headers({ accept: 'application/json', 'content-type': 'application/x-www-form-urlencoded' })
  await clientAuthentication(credential, client, discovery)(serverOf(discovery), oauthClient, form, headers)
  const request = { method: 'POST', headers: Object.fromEntries(headers), body: form }
  const answer = await outbound.send(discovery.token_endpoint, request)

  const json = answer.status === 200 ? parseJson(answer.body) : undefined
  const response = responseOf(answer, json)
  const check = async (issuer: string): Promise<Claims> => {
    try {
      const result = await oauth.processAuthorizationCodeResponse(serverOf(discovery, issuer), oauthClient, response, {
        expectedNonce: nonce,
        requireIdToken: true,
        ...(max_age === null ? {} : { maxAge: max_age }),
      })
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
  if (answer.status !== 200) await check(discovery.issuer) // the library reads the error and throws
  return { ...tokensOf(json), check }
}

function parseJson(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString())
  } catch (cause) {
    throw new Failure('upstream_answer_unusable', { expected: 'a JSON object', cause })
  }
}

function tokensOf(answer: unknown): { unverified_id_token: string; access_token: string } {
  if (!isClaims(answer)) throw new Failure('upstream_answer_unusable', { expected: 'a JSON object' })
  const { id_token, access_token } = answer
  if (typeof id_token !== 'string') throw new Failure('upstream_answer_unusable', { expected: 'id_token' })
  if (typeof access_token !== 'string') throw new Failure('upstream_answer_unusable', { expected: 'access_token' })
  return { unverified_id_token: id_token, access_token }
}

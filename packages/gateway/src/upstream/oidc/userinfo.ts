/** Userinfo of the identity provider: asked only when the connection's policy and mapping need it. */
import { Failure } from '@gatehouse-sso/core/failure'
import { missingAttributes } from '@gatehouse-sso/core/mapping/profile'
import { type Claims, isClaims } from '@gatehouse-sso/core/oidc/claims'
import * as oauth from 'oauth4webapi'
import type { FinishUpstream } from '../../domain/ports/upstream.ts'
import type { OidcClient } from '../../providers/provider.ts'
import { failureOf } from './errors.ts'
import type { OidcHost } from './host.ts'
import { clientOf, serverOf, through } from './library.ts'
import type { Discovery } from './metadata-cache.ts'

/**
 * The claims of userinfo about the same subject.
 * @returns `undefined` when it is not needed or there is no such endpoint
 * @throws Failure userinfo_subject_wrong, upstream_*
 */
export async function askUserinfo(
  { provider, outbound, now }: OidcHost,
  discovery: Discovery,
  client: OidcClient,
  claims: Claims,
  access_token: string | undefined,
  { connection, mapping, trace }: FinishUpstream,
): Promise<Claims | undefined> {
  const { userinfo_endpoint } = discovery
  const when = connection.policy.userinfo
  if (userinfo_endpoint === undefined || when === 'never') return undefined
  if (when === 'if_missing' && missingAttributes(mapping, claims).length === 0) return undefined
  if (access_token === undefined)
    throw new Failure('upstream_answer_unusable', { expected: 'access_token, for userinfo' })
  try {
    const oauthClient = clientOf(client, now)
    const response = await oauth.userInfoRequest(
      serverOf(discovery),
      oauthClient,
      access_token,
      through(outbound.fetch, userinfo_endpoint),
    )
    // A signed answer would have to be verified like an ID token. We have agreed on none.
    if (response.headers.get('content-type')?.startsWith('application/jwt')) {
      throw new Failure('upstream_answer_unusable', { expected: 'userinfo as JSON', received: 'a signed token' })
    }
    const userinfo: unknown = await oauth.processUserInfoResponse(
      serverOf(discovery),
      oauthClient,
      String(claims.sub),
      response,
    )
    if (!isClaims(userinfo)) throw new Failure('upstream_answer_unusable', { expected: 'a JSON object' })
    trace.step('userinfo')
    return userinfo
  } catch (error) {
    throw failureOf(error, provider)
  }
}

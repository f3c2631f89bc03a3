/**
 * Tokens of the application itself for a directory (client credentials, RFC 6749, 4.4). They are kept in bounded memory
 * until shortly before they expire, and one request serves all who wait for it.
 */
import { Failure } from '@gatehouse-sso/core/failure'
import { isClaims, textClaim } from '@gatehouse-sso/core/oidc/claims'
import { type Expiring, expiringCache } from '../../cache/expiring.ts'
import type { Outbound } from '../../outbound/fetch.ts'
import type { DirectoryQuery } from '../../providers/provider.ts'
import { answerFailure, parsedJson } from '../oidc/answer.ts'
import { type Asker, sendAuthenticated } from '../oidc/authenticated-request.ts'

const maximumTokens = 1_000
/** A token is renewed so long before it expires. */
const marginMs = 5 * 60_000

export interface ApplicationTokens {
  /** @param key the connection and the tenant. @throws Failure */
  get(key: string, query: DirectoryQuery, asker: Asker): Promise<string>
  forget(key: string): void
}

export function applicationTokens(outbound: Outbound, now: () => number): ApplicationTokens {
  const held = expiringCache<{ readonly access_token: string }>(now, maximumTokens)

  async function request(
    { token_endpoint, scope }: DirectoryQuery,
    asker: Asker,
  ): Promise<Expiring<{ readonly access_token: string }>> {
    const { response } = await sendAuthenticated(
      { outbound, now },
      { ...asker, discovery: { ...asker.discovery, token_endpoint } },
      { grant_type: 'client_credentials', scope },
    )
    const { status, body } = response
    const json = parsedJson(body)
    if (status !== 200 || !isClaims(json)) throw answerFailure(status)
    const access_token = textClaim(json, 'access_token')
    if (access_token === undefined) throw new Failure('upstream_answer_unusable', { expected: 'access_token' })
    const seconds = typeof json.expires_in === 'number' ? json.expires_in : 0
    return { value: { access_token }, expires_at: now() + seconds * 1000 - marginMs }
  }

  return {
    get: async (key, query, asker) => (await held.load(key, () => request(query, asker))).access_token,
    forget: held.forget,
  }
}

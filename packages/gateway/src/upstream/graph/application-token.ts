/**
 * Tokens of the application itself for a directory (client credentials, RFC 6749, 4.4). They are kept in bounded memory
 * until shortly before they expire, and one request serves all who wait for it.
 */
import { Failure } from '@gatehouse-sso/core/failure'
import { isClaims, textClaim } from '@gatehouse-sso/core/oidc/claims'
import { type Expiring, expiringCache } from '../../cache/expiring.ts'
import type { UpstreamCredential } from '../../domain/ports/identity-providers.ts'
import type { Outbound } from '../../outbound/fetch.ts'
import type { DirectoryQuery, OidcClient } from '../../providers/provider.ts'
import { answerFailure, parsedJson } from '../oidc/answer.ts'
import { clientAuthentication } from '../oidc/client-authentication.ts'
import { clientOf, serverOf } from '../oidc/library.ts'
import type { Discovery } from '../oidc/metadata-cache.ts'

const maximumTokens = 1_000
/** A token is renewed so long before it expires. */
const marginMs = 5 * 60_000

/** The party that asks: a connection, with what it authenticates by. */
export interface DirectoryClient {
  readonly client: OidcClient
  readonly discovery: Discovery
  readonly credential: UpstreamCredential
}

export interface ApplicationTokens {
  /** @param key the connection and the tenant. @throws Failure */
  get(key: string, query: DirectoryQuery, asker: DirectoryClient): Promise<string>
  forget(key: string): void
}

export function applicationTokens(outbound: Outbound, now: () => number): ApplicationTokens {
  const held = expiringCache<{ readonly access_token: string }>(now, maximumTokens)

  async function request(
    { token_endpoint, scope }: DirectoryQuery,
    { client, discovery, credential }: DirectoryClient,
  ): Promise<Expiring<{ readonly access_token: string }>> {
    const form = new URLSearchParams({ grant_type: 'client_credentials', scope })
    const headers = new Headers({ accept: 'application/json', 'content-type': 'application/x-www-form-urlencoded' })
    const server = { ...discovery, token_endpoint }
    const { authenticate } = clientAuthentication(credential, client, server, outbound)
    await authenticate(serverOf(server), clientOf(client, now), form, headers)
    const sent = { method: 'POST', headers: Object.fromEntries(headers), body: form }
    const { status, body } = await outbound.send(token_endpoint, sent)
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

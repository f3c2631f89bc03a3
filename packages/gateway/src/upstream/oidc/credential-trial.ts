/**
 * Tries a credential without a person: one client-credentials request (RFC 6749, 4.4). Only `invalid_client` says that
 * the credential is wrong. Any other answer is about permissions, scopes or the identity provider itself.
 */
import { type Failure, isFailure } from '@gatehouse-sso/core/failure'
import { isClaims, textClaim } from '@gatehouse-sso/core/oidc/claims'
import type { CredentialAnswer, UpstreamCredential } from '../../domain/ports/identity-providers.ts'
import type { ConnectionRecord } from '../../domain/stores/connections.ts'
import { answerFailure, parsedJson } from './answer.ts'
import { sendAuthenticated } from './authenticated-request.ts'
import { checkedDiscovery } from './checked-discovery.ts'
import { isCredentialRefused } from './client-authentication.ts'
import { tokenFailure } from './errors.ts'
import type { OidcHost } from './host.ts'

export async function tryOidcCredential(
  host: OidcHost,
  connection: ConnectionRecord,
  credential: UpstreamCredential,
): Promise<CredentialAnswer> {
  const scope = host.provider.credentialProof(connection.settings)
  if (scope === null) return { result: 'unknown', failure: null }
  try {
    const { failure, throttled_seconds } = await answerTo(host, connection, credential, scope)
    if (throttled_seconds !== undefined) return { result: 'unknown', failure: failure ?? null, throttled_seconds }
    if (failure === undefined) return { result: 'accepted' }
    const isRefused = isCredentialRefused(failure.evidence.upstream?.error, credential)
    return { result: isRefused ? 'refused' : 'unknown', failure }
  } catch (error) {
    if (isFailure(error)) return { result: 'unknown', failure: error }
    throw error
  }
}

/** @returns no failure when a token came back */
async function answerTo(
  host: OidcHost,
  connection: ConnectionRecord,
  credential: UpstreamCredential,
  scope: string,
): Promise<{ readonly failure?: Failure; readonly throttled_seconds?: number }> {
  const { provider } = host
  const client = provider.client(connection.settings)
  const discovery = await checkedDiscovery(host, connection)
  const { response } = await sendAuthenticated(
    host,
    { client, discovery, credential },
    { grant_type: 'client_credentials', scope },
  )
  const { status, headers, body } = response
  if (status === 429) return { failure: answerFailure(status), throttled_seconds: Number(headers['retry-after']) || 0 }
  const json = parsedJson(body)
  if (isClaims(json) && textClaim(json, 'error') !== undefined) return { failure: tokenFailure(json, status, provider) }
  return status === 200 ? {} : { failure: answerFailure(status) }
}

/**
 * Tries a credential without a person, by client-credentials requests (RFC 6749, 4.4). Only `invalid_client` says that
 * the credential is wrong. Any other answer is about permissions, scopes or the identity provider itself. So is the
 * answer of a place where the client is not installed; then the next place is asked, if there is one.
 */
import { type Failure, isFailure } from '@gatehouse-sso/core/failure'
import { isClaims, textClaim } from '@gatehouse-sso/core/oidc/claims'
import type { CredentialAnswer } from '../../domain/ports/identity-providers.ts'
import type { UpstreamCredential } from '../../domain/ports/upstream-credential.ts'
import type { ConnectionRecord } from '../../domain/stores/connections.ts'
import type { CredentialProof } from '../../providers/provider.ts'
import { answerFailure, parsedJson } from './answer.ts'
import { type Asker, sendAuthenticated } from './authenticated-request.ts'
import { checkedDiscovery } from './checked-discovery.ts'
import { isCredentialRefused } from './client-authentication.ts'
import { tokenFailure } from './errors.ts'
import type { OidcHost } from './host.ts'

export async function tryOidcCredential(
  host: OidcHost,
  connection: ConnectionRecord,
  credential: UpstreamCredential,
): Promise<CredentialAnswer> {
  const { provider } = host
  const proofs = provider.credentialProofs(connection.settings)
  let answer: CredentialAnswer = { result: 'unknown', failure: null }
  if (proofs.length === 0) return answer
  try {
    const client = provider.client(connection.settings)
    const asker = { client, credential, discovery: await checkedDiscovery(host, connection) }
    for (const proof of proofs) {
      answer = await answerTo(host, asker, proof)
      if (answer.result !== 'unknown' || !isAboutPlace(answer)) return answer
    }
    return answer
  } catch (error) {
    if (isFailure(error)) return { result: 'unknown', failure: error }
    throw error
  }
}

/** Whether another place may know more: the identity provider itself works, and has answered. */
function isAboutPlace({ failure, throttled_seconds }: Extract<CredentialAnswer, { result: 'unknown' }>): boolean {
  return (
    throttled_seconds === undefined && failure?.evidence.upstream !== undefined && failure.code !== 'upstream_error'
  )
}

async function answerTo(
  host: OidcHost,
  asker: Asker,
  { scope, token_endpoint }: CredentialProof,
): Promise<CredentialAnswer> {
  const discovery = token_endpoint === null ? asker.discovery : { ...asker.discovery, token_endpoint }
  const request = { grant_type: 'client_credentials', scope }
  const { response } = await sendAuthenticated(host, { ...asker, discovery }, request)
  const { status, headers, body } = response
  if (status === 429) {
    const throttled_seconds = Number(headers['retry-after']) || 0
    return { result: 'unknown', failure: answerFailure(status), throttled_seconds }
  }
  const failure = failureIn(host, status, parsedJson(body))
  if (failure === undefined) return { result: 'accepted' }
  const isRefused = isCredentialRefused(failure.evidence.upstream, asker.credential, host.provider)
  return { result: isRefused ? 'refused' : 'unknown', failure }
}

/** @returns `undefined` when a token came back */
function failureIn({ provider }: OidcHost, status: number, json: unknown): Failure | undefined {
  if (isClaims(json) && textClaim(json, 'error') !== undefined) return tokenFailure(json, status, provider)
  return status === 200 ? undefined : answerFailure(status)
}

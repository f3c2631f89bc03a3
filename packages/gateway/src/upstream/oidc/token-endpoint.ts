/**
 * A request to the token endpoint, with the first credential that the identity provider accepts. A provider that refuses
 * the client has not looked at the rest, so the next credential may bring it. Apart from that a request is never
 * repeated: every identity provider refuses a code that was sent twice.
 */
import { besideOurClock } from '@gatehouse-sso/core/clock-difference'
import { Failure, isFailure } from '@gatehouse-sso/core/failure'
import type { Id } from '@gatehouse-sso/core/ids'
import type { FinishUpstream } from '../../domain/ports/identity-providers.ts'
import type { UpstreamCredential } from '../../domain/ports/upstream-credential.ts'
import type { HttpResponse } from '../../outbound/exchange.ts'
import type { OidcClient, OidcProvider } from '../../providers/provider.ts'
import { sendAuthenticated } from './authenticated-request.ts'
import { isCredentialRefused } from './client-authentication.ts'
import type { OidcHost } from './host.ts'
import type { Discovery } from './metadata-cache.ts'
import { redacted } from './redacted.ts'

export interface TokenRequest<T> {
  /** The form without the authentication of the client. */
  readonly form: Readonly<Record<string, string>>
  /** Values of the form that no trace may show. */
  readonly secrets: readonly string[]
  /** @throws Failure what the answer reports */
  readonly read: (response: HttpResponse) => T
}

export interface TokenAnswer<T> {
  readonly answer: T
  readonly credential_id: Id<'cred'>
  readonly credential: UpstreamCredential
  /** Whether it was not the first credential that was tried. */
  readonly is_fallback: boolean
}

/** @throws Failure credential_missing, credential_expired, upstream_*; of several credentials that of the active one */
export async function askTokenEndpoint<T>(
  host: OidcHost,
  discovery: Discovery,
  client: OidcClient,
  request: TokenRequest<T>,
  { credentials, noteRefused, trace }: Pick<FinishUpstream, 'credentials' | 'noteRefused' | 'trace'>,
): Promise<TokenAnswer<T>> {
  let told: Failure | undefined
  for (const { id, active, credential } of credentials) {
    try {
      const answer = await askWith(host, discovery, client, request, credential, trace)
      return { answer, credential_id: id, credential, is_fallback: told !== undefined }
    } catch (error) {
      if (!isFailure(error) || !isRefusedClient(error, credential, host.provider)) throw error
      told = active ? error : (told ?? error)
      noteRefused(id, error)
      trace.failed('credential', { credential_id: id, code: error.code })
    }
  }
  throw told ?? new Failure('credential_missing')
}

function isRefusedClient(
  { code, evidence: { upstream } }: Failure,
  credential: UpstreamCredential,
  provider: OidcProvider,
): boolean {
  if (code === 'credential_expired') return true
  if (code === 'upstream_client_refused' && upstream === undefined) return true
  return isCredentialRefused(upstream, credential, provider)
}

async function askWith<T>(
  host: OidcHost,
  discovery: Discovery,
  client: OidcClient,
  request: TokenRequest<T>,
  credential: UpstreamCredential,
  trace: FinishUpstream['trace'],
): Promise<T> {
  if (credential.not_after !== null && credential.not_after <= host.now()) {
    throw new Failure('credential_expired', { received: besideOurClock(credential.not_after, host.now()) })
  }
  const asker = { client, discovery, credential }
  const { response, secrets, is_encoded } = await sendAuthenticated(host, asker, request.form)
  try {
    return request.read(response)
  } catch (error) {
    trace.failed('token_response', {
      status: response.status,
      content_type: response.headers['content-type'] ?? null,
      body: redacted(response.body.toString(), [...secrets, ...request.secrets]),
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

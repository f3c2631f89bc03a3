/**
 * The way back from a SAML identity provider:
 *
 *   SAMLResponse → verified assertion (gateway/saml) → claims → identity
 *
 * Everything after `VerifiedIdentity` is the same as for OpenID Connect.
 */
import { Failure, isFailure } from '@gatehouse-sso/core/failure'
import { type Claims, textClaim } from '@gatehouse-sso/core/oidc/claims'
import { markVerified, type VerifiedIdentity } from '@gatehouse-sso/core/verified-identity'
import type { FinishedUpstream, FinishUpstream } from '../../domain/ports/identity-providers.ts'
import type { SamlProvider } from '../../providers/provider.ts'
import { sha1UntilOf } from '../../providers/saml-settings.ts'
import { toleranceMs } from '../../saml/envelope.ts'
import { type VerifiedAssertion, verifyResponse } from '../../saml/response.ts'
import { claimsOf } from './claims.ts'
import { type SamlHost, settingsOf } from './host.ts'
import { decryptionKeysOf } from './own-keys.ts'
import { readSamlState, type SamlState } from './state.ts'

/** @throws Failure saml_*, upstream_refused, upstream_cancelled, token_tenant_wrong, authentication_too_old */
export async function finishSaml({ provider, now }: SamlHost, request: FinishUpstream): Promise<FinishedUpstream> {
  const { connection, trace } = request
  const settings = settingsOf(connection)
  const state = readSamlState(request.protocol_state)
  const { SAMLResponse: unverified_response } = request.parameters
  if (unverified_response === undefined) throw new Failure('saml_message_missing', { expected: 'SAMLResponse' })
  const at = now()
  const assertion = await withCodes(
    provider,
    verifyResponse(unverified_response, {
      idp_entity_id: settings.idp_entity_id,
      certificates: settings.certificates,
      enforce_certificate_expiry: settings.enforce_certificate_expiry,
      sha1_until: sha1UntilOf(settings),
      audience: state.entity_id,
      acs: request.redirect_uri,
      in_response_to: state.request_id,
      decryption_keys: decryptionKeysOf(request.credentials),
      now: at,
    }),
  )
  const { signed, algorithm, certificate_sha256, assertion_id, response_id } = assertion
  trace.step('saml_response', { signed, algorithm: algorithm.slice(algorithm.indexOf('#') + 1), certificate_sha256 })
  checkAge(assertion, state, at)
  const claims = claimsOf(assertion)
  const identity = identityOf(provider, request, assertion, claims)
  trace.step('assertion', { issuer: assertion.issuer, name_id_format: assertion.name_id.format })
  const expires_at = assertion.not_on_or_after + toleranceMs
  const { name_id, session_index } = assertion
  return {
    identity,
    credential_id: null,
    used_once: [assertion_id, response_id].map((id) => ({ name: `saml ${connection.id} ${id}`, expires_at })),
    refresh_token: null,
    logout_hints: { id_token: null, hint: null, saml: { name_id, session_index } },
  }
}

/** A new authentication was asked for. Identity providers with another idea of it are refused. */
function checkAge(
  { authn_instant }: VerifiedAssertion,
  { authenticated_after, max_age }: SamlState,
  now: number,
): void {
  if (authenticated_after === null) return
  // With `max_age` an authentication of that age is good enough.
  const earliest = (max_age === null ? authenticated_after : now - max_age * 1_000) - toleranceMs
  if (authn_instant >= earliest) return
  throw new Failure('authentication_too_old', {
    expected: `AuthnInstant ${new Date(earliest + toleranceMs).toISOString()} or later`,
    received: new Date(authn_instant).toISOString(),
  })
}

function identityOf(
  provider: SamlProvider,
  { connection }: FinishUpstream,
  { issuer, name_id, authn_instant, authn_context, session_index, session_not_on_or_after }: VerifiedAssertion,
  claims: Claims,
): VerifiedIdentity {
  const subject = { issuer, name_id: name_id.value, name_id_format: name_id.format, claims }
  const identity = provider.identityOf(connection.settings, subject, connection.id)
  if (identity === null) throw new Failure('saml_name_id_missing', { received: name_id.format ?? 'no format' })
  const methods = provider.amr_attribute === null ? undefined : claims[provider.amr_attribute]
  const amr = methods === undefined ? [] : [methods].flat().filter((method) => typeof method === 'string')
  return markVerified({
    ...identity,
    issuer,
    claims,
    email_word: { id_token: provider.emailWord(claims) ?? provider.default_email_word, userinfo: 'none' },
    is_guest: provider.isGuest?.(claims) ?? false,
    is_pinned: provider.isPinned?.(connection.settings) ?? true,
    naming_claims: provider.naming_claims ?? { issued: [], domain_owned: [] },
    incomplete: provider.groupsIncomplete?.(claims) ? ['groups'] : [],
    ...(provider.groupsIncomplete?.(claims)
      ? {
          incomplete_because:
            'The assertion has more groups than the identity provider lists, and names an address in their place',
        }
      : {}),
    auth_time: Math.floor(authn_instant / 1_000),
    ...(amr.length === 0 ? {} : { amr }),
    ...(authn_context === null ? {} : { acr: authn_context }),
    ...(session_not_on_or_after === null ? {} : { session_expiry: Math.floor(session_not_on_or_after / 1_000) }),
    ...(session_index === null ? {} : { upstream_sid: session_index }),
  })
}

/** Statuses that say that the person went back or declined. */
const declined = /\b(?:AuthnFailed|RequestDenied)$/

/** Adds the provider's own codes and references to a status that it reports. */
async function withCodes<T>(provider: SamlProvider, verified: Promise<T>): Promise<T> {
  try {
    return await verified
  } catch (error) {
    if (!isFailure(error, 'upstream_refused')) throw error
    const { upstream, ...evidence } = error.evidence
    const description = textClaim({ description: upstream?.description }, 'description') ?? ''
    const codes = provider.errorCodes?.(description) ?? []
    const reported = { error: upstream?.error ?? '', ...upstream, codes, ...provider.errorReferences?.(description) }
    const isDeclined =
      codes.some((code) => provider.declined_codes?.includes(code)) ||
      (codes.length === 0 && declined.test(reported.error) && description === '')
    throw new Failure(isDeclined ? 'upstream_cancelled' : 'upstream_refused', { ...evidence, upstream: reported })
  }
}

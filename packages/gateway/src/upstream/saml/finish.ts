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
import type { Identity, SamlProvider } from '../../providers/provider.ts'
import { type SamlSettings, sha1UntilOf } from '../../providers/saml-settings.ts'
import { toleranceMs } from '../../saml/envelope.ts'
import { type VerifiedAssertion, verifyResponse } from '../../saml/response.ts'
import type { DirectoryGroups } from '../graph/directory-groups.ts'
import { completeness, lacksGroups } from '../graph/overage.ts'
import { claimsOf } from './claims.ts'
import { type SamlHost, settingsOf } from './host.ts'
import { certificateIfAny, decryptionKeysOf } from './own-keys.ts'
import { readSamlState, type SamlState } from './state.ts'

/**
 * @throws Failure saml_*, upstream_refused, upstream_cancelled, token_tenant_wrong, authentication_too_old,
 * acr_unmet
 */
export async function finishSaml(host: SamlHost, request: FinishUpstream): Promise<FinishedUpstream> {
  const { provider, now } = host
  const { connection, trace } = request
  const credentials = [...request.credentials]
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
      decryption_keys: decryptionKeysOf(credentials),
      now: at,
    }),
  )
  const { signed, algorithm, certificate_sha256, assertion_id, response_id } = assertion
  trace.step('saml_response', { signed, algorithm: algorithm.slice(algorithm.indexOf('#') + 1), certificate_sha256 })
  checkAge(assertion, state, at)
  checkContext(assertion, settings)
  const claims = claimsOf(assertion)
  const found = identifiedBy(provider, request, assertion, claims)
  const directory = await askDirectory(host, { ...request, credentials }, claims)
  const identity = identityOf(provider, request, { found, assertion, claims, directory })
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

/** @throws Failure saml_name_id_missing, token_tenant_wrong */
function identifiedBy(
  provider: SamlProvider,
  { connection }: FinishUpstream,
  { issuer, name_id }: VerifiedAssertion,
  claims: Claims,
): Identity {
  const subject = { issuer, name_id: name_id.value, name_id_format: name_id.format, claims }
  const identity = provider.identityOf(connection.settings, subject, connection.id)
  if (identity === null) {
    const { subject_attribute } = settingsOf(connection)
    throw new Failure('saml_name_id_missing', {
      expected: subject_attribute === undefined ? 'a NameID that stays' : `the attribute \`${subject_attribute}\``,
      received: Object.keys(claims).sort().join(', ').slice(0, 500),
    })
  }
  return identity
}

/**
 * The groups from the provider's directory, for an assertion that does not list them; `undefined` for any other. The
 * certificate of the connection authenticates us.
 */
async function askDirectory(
  { provider, directories, now }: SamlHost,
  { connection, credentials, mapping, trace }: FinishUpstream,
  claims: Claims,
): Promise<DirectoryGroups | undefined> {
  if (!lacksGroups(provider, mapping, claims)) return undefined
  const asked = provider.directory?.(connection.settings, claims) ?? null
  if (asked === null) return { problem: 'the identity provider does not send all groups' }
  const { client_id, query } = asked
  const credential = certificateIfAny(credentials, now())
  if (client_id === null || credential === null) {
    return {
      problem: `${client_id === null ? 'no `client_id`' : 'no certificate'} to ask ${query.name}. ${query.remedy}`,
    }
  }
  const { token_endpoint } = query
  const asker = {
    client: { client_id, token_endpoint_auth_method: undefined, assertion_audience: 'token_endpoint' },
    discovery: { issuer: settingsOf(connection).idp_entity_id, token_endpoint, document: {} },
    credential,
  } as const
  return directories.groupsOf({ ...asker, connection_id: connection.id, query, access_token: undefined, trace })
}

/** @throws Failure acr_unmet */
function checkContext({ authn_context }: VerifiedAssertion, { authn_contexts = [] }: SamlSettings): void {
  if (authn_contexts.length === 0 || authn_contexts.includes(authn_context ?? '')) return
  throw new Failure('acr_unmet', { expected: authn_contexts.join(' or '), received: authn_context ?? 'none' })
}

interface Found {
  readonly found: Identity
  readonly assertion: VerifiedAssertion
  readonly claims: Claims
  readonly directory: DirectoryGroups | undefined
}

function identityOf(
  provider: SamlProvider,
  { connection, mapping }: FinishUpstream,
  { found, assertion, claims, directory }: Found,
): VerifiedIdentity {
  const { issuer, authn_instant, authn_context, session_index, session_not_on_or_after } = assertion
  const methods = provider.amr_attribute === null ? undefined : claims[provider.amr_attribute]
  const amr = methods === undefined ? [] : [methods].flat().filter((method) => typeof method === 'string')
  return markVerified({
    ...found,
    issuer,
    claims,
    email_word: { id_token: provider.emailWord(claims) ?? provider.default_email_word, userinfo: 'none' },
    email_claims: provider.email_attributes,
    is_guest: provider.isGuest?.(claims) ?? false,
    is_pinned: provider.isPinned?.(connection.settings) ?? true,
    naming_claims: provider.naming_claims ?? { issued: [], domain_owned: [] },
    ...completeness(directory, mapping, claims),
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

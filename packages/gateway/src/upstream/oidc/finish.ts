/**
 * The way back from an OpenID provider:
 *
 *   authorization response → code → token request → ID token → checks → VerifiedIdentity
 *
 * The protocol steps are those of oauth4webapi (certified). On top of them, always: the signature (the library leaves
 * it to TLS), key and issuer rules of the provider, `typ`, `iat`, `at_hash`, sizes. A provider can add a refusal but
 * leave nothing out. RFC 6749, RFC 7636, RFC 9207, RFC 9700, OpenID Connect Core 1.0.
 */

import { hash } from 'node:crypto'
import { Failure } from '@gatehouse-sso/core/failure'
import { decodeJwt } from '@gatehouse-sso/core/jwt'
import type { ClaimSource } from '@gatehouse-sso/core/mapping/explain'
import { type Claims, textClaim, withoutNulls } from '@gatehouse-sso/core/oidc/claims'
import { checkUpstreamIdToken, sessionExpiryOf } from '@gatehouse-sso/core/oidc/upstream-id-token'
import { type EmailWord, emailWords, markVerified, type VerifiedIdentity } from '@gatehouse-sso/core/verified-identity'
import * as oauth from 'oauth4webapi'
import type { FinishedUpstream, FinishUpstream } from '../../domain/ports/identity-providers.ts'
import type { OidcClient, OidcProvider } from '../../providers/provider.ts'
import type { DirectoryGroups } from '../graph/directory-groups.ts'
import { completeness, lacksGroups } from '../graph/overage.ts'
import { discoveryInForce } from './checked-discovery.ts'
import { decodeUtf8 } from './decode.ts'
import { failureOf } from './errors.ts'
import { expectedIssuer } from './expected-issuer.ts'
import type { OidcHost } from './host.ts'
import { clientOf, serverOf, toleranceSeconds } from './library.ts'
import { logoutHintsOf } from './logout.ts'
import type { Discovery } from './metadata-cache.ts'
import { checkSignature } from './signature.ts'
import { type OidcState, readOidcState } from './state.ts'
import { checkIdTokenClaims, type RedeemedCode, redeemUpstreamCode } from './token-request.ts'
import { askUserinfo, type UserinfoResult } from './userinfo.ts'

const maximumCodeLength = 8 * 1024

/** Redeems the code and checks everything. @throws Failure */
export async function finishOidc(host: OidcHost, request: FinishUpstream): Promise<FinishedUpstream> {
  const { provider, now } = host
  const { connection, trace } = request
  const state = readOidcState(request.protocol_state)
  const client = provider.client(connection.settings)
  const discovery = await discoveryInForce(host, client, connection)
  const parameters = checkResponse(host, discovery, client, request)
  trace.step('authorization_response')

  const tokens = await redeemUpstreamCode(host, discovery, client, parameters, request)
  trace.step('token_response', tokens.is_fallback ? { credential_id: tokens.credential_id } : {})

  const decoded = decodeJwt(tokens.unverified_id_token, decodeUtf8)
  const token = { ...decoded, claims: withoutNulls(decoded.claims) }
  checkUpstreamIdToken(token, {
    algorithms: client.id_token_algorithms,
    now: now(),
    tolerance_seconds: toleranceSeconds,
    auth_time_required: state.max_age !== null,
    authenticated_after: state.authenticated_after,
    access_token_hash: tokens.access_token && leftHalfHash(token.header.alg, tokens.access_token),
  })
  await checkSignature(host, discovery, connection, token, request.noteKeys)
  trace.step('signature', { alg: token.header.alg, kid: token.header.kid ?? null })

  const issuer = expectedIssuer(provider, connection.settings, token.claims, discovery)
  const claims = await checkIdTokenClaims(host, discovery, client, state, {
    token: decoded,
    claims: token.claims,
    issuer,
  })
  trace.step('id_token', { issuer: String(claims.iss) })

  const userinfo = await askUserinfo(host, discovery, client, claims, tokens.access_token, request)
  const directory = await askDirectory(host, request, client, discovery, tokens, claims)
  return {
    identity: identityOf(host, request, claims, userinfo, directory, state),
    credential_id: tokens.credential_id,
    used_once: [],
    refresh_token: tokens.refresh_token ?? null,
    logout_hints: logoutHintsOf(provider, claims, tokens.unverified_id_token),
  }
}

/** The groups from the provider's directory, for a token that does not list them; `undefined` for any other. */
async function askDirectory(
  { provider, directories }: OidcHost,
  { connection, mapping, trace }: FinishUpstream,
  client: OidcClient,
  discovery: Discovery,
  { credential, access_token }: RedeemedCode,
  claims: Claims,
): Promise<DirectoryGroups | undefined> {
  if (!lacksGroups(provider, mapping, claims)) return undefined
  const query = provider.directory?.(connection.settings, claims)
  if (!query) return { problem: 'the identity provider does not send all groups' }
  const asker = { client, discovery, credential }
  return directories.groupsOf({ ...asker, connection_id: connection.id, query, access_token, trace })
}

/** The authorization response: `iss`, `error`, `state`, `code` (in the library's order: RFC 9207 before all). */
function checkResponse(
  { provider, outbound }: OidcHost,
  discovery: Discovery,
  client: OidcClient,
  { parameters, handle, path_names_connection }: FinishUpstream,
): URLSearchParams {
  // At a shared path only `iss` says who answered, except for Entra, whose hosts all belong to one operator
  // (RFC 9700, 4.4).
  const { federation: entra } = client
  const isEntra = entra !== undefined && (entra.is_known || outbound.isAllowedByName(entra.origin))
  const needsIssuer = discovery.authorization_response_iss_parameter_supported || !(path_names_connection || isEntra)
  if (needsIssuer && parameters.iss === undefined) {
    throw new Failure('upstream_issuer_missing', { expected: discovery.issuer })
  }
  if (parameters.iss !== undefined && parameters.iss !== discovery.issuer) {
    throw new Failure('upstream_issuer_mismatch', {
      expected: discovery.issuer,
      received: parameters.iss.slice(0, 300),
    })
  }
  if ((parameters.code?.length ?? 0) > maximumCodeLength) throw new Failure('upstream_response_malformed')
  if (parameters.error === undefined && parameters.code === undefined) {
    throw new Failure('upstream_response_malformed', { expected: 'code', received: Object.keys(parameters).join(' ') })
  }
  try {
    return oauth.validateAuthResponse(serverOf(discovery), clientOf(client), new URLSearchParams(parameters), handle)
  } catch (error) {
    throw failureOf(error, provider)
  }
}

function identityOf(
  { provider, now }: OidcHost,
  { connection, mapping }: FinishUpstream,
  claims: Claims,
  { userinfo, unread }: UserinfoResult,
  directory: DirectoryGroups | undefined,
  { acr_values }: OidcState,
): VerifiedIdentity {
  const identity = provider.identityOf(connection.settings, claims, connection.id)
  if (identity === null) throw new Failure('token_claim_missing', { expected: 'oid' })
  const { auth_time, amr } = claims
  const acr = provenContext(provider, claims, acr_values) ?? textClaim(claims, 'acr')
  const sid = textClaim(claims, 'sid')
  const session_expiry = sessionExpiryOf(claims, now())
  return markVerified({
    ...identity,
    issuer: String(claims.iss),
    claims,
    ...(userinfo === undefined ? {} : { userinfo }),
    email_word: emailWord(provider, claims, userinfo),
    email_claims: ['email'],
    is_guest: provider.isGuest?.(claims) ?? false,
    is_pinned: provider.isPinned?.(connection.settings) ?? true,
    naming_claims: provider.naming_claims ?? { issued: [], domain_owned: [] },
    ...completeness(directory, mapping, claims, unread),
    // RFC 7519 allows fractions of a second; they are neither stored nor passed on.
    ...(typeof auth_time === 'number' ? { auth_time: Math.floor(auth_time) } : {}),
    ...(Array.isArray(amr) && amr.every((entry) => typeof entry === 'string') ? { amr } : {}),
    ...(acr === undefined ? {} : { acr }),
    ...(session_expiry === undefined ? {} : { session_expiry }),
    ...(sid === undefined ? {} : { upstream_sid: sid }),
  })
}

/** The context that was asked for, if the token has it. Contexts that nobody asked for prove nothing about this sign-in. */
function provenContext({ acrs }: OidcProvider, claims: Claims, acr_values: readonly string[] = []): string | undefined {
  const proven = [claims.acrs].flat()
  return acrs && acr_values.find((value) => acrs.test(value) && proven.includes(value))
}

const lowest = (...all: readonly EmailWord[]): EmailWord => emailWords.find((word) => all.includes(word)) ?? 'none'

/**
 * Each document vouches for its own email only, so trust never travels from one to the other. A document that lowers the
 * trust lowers it in both: an ID token with `xms_edov: false` says that the tenant does not own the domain of the email,
 * wherever that email stands.
 */
function emailWord(
  provider: OidcProvider,
  claims: Claims,
  userinfo: Claims | undefined,
): Readonly<Record<ClaimSource, EmailWord>> {
  const said = { id_token: provider.emailWord(claims), userinfo: userinfo ? provider.emailWord(userinfo) : null }
  const bound = Object.values(said).filter((word) => word !== null)
  return {
    id_token: lowest(said.id_token ?? provider.default_email_word, ...bound),
    userinfo: userinfo ? lowest(said.userinfo ?? provider.default_email_word, ...bound) : 'none',
  }
}

/** OpenID Connect Core, 3.1.3.6: the left half of the hash that belongs to the token's algorithm. */
function leftHalfHash(alg: string, access_token: string): string | undefined {
  const bits = /(256|384|512)$/.exec(alg)?.[1]
  if (bits === undefined) return undefined
  const digest = hash(`sha${bits}`, access_token, 'buffer')
  return digest.subarray(0, digest.length / 2).toString('base64url')
}

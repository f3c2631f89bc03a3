/**
 * Userinfo of the identity provider: asked only when the connection's policy and mapping need it, and never a reason to
 * refuse. When it cannot be read, the sign-in goes on with the ID token, and lists and flags that userinfo should have
 * brought count as incomplete. Only a response about somebody else refuses (OpenID Connect Core 1.0, 5.3.2).
 */
import { Failure, isFailure } from '@gatehouse-sso/core/failure'
import { decodeJwt } from '@gatehouse-sso/core/jwt'
import { type Attribute, lacksCustomAttributes, missingAttributes } from '@gatehouse-sso/core/mapping/profile'
import { type Claims, isClaims, withoutNulls } from '@gatehouse-sso/core/oidc/claims'
import type { IncompleteAttribute } from '@gatehouse-sso/core/verified-identity'
import type { FinishUpstream } from '../../domain/ports/identity-providers.ts'
import type { ConnectionRecord } from '../../domain/stores/connections.ts'
import type { HttpResponse } from '../../outbound/exchange.ts'
import type { OidcClient } from '../../providers/provider.ts'
import { decodeUtf8 } from './decode.ts'
import type { OidcHost } from './host.ts'
import type { Discovery } from './metadata-cache.ts'
import { checkSignature } from './signature.ts'

export interface UserinfoResult {
  readonly userinfo: Claims | undefined
  /** Lists and flags that userinfo should have brought and did not. */
  readonly unread: readonly IncompleteAttribute[]
}

const listsAndFlags: readonly Attribute[] = ['groups', 'roles', 'is_admin'] satisfies IncompleteAttribute[]

/**
 * Asks for the claims of the same subject, if they are needed and there is such an endpoint.
 * @throws Failure userinfo_subject_wrong
 */
export async function askUserinfo(
  host: OidcHost,
  discovery: Discovery,
  client: OidcClient,
  claims: Claims,
  access_token: string | undefined,
  { connection, mapping, trace }: FinishUpstream,
): Promise<UserinfoResult> {
  const { userinfo_endpoint } = discovery
  const when = connection.policy.userinfo
  if (userinfo_endpoint === undefined || when === 'never') return { userinfo: undefined, unread: [] }
  const missing = missingAttributes(mapping, claims).filter((name) => !host.provider.never_in_userinfo.includes(name))
  const isCustomMissing =
    !host.provider.never_in_userinfo.includes('custom_attributes') && lacksCustomAttributes(mapping, claims)
  if (when === 'if_missing' && missing.length === 0 && !isCustomMissing) return { userinfo: undefined, unread: [] }
  try {
    if (access_token === undefined) throw unusable('an access token, which the token endpoint did not give')
    const headers = { accept: 'application/json, application/jwt', authorization: `Bearer ${access_token}` }
    const response = await host.outbound.send(userinfo_endpoint, { method: 'GET', headers })
    const userinfo = withoutNulls(await readUserinfo(host, discovery, client, connection, response))
    checkSubject(userinfo, claims)
    trace.step('userinfo')
    return { userinfo, unread: [] }
  } catch (error) {
    if (isFailure(error, 'userinfo_subject_wrong')) throw error
    const failure = isFailure(error) ? error : new Failure('internal_error', { cause: error })
    const { expected = null, received = null } = failure.evidence
    trace.failed('userinfo', { code: failure.code, expected, received, missing })
    const unread = missing.filter((name): name is IncompleteAttribute => listsAndFlags.includes(name))
    return { userinfo: undefined, unread }
  }
}

function unusable(expected: string, received?: string): Failure {
  return new Failure('upstream_answer_unusable', { expected, ...(received === undefined ? {} : { received }) })
}

async function readUserinfo(
  host: OidcHost,
  discovery: Discovery,
  client: OidcClient,
  connection: ConnectionRecord,
  { status, headers, body }: HttpResponse,
): Promise<Claims> {
  if (status !== 200) {
    throw new Failure(status >= 500 || status === 429 ? 'upstream_error' : 'upstream_answer_unusable', {
      expected: 'status 200',
      received: `status ${status}`,
    })
  }
  const type = (headers['content-type'] ?? '').split(';', 1)[0]?.trim().toLowerCase()
  if (type === 'application/jwt') return readSigned(host, discovery, client, connection, body.toString())
  let value: unknown
  try {
    value = JSON.parse(body.toString())
  } catch {
    throw unusable('JSON', type ? `content type ${type.slice(0, 100)}` : 'no content type')
  }
  if (!isClaims(value)) throw unusable('a JSON object')
  return value
}

/** A signed response is verified like an ID token: algorithm, signature, issuer, audience (5.3.2). */
async function readSigned(
  host: OidcHost,
  discovery: Discovery,
  client: OidcClient,
  connection: ConnectionRecord,
  unverified_token: string,
): Promise<Claims> {
  const token = decodeJwt(unverified_token.trim(), decodeUtf8)
  if (!client.id_token_algorithms.includes(token.header.alg)) {
    throw new Failure('token_algorithm_refused', {
      expected: client.id_token_algorithms.join(', '),
      received: token.header.alg,
    })
  }
  await checkSignature(host, discovery, connection, token)
  const { iss, aud } = token.claims
  const issuer = host.provider.expectedIssuer(connection.settings, token.claims, discovery.issuer)
  if (iss !== issuer) throw new Failure('token_issuer_wrong', { expected: String(issuer), received: String(iss) })
  if (aud !== client.client_id && !(Array.isArray(aud) && aud.includes(client.client_id))) {
    throw new Failure('token_audience_wrong', { expected: client.client_id, received: JSON.stringify(aud ?? null) })
  }
  return token.claims
}

/** The subject must be that of the ID token; without one nobody knows whom the response is about. */
function checkSubject({ sub }: Claims, claims: Claims): void {
  if (typeof sub !== 'string' || sub === '') throw unusable('sub')
  if (sub !== claims.sub) throw new Failure('userinfo_subject_wrong')
}

/**
 * Code → tokens. The code is redeemed by one unit that has every condition in it; only when that finds nothing is the
 * grant read, to say why, and to use up a code that somebody should not have.
 */
import { Failure } from '@gatehouse/core/failure'
import { challengeOf } from '@gatehouse/core/oauth/pkce'
import type { CodeRequest } from '@gatehouse/core/oauth/token-request'
import { idTokenClaims, type ProfileClaims } from '@gatehouse/core/oidc/id-token'
import { issuerOf } from './environments.ts'
import { type PresentedHandle, parseHandle } from './handles.ts'
import { type Ports, UnitRefused } from './ports.ts'
import type { ApplicationRecord, EnvironmentRecord, SigningKeyRecord } from './records.ts'
import type { LiveGrant } from './stores.ts'
import { openTrace } from './trace.ts'

export interface Tokens {
  readonly access_token: string
  readonly token_type: 'Bearer'
  /** Seconds. */
  readonly expires_in: number
  readonly scope: string
  readonly id_token: string
}

/** The `typ` of our access tokens, RFC 9068. */
export const accessTokenType = 'at+jwt'

/**
 * Redeems a code.
 * @throws Failure code_invalid, code_reused, verifier_missing, verifier_unexpected, verifier_wrong, session_ended
 */
export async function redeemCode(
  ports: Ports,
  environment: EnvironmentRecord,
  application: ApplicationRecord,
  request: CodeRequest,
): Promise<Tokens> {
  const trace = openTrace(ports)
  const handle = parseHandle(ports.keys, 'grant', request.unverified_code, 256)
  if (!handle) throw new Failure('code_invalid')
  const code_challenge = challengeOf(request.code_verifier, ports.keys.sha256)
  const now = ports.now()
  const redemption = ports.stores.in(environment.id).grants.redeem({
    id: handle.id,
    code_hash: handle.hash,
    application_id: application.id,
    redirect_uri: request.redirect_uri,
    code_challenge,
    now,
  })
  let grant: LiveGrant
  try {
    grant = redemption.read(await ports.units.run(redemption.writes))
  } catch (error) {
    if (!(error instanceof UnitRefused)) throw error
    throw await explainRefusal(ports, environment, application, request, handle, code_challenge)
  }
  const tokens = await issueTokens(ports, environment, application, grant)
  if (grant.sign_in_id !== null) {
    trace.step('tokens', { scope: tokens.scope })
    trace.close(environment.id, grant.sign_in_id)
  }
  return tokens
}

async function issueTokens(
  ports: Ports,
  environment: EnvironmentRecord,
  application: ApplicationRecord,
  grant: LiveGrant,
): Promise<Tokens> {
  const keys = await ports.configuration.signingKeys(environment.id)
  const issuer = issuerOf(ports, environment)
  const now = ports.now()
  const id_token = ports.keys.sign(
    currentKey(keys, application.id_token_signed_response_alg),
    'JWT',
    idTokenClaims({
      issuer,
      client_id: application.id,
      nonce: grant.nonce,
      sid: grant.session_id,
      now,
      lifetime_seconds: ports.lifetimes.id_token,
      scopes: grant.scopes,
      profile: profileOf(grant),
      authentication: { auth_time: grant.auth_time, amr: grant.amr, acr: grant.acr },
    }),
  )
  const iat = Math.floor(now / 1000)
  const access_token = ports.keys.sign(currentKey(keys, 'ES256'), accessTokenType, {
    iss: issuer,
    aud: issuer,
    iat,
    exp: iat + ports.lifetimes.access_token,
    sub: grant.user_id,
    client_id: application.id,
    scope: grant.scopes.join(' '),
    jti: ports.keys.newSecret(128),
    grant_id: grant.grant_id,
    sid: grant.session_id,
  })
  return {
    access_token: await access_token,
    token_type: 'Bearer',
    expires_in: ports.lifetimes.access_token,
    scope: grant.scopes.join(' '),
    id_token: await id_token,
  }
}

export function profileOf(grant: LiveGrant): ProfileClaims {
  const { user_id, organization_id, ...profile } = grant
  return { ...profile, sub: user_id, org_id: organization_id }
}

function currentKey(keys: readonly SigningKeyRecord[], alg: SigningKeyRecord['alg']): SigningKeyRecord {
  const key = keys.find((candidate) => candidate.alg === alg && candidate.state === 'current')
  if (!key) throw new Failure('internal_error', { expected: `a current ${alg} key` })
  return key
}

/** Why a code gave nothing. A code that is in wrong hands is used up; one that was used revokes what came of it. */
async function explainRefusal(
  ports: Ports,
  environment: EnvironmentRecord,
  application: ApplicationRecord,
  request: CodeRequest,
  handle: PresentedHandle<'grant'>,
  code_challenge: string | null,
): Promise<Failure> {
  const { grants } = ports.stores.in(environment.id)
  const grant = await grants.get(handle.id)
  if (!grant || !ports.keys.equal(grant.code_hash, handle.hash)) return new Failure('code_invalid')
  const now = ports.now()
  if (grant.code_redeemed_at !== null) {
    // RFC 6749, 4.1.2: somebody has a copy of the code, so nothing made from it can be trusted any more. But another
    // client that presents it learns and breaks nothing.
    if (grant.application_id !== application.id) return new Failure('code_invalid')
    await ports.units.run([grants.revoke(grant.id, now, 'code_reused')])
    return new Failure('code_reused')
  }
  await ports.units.run([grants.burn(grant.id, now)])
  if (grant.application_id !== application.id || grant.code_expires_at <= now || grant.revoked_at !== null) {
    return new Failure('code_invalid')
  }
  if (grant.redirect_uri !== request.redirect_uri) {
    return new Failure('code_invalid', { param: 'redirect_uri', expected: grant.redirect_uri })
  }
  if (grant.code_challenge !== code_challenge) {
    if (code_challenge === null) return new Failure('verifier_missing', { param: 'code_verifier' })
    if (grant.code_challenge === null) return new Failure('verifier_unexpected', { param: 'code_verifier' })
    return new Failure('verifier_wrong', { param: 'code_verifier' })
  }
  return new Failure('session_ended')
}

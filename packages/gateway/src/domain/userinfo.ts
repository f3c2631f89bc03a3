/**
 * Access token → claims. The token alone is never enough: after signature and audience, one indexed read says whether
 * grant, session, user and application still hold, so that a revocation is exact (docs/decisions/0014).
 */
import { Failure } from '@gatehouse/core/failure'
import { profileClaims } from '@gatehouse/core/oidc/id-token'
import { issuerOf } from './environments.ts'
import type { Ports } from './ports.ts'
import type { EnvironmentRecord } from './records.ts'
import { accessTokenType, profileOf } from './tokens.ts'

/** @throws Failure access_token_invalid */
export async function userinfo(
  ports: Ports,
  environment: EnvironmentRecord,
  unverified_token: string,
): Promise<Record<string, unknown>> {
  const keys = await ports.configuration.signingKeys(environment.id)
  const claims = ports.keys.verify(unverified_token, accessTokenType, keys)
  const issuer = issuerOf(ports, environment)
  const now = ports.now()
  // Said the other way round, a token without an end would never end.
  const lives = claims !== undefined && Number(claims.exp) * 1000 > now
  if (!lives || claims.iss !== issuer || claims.aud !== issuer) {
    throw new Failure('access_token_invalid')
  }
  const grant = await ports.stores.in(environment.id).grants.live(String(claims.grant_id), now)
  if (!grant || grant.user_id !== claims.sub) throw new Failure('access_token_invalid')
  return profileClaims(profileOf(grant), grant.scopes)
}

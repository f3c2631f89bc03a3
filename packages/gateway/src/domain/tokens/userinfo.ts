/** Access token → claims: OpenID Connect Core 1.0, 5.3. */
import { Failure } from '@gatehouse-sso/core/failure'
import { userinfoClaims } from '@gatehouse-sso/core/oidc/id-token'
import type { Ports } from '../ports/ports.ts'
import type { EnvironmentRecord } from '../stores/environments.ts'
import { readTokenForUserinfo } from './access-token.ts'
import { profileOf } from './tokens.ts'

/** @throws Failure access_token_invalid */
export async function userinfo(
  ports: Ports,
  environment: EnvironmentRecord,
  unverified_token: string,
): Promise<Record<string, unknown>> {
  const live = await readTokenForUserinfo(ports, environment, unverified_token)
  if (!live) throw new Failure('access_token_invalid')
  const { grant, scopes } = live
  return userinfoClaims(profileOf(ports, grant), scopes, grant.requested_claims.userinfo)
}

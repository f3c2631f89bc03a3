/**
 * Our own access tokens. The token alone is never enough: after signature and audience, one indexed read says whether
 * grant, session, user, connection and application are still live (docs/decisions/0014).
 */

import type { Claims } from '@gatehouse-sso/core/oidc/claims'
import { millisecondsOf } from '@gatehouse-sso/core/time'
import { issuerOf } from '../environments/addresses.ts'
import type { Ports } from '../ports/ports.ts'
import type { EnvironmentRecord } from '../stores/environments.ts'
import type { LiveGrant } from '../stores/grants.ts'
import { accessTokenType } from './tokens.ts'

export interface LiveAccessToken {
  readonly claims: Claims
  readonly grant: LiveGrant
}

/** @returns `undefined` for anything that is not a live access token of this environment */
export async function readAccessToken(
  ports: Ports,
  environment: EnvironmentRecord,
  unverified_token: string,
): Promise<LiveAccessToken | undefined> {
  const keys = await ports.configuration.signingKeys(environment.id)
  const claims = ports.keys.verify(unverified_token, accessTokenType, keys)
  const issuer = issuerOf(ports.public_url, environment)
  const now = ports.now()
  // A token without `exp` fails this comparison (NaN), as it must; the opposite comparison would accept it.
  const lives = claims !== undefined && millisecondsOf(Number(claims.exp)) > now
  if (!lives || claims.iss !== issuer || claims.aud !== issuer) return undefined
  const grant = await ports.stores.in(environment.id).grants.live(String(claims.grant_id), now)
  return grant && grant.user_id === claims.sub ? { claims, grant } : undefined
}

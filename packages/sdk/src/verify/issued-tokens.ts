/** Access tokens that the gateway itself issued (RFC 9068), verified by the keys of its discovery document. */
import { firstFailure } from '@gatehouse-sso/core/oauth/access-step'
import { accessToleranceSeconds } from '@gatehouse-sso/core/oauth/access-token-checks'
import { issuedScopes, issuedTokenSteps } from '@gatehouse-sso/core/oauth/issued-access-token'
import { type Claims, textClaim } from '@gatehouse-sso/core/oidc/claims'
import { millisecondsOf } from '@gatehouse-sso/core/time'
import type { GatewayAccess } from './access.ts'
import type { KeySet, KeySets } from './key-sets.ts'
import type { GatewayOptions } from './options.ts'
import type { Surroundings } from './surroundings.ts'
import type { TokenKind } from './verdict.ts'

export function issuedTokens(
  { now }: Surroundings,
  sets: KeySets,
  { issuer, audience, required_scopes = [] }: GatewayOptions,
): TokenKind {
  const rules = { issuer, audience, required_scopes }
  const keys = sets.of({
    discovery_url: `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`,
    issuers: [issuer],
    accepts: () => true,
  })
  return {
    async judge(token, call) {
      const clock = { now: now(), tolerance_seconds: accessToleranceSeconds, owner: 'this server' }
      const failure = firstFailure(issuedTokenSteps(token, rules, clock))
      if (failure !== null) throw failure
      const key = await keys.signer(token, call)
      const { header, claims } = token
      const access = accessOf(claims)
      const not_after = access.expires_at + millisecondsOf(accessToleranceSeconds)
      return { access, not_after, header, keys, key, policy: null }
    },
    again(verdict, keepAlive) {
      const set = keys.current(keepAlive)
      const check = (published: KeySet) => (published.keys.some((key) => key === verdict.key) ? verdict : undefined)
      return set instanceof Promise ? set.then(check) : check(set)
    },
    challenged: () => ({ scope: required_scopes.join(' ') || null, required_acr: null, authorization_uri: null }),
    ready: async () => void (await keys.current()),
  }
}

function textsOf(value: unknown): readonly string[] {
  return [value].flat().filter((entry): entry is string => typeof entry === 'string')
}

function accessOf(claims: Claims): GatewayAccess {
  return {
    issued_by: 'gateway',
    judged_by: 'rules',
    user_id: String(claims.sub),
    client_id: String(claims.client_id),
    scopes: issuedScopes(claims),
    organization_id: textClaim(claims, 'org_id') ?? null,
    role: textClaim(claims, 'role') ?? null,
    roles: textsOf(claims.roles),
    groups: textsOf(claims.groups),
    groups_incomplete: claims.hasgroups === true,
    is_admin: claims.is_admin === true,
    grant_id: textClaim(claims, 'grant_id') ?? null,
    session_id: textClaim(claims, 'sid') ?? null,
    expires_at: millisecondsOf(Number(claims.exp)),
    claims,
  }
}

/**
 * Tokens of customers' Entra tenants. The steps and their order are those of the gateway's own verdict:
 *
 *   resource → what the token is → tenant → issuer → signature → what the token may → user
 *
 * The policy names the tenants, and a tenant its keys. Nothing is fetched for a token of another API or tenant.
 */
import { Failure } from '@gatehouse-sso/core/failure'
import type { UnverifiedJwt } from '@gatehouse-sso/core/jwt'
import { accessProfile, groupsIncomplete } from '@gatehouse-sso/core/oauth/access-profile'
import { type AccessStep, firstFailure } from '@gatehouse-sso/core/oauth/access-step'
import {
  type AccessClock,
  accessToleranceSeconds,
  issuerStep,
  permissionSteps,
  tenantStep,
  tokenSteps,
  wantedScopes,
} from '@gatehouse-sso/core/oauth/access-token-checks'
import { type AccessTokenFacts, readEntraAccessToken } from '@gatehouse-sso/core/oauth/entra-access-token'
import { type Claims, withoutNulls } from '@gatehouse-sso/core/oidc/claims'
import { millisecondsOf } from '@gatehouse-sso/core/time'
import type { IntrospectedAccess, PolicyAccess, TokenAccess } from './access.ts'
import type { AccessPolicy, PolicyTenant } from './access-policy.ts'
import { type Introspection, introspectionMs } from './introspection.ts'
import type { CallState, KeySet, KeySets } from './key-sets.ts'
import type { KeepAlive, Surroundings } from './surroundings.ts'
import type { TokenKind, Verdict } from './verdict.ts'

export interface PolicyReader {
  current(keepAlive?: KeepAlive): AccessPolicy | Promise<AccessPolicy>
  last(): AccessPolicy | undefined
}

/** Tenants whose keys are read before the first call. */
const prepared = 100

/** The steps that pass are not read. */
const wordless = { explains: false }

export function entraTokens(
  { now }: Surroundings,
  sets: KeySets,
  policies: PolicyReader,
  introspect: (policy: AccessPolicy, text: string) => Promise<Introspection>,
): TokenKind {
  const clock = (): AccessClock => ({ now: now(), tolerance_seconds: accessToleranceSeconds, owner: 'this server' })

  async function judge(unread: UnverifiedJwt, call: CallState, text: string): Promise<Verdict> {
    const reading = policies.current(call.keepAlive)
    const policy = reading instanceof Promise ? await reading : reading
    const claims = withoutNulls(unread.claims)
    const token = claims === unread.claims ? unread : { ...unread, claims }
    const facts = readEntraAccessToken(token)
    if (policy.introspection_endpoint !== null) return introspected(token, facts, policy, text)
    const tenant = checkBefore(token, facts, policy, clock())
    const keys = sets.of(tenant.keys)
    const key = await keys.signer(token, call)
    checkAfter(facts, policy, tenant)
    return {
      access: accessOf(claims, facts, policy, tenant),
      not_after: endOf(claims),
      header: token.header,
      keys,
      key,
      policy,
    }
  }

  /** The gateway judges the signature and everything after it, too. Steps that need only the token are made here first. */
  async function introspected(
    token: UnverifiedJwt,
    facts: AccessTokenFacts,
    policy: AccessPolicy,
    text: string,
  ): Promise<Verdict> {
    if (!policy.enabled) throw new Failure('api_resource_disabled')
    throwFirst(tokenSteps(token, facts, policy.rules, clock(), wordless))
    const asked_at = now()
    const { header, claims } = token
    const user = await introspect(policy, text)
    const api_resource_id = policy.api_resource_id ?? ''
    const known = { judged_by: 'introspection' as const, api_resource_id, ...user }
    const access: IntrospectedAccess = { ...entraAccess(claims, facts, policy), ...known }
    const not_after = Math.min(asked_at + introspectionMs, endOf(claims))
    return { access, not_after, header, keys: null, key: null, policy }
  }

  /** Judges a token again whose signature was verified by a key that is still published. */
  function judgedBy(verdict: Verdict, policy: AccessPolicy): Verdict | undefined {
    if (policy === verdict.policy) return verdict
    const { keys, header } = verdict
    const { claims } = verdict.access
    if (keys === null || policy.introspection_endpoint !== null) return undefined
    const token = { header, claims, signing_input: '', signature: '' }
    const facts = readEntraAccessToken(token)
    const tenant = checkBefore(token, facts, policy, clock())
    if (sets.of(tenant.keys) !== keys) return undefined
    checkAfter(facts, policy, tenant)
    return { ...verdict, access: accessOf(claims, facts, policy, tenant), policy }
  }

  /** One after the other: the promise of a policy must not be left alone where the keys are refused at once. */
  function again(verdict: Verdict, keepAlive: KeepAlive | undefined): ReturnType<TokenKind['again']> {
    const policy = policies.current(keepAlive)
    if (policy instanceof Promise) return policy.then((rules) => againBy(rules, verdict, keepAlive))
    return againBy(policy, verdict, keepAlive)
  }

  function againBy(
    policy: AccessPolicy,
    verdict: Verdict,
    keepAlive: KeepAlive | undefined,
  ): ReturnType<TokenKind['again']> {
    const set = verdict.keys?.current(keepAlive) ?? null
    const judged = (published: KeySet | null): Verdict | undefined =>
      isPublished(verdict, published) ? judgedBy(verdict, policy) : undefined
    return set instanceof Promise ? set.then(judged) : judged(set)
  }

  return {
    judge,
    again,
    challenged(token) {
      const policy = policies.last()
      if (policy === undefined) return { scope: null, required_acr: null, authorization_uri: null }
      const tenant = token === null ? 'organizations' : namedTenant(token, policy, clock())
      return {
        scope: wantedScopes(policy.rules),
        required_acr: policy.rules.required_acr,
        authorization_uri: policy.origin === null ? null : `${policy.origin}/${tenant}/oauth2/v2.0/authorize`,
      }
    },
    async ready() {
      const { tenants } = await policies.current()
      const first = [...tenants.values()].slice(0, prepared)
      await Promise.all(first.map(async ({ keys }) => sets.of(keys).current()))
    },
  }
}

function isPublished({ key }: Verdict, set: KeySet | null): boolean {
  return key === null || set === null || set.keys.includes(key)
}

const endOf = ({ exp }: Claims): number => millisecondsOf(Number(exp) + accessToleranceSeconds)

function throwFirst(steps: readonly AccessStep[]): void {
  const failure = firstFailure(steps)
  if (failure !== null) throw failure
}

/** The steps before the signature. @returns the tenant of the token */
function checkBefore(
  token: UnverifiedJwt,
  facts: AccessTokenFacts,
  policy: AccessPolicy,
  clock: AccessClock,
): PolicyTenant {
  if (!policy.enabled) throw new Failure('api_resource_disabled')
  throwFirst(tokenSteps(token, facts, policy.rules, clock, wordless))
  const tenant = facts.tenant_id === null ? undefined : policy.tenants.get(facts.tenant_id)
  throwFirst([tenantStep(facts, tenant !== undefined, wordless)])
  if (tenant === undefined) throw new Failure('access_tenant_unknown')
  throwFirst([issuerStep(facts, tenant.issuers, wordless)])
  return tenant
}

/** As in the gateway's challenge: a tenant that may call is named, if the token is one for this API. */
function namedTenant(token: UnverifiedJwt, { rules, tenants }: AccessPolicy, clock: AccessClock): string {
  const facts = readEntraAccessToken(token)
  if (facts.tenant_id === null || !tenants.has(facts.tenant_id)) return 'organizations'
  return firstFailure(tokenSteps(token, facts, rules, clock, wordless)) === null ? facts.tenant_id : 'organizations'
}

/** The steps after the signature. */
function checkAfter(facts: AccessTokenFacts, { rules, suspended }: AccessPolicy, tenant: PolicyTenant): void {
  throwFirst(permissionSteps(facts, rules, tenant.allowed_clients, wordless))
  if (suspended.size > 0 && suspended.has(`${facts.tenant_id} ${facts.object_id}`)) throw new Failure('user_suspended')
}

function entraAccess(claims: Claims, facts: AccessTokenFacts, { profile: rules }: AccessPolicy) {
  return {
    issued_by: 'entra' as const,
    version: facts.version ?? ('v2' as const),
    tenant_id: facts.tenant_id ?? '',
    subject: facts.object_id ?? '',
    client_id: facts.client_id ?? '',
    kind: facts.kind === 'app_only' ? ('app_only' as const) : ('delegated' as const),
    scopes: facts.scopes,
    app_roles: facts.kind === 'app_only' ? facts.roles : [],
    expires_at: millisecondsOf(Number(claims.exp)),
    claims,
    groups_incomplete: groupsIncomplete(claims),
    profile: () => accessProfile(rules, claims).profile,
  }
}

function accessOf(
  claims: Claims,
  facts: AccessTokenFacts,
  policy: AccessPolicy,
  { organization_id }: PolicyTenant,
): TokenAccess | PolicyAccess {
  const { api_resource_id } = policy
  const access = entraAccess(claims, facts, policy)
  return api_resource_id === null || organization_id === null
    ? { judged_by: 'rules', ...access }
    : { judged_by: 'policy', api_resource_id, organization_id, ...access }
}

/**
 * The verdict about an access token from a customer's tenant, as a list of steps. Forward authentication, introspection
 * and the command line all print the same.
 *
 *   resource → form → what the token is → tenant → issuer → signature → what the token may → user
 *
 * Nothing is fetched for a token that says that it is of another API, or of a tenant that may not call. A verdict that
 * refuses ends with the first step that failed; the steps of one kind are all shown.
 */
import { Failure, isFailure } from '@gatehouse-sso/core/failure'
import type { UnverifiedJwt } from '@gatehouse-sso/core/jwt'
import { type AccessStep, failedStep, firstFailure, stepOf } from '@gatehouse-sso/core/oauth/access-step'
import {
  accessToleranceSeconds,
  issuerStep,
  permissionSteps,
  tenantStep,
  tokenSteps,
} from '@gatehouse-sso/core/oauth/access-token-checks'
import { type AccessTokenFacts, readEntraAccessToken } from '@gatehouse-sso/core/oauth/entra-access-token'
import { withoutNulls } from '@gatehouse-sso/core/oidc/claims'
import type { VerifiedIdentity } from '@gatehouse-sso/core/verified-identity'
import type { TenantConfiguration } from '../ports/configuration.ts'
import type { Ports } from '../ports/ports.ts'
import type { Provisioned } from '../provisioning/provisioning.ts'
import type { ApiResourceRecord } from '../stores/api-resources.ts'
import type { Work } from '../work/work.ts'
import { tokenUser } from './token-user.ts'

export interface AccessVerdict {
  readonly resource: ApiResourceRecord
  readonly steps: readonly AccessStep[]
  /** `null` for a token that could not be read. */
  readonly token: { readonly facts: AccessTokenFacts; readonly claims: UnverifiedJwt['claims'] } | null
  /** Why the call is refused; `null` if it is allowed. */
  readonly failure: Failure | null
  /** The user, if the call is allowed. */
  readonly user: Provisioned | null
}

/**
 * Judges a token. The first accepted call of a person creates the user. Never throws for what the token says.
 * @param isTest nothing is written, and nobody is counted
 */
export async function judgeAccess(
  work: Work,
  resource: ApiResourceRecord,
  unverified_token: string,
  isTest = false,
): Promise<AccessVerdict> {
  const steps: AccessStep[] = []
  let token: AccessVerdict['token'] = null
  const verdict = (user: Provisioned | null): AccessVerdict => ({
    resource,
    steps,
    token,
    failure: firstFailure(steps),
    user,
  })
  /** @returns whether all of them passed */
  const passed = (...made: readonly AccessStep[]): boolean => {
    steps.push(...made)
    return firstFailure(made) === null
  }

  if (!passed(resourceStep(resource))) return verdict(null)
  const decoded = decode(work.ports, unverified_token)
  if (isFailure(decoded)) {
    passed(failedStep('form', decoded))
    return verdict(null)
  }
  passed(stepOf('form', {}))
  const facts = readEntraAccessToken(decoded)
  token = { facts, claims: decoded.claims }
  const clock = { now: work.ports.now(), tolerance_seconds: accessToleranceSeconds }
  if (!passed(...tokenSteps(decoded, facts, resource, clock))) return verdict(null)

  const tenant = await tenantOf(work.ports, resource, facts)
  if (!passed(tenantStep(facts, tenant !== undefined)) || tenant === undefined) return verdict(null)
  const issuers = work.ports.access_tokens.issuersOf(resource, tenant.tenant.tenant_id)
  if (!passed(issuerStep(facts, issuers))) return verdict(null)
  const identity = await verified(work.ports, resource, tenant, decoded)
  if (isFailure(identity)) {
    passed(failedStep('signature', identity))
    return verdict(null)
  }
  passed(stepOf('signature', { received: decoded.header.kid ?? 'no kid' }))
  if (!passed(...permissionSteps(facts, resource, tenant.tenant.allowed_clients))) return verdict(null)
  try {
    const user = await tokenUser(work, resource, tenant.tenant, facts.kind, identity, isTest)
    passed(stepOf('user', { received: user.because }))
    return verdict(user)
  } catch (error) {
    passed(failedStep('user', error))
    return verdict(null)
  }
}

function resourceStep({ enabled }: ApiResourceRecord): AccessStep {
  const evidence = { expected: 'enabled', received: enabled ? 'enabled' : 'not enabled' }
  return stepOf('resource', evidence, enabled ? null : new Failure('api_resource_disabled'))
}

/** The reason of a text that is no JWT is ours alone: no part of it is shown. */
function decode({ access_tokens }: Ports, unverified_token: string): UnverifiedJwt | Failure {
  try {
    const token = access_tokens.decode(unverified_token)
    return { ...token, claims: withoutNulls(token.claims) }
  } catch (error) {
    if (!isFailure(error)) throw error
    const { expected } = error.evidence
    return new Failure('access_token_malformed', expected === undefined ? {} : { expected })
  }
}

/** A tenant that may call. */
async function tenantOf(
  { configuration }: Ports,
  resource: ApiResourceRecord,
  { tenant_id }: AccessTokenFacts,
): Promise<TenantConfiguration | undefined> {
  return tenant_id === null ? undefined : configuration.tenant(resource, tenant_id)
}

/** The identity, or why the signature does not prove one. Missing keys are no fault of the token, and stay what they are. */
async function verified(
  { access_tokens }: Ports,
  resource: ApiResourceRecord,
  { tenant, is_only }: TenantConfiguration,
  token: UnverifiedJwt,
): Promise<VerifiedIdentity | Failure> {
  try {
    return await access_tokens.verify({ resource, tenant_id: tenant.tenant_id, is_only_tenant: is_only, token })
  } catch (error) {
    if (!isFailure(error)) throw error
    if (error.code === 'token_key_unknown') return new Failure('access_token_key_unknown', error.evidence)
    return error.code === 'token_signature_wrong' ? new Failure('access_token_signature', {}) : error
  }
}

/**
 * The test of an access token: the verdict with every step, for the people who set an API up. It decides as a call would
 * be decided, and writes nothing. The token is neither stored nor logged.
 */
import { failures } from '@gatehouse-sso/core/failures'
import type { Id } from '@gatehouse-sso/core/ids'
import type { AccessStep } from '@gatehouse-sso/core/oauth/access-step'
import type { AccessTest } from '@gatehouse-sso/sdk/contract/access-test'
import { presentCustomAttributes } from '../people/present.ts'
import type { Provisioned } from '../provisioning/provisioning.ts'
import { found } from '../work/change.ts'
import type { Work } from '../work/work.ts'
import { type AccessVerdict, judgeAccess } from './verdict.ts'

/** @throws Failure resource_missing */
export async function testAccess(
  work: Work,
  environment_id: Id<'env'>,
  id: Id<'res'>,
  unverified_token: string,
): Promise<AccessTest> {
  const resource = found(await work.ports.stores.in(environment_id).api_resources.get(id))
  const { failure, steps, token, user } = await judgeAccess(work, resource, unverified_token, true)
  return {
    object: 'access_test',
    api_resource_id: id,
    allowed: failure === null,
    steps: steps.map(presentStep),
    token: token === null ? null : presentFacts(token),
    user: user === null ? null : presentTestedUser(user),
  }
}

function presentStep({ name, expected, received, failure }: AccessStep): AccessTest['steps'][number] {
  if (failure === null) return { name, passed: true, expected, received, error: null }
  const { code, evidence } = failure
  const { title, who, remedy } = failures[code]
  return { name, passed: false, expected, received, error: { code, title, who, remedy: evidence.remedy ?? remedy } }
}

function presentFacts({ facts }: NonNullable<AccessVerdict['token']>): NonNullable<AccessTest['token']> {
  return {
    version: facts.version,
    kind: facts.kind,
    issuer: facts.issuer,
    audience: facts.audience,
    tenant_id: facts.tenant_id,
    client_id: facts.client_id,
    object_id: facts.object_id,
    scopes: [...facts.scopes],
    roles: [...facts.roles],
    token_id: facts.token_id,
  }
}

function presentTestedUser({ person, outcome, because, entitlements }: Provisioned): NonNullable<AccessTest['user']> {
  return {
    id: outcome === 'created' ? null : person.id,
    outcome,
    because,
    organization_id: person.organization_id,
    kind: person.kind,
    email: person.email,
    email_verified: person.email_verified,
    name: person.name,
    given_name: person.given_name,
    family_name: person.family_name,
    preferred_username: person.preferred_username,
    identifier: person.identifier,
    custom_attributes: presentCustomAttributes(person.custom_attributes),
    role: person.role,
    roles: [...person.roles],
    groups: [...person.groups],
    unmapped_groups: [...entitlements.unmapped_groups],
    is_admin: person.is_admin,
  }
}

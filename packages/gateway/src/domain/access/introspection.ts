/**
 * Introspection (RFC 7662) of access tokens from customers' tenants, for an API that asks the gateway instead of a proxy.
 * A token that may not call is `active: false` and nothing else.
 */
import { failures } from '@gatehouse-sso/core/failures'
import { isId } from '@gatehouse-sso/core/ids'
import type { EnvironmentRecord } from '../stores/environments.ts'
import type { Work } from '../work/work.ts'
import { resourceOfToken } from './resource-indicator.ts'
import { type AccessVerdict, judgeAccess } from './verdict.ts'

type Description = Readonly<Record<string, unknown>>

export interface AccessIntrospection {
  readonly description: Description
  /** `null` for a token that is for no API resource of the environment. */
  readonly verdict: AccessVerdict | null
}

const inactive = { active: false } as const

/**
 * @param resource the id of the API resource. Without it the audience of the token must lead to one API resource alone
 * @throws Failure that says nothing about the token: the identity provider is away, or too many calls came
 */
export async function introspectAccess(
  work: Work,
  environment: EnvironmentRecord,
  unverified_token: string,
  resource: string | undefined,
): Promise<AccessIntrospection> {
  const { ports } = work
  const found =
    resource === undefined
      ? await resourceOfToken(ports, environment.id, unverified_token)
      : await (isId('res', resource) ? ports.configuration.apiResource(resource) : undefined)
  if (found?.environment_id !== environment.id) return { description: inactive, verdict: null }
  const verdict = await judgeAccess(work, found, unverified_token)
  const { failure } = verdict
  if (failure !== null && (failures[failure.code].status >= 500 || failure.code === 'rate_limited')) throw failure
  return { description: described(verdict), verdict }
}

function described({ resource, token, user }: AccessVerdict): Description {
  if (token === null || user === null) return inactive
  const { facts, claims } = token
  const { person } = user
  return {
    active: true,
    token_type: 'Bearer',
    iss: facts.issuer,
    aud: facts.audience,
    sub: person.id,
    client_id: facts.client_id,
    scope: facts.scopes.join(' '),
    iat: claims.iat,
    nbf: claims.nbf,
    exp: claims.exp,
    ...(person.preferred_username === null ? {} : { username: person.preferred_username }),
    api_resource_id: resource.id,
    org_id: person.organization_id,
    tenant_id: facts.tenant_id,
    oid: facts.object_id,
    kind: person.kind,
    app_roles: facts.kind === 'app_only' ? facts.roles : [],
    email: person.email,
    email_verified: person.email_verified,
    name: person.name,
    given_name: person.given_name,
    family_name: person.family_name,
    identifier: person.identifier,
    role: person.role,
    roles: person.roles,
    groups: person.groups,
    is_admin: person.is_admin,
    custom_attributes: person.custom_attributes,
  }
}

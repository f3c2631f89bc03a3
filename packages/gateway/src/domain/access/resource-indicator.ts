/**
 * The API resource that the parameter `resource` names (RFC 8707): by its id, by `api://` and the Application (client) ID, or by an
 * Application ID URI, if no other API resource of the environment has the same. And the audience of our tokens for it.
 */
import { Failure, isFailure } from '@gatehouse-sso/core/failure'
import { type Id, isId } from '@gatehouse-sso/core/ids'
import { textClaim } from '@gatehouse-sso/core/oidc/claims'
import type { Ports } from '../ports/ports.ts'
import type { ApiResourceRecord } from '../stores/api-resources.ts'

/** @throws Failure resource_unknown */
export async function indicatedResource(
  ports: Ports,
  environment_id: Id<'env'>,
  indicator: string,
): Promise<ApiResourceRecord> {
  const resource = isId('res', indicator)
    ? await ports.configuration.apiResource(indicator)
    : await resourceOfAudience(ports, environment_id, indicator)
  if (resource?.environment_id === environment_id && resource.enabled) return resource
  throw new Failure('resource_unknown', { param: 'resource', received: indicator.slice(0, 200) })
}

/** The one API resource of the environment with this audience: its application, or one of its Application ID URIs. */
export async function resourceOfAudience(
  { stores }: Ports,
  environment_id: Id<'env'>,
  audience: string,
): Promise<ApiResourceRecord | undefined> {
  const application_id = /^(?:api:\/\/)?([0-9a-f-]{36})\/?$/i.exec(audience)?.[1]?.toLowerCase()
  const { api_resources } = stores.in(environment_id)
  const [one, ...others] = await (application_id === undefined
    ? api_resources.ofAppIdUri(audience)
    : api_resources.ofApplication(application_id))
  return others.length === 0 ? one : undefined
}

/** The one API resource that a token from a customer's tenant says that it is for. */
export async function resourceOfToken(
  ports: Ports,
  environment_id: Id<'env'>,
  unverified_token: string,
): Promise<ApiResourceRecord | undefined> {
  try {
    const audience = textClaim(ports.access_tokens.decode(unverified_token).claims, 'aud')
    return audience === undefined ? undefined : await resourceOfAudience(ports, environment_id, audience)
  } catch (error) {
    if (isFailure(error, 'token_malformed', 'token_too_large', 'token_key_unknown')) return undefined
    throw error
  }
}

/** The audience of our own tokens for an API resource. */
export function audienceOf({ application_id }: Pick<ApiResourceRecord, 'application_id'>): string {
  return `api://${application_id}`
}

/**
 * The API resource of a grant, if it still accepts the people of an organization.
 * @throws Failure resource_unknown, resource_of_another_organization
 */
export async function grantedResource(
  ports: Ports,
  environment_id: Id<'env'>,
  id: Id<'res'>,
  organization_id: Id<'org'>,
): Promise<ApiResourceRecord> {
  const resource = await indicatedResource(ports, environment_id, id)
  if (resource.organization_id === null || resource.organization_id === organization_id) return resource
  throw new Failure('resource_of_another_organization', { param: 'resource', received: id })
}

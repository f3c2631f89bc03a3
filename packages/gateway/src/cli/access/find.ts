/** Finds where to sign in and for which scope: with an API key at the gateway, without one by the challenge of the API. */
import { wantedScopes } from '@gatehouse-sso/core/oauth/access-token-checks'
import { clouds } from '@gatehouse-sso/core/oauth/entra-clouds'
import type { ApiResource } from '@gatehouse-sso/sdk/contract/api-resources'
import { UsageError } from '../usage.ts'
import { askForChallenge, membersOf, readChallenge, trustedScope } from './challenge.ts'
import { checkEnabled, checkListed, chooseResource, chooseTenant } from './choose.ts'
import type { AccessGateway } from './gateway.ts'
import type { Target, Wanted } from './target.ts'

/** @throws UsageError that lists the choices, AccessRefusal, and what the API of the gateway throws */
export async function findTarget(gateway: AccessGateway | undefined, wanted: Wanted): Promise<Target> {
  if (gateway) return findByKey(gateway, wanted)
  if (wanted.api_url === undefined) {
    throw new UsageError(
      '--api-url is missing',
      'Add the address of the API, which says where its callers sign in. Or set GATEHOUSE_API_KEY and GATEHOUSE_BASE_URL.',
    )
  }
  const { scope, ...challenge } = readChallenge(await askForChallenge(wanted.api_url), wanted)
  const is_scope_unconfirmed = wanted.scope === undefined
  return { ...challenge, scope: trustedScope(scope, wanted), resource: null, is_scope_unconfirmed }
}

async function findByKey(gateway: AccessGateway, wanted: Wanted): Promise<Target> {
  const { client_id } = wanted
  const resource = await resourceOf(gateway, wanted)
  checkEnabled(resource)
  const tenant = chooseTenant(resource, await gateway.tenants(resource.id), client_id, wanted.tenant)
  checkListed(resource, tenant, client_id)
  return {
    cloud: resource.cloud,
    authority: authorityOf(resource),
    tenant: tenant?.tenant_id ?? wanted.tenant ?? 'organizations',
    scope: wanted.scope ?? wantedScopes(resource),
    claims: claimsOf(resource),
    resource,
  }
}

async function resourceOf(gateway: AccessGateway, { resource_id, api_url, client_id }: Wanted): Promise<ApiResource> {
  if (resource_id !== undefined) return gateway.resource(resource_id)
  const all = await gateway.resources()
  // The API itself is asked only where its answer can decide.
  const isOpen = all.length > 1 && api_url !== undefined
  const challenge = isOpen ? await askForChallenge(api_url).catch(() => undefined) : undefined
  return chooseResource(all, client_id, challenge === undefined ? undefined : membersOf(challenge).scope)
}

/** https://learn.microsoft.com/entra/identity-platform/claims-challenge */
function claimsOf({ required_acr: value }: ApiResource): string | undefined {
  if (value === null) return undefined
  return JSON.stringify({ access_token: { acrs: { essential: true, value } } })
}

function authorityOf({ cloud, authority_host }: ApiResource): string {
  if (cloud === 'custom' || cloud === 'external_id') return new URL(authority_host ?? '').origin
  return clouds[cloud].login
}

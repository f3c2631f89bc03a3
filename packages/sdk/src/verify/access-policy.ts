/** The rules by which tokens of Entra tenants are judged: from the gateway's policy, or from the code of the API. */
import { Failure } from '@gatehouse-sso/core/failure'
import { entraClaimNames, type ProfileRules } from '@gatehouse-sso/core/oauth/access-profile'
import type { AccessRules, IssuersOfVersion } from '@gatehouse-sso/core/oauth/access-token-checks'
import {
  acceptsEntraKey,
  discoveryUrlOf,
  type EntraAuthority,
  issuersOf,
  issuersOfVersion1,
  originOf,
} from '@gatehouse-sso/core/oauth/entra-authority'
import type { Claims } from '@gatehouse-sso/core/oidc/claims'
import type { ApiResourcePolicy } from '../contract/api-resource-policy.ts'
import type { KeySource } from './key-sets.ts'
import type { RulesOptions } from './options.ts'

export interface PolicyTenant {
  readonly tenant_id: string
  /** `null` without a gateway, which alone knows organizations. */
  readonly organization_id: string | null
  readonly allowed_clients: readonly string[]
  readonly issuers: IssuersOfVersion
  readonly keys: KeySource
}

export interface AccessPolicy {
  /** `null` for rules in the code of the API. */
  readonly api_resource_id: string | null
  readonly enabled: boolean
  /** Where to ask about each token; `null`: tokens are judged here. */
  readonly introspection_endpoint: string | null
  readonly rules: AccessRules
  readonly profile: ProfileRules
  readonly tenants: ReadonlyMap<string, PolicyTenant>
  /** Tenant and `oid`, with a space between them. */
  readonly suspended: ReadonlySet<string>
  /** The origin of the sign-in endpoints; `null` if no tenant says it. */
  readonly origin: string | null
}

/**
 * @param document as the gateway sent it
 * @throws Failure access_gateway_unavailable for anything that is not the policy of this API resource
 */
export function policyOfGateway(api_resource_id: string, document: Claims): AccessPolicy {
  const policy = document as unknown as ApiResourcePolicy
  const isPolicy = policy.object === 'api_resource_policy' && policy.id === api_resource_id
  if (!isPolicy || !Array.isArray(policy.tenants) || !Array.isArray(policy.suspended)) {
    throw new Failure('access_gateway_unavailable', { expected: `the policy of ${api_resource_id}` })
  }
  const { application_id, audiences, enabled, mode, claims, match_case } = policy
  const own = [application_id, `api://${application_id}`]
  const tenants = policy.tenants.map((tenant): PolicyTenant => {
    const { tenant_id, organization_id, allowed_clients, discovery_url } = tenant
    const v2 = tenant.issuers.filter(isVersion2)
    const v1 = tenant.issuers.filter((issuer) => !isVersion2(issuer))
    return {
      ...{ tenant_id, organization_id, allowed_clients },
      issuers: { v1, v2 },
      keys: entraKeys(tenant_id, discovery_url, v2),
    }
  })
  const [first] = tenants
  return {
    api_resource_id,
    enabled,
    introspection_endpoint: mode === 'introspect' ? policy.introspection_endpoint : null,
    rules: {
      application_id,
      app_id_uris: audiences.filter((audience) => !own.includes(audience)),
      accepts_v1: policy.accepts_v1,
      allowed_clients: policy.allowed_clients,
      required_scopes: policy.required_scopes,
      required_app_roles: policy.required_app_roles,
      allow_app_only: policy.allow_app_only,
      required_acr: policy.required_acr,
    },
    profile: { claims, match_case },
    tenants: new Map(tenants.map((tenant) => [tenant.tenant_id, tenant])),
    suspended: new Set(policy.suspended.map(({ tenant_id, subject }) => `${tenant_id} ${subject}`)),
    origin: first === undefined ? null : new URL(first.keys.discovery_url).origin,
  }
}

/** Keys name issuers of version 2.0 only. Both versions are signed with the same keys. */
function entraKeys(tid: string, discovery_url: string, issuers: readonly string[]): KeySource {
  return {
    discovery_url,
    issuers,
    accepts: (key, { issuer, cloud_instance_name }) => acceptsEntraKey(key, { iss: issuer, tid }, cloud_instance_name),
  }
}

const isVersion2 = (issuer: string): boolean => issuer.endsWith('/v2.0')

export function policyOfRules(options: RulesOptions): AccessPolicy {
  const { application_keys, authority_host, cloud = 'public' } = options
  const application_id = options.application_id.toLowerCase()
  const lower = (ids: readonly string[] = []): readonly string[] => ids.map((id) => id.toLowerCase())
  const authority: EntraAuthority = {
    ...{ cloud, client_id: application_id, application_keys },
    authority_host: authority_host === undefined ? undefined : new URL(authority_host).origin,
  }
  const tenants = options.tenants.map((tenant): PolicyTenant => {
    const tenant_id = tenant.tenant_id.toLowerCase()
    const v2 = issuersOf(authority, tenant_id)
    return {
      tenant_id,
      organization_id: null,
      allowed_clients: lower(tenant.allowed_clients),
      issuers: { v1: issuersOfVersion1(authority, tenant_id), v2 },
      keys: entraKeys(tenant_id, discoveryUrlOf(authority, tenant_id), v2),
    }
  })
  return {
    api_resource_id: null,
    enabled: true,
    introspection_endpoint: null,
    rules: {
      application_id,
      app_id_uris: options.app_id_uris ?? [],
      accepts_v1: options.accepts_v1 ?? false,
      allowed_clients: lower(options.allowed_clients),
      required_scopes: options.required_scopes ?? [],
      required_app_roles: options.required_app_roles ?? [],
      allow_app_only: options.allow_app_only ?? false,
      required_acr: options.required_acr ?? null,
    },
    profile: { claims: { ...entraClaimNames, ...options.claims }, match_case: 'exact' },
    tenants: new Map(tenants.map((tenant) => [tenant.tenant_id, tenant])),
    suspended: new Set(),
    origin: originOf(authority),
  }
}

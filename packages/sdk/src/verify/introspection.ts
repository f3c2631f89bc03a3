/** Asks the gateway about one token (RFC 7662), where its policy cannot list everything that there is to know. */
import { Failure } from '@gatehouse-sso/core/failure'
import { type Claims, textClaim } from '@gatehouse-sso/core/oidc/claims'
import type { IntrospectedAccess } from './access.ts'
import type { AccessPolicy } from './access-policy.ts'
import { fetchDocument } from './document.ts'
import type { GatewayAddress } from './policy-source.ts'
import type { Surroundings } from './surroundings.ts'

/** An answer is kept for so long, as a policy is. */
export const introspectionMs = 30_000

/** The facts that only the gateway knows about a user. */
export type Introspection = Pick<
  IntrospectedAccess,
  'organization_id' | 'user_id' | 'role' | 'roles' | 'groups' | 'is_admin'
>

const maximumBytes = 512 * 1024

/** @throws Failure access_token_invalid, access_gateway_unavailable */
export async function introspectToken(
  surroundings: Surroundings,
  { api_key }: GatewayAddress,
  { introspection_endpoint, api_resource_id }: AccessPolicy,
  token: string,
): Promise<Introspection> {
  const { document } = await fetchDocument(surroundings, {
    address: introspection_endpoint ?? '',
    method: 'POST',
    headers: { authorization: `Bearer ${api_key}` },
    body: new URLSearchParams({ token, resource: api_resource_id ?? '' }),
    maximum_bytes: maximumBytes,
    code: 'access_gateway_unavailable',
  })
  const [user_id, organization_id] = [textClaim(document, 'sub'), textClaim(document, 'org_id')]
  if (document.active !== true || user_id === undefined || organization_id === undefined) {
    const remedy = 'The gateway refuses this token. To see why, set `debug` of the API resource and read its log.'
    throw new Failure('access_token_invalid', { remedy })
  }
  return {
    ...{ user_id, organization_id },
    role: textClaim(document, 'role') ?? null,
    roles: texts(document, 'roles'),
    groups: texts(document, 'groups'),
    is_admin: document.is_admin === true,
  }
}

function texts(document: Claims, name: string): readonly string[] {
  const value = document[name]
  return Array.isArray(value) ? value.filter((entry) => typeof entry === 'string') : []
}

/** The challenge of an API call that is refused, with the address where a person can sign in for a token. */
import type { Failure } from '@gatehouse-sso/core/failure'
import { accessChallenge } from '@gatehouse-sso/core/oauth/access-challenge'
import { wantedScopes } from '@gatehouse-sso/core/oauth/access-token-checks'
import type { Ports } from '../../domain/ports/ports.ts'
import type { ApiResourceRecord } from '../../domain/stores/api-resources.ts'

/**
 * @param resource that the request names; `undefined`: none
 * @param tenant_id of the token, if that tenant may call the API; `null`: the challenge names no tenant
 */
export function resourceChallenge(
  { access_tokens }: Pick<Ports, 'access_tokens'>,
  resource: ApiResourceRecord | undefined,
  failure: Failure,
  tenant_id: string | null,
): string {
  if (resource === undefined) return accessChallenge(null, failure)
  const authorization_uri = access_tokens.authorizationAddress(resource, tenant_id)
  const { enabled, required_acr } = resource
  const scope = enabled ? wantedScopes(resource) : null
  return accessChallenge({ scope, required_acr, authorization_uri }, failure)
}

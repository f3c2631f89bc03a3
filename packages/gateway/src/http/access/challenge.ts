/** The challenge of an API call that is refused: RFC 6750, 3, with the members that Microsoft's libraries read. */
import type { Failure } from '@gatehouse-sso/core/failure'
import { failures } from '@gatehouse-sso/core/failures'
import { wantedScope } from '@gatehouse-sso/core/oauth/access-token-checks'
import { plainText } from '@gatehouse-sso/core/plain-text'
import type { Ports } from '../../domain/ports/ports.ts'
import type { ApiResourceRecord } from '../../domain/stores/api-resources.ts'

/**
 * @param resource that the request names; `undefined`: none
 * @param tenant_id of the token, if that tenant may call the API; `null`: the challenge names no tenant
 */
export function accessChallenge(
  { access_tokens }: Pick<Ports, 'access_tokens'>,
  resource: ApiResourceRecord | undefined,
  failure: Failure,
  tenant_id: string | null,
): string {
  const { oauth } = failures[failure.code]
  const members: [string, string][] = [['realm', 'gatehouse']]
  if (resource) members.push(['authorization_uri', access_tokens.authorizationAddress(resource, tenant_id)])
  // RFC 6750, 3.1: without any token the challenge says nothing about errors.
  if (oauth !== undefined) members.push(['error', oauth], ['error_description', description(failure)])
  if (resource && oauth === 'insufficient_scope') members.push(['scope', wantedScope(resource)])
  if (resource?.required_acr && oauth === 'insufficient_claims') {
    members.push(['claims', Buffer.from(claimsRequest(resource.required_acr)).toString('base64')])
  }
  return `Bearer ${members.map(([name, value]) => `${name}="${value}"`).join(', ')}`
}

/** https://learn.microsoft.com/entra/identity-platform/claims-challenge */
function claimsRequest(value: string): string {
  return JSON.stringify({ access_token: { acrs: { essential: true, value } } })
}

/** RFC 6750 allows neither quotes nor backslashes, and only ASCII. */
function description({ code, evidence }: Failure): string {
  const { title, remedy } = failures[code]
  return plainText(`${title}. ${evidence.remedy ?? remedy} (${code})`).replace(/["\\]|[^\x20-\x7e]/g, "'")
}

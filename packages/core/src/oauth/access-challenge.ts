/** The challenge of an API call that is refused: RFC 6750, 3, with the members that Microsoft's libraries read. */
import type { Failure } from '../failure.ts'
import { failures } from '../failures.ts'
import { plainText } from '../plain-text.ts'

export interface ChallengedApi {
  /** The scopes to ask for; `null`: the challenge names none. */
  readonly scope: string | null
  /** The authentication context that a person must have met. */
  readonly required_acr: string | null
  /** The address where a person can sign in for a token; `null`: the challenge names none. */
  readonly authorization_uri: string | null
}

/** The HTTP status of a refused call. Proxies and APIs know 401 and 403: every reason that keeps a caller out is one of them. */
export function accessStatus({ code }: Failure): number {
  const { status } = failures[code]
  return status === 401 || status === 429 || status >= 500 ? status : 403
}

/** @param api that the request calls; `null`: none is known */
export function accessChallenge(api: ChallengedApi | null, failure: Failure): string {
  const { oauth } = failures[failure.code]
  const members: [string, string][] = [['realm', 'gatehouse']]
  if (api?.authorization_uri) members.push(['authorization_uri', api.authorization_uri])
  // RFC 6750, 3.1: without any token the challenge says nothing about errors.
  if (oauth !== undefined) members.push(['error', oauth], ['error_description', description(failure)])
  // RFC 6750, 3: the scope that a call needs. A call without a token learns it too, as every client must know it.
  const isAsked = oauth === 'insufficient_scope' || failure.code === 'access_token_missing'
  if (api?.scope && isAsked) members.push(['scope', api.scope])
  if (api?.required_acr && oauth === 'insufficient_claims') {
    members.push(['claims', btoa(claimsRequest(api.required_acr))])
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

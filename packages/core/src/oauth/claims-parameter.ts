/**
 * The `claims` parameter (OpenID Connect Core 1.0, 5.5) requests single claims besides those of the scopes. We read
 * only the names of the claims, whether `auth_time` is essential, and the values of an essential `acr`. All other values are
 * ignored, as the standard allows for claims that are not essential.
 */
import { Failure } from '../failure.ts'
import { type Claims, isClaims } from '../oidc/claims.ts'

export interface RequestedClaims {
  readonly id_token: readonly string[]
  readonly userinfo: readonly string[]
}

export const noClaims: RequestedClaims = { id_token: [], userinfo: [] }

const maximumLength = 4096

/** @throws Failure claims_invalid */
export function parseClaimsParameter(text: string | undefined): {
  readonly requested: RequestedClaims
  readonly auth_time_essential: boolean
  /** The values of `acr` of which one is essential; empty if none is. */
  readonly acr_essential: readonly string[]
} {
  if (text === undefined) return { requested: noClaims, auth_time_essential: false, acr_essential: [] }
  let value: unknown
  try {
    value = text.length > maximumLength ? undefined : JSON.parse(text)
  } catch {
    // A parse error is refused below, like any value that is not an object.
  }
  if (!isClaims(value)) throw new Failure('claims_invalid', { param: 'claims' })
  const id_token = section(value, 'id_token')
  const userinfo = section(value, 'userinfo')
  const { auth_time } = id_token
  return {
    requested: { id_token: Object.keys(id_token).slice(0, 50), userinfo: Object.keys(userinfo).slice(0, 50) },
    auth_time_essential: isClaims(auth_time) && auth_time.essential === true,
    acr_essential: essentialValues(id_token.acr),
  }
}

/** Section 5.5.1.1: of an essential `acr` the values count too. */
function essentialValues(acr: unknown): readonly string[] {
  if (!isClaims(acr) || acr.essential !== true) return []
  return [acr.value ?? [], acr.values ?? []]
    .flat(2)
    .filter((value): value is string => typeof value === 'string' && value !== '')
}

function section(claims: Claims, name: string): Claims {
  const value = claims[name]
  if (value === undefined || value === null) return {}
  if (!isClaims(value)) throw new Failure('claims_invalid', { param: 'claims' })
  return value
}

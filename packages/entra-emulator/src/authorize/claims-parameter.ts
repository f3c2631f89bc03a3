import { isJsonObject } from '../directory/reader.ts'
import { EntraError } from '../errors/entra-error.ts'

/** The supported part of the parameter `claims`. */
export interface ClaimsRequest {
  /** Whether the ID token must have `auth_time`. */
  readonly auth_time: boolean
  /** The authentication context that the ID token must have: `c1` to `c99`. */
  readonly acrs: string | undefined
  /** The same for the access token: an API asks for it in a claims challenge. */
  readonly access_acrs: string | undefined
  /** Capabilities that the client declares, `["cp1"]`. APIs that request `xms_cc` receive them. */
  readonly capabilities: readonly string[]
}

export const noClaims: ClaimsRequest = { auth_time: false, acrs: undefined, access_acrs: undefined, capabilities: [] }

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined // refused below, like JSON that is not an object
  }
}

/**
 * @throws EntraError 90023 if the text is not a JSON object
 */
export function readClaimsParameter(text: string | undefined): ClaimsRequest {
  if (text === undefined) return noClaims
  const request = parseJson(text)
  if (!isJsonObject(request)) throw new EntraError(90023, { name: 'claims', value: text.slice(0, 100) })
  const { id_token: idToken, access_token: accessToken } = request
  const capabilities = isJsonObject(accessToken) && isJsonObject(accessToken.xms_cc) ? accessToken.xms_cc.values : []
  return {
    auth_time: isJsonObject(idToken) && 'auth_time' in idToken,
    acrs: contextIn(idToken),
    access_acrs: contextIn(accessToken),
    capabilities: Array.isArray(capabilities) ? capabilities.filter((one) => typeof one === 'string') : [],
  }
}

function contextIn(token: unknown): string | undefined {
  const acrs = isJsonObject(token) && isJsonObject(token.acrs) ? token.acrs.value : undefined
  return typeof acrs === 'string' && /^c[1-9]\d?$/.test(acrs) ? acrs : undefined
}

import { isJsonObject } from '../directory/reader.ts'
import { EntraError } from '../errors/entra-error.ts'

/** What this emulator understands of the parameter `claims`. */
export interface ClaimsRequest {
  /** The ID token shall carry `auth_time`. */
  readonly auth_time: boolean
  /** Capabilities the client declares, `["cp1"]`: APIs that ask for `xms_cc` see them. */
  readonly capabilities: readonly string[]
}

export const noClaims: ClaimsRequest = { auth_time: false, capabilities: [] }

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined // not JSON: refused below together with JSON that is no object
  }
}

/**
 * @throws EntraError 90023 when it is no JSON object
 */
export function readClaimsParameter(text: string | undefined): ClaimsRequest {
  if (text === undefined) return noClaims
  const request = parseJson(text)
  if (!isJsonObject(request)) throw new EntraError(90023, { name: 'claims', value: text.slice(0, 100) })
  const { id_token: idToken, access_token: accessToken } = request
  const capabilities = isJsonObject(accessToken) && isJsonObject(accessToken.xms_cc) ? accessToken.xms_cc.values : []
  return {
    auth_time: isJsonObject(idToken) && 'auth_time' in idToken,
    capabilities: Array.isArray(capabilities) ? capabilities.filter((one) => typeof one === 'string') : [],
  }
}

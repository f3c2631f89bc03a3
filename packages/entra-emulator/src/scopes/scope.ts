/**
 * From the parameter `scope` to permissions.
 *
 *   "openid User.Read api://CID/read"
 *      --readScopes-->      which API each word belongs to (a word without an API is Microsoft Graph's)
 *      --resolveScopes-->   the API's registration and the permission, or 500011, 650053
 *      --missingConsent-->  what a person or an administrator still has to agree to (consent.ts)
 *
 * One request to /authorize may name several APIs, an access token is for one.
 */
import { EntraError } from '../errors/entra-error.ts'

export const openIdScopes = ['openid', 'profile', 'email', 'offline_access'] as const
export type OpenIdScope = (typeof openIdScopes)[number]

export interface RequestedScope {
  /** As it was sent. */
  readonly text: string
  /** Identifier of the API as it was sent; null: none was, so Microsoft Graph. */
  readonly resource: string | null
  readonly value: string
}

export function isOpenIdScope(value: string): value is OpenIdScope {
  return openIdScopes.some((scope) => scope === value)
}

/**
 * The identifier of an API may itself end with a slash (`https://contoso.com//.default`), so the last slash parts.
 * @throws EntraError 70011 for a word that names no permission
 */
export function readScopes(text: string): readonly RequestedScope[] {
  const words = [...new Set(text.split(' ').filter((word) => word !== ''))]
  return words.map((word) => {
    const slash = word.lastIndexOf('/')
    if (slash < 0) return { text: word, resource: null, value: word }
    const value = word.slice(slash + 1)
    const resource = word.slice(0, slash)
    if (value === '' || resource === '') throw new EntraError(70011, { scope: word })
    return { text: word, resource, value }
  })
}

/**
 * Turns the parameter `scope` into permissions.
 *
 *   "openid User.Read api://CID/read"
 *      --readScopes-->      the API of each word (Microsoft Graph for a word without an API)
 *      --resolveScopes-->   the API's registration and the permission, or 500011, 650053
 *      --missingConsent-->  the permissions that still need consent (consent.ts)
 *
 * One request to /authorize may name several APIs. An access token is for one API.
 */
import { EntraError } from '../errors/entra-error.ts'

export const openIdScopes = ['openid', 'profile', 'email', 'offline_access'] as const
export type OpenIdScope = (typeof openIdScopes)[number]

export interface RequestedScope {
  /** The word in the request. */
  readonly text: string
  /** Identifier of the API in the request. Null: none, so Microsoft Graph. */
  readonly resource: string | null
  readonly value: string
}

export function isOpenIdScope(value: string): value is OpenIdScope {
  return openIdScopes.some((scope) => scope === value)
}

/**
 * Splits each word at its last slash, because the identifier of an API may itself end with a slash
 * (`https://contoso.com//.default`).
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

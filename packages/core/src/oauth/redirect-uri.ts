/**
 * The rules for registering a redirect URI, and the comparison of a sent one with the registered ones. Strings must be
 * equal (RFC 9700, 2.1). The only exception is the port of a native application's loopback address (RFC 8252, 7.3).
 */

import { hasControlCharacters } from '../control-characters.ts'
import { formatParameters } from './parameters.ts'

export type ApplicationType = 'web' | 'native' | 'service'

const loopbackHosts = ['127.0.0.1', '[::1]', 'localhost']
const maximumLength = 2048

/** Parameters of an authorization response. A registered one would come before the one that we add, and count instead. */
const answerParameters = ['code', 'state', 'iss', 'error', 'error_description', 'error_uri']

/**
 * The reason why a redirect URI may not be registered, as the end of a sentence, or `undefined` if it may.
 * @param type native applications may use a private-use scheme (RFC 8252, 7.1)
 */
export function redirectUriProblem(uri: string, type: ApplicationType): string | undefined {
  if (uri.length > maximumLength) return `is longer than ${maximumLength} characters`
  if (/[\s\\]/.test(uri) || hasControlCharacters(uri)) return 'has a space, a control character or a backslash'
  // A header can only hold ASCII, and a browser would send another spelling than the registered one.
  if (/[^\x21-\x7e]/.test(uri)) return 'has a character outside ASCII; write it with % signs, a host name as xn--…'
  if (uri.includes('*')) return 'has a wildcard; register each address'
  if (uri.includes('#')) return 'has a fragment'
  // Parsers differ about the host of `https:evil.example` and `https:///evil.example`; the text itself must show it.
  if (/^https?:/i.test(uri) && !/^https?:\/\/[^/?@]/i.test(uri)) return 'has no host right behind two slashes'
  let url: URL
  try {
    url = new URL(uri)
  } catch {
    return 'is not an absolute address'
  }
  if (url.username !== '' || url.password !== '') return 'has credentials in it'
  const taken = answerParameters.find((name) => url.searchParams.has(name))
  if (taken !== undefined) return `has ${taken} in its query, which Gatehouse adds itself`
  if (url.protocol === 'https:') return undefined
  if (url.protocol === 'http:') {
    return loopbackHosts.includes(url.hostname) ? undefined : 'uses http on a host that is not loopback; use https'
  }
  // A private-use scheme must have a dot: com.example.app (RFC 8252, 7.1). This refuses javascript: and data:.
  if (type === 'native' && /^[a-z][a-z0-9+-]*\.[a-z0-9.+-]+:$/.test(url.protocol)) return undefined
  return 'must begin with https://'
}

/** Whether the sent redirect URI is registered. */
export function isRegisteredRedirectUri(sent: string, registered: readonly string[], type: ApplicationType): boolean {
  if (registered.includes(sent)) return true
  if (type !== 'native') return false
  const loopback = withoutLoopbackPort(sent)
  return loopback !== undefined && registered.some((uri) => withoutLoopbackPort(uri) === loopback)
}

/** `http://127.0.0.1:1234/cb?x` → `http://127.0.0.1/cb?x` for loopback addresses, else `undefined`. */
function withoutLoopbackPort(uri: string): string | undefined {
  const match = /^http:\/\/(127\.0\.0\.1|\[::1\]|localhost)(?::\d{1,5})?([/?].*)?$/.exec(uri)
  return match ? `http://${match[1]}${match[2] ?? ''}` : undefined
}

/** The origins of the web addresses among these redirect URIs, each once. */
export function originsOf(uris: readonly string[]): readonly string[] {
  const web = uris.map((uri) => new URL(uri)).filter(({ protocol }) => /^https?:$/.test(protocol))
  return [...new Set(web.map(({ origin }) => origin))]
}

/** Adds parameters to a redirect URI, keeping the query it was registered with. */
export function withParameters(uri: string, parameters: Readonly<Record<string, string | undefined>>): string {
  const query = formatParameters(parameters)
  return query === '' ? uri : `${uri}${uri.includes('?') ? '&' : '?'}${query}`
}

import type { Application } from '../directory/application.ts'
import { EntraError } from '../errors/entra-error.ts'
import type { Platform } from '../token/grant.ts'

/** A requested redirect URI that is registered, with the platform of its registration. */
export interface RedirectTarget {
  readonly uri: string
  readonly platform: Platform
}

const onThisMachine = /^http:\/\/(localhost|127\.0\.0\.1)(?::\d{1,5})?(?=[/?]|$)/

/**
 * Compares two redirect URIs character by character. Another case, an extra slash or a query make another URI. Only on
 * `http://localhost` and `http://127.0.0.1` the port is ignored, because programs there use any free port.
 */
export function matchesRedirectUri(requested: string, registered: string): boolean {
  if (requested === registered) return true
  if (!onThisMachine.test(requested) || !onThisMachine.test(registered)) return false
  return requested.replace(onThisMachine, 'http://$1') === registered.replace(onThisMachine, 'http://$1')
}

/** All redirect URIs of a registration. */
export function registeredRedirects(application: Application): readonly RedirectTarget[] {
  const of = (platform: Platform): RedirectTarget[] =>
    application[platform].redirectUris.map((uri) => ({ uri, platform }))
  return [...of('web'), ...of('spa'), ...of('publicClient')]
}

/**
 * @param requested if undefined, Entra uses any registered URI; the emulator uses the first
 * @throws EntraError 50011, 900971
 */
export function findRedirect(application: Application, requested: string | undefined): RedirectTarget {
  const registered = registeredRedirects(application)
  if (requested === undefined) {
    const first = registered[0]
    if (!first) throw new EntraError(900971)
    return first
  }
  const match = registered.find(({ uri }) => matchesRedirectUri(requested, uri))
  if (!match) throw new EntraError(50011, { uri: requested, app: application.appId })
  return { uri: requested, platform: match.platform }
}

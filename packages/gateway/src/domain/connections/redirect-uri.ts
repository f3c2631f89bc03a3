/**
 * The redirect URI of a connection: ours, or one that the customer registered for another product. It is sent exactly as
 * it is written. At our own origin it must be the connection's callback or an alias of the environment; at any other
 * origin, the server there leads to us with a rule (core/redirect-rules).
 */
import type { FieldError } from '@gatehouse-sso/core/failure'
import { Failure } from '@gatehouse-sso/core/failure'
import { hasRedirectRules, type RedirectRules, redirectRules } from '@gatehouse-sso/core/redirect-rules'
import { redirectUriOf } from '../environments/addresses.ts'
import { isAlias } from '../environments/callback-aliases.ts'
import type { ConnectionRecord } from '../stores/connections.ts'
import type { EnvironmentRecord } from '../stores/environments.ts'

/** The redirect URI to send and to register. */
export function redirectUri(
  public_url: string,
  environment: EnvironmentRecord,
  connection: Pick<ConnectionRecord, 'id' | 'type' | 'settings'>,
): string {
  return enteredUri(connection.settings) ?? redirectUriOf(public_url, environment, connection)
}

/** The redirect URI that an administrator entered. */
function enteredUri({ redirect_uri }: ConnectionRecord['settings']): string | null {
  return typeof redirect_uri === 'string' ? redirect_uri : null
}

/** @throws Failure values_invalid */
export function checkRedirectUri(
  public_url: string,
  environment: EnvironmentRecord,
  connection: Pick<ConnectionRecord, 'id' | 'type' | 'settings'>,
): void {
  const entered = enteredUri(connection.settings)
  if (entered === null) return
  const url = new URL(entered)
  if (url.origin !== new URL(public_url).origin) {
    if (!hasRedirectRules(url))
      throw refused(
        'has a path with bytes, blanks or dots that servers read in several ways, so none can lead from it to us',
      )
    return
  }
  if (entered === redirectUriOf(public_url, environment, connection)) return
  if (isAlias(environment.callback_aliases, url.pathname) && url.search === '') return
  throw refused('is at this origin, and its path is no callback alias of the environment')
}

function refused(message: string): Failure {
  const error: FieldError = { param: '/settings/redirect_uri', code: 'invalid_value', message }
  return new Failure('values_invalid', { errors: [error] })
}

/** Rules for the server at another origin; `null` for a redirect URI at our own, or of a path that no server can be told. */
export function redirectRulesOf(
  public_url: string,
  environment: EnvironmentRecord,
  connection: Pick<ConnectionRecord, 'id' | 'type' | 'settings'>,
): RedirectRules | null {
  const url = new URL(redirectUri(public_url, environment, connection))
  if (url.origin === new URL(public_url).origin || !hasRedirectRules(url)) return null
  return redirectRules(connection.id, url, redirectUriOf(public_url, environment, connection))
}

/**
 * The redirect URI of a connection: ours, or one that the customer registered for another product. It is sent exactly as
 * it is written. At our own origin it must be the connection's callback or an alias of the environment; at any other
 * origin, the server there leads to us with the rule that redirectRules prints.
 */
import type { FieldError } from '@gatehouse-sso/core/failure'
import { Failure } from '@gatehouse-sso/core/failure'
import type { Id } from '@gatehouse-sso/core/ids'
import { redirectUriOf } from '../environments/addresses.ts'
import { isAlias } from '../environments/callback-aliases.ts'
import type { ConnectionRecord } from '../stores/connections.ts'
import type { EnvironmentRecord } from '../stores/environments.ts'

/** The redirect URI to send and to register. */
export function redirectUri(
  public_url: string,
  environment: EnvironmentRecord,
  { id, settings }: Pick<ConnectionRecord, 'id' | 'settings'>,
): string {
  return enteredUri(settings) ?? redirectUriOf(public_url, environment, id)
}

/** The redirect URI that an administrator entered. */
function enteredUri({ redirect_uri }: ConnectionRecord['settings']): string | null {
  return typeof redirect_uri === 'string' ? redirect_uri : null
}

/** @throws Failure values_invalid */
export function checkRedirectUri(
  public_url: string,
  environment: EnvironmentRecord,
  id: Id<'conn'>,
  settings: ConnectionRecord['settings'],
): void {
  const entered = enteredUri(settings)
  if (entered === null) return
  const url = new URL(entered)
  if (url.origin !== new URL(public_url).origin || entered === redirectUriOf(public_url, environment, id)) return
  if (isAlias(environment.callback_aliases, url.pathname) && url.search === '') return
  const error: FieldError = {
    param: '/settings/redirect_uri',
    code: 'invalid_value',
    message: 'is at this origin, and its path is no callback alias of the environment',
  }
  throw new Failure('values_invalid', { errors: [error] })
}

/** Rules for the server at another origin, each for one kind of server. */
export interface RedirectRules {
  readonly nginx: string
  readonly caddy: string
  readonly express: string
}

/** The rules, or `null` for a redirect URI at our own origin. They keep the query, which has the answer. */
export function redirectRules(
  public_url: string,
  environment: EnvironmentRecord,
  connection: Pick<ConnectionRecord, 'id' | 'settings'>,
): RedirectRules | null {
  const url = new URL(redirectUri(public_url, environment, connection))
  if (url.origin === new URL(public_url).origin) return null
  const [from, to] = [url.pathname, redirectUriOf(public_url, environment, connection.id)]
  return {
    nginx: `location = ${from} { return 307 ${to}$is_args$args; }`,
    caddy: `redir ${from} ${to}?{query} 307`,
    express: `app.all(${JSON.stringify(from)}, (req, res) => res.redirect(307, ${JSON.stringify(to)} + new URL(req.originalUrl, 'http://x').search))`,
  }
}

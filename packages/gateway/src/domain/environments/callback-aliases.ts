/**
 * Callback aliases: paths of our origin that customers registered as redirect URIs of another product, for instance
 * `/oauth/complete/`. A path counts with or without its slash at the end, as it is listed; or in both forms, if that is
 * switched on. The same alias may serve several environments: the handle of the sign-in finds its own.
 */
import type { CallbackAlias } from '../stores/environments.ts'

/** Paths with a meaning of their own; everything below them counts too. */
export const builtInPaths: readonly string[] = [
  '/.well-known',
  '/assets',
  '/console',
  '/device',
  '/docs',
  '/env',
  '/error',
  '/favicon.ico',
  '/federation',
  '/invitation',
  '/livez',
  '/llms.txt',
  '/o',
  '/oauth/authorize',
  '/oauth/device_authorization',
  '/oauth/introspect',
  '/oauth/jwks',
  '/oauth/logout',
  '/oauth/par',
  '/oauth/revoke',
  '/oauth/token',
  '/oauth/userinfo',
  '/openapi.json',
  '/readyz',
  '/scim',
  '/setup',
  '/signed-out',
  '/signin',
  '/sso/consent',
  '/sso/initiate',
  '/sso/logout',
  '/sso/oidc',
  '/sso/revocation',
  '/sso/saml',
  '/sso/test',
  '/v1',
]

const withoutSlash = (path: string): string => path.replace(/\/$/, '')

/** The reason why a path cannot be an alias, in words that follow its name. */
export function aliasProblem(path: string): string | undefined {
  const isPath = /^(?:\/[A-Za-z0-9._~-]+)+\/?$/.test(path)
  if (!isPath || path.split('/').some((part) => part === '.' || part === '..')) {
    return 'is not a path such as /oauth/complete: letters, digits, - . _ ~ between slashes'
  }
  const taken = builtInPaths.find((own) => withoutSlash(path) === own || path.startsWith(`${own}/`))
  return taken === undefined ? undefined : `is a path of Gatehouse itself: ${taken}`
}

/** Whether a path is one of the aliases. */
export function isAlias(aliases: readonly CallbackAlias[], path: string): boolean {
  return aliases.some(
    (alias) => alias.path === path || (alias.either_slash && withoutSlash(alias.path) === withoutSlash(path)),
  )
}

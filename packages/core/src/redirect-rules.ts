/**
 * Rules for the server at another origin whose address a customer has registered as redirect URI. Each matches exactly
 * that path, keeps the query, which has the response, and keeps the method and the body (307), for `form_post`.
 *
 *   nginx     compares the path after decoding it and merging slashes
 *   Caddy     the same; its plain matchers ignore case, so the rule has a regular expression
 *   Express   compares the path as it came
 */
import type { Id } from './ids.ts'

export interface RedirectRules {
  readonly nginx: string
  readonly caddy: string
  readonly express: string
}

/**
 * @param from the redirect URI at the other origin
 * @param to our callback of the connection
 */
export function redirectRules(connection_id: Id<'conn'>, from: URL, to: string): RedirectRules {
  const path = decodedPath(from)
  const name = `@${connection_id}`
  return {
    nginx: `location = ${nginxText(path)} { return 307 ${to}$is_args$args; }`,
    caddy: `${name} path_regexp ^${escaped(path)}$\nredir ${name} ${to}?{query} 307`,
    express: `app.all(/^${escaped(from.pathname).replaceAll('/', '\\/')}$/, (req, res) => res.redirect(307, ${JSON.stringify(to)} + new URL(req.originalUrl, 'http://x').search))`,
  }
}

/**
 * Whether servers can be told of the path: it decodes to text without control characters, without blanks but the plain one, and
 * without `.` and `..` between slashes, which servers resolve.
 */
export function hasRedirectRules(from: URL): boolean {
  try {
    const path = decodedPath(from)
    return !/[\p{Cc}\p{Cf}]|(?! )\p{Z}/u.test(path) && !path.split('/').some((part) => part === '.' || part === '..')
  } catch {
    return false
  }
}

/** @throws URIError for bytes that are not UTF-8 */
function decodedPath({ pathname }: URL): string {
  return decodeURIComponent(pathname).replace(/\/{2,}/g, '/')
}

/** A path as a word of nginx, quoted where it needs quotes. */
function nginxText(path: string): string {
  return /^[\w/.~-]+$/.test(path) ? path : `"${path.replace(/["\\]/g, '\\$&')}"`
}

/** A path as a regular expression of JavaScript and of Go, in which no character has another meaning, also for Caddy. */
function escaped(path: string): string {
  return path.replace(/[^\w/~\u0080-\u{10ffff}-]/gu, (character) =>
    character === '.' ? '\\.' : `\\x${character.charCodeAt(0).toString(16).padStart(2, '0')}`,
  )
}

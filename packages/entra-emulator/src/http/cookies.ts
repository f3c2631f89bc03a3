/** The value of a cookie in a request's Cookie header. */
export function readCookie(header: string | undefined, name: string): string | undefined {
  for (const pair of (header ?? '').split(';')) {
    const [key, ...value] = pair.trim().split('=')
    if (key === name) return value.join('=')
  }
  return undefined
}

/**
 * A Set-Cookie value for a session cookie.
 * @param secure over TLS the cookie is `SameSite=None`, like Entra's, so that it is sent with cross-site posts and in
 *   frames. Over http it is `Lax`, because browsers accept `SameSite=None` only together with `Secure`
 */
export function sessionCookie(name: string, value: string, secure: boolean): string {
  return `${name}=${value}; Path=/; HttpOnly; ${secure ? 'Secure; SameSite=None' : 'SameSite=Lax'}`
}

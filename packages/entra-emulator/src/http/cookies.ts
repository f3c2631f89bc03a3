/** The value of a cookie in a request's Cookie header. */
export function readCookie(header: string | undefined, name: string): string | undefined {
  for (const pair of (header ?? '').split(';')) {
    const [key, ...value] = pair.trim().split('=')
    if (key === name) return value.join('=')
  }
  return undefined
}

/**
 * A Set-Cookie value for as long as the browser runs.
 * @param secure over TLS the cookie also travels with cross-site posts and in frames, as Entra's does; a browser
 *   allows `SameSite=None` only together with `Secure`, so over http it is `Lax`
 */
export function sessionCookie(name: string, value: string, secure: boolean): string {
  return `${name}=${value}; Path=/; HttpOnly; ${secure ? 'Secure; SameSite=None' : 'SameSite=Lax'}`
}

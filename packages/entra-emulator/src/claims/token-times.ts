/** Entra backdates its tokens, for clients with a slow clock. */
const backDatedSeconds = 300

export interface TokenTimes {
  readonly iat: number
  readonly nbf: number
  readonly exp: number
}

/**
 * @param now Unix seconds
 * @param lifetimeSeconds lifetime of the token from now on
 */
export function tokenTimes(now: number, lifetimeSeconds: number): TokenTimes {
  const iat = now - backDatedSeconds
  return { iat, nbf: iat, exp: now + lifetimeSeconds }
}

/** An ID token is valid for an hour. With the backdating, `exp - iat` is 3900. */
export const idTokenSeconds = 3600

/** A program's own token is valid for an hour. */
export const appTokenSeconds = 3600

/** A person's access token is valid for a random time of 60 to 90 minutes. */
export function accessTokenSeconds(entropy: (bytes: number) => Buffer): number {
  return 3600 + (entropy(2).readUInt16BE(0) % 1801)
}

/** Entra dates its tokens back, against clocks that are late. */
const backDatedSeconds = 300

export interface TokenTimes {
  readonly iat: number
  readonly nbf: number
  readonly exp: number
}

/**
 * @param now Unix seconds
 * @param lifetimeSeconds how long the token is good from now on
 */
export function tokenTimes(now: number, lifetimeSeconds: number): TokenTimes {
  const iat = now - backDatedSeconds
  return { iat, nbf: iat, exp: now + lifetimeSeconds }
}

/** An ID token is good for an hour; with the back-dating `exp - iat` is 3900. */
export const idTokenSeconds = 3600

/** So is a token that a program gets for itself. */
export const appTokenSeconds = 3600

/** Access tokens of people live 60 to 90 minutes, by chance. */
export function accessTokenSeconds(entropy: (bytes: number) => Buffer): number {
  return 3600 + (entropy(2).readUInt16BE(0) % 1801)
}

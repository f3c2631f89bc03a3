/** The application of the benchmarks, as every target registers it. */
import { createHash, randomBytes } from 'node:crypto'

export const redirect_uri = 'https://app.example/callback'
/** The credentials that every target presents to the identity provider. */
export const upstream = { client_id: 'gateway', client_secret: 'upstream-secret-value' }
export const code_verifier = randomBytes(32).toString('base64url')

const code_challenge = createHash('sha256').update(code_verifier).digest('base64url')

/** The query of an authorization request, except state and nonce. */
export function authorizationQuery(client_id: string, more: Readonly<Record<string, string>> = {}): string {
  return new URLSearchParams({
    client_id,
    redirect_uri,
    response_type: 'code',
    scope: 'openid profile email',
    code_challenge,
    code_challenge_method: 'S256',
    ...more,
  }).toString()
}

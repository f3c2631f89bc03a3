import type { OptionalClaims } from '../../directory/optional-claim.ts'

/** The kinds of tokens by their names in the manifest, with the labels of the portal. */
export const tokenTypes = { idToken: 'ID', accessToken: 'Access', saml2Token: 'SAML' } as const
export type TokenType = keyof OptionalClaims

export function isTokenType(value: string): value is TokenType {
  return Object.hasOwn(tokenTypes, value)
}

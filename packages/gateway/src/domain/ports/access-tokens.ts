/** Access tokens that a customer's Entra tenant issues for an API of the vendor. */
import type { FieldError } from '@gatehouse-sso/core/failure'
import type { UnverifiedJwt } from '@gatehouse-sso/core/jwt'
import type { VerifiedIdentity } from '@gatehouse-sso/core/verified-identity'
import type { ApiResourceRecord } from '../stores/api-resources.ts'

/** The party that issues the tokens of an API resource. */
export type TokenAuthority = Pick<ApiResourceRecord, 'cloud' | 'authority_host' | 'application_id' | 'application_keys'>

export interface VerifyAccessToken {
  readonly resource: ApiResourceRecord
  /** A tenant that may call, in lower case. The token claims to be of it. */
  readonly tenant_id: string
  /** Whether the organization has no other tenant at this API resource. */
  readonly is_only_tenant: boolean
  readonly token: UnverifiedJwt
}

export interface AccessTokens {
  /**
   * Checks where the tokens of an API resource come from.
   * @returns the errors
   * @throws Failure address_refused
   */
  check(authority: TokenAuthority): readonly FieldError[]
  /** Reads a token, and trusts nothing in it. @throws Failure token_malformed, token_too_large, token_key_unknown */
  decode(unverified_token: string): UnverifiedJwt
  /** The authority of the identities of a tenant: `entra:<cloud>:<tid>`. */
  authorityOf(authority: TokenAuthority, tenant_id: string): string
  /** The issuers that tokens of a tenant may name, by their version. */
  issuersOf(authority: TokenAuthority, tenant_id: string): { readonly [V in 'v1' | 'v2']: readonly string[] }
  /** The document that names the keys of a tenant. */
  discoveryAddress(authority: TokenAuthority, tenant_id: string): string
  /**
   * The address that a challenge names, so that a program can let its person sign in there.
   * @param tenant_id `null`: the address of any tenant
   */
  authorizationAddress(authority: TokenAuthority, tenant_id: string | null): string
  /**
   * Verifies the signature by the keys of the tenant. All other checks have been made.
   * @throws Failure token_key_unknown, token_signature_wrong, access_token_claim_missing, and why there are no keys
   */
  verify(request: VerifyAccessToken): Promise<VerifiedIdentity>
}

/** Access tokens that a customer's Entra tenant issues for an API of the vendor. */
import type { FieldError } from '@gatehouse-sso/core/failure'
import type { ApiResourceRecord } from '../stores/api-resources.ts'

/** The party that issues the tokens of an API resource. */
export type TokenAuthority = Pick<ApiResourceRecord, 'cloud' | 'authority_host' | 'application_id' | 'application_keys'>

export interface AccessTokens {
  /**
   * Checks where the tokens of an API resource come from.
   * @returns the errors
   * @throws Failure address_refused
   */
  check(authority: TokenAuthority): readonly FieldError[]
  /** The authority of the identities of a tenant: `entra:<cloud>:<tid>`. */
  authorityOf(authority: TokenAuthority, tenant_id: string): string
}

/** Records with what belongs to them, as they are shown together. */
import type { ClaimMap } from '@gatehouse-sso/core/mapping/profile'
import type { ConnectionRecord, CredentialRecord, DomainRecord, OrganizationRecord } from './records.ts'

export interface OrganizationWithDomains {
  readonly organization: OrganizationRecord
  readonly domains: readonly DomainRecord[]
}

export interface ConnectionView {
  readonly connection: ConnectionRecord
  readonly credentials: readonly CredentialRecord[]
  /** The provider's default with the changes of this connection. */
  readonly mapping: ClaimMap
  readonly last_sign_in_at: number | null
}

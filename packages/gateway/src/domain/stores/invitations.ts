/** Invitations, as they are stored. */
import type { Id } from '@gatehouse-sso/core/ids'
import type { ListQuery, RecordPage } from './list.ts'
import type { Write } from './unit.ts'
import type { Versioned } from './versioned.ts'

export interface InvitationRecord extends Versioned {
  readonly id: Id<'inv'>
  readonly environment_id: Id<'env'>
  readonly organization_id: Id<'org'>
  readonly email: string
  /** The form in which emails are compared; see core/email. */
  readonly email_key: string
  /** The id of the person at the identity provider, where the vendor knows it. */
  readonly subject: string | null
  /** Where an accepted invitation leads. */
  readonly application_id: Id<'app'>
  /** The connection to sign in through; `null` lets the person choose. */
  readonly connection_id: Id<'conn'> | null
  /** Whether the person comes to give the consent of the organization first. */
  readonly asks_consent: boolean
  readonly token_hash: string
  readonly expires_at: number
  readonly sent_at: number | null
  readonly accepted_at: number | null
  readonly accepted_by: Id<'user'> | null
  readonly revoked_at: number | null
}

/** The proof that a person is the one whom an invitation names. */
export interface InvitedPerson {
  readonly email_keys: readonly string[]
  readonly subject: string | null
}

export interface InvitationStore {
  get(id: string): Promise<InvitationRecord | undefined>
  list(
    query: ListQuery & {
      readonly organization_id?: Id<'org'> | undefined
      readonly email_key?: string | undefined
      readonly state?: 'pending' | 'accepted' | 'expired' | 'revoked' | undefined
      /** Decides what has expired. */
      readonly now: number
    },
  ): Promise<RecordPage<InvitationRecord>>
  /** The oldest open invitation of the organization for a person. */
  openFor(organization_id: Id<'org'>, person: InvitedPerson, now: number): Promise<InvitationRecord | undefined>
  /** Refused when the organization has an open invitation for the same email. */
  insert(record: InvitationRecord, now: number): Write
  update(record: InvitationRecord, version: number): Write
  /** Expects that the invitation is open. */
  accept(id: Id<'inv'>, user_id: Id<'user'>, now: number): Write
}

/** Staff, their admin links and their sessions, as they are stored. They belong to the installation. */
import type { Id } from '@gatehouse-sso/core/ids'
import type { StaffRole } from '@gatehouse-sso/core/staff-roles'
import type { ListQuery, RecordPage } from './list.ts'
import type { Write } from './unit.ts'
import type { Versioned } from './versioned.ts'

export interface StaffRecord extends Versioned {
  readonly id: Id<'staff'>
  /** `null` for the owner whom an admin link made. */
  readonly email: string | null
  readonly email_key: string | null
  readonly name: string | null
  readonly role: StaffRole
  /** Of the open invitation. */
  readonly token_hash: string | null
  readonly token_expires_at: number | null
  /** The identity that is bound; `null` before the first sign-in. */
  readonly authority: string | null
  readonly subject: string | null
  readonly last_seen_at: number | null
}

/** A way in without single sign-on, for one use. */
export interface AdminLinkRecord {
  readonly id: Id<'alink'>
  readonly staff_id: Id<'staff'>
  readonly token_hash: string
  readonly created_at: number
  readonly expires_at: number
}

export interface StaffSessionRecord {
  readonly id: Id<'stses'>
  readonly staff_id: Id<'staff'>
  readonly started_by: 'sign_in' | 'admin_link'
  readonly token_hash: string
  readonly address: string | null
  readonly user_agent: string | null
  readonly created_at: number
  readonly expires_at: number
}

export interface StaffStore {
  get(id: string): Promise<StaffRecord | undefined>
  byEmail(email_key: string): Promise<StaffRecord | undefined>
  byIdentity(authority: string, subject: string): Promise<StaffRecord | undefined>
  /** The owner without an address, whom the first admin link made. */
  withoutEmail(): Promise<StaffRecord | undefined>
  list(query: ListQuery): Promise<RecordPage<StaffRecord>>
  insert(record: StaffRecord): Write
  update(record: StaffRecord, version: number): Write
  delete(id: Id<'staff'>, version: number): Write
  /** Expects another owner who has entered the console before, also where two are removed at once. */
  expectOtherOwner(id: Id<'staff'>): Write
}

export interface AdminLinkStore {
  get(id: Id<'alink'>): Promise<AdminLinkRecord | undefined>
  insert(record: AdminLinkRecord): Write
  /** Uses it up. */
  use(id: Id<'alink'>): Write
}

export interface StaffSessionStore {
  get(id: string): Promise<StaffSessionRecord | undefined>
  list(staff_id: Id<'staff'>, query: ListQuery): Promise<RecordPage<StaffSessionRecord>>
  insert(record: StaffSessionRecord): Write
  delete(id: Id<'stses'>): Write
  /** Ends the oldest sessions of a staff member, but for this many. */
  deleteOldest(staff_id: Id<'staff'>, keep: number): Write
}

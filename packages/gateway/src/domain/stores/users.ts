/** Users and their identities, as they are stored. */
import type { Id } from '@gatehouse-sso/core/ids'
import type { RoleReason } from '@gatehouse-sso/core/mapping/explain'
import type { CustomAttributes } from '@gatehouse-sso/core/oidc/output-claims'
import type { ListQuery, RecordPage } from './list.ts'
import type { Write } from './unit.ts'
import type { Versioned } from './versioned.ts'

export interface UserRecord extends Versioned {
  readonly id: Id<'user'>
  readonly environment_id: Id<'env'>
  readonly organization_id: Id<'org'>
  readonly kind: 'person' | 'service'
  readonly state: 'invited' | 'active' | 'suspended'
  readonly source: 'jit' | 'invite' | 'import' | 'api' | 'scim' | 'access_token'
  readonly email: string | null
  /** The form in which emails are compared; see core/email. */
  readonly email_key: string | null
  readonly email_verified: boolean
  readonly name: string | null
  /** The same in lower case, by which names are searched. */
  readonly name_key: string | null
  readonly given_name: string | null
  readonly family_name: string | null
  readonly preferred_username: string | null
  /** The same in lower case, by which user names are found. */
  readonly preferred_username_key: string | null
  /** Whether the last sign-in proved the user name, as `email_verified` says of the email. */
  readonly preferred_username_verified: boolean
  readonly external_id: string | null
  readonly external_id_key: string | null
  /** The identity provider's name for the person, as mapped at the last sign-in. */
  readonly identifier: string | null
  readonly custom_attributes: CustomAttributes
  readonly role: string | null
  readonly roles: readonly string[]
  /** Why the person has the roles, as the last sign-in decided; 20 at most. */
  readonly role_reasons: readonly RoleReason[]
  readonly groups: readonly string[]
  readonly is_admin: boolean
  readonly metadata: Readonly<Record<string, string>>
  readonly last_sign_in_at: number | null
  /** Counts what operators changed about the identities of the user. */
  readonly identities_version: number
  /** When everything that the user held was last ended. Tokens of an exchange from before have ended with it. */
  readonly access_ended_at: number | null
}

/** An identity whose user was deleted. Only a hash of it is kept. */
export interface DeletedIdentity {
  readonly environment_id: Id<'env'>
  readonly organization_id: Id<'org'>
  readonly identity_hash: string
  readonly deleted_at: number
}

export interface IdentityRecord {
  readonly id: Id<'idn'>
  readonly environment_id: Id<'env'>
  readonly organization_id: Id<'org'>
  readonly user_id: Id<'user'>
  readonly authority: string
  readonly subject: string
  readonly identifier: string | null
  /** Where it was last seen. */
  readonly connection_id: Id<'conn'> | null
  /** Why this identity belongs to this user. */
  readonly linked_because: string
  readonly created_at: number
}

/** A name by which a user is looked up. */
export interface MatchedName {
  readonly field: 'email' | 'preferred_username' | 'external_id'
  /** In lower case. */
  readonly key: string
  /** The name letter by letter; `null` where the key alone decides. */
  readonly value: string | null
}

export interface UserStore {
  get(id: Id<'user'>): Promise<UserRecord | undefined>
  list(
    query: ListQuery & {
      readonly organization_id?: Id<'org'> | undefined
      readonly email_key?: string | undefined
      readonly external_id?: string | undefined
      /** In lower case. */
      readonly preferred_username_key?: string | undefined
      /** The beginning of a name, in lower case; together with an organization. */
      readonly search?: string | undefined
      readonly state?: UserRecord['state'] | undefined
    },
  ): Promise<RecordPage<UserRecord>>
  byIdentity(organization_id: Id<'org'>, authority: string, subject: string): Promise<UserRecord | undefined>
  /** Up to two users of the organization that have this name and no identity. */
  unlinked(organization_id: Id<'org'>, name: MatchedName): Promise<readonly UserRecord[]>
  /** Up to two users of the organization that have this name. */
  named(organization_id: Id<'org'>, name: MatchedName): Promise<readonly UserRecord[]>
  insert(record: UserRecord): Write
  /**
   * Refused when the organization has a user with this email or user name.
   * @param match_case whether user names are compared letter by letter
   */
  insertKnown(record: UserRecord, match_case: 'exact' | 'insensitive'): Write
  /** Writes the state. */
  update(record: UserRecord, version: number): Write
  /**
   * Writes the vendor's fields. Refused when another user of the organization has the external id.
   * @param match_case whether external ids are compared letter by letter
   */
  updateVendorFields(record: UserRecord, version: number, match_case: 'exact' | 'insensitive'): Write
  /**
   * Writes the names and the vendor's fields of a known user. Refused when the user has an identity by now, or another
   * user of the organization has one of the names.
   */
  updateKnown(record: UserRecord, version: number, match_case: 'exact' | 'insensitive'): Write
  /** Ends the tokens of exchanges. */
  endAccess(id: Id<'user'>, access_ended_at: number): Write
  /** With its identities, which are remembered as deleted. */
  delete(record: UserRecord, identities: readonly DeletedIdentity[]): readonly Write[]
  /** Whether the user of an identity was deleted. */
  isDeleted(identity: DeletedIdentity): Promise<boolean>
  /** Lets a deleted identity in again. */
  forgetDeleted(identity: DeletedIdentity): Write
  /**
   * Writes the changes of a sign-in. Expects that the user exists and is not suspended, and that no operator has changed
   * its identities since the record was read.
   */
  signIn(record: UserRecord): Write
  /** The same for a sign-in that changes nothing but its time. */
  signInUnchanged(record: UserRecord): Write
  identities(user_id: Id<'user'>, query: ListQuery): Promise<RecordPage<IdentityRecord>>
  insertIdentity(record: IdentityRecord): Write
  /** The same for a user that was known before; expects that it still has no identity. */
  linkIdentity(record: IdentityRecord): Write
  identity(id: Id<'idn'>): Promise<IdentityRecord | undefined>
  /** Expects that the user still has it. A sign-in that read the user before is refused. */
  unlinkIdentity(record: IdentityRecord): readonly Write[]
  /** Forgets what sign-ins wrote, if the user has no identity any more. A suspended user stays suspended. */
  forgetSignIns(record: UserRecord): Write
  /** The same, and expects that the other user is of the same organization. */
  moveIdentity(record: IdentityRecord, to: Id<'user'>): readonly Write[]
}

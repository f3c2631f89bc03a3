/**
 * How known users are written. Of two writes at the same moment only one may give a name to a user. If both did, a
 * sign-in could link neither. PostgreSQL needs a lock for that (docs/decisions/0015).
 */
import { type Expression, expressionBuilder, type SqlBool } from 'kysely'
import type { UserRecord } from '../domain/stores/users.ts'
import type { BoundStatement } from './engine/engine.ts'
import { organizationLock } from './organizations.ts'
import type { Tables } from './schema/tables.ts'
import { columnsOf, prepare, type Storage, selectedColumnsOf } from './statements/compile.ts'
import { userColumns } from './user-columns.ts'

type MatchCase = 'exact' | 'insensitive'

/** The columns that may change before the first sign-in. */
const changed = [
  'email',
  'email_key',
  'name',
  'name_key',
  'given_name',
  'family_name',
  'preferred_username',
  'preferred_username_key',
  'external_id',
  'external_id_key',
  'metadata',
  'version',
  'updated_at',
] as const satisfies (keyof UserRecord)[]

const vendorFields = [
  'external_id',
  'external_id_key',
  'metadata',
  'version',
  'updated_at',
] as const satisfies (keyof UserRecord)[]

type Updated = UserRecord & { readonly expected_version: number }

export interface KnownUsers {
  readonly insert: Readonly<Record<MatchCase, (record: UserRecord) => BoundStatement>>
  readonly update: Readonly<Record<MatchCase, (record: Updated) => BoundStatement>>
  /** Also for users who have signed in. */
  readonly updateVendorFields: Readonly<Record<MatchCase, (record: Updated) => BoundStatement>>
}

export function knownUsers({ db }: Pick<Storage, 'db'>): KnownUsers {
  const lockOrganization = organizationLock({ db })
  const lock = ({ organization_id }: UserRecord): BoundStatement => lockOrganization({ organization_id })

  const insert = (match_case: MatchCase) =>
    prepare<UserRecord>(
      `users.insertKnown_${match_case}`,
      (a) =>
        db
          .insertInto('users')
          .columns([...userColumns])
          .expression(
            db
              .selectFrom('organizations')
              .select(selectedColumnsOf(a, userColumns))
              .where('id', '=', a.organization_id)
              .where('environment_id', '=', a.environment_id)
              .where((eb) => eb.not(hasNamesake(a, match_case))),
          ),
      { lock },
    )
  const update = (match_case: MatchCase) =>
    prepare<Updated>(
      `users.updateKnown_${match_case}`,
      (a) =>
        db
          .updateTable('users')
          .set(columnsOf(a, changed))
          .where('id', '=', a.id)
          .where('environment_id', '=', a.environment_id)
          .where('version', '=', a.expected_version)
          .where((eb) =>
            eb.not(eb.exists(eb.selectFrom('identities').select('id').where('identities.user_id', '=', a.id))),
          )
          .where((eb) => eb.not(hasNamesake(a, match_case))),
      { lock },
    )
  const updateVendorFields = (match_case: MatchCase) =>
    prepare<Updated>(
      `users.updateVendorFields_${match_case}`,
      (a) => {
        const updated = db
          .updateTable('users')
          .set(columnsOf(a, vendorFields))
          .where('id', '=', a.id)
          .where('environment_id', '=', a.environment_id)
          .where('version', '=', a.expected_version)
        return match_case === 'exact' ? updated : updated.where((eb) => eb.not(hasExternalId(a)))
      },
      { lock },
    )
  return {
    insert: { exact: insert('exact'), insensitive: insert('insensitive') },
    update: { exact: update('exact'), insensitive: update('insensitive') },
    updateVendorFields: { exact: updateVendorFields('exact'), insensitive: updateVendorFields('insensitive') },
  }
}

/** Whether another user of the organization has one of the names. An external id is unique as it is written anyway. */
function hasNamesake(a: UserRecord, match_case: MatchCase): Expression<SqlBool> {
  const eb = expressionBuilder<Tables, never>()
  const named = others(a)
  const username = named.where('other.preferred_username_key', '=', a.preferred_username_key)
  return eb.or([
    eb.exists(named.where('other.email_key', '=', a.email_key)),
    eb.exists(
      match_case === 'exact' ? username.where('other.preferred_username', '=', a.preferred_username) : username,
    ),
    ...(match_case === 'exact' ? [] : [hasExternalId(a)]),
  ])
}

/** Whether another user of the organization has the external id in other letters. */
function hasExternalId(a: UserRecord): Expression<SqlBool> {
  return expressionBuilder<Tables, never>().exists(others(a).where('other.external_id_key', '=', a.external_id_key))
}

function others(a: UserRecord) {
  return expressionBuilder<Tables, never>()
    .selectFrom('users as other')
    .select('other.id')
    .where('other.environment_id', '=', a.environment_id)
    .where('other.organization_id', '=', a.organization_id)
    .where('other.id', '!=', a.id)
}

/** Search for users by the beginning of email, user name or name: in an organization, or in the whole environment. */
import type { Id } from '@gatehouse-sso/core/ids'
import type { Kysely } from 'kysely'
import type { Tables } from './schema/tables.ts'

/** Rows of each index that a search reads, so that it costs the same among any number of rows. */
export const maximumRead = 1_000

/** A text after every text that begins with the same one, byte by byte. */
export const afterAll = '\u{10ffff}'

/** The people among whom a search looks. */
type Among = { readonly organization_id: Id<'org'> } | { readonly environment_id: Id<'env'> }

/**
 * The ids of the users, from ranges of indexes. User names are indexed in each organization only.
 * @param beginning in lower case
 */
export function beginningWith(db: Kysely<Tables>, among: Among, beginning: string) {
  const [owner, id] =
    'organization_id' in among
      ? (['organization_id', among.organization_id] as const)
      : (['environment_id', among.environment_id] as const)
  const range = (column: 'email_key' | 'preferred_username_key' | 'name_key') => {
    const found = db
      .selectFrom('users')
      .select('id')
      .where(owner, '=', id as never)
      .where(column, '>=', beginning)
      .where(column, '<', `${beginning}${afterAll}`)
      .orderBy(column)
      .limit(maximumRead)
    // SQLite takes no limit in a part of a union, only one level deeper.
    return db.selectFrom(found.as('found')).select('found.id')
  }
  const everywhere = range('email_key').union(range('name_key'))
  return owner === 'organization_id' ? everywhere.union(range('preferred_username_key')) : everywhere
}

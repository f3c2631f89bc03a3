/** Search for users of an organization by the beginning of email, user name or name. */
import type { Id } from '@gatehouse-sso/core/ids'
import type { Kysely } from 'kysely'
import type { Tables } from './schema/tables.ts'

/** Rows of each index that a search reads, so that it costs the same in an organization of any size. */
const maximumRead = 1_000

/** A text after every text that begins with the same one, byte by byte. */
const last = '\u{10ffff}'

/**
 * The ids of the users, from three ranges of indexes.
 * @param beginning in lower case
 */
export function beginningWith(db: Kysely<Tables>, organization_id: Id<'org'>, beginning: string) {
  const range = (column: 'email_key' | 'preferred_username_key' | 'name_key') => {
    const found = db
      .selectFrom('users')
      .select('id')
      .where('organization_id', '=', organization_id)
      .where(column, '>=', beginning)
      .where(column, '<', `${beginning}${last}`)
      .orderBy(column)
      .limit(maximumRead)
    // SQLite takes no limit in a part of a union, only one level deeper.
    return db.selectFrom(found.as('found')).select('found.id')
  }
  return range('email_key').union(range('preferred_username_key')).union(range('name_key'))
}

/** Search for organizations by the beginning of the name, of a domain or of the external id. */
import type { Id } from '@gatehouse-sso/core/ids'
import { type Kysely, sql } from 'kysely'
import type { Tables } from './schema/tables.ts'
import { afterAll, maximumRead } from './user-search.ts'

/**
 * The ids of the organizations, from ranges of indexes.
 * @param beginning in lower case; external ids are compared as they are
 */
export function organizationsBeginningWith(db: Kysely<Tables>, environment_id: Id<'env'>, beginning: string) {
  const end = `${beginning}${afterAll}`
  const names = db
    .selectFrom('organizations')
    .select('id')
    .where('environment_id', '=', environment_id)
    .where('name_key', '>=', beginning)
    .where('name_key', '<', end)
    .orderBy('name_key')
    .limit(maximumRead)
  const external = db
    .selectFrom('organizations')
    .select('id')
    .where('environment_id', '=', environment_id)
    .where('external_id', '>=', beginning)
    .where('external_id', '<', end)
    .orderBy('external_id')
    .limit(maximumRead)
  // One range for each of the two partial indexes.
  const domains = (verified: boolean) =>
    db
      .selectFrom('domains')
      .select('organization_id as id')
      .where('environment_id', '=', environment_id)
      .where('state', verified ? '=' : '<>', sql.lit<'verified'>('verified'))
      .where('domain', '>=', beginning)
      .where('domain', '<', end)
      .orderBy('domain')
      .limit(maximumRead)
  // SQLite takes no limit in a part of a union, only one level deeper.
  return db
    .selectFrom(names.as('found'))
    .select('found.id')
    .union(db.selectFrom(external.as('found')).select('found.id'))
    .union(db.selectFrom(domains(true).as('found')).select('found.id'))
    .union(db.selectFrom(domains(false).as('found')).select('found.id'))
}

/** Search for organizations by the beginning of the name, of a domain or of the external id. */
import type { Id } from '@gatehouse-sso/core/ids'
import { type Kysely, sql } from 'kysely'
import type { ConnectionState, ConnectionType } from '../domain/stores/connections.ts'
import type { ListQuery } from '../domain/stores/list.ts'
import type { Tables } from './schema/tables.ts'
import { afterAll, maximumRead } from './user-search.ts'

/**
 * The ids of the organizations, from ranges of indexes.
 * @param typed names and domains are compared in lower case, external ids as they are
 */
export function organizationsBeginningWith(db: Kysely<Tables>, environment_id: Id<'env'>, typed: string) {
  const beginning = typed.toLowerCase()
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
    .where('external_id', '>=', typed)
    .where('external_id', '<', `${typed}${afterAll}`)
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

/** Which connections an organization must have, and the page that is asked for. */
export interface ConnectionFilter {
  readonly state: ConnectionState | undefined
  readonly type: ConnectionType | undefined
}

/**
 * The ids of the organizations that have a connection in a state or of a type.
 * @param page finds only those of one page, from an index that has them in order; `null` finds all
 */
export function organizationsWithConnection(
  db: Kysely<Tables>,
  environment_id: Id<'env'>,
  { state, type }: ConnectionFilter,
  page: ListQuery | null,
) {
  let found = db
    .selectFrom('connections')
    .select('organization_id as id')
    .distinct()
    .where('environment_id', '=', environment_id)
  if (state !== undefined) found = found.where('state', '=', state)
  if (type !== undefined) found = found.where('type', '=', type)
  if (page !== null) {
    const { limit, after, before, order } = page
    const backwards = before !== undefined && after === undefined
    const ascending = (order === 'asc') !== backwards
    const cursor = after ?? before
    if (cursor !== undefined) found = found.where('organization_id', ascending ? '>' : '<', cursor as Id<'org'>)
    found = found.orderBy('organization_id', ascending ? 'asc' : 'desc').limit(limit + 1)
  }
  return db.selectFrom(found.as('found')).select('found.id')
}

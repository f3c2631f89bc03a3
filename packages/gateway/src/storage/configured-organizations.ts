/**
 * Reads an organization with what sign-ins need of its groups and domains, in one statement. Where there are more
 * organizations than the cache holds, many sign-ins read it, and each statement costs (docs/performance.md).
 */
import type { Id } from '@gatehouse-sso/core/ids'
import { type RawBuilder, sql } from 'kysely'
import type { ConfiguredOrganization } from '../domain/stores/organizations.ts'
import type { Dialect } from './engine/engine.ts'
import { organizationColumns, organizationJson } from './organization-columns.ts'
import { decoder, prepareRead, type Storage } from './statements/compile.ts'

// Literals: SQLite prepares a statement anew for each value of a column that a partial index names.
const verified = sql.lit<'verified'>('verified')
const fromSignIn = sql.lit<'sign_in'>('sign_in')

interface Key {
  environment_id: Id<'env'>
  id: Id<'org'>
}

/** The functions that build JSON. */
const functions: Readonly<
  Record<Dialect, { readonly list: RawBuilder<unknown>; readonly object: RawBuilder<unknown> }>
> = {
  sqlite: { list: sql.raw('json_group_array'), object: sql.raw('json_object') },
  postgres: { list: sql.raw('json_agg'), object: sql.raw('json_build_object') },
}

export function configuredOrganizations({ db, engine }: Storage) {
  const { list, object } = functions[engine.dialect]
  const json = (column: string) =>
    engine.dialect === 'sqlite' ? sql`json(${sql.ref(column)})` : sql`cast(${sql.ref(column)} as json)`
  /** A list of objects in the order of the rows, as text. */
  const listOf = (members: RawBuilder<unknown>) =>
    sql<string>`cast(coalesce(${list}(${object}(${members})), '[]') as text)`.as('list')
  const decode = decoder<ConfiguredOrganization>({
    ...organizationJson,
    json: [...organizationJson.json, 'known_groups', 'verified_domains'],
  })
  return prepareRead<Key, ConfiguredOrganization>(
    engine,
    'organizations.configured',
    (a) =>
      db
        .selectFrom('organizations')
        .select([...organizationColumns])
        .select((eb) => [
          // The rows are ordered first: SQLite orders within a function by building another tree.
          eb
            .selectFrom((from) =>
              from
                .selectFrom('groups')
                .select(['idp_id', 'name', 'roles'])
                .whereRef('organization_id', '=', 'organizations.id')
                .where('source', '!=', fromSignIn)
                .orderBy('idp_id') // by the index of these groups
                .as('found'),
            )
            .select(listOf(sql`'idp_id', idp_id, 'name', found.name, 'roles', ${json('roles')}`))
            .as('known_groups'),
          eb
            .selectFrom((from) =>
              from
                .selectFrom('domains')
                .select(['domain', 'verified_by'])
                .whereRef('organization_id', '=', 'organizations.id')
                .where('state', '=', verified)
                .orderBy('domain')
                .as('found'),
            )
            .select(listOf(sql`'domain', domain, 'verified_by', verified_by`))
            .as('verified_domains'),
        ])
        .where('organizations.id', '=', a.id)
        .where('organizations.environment_id', '=', a.environment_id),
    decode,
  )
}

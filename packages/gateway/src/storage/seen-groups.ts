/**
 * Statements for groups that sign-ins bring and that nothing names. A person may have hundreds, so one statement takes
 * many groups of one organization, as JSON.
 */
import type { Id } from '@gatehouse-sso/core/ids'
import { type Compilable, type RawBuilder, sql } from 'kysely'
import { maximumSeenGroups, type NewSeenGroups, type SeenGroups } from '../domain/stores/groups.ts'
import type { Unit, Write } from '../domain/stores/unit.ts'
import type { Row } from './engine/engine.ts'
import { prepare, type Storage } from './statements/compile.ts'

interface Seen extends SeenGroups {
  readonly environment_id: Id<'env'>
}

interface Remembered extends NewSeenGroups {
  readonly environment_id: Id<'env'>
}

export function seenGroupWrites({ db, engine }: Storage): {
  count(seen: Seen): Unit<readonly string[]>
  remember(seen: Remembered): Write
} {
  const elements = sql.raw(engine.dialect === 'sqlite' ? 'json_each' : 'jsonb_array_elements')
  const texts = sql.raw(engine.dialect === 'sqlite' ? 'json_each' : 'jsonb_array_elements_text')
  const statement = (text: RawBuilder<unknown>): Compilable => ({ compile: () => text.compile(db) })

  const count = prepare<Seen>(
    'groups.countSeen',
    (a) =>
      db
        .updateTable('groups')
        .set({ seen_count: sql`seen_count + ${a.seen_count}`, last_seen_at: a.last_seen_at })
        .where('organization_id', '=', a.organization_id)
        .where('idp_id', 'in', sql<string>`(select value from ${texts}(${a.idp_ids}))`)
        .where('environment_id', '=', a.environment_id)
        .where('source', '=', 'sign_in')
        .returning('idp_id'),
    { rows: null, returns: true },
  )
  const remember = prepare<Remembered>(
    'groups.rememberSeen',
    (a) =>
      statement(sql`
        insert into groups (id, environment_id, organization_id, source, idp_id, name, roles, seen_count, last_seen_at,
          version, created_at, updated_at)
        select sent.value ->> 'id', organizations.environment_id, organizations.id, 'sign_in',
          sent.value ->> 'idp_id', sent.value ->> 'idp_id', '[]',
          ${a.seen_count}, ${a.last_seen_at}, 1, ${a.last_seen_at}, ${a.last_seen_at}
        from organizations, ${elements}(${a.groups}) as sent
        where organizations.id = ${a.organization_id} and organizations.environment_id = ${a.environment_id}
        limit (
          select case when count(*) < ${maximumSeenGroups} then ${maximumSeenGroups} - count(*) else 0 end
          from groups where organization_id = ${a.organization_id} and source = 'sign_in'
        )
        on conflict (organization_id, idp_id) do nothing`),
    { rows: null },
  )
  return {
    count: (seen) => ({
      writes: [count(seen)],
      read: ([rows = []]) => rows.map((row) => String((row as Row).idp_id)),
    }),
    remember,
  }
}

/**
 * The version of the configuration is one row. Every unit that changes configuration adds 1 to it as its last
 * statement. So versions are committed in order, and the row is locked only for a moment. On PostgreSQL the same
 * statement notifies the other processes, in the same transaction (docs/decisions/0009).
 */
import { sql } from 'kysely'
import type { BoundStatement, Dialect, Notice, Row } from './engine/engine.ts'
import { prepare, queryBuilder } from './statements/compile.ts'

/** The channel as SQL: an installation is a schema of a database. */
export const versionChannel = "'gatehouse_' || current_schema()"

/** PostgreSQL takes 8,000 bytes. A unit that changes more sends a notice without keys. */
const maximumPayload = 7_000

/** Moves the version and returns it. */
export function moveVersion(dialect: Dialect): (changed: readonly string[]) => BoundStatement {
  const db = queryBuilder(dialect)
  const move = db
    .updateTable('installation')
    .set((eb) => ({ configuration_version: eb('configuration_version', '+', 1) }))
    .returning('configuration_version')
  const options = { rows: 1, returns: true }
  if (dialect === 'sqlite') {
    const bound = prepare('installation.moveVersion', () => move, options)
    return () => bound({})
  }
  const bound = prepare<{ changed: string }>(
    'installation.moveVersion',
    (a) =>
      db
        .with('moved', () => move)
        .selectFrom('moved')
        .select((eb) => [
          'configuration_version',
          sql`pg_notify(${sql.raw(versionChannel)}, ${eb.ref('configuration_version')} || ' ' || ${a.changed})`.as(
            'notified',
          ),
        ]),
    options,
  )
  return (changed) => {
    const text = changed.join(' ')
    return bound({ changed: text.length > maximumPayload ? '' : text })
  }
}

/** Reads the version from the rows of {@link moveVersion}. */
export function versionOf(rows: readonly Row[] | undefined): number {
  return Number(rows?.[0]?.configuration_version)
}

export function parseNotice(payload: string): Notice {
  const [version, ...changed] = payload.split(' ').filter((part) => part !== '')
  return { version: Number(version), changed: changed.length === 0 ? undefined : changed }
}

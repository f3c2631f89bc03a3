/**
 * One timeline of migrations for both engines, forward only. A migration is a list of statements; each runs in one
 * transaction together with its row in `schema_migrations`, after a row that says it began: what did not finish is
 * seen at the next start. Of processes that start together one migrates and the others wait. An older program refuses a
 * newer database.
 */
import { Failure } from '@gatehouse-sso/core/failure'
import type { BoundStatement, Dialect, Engine } from '../engine/engine.ts'
import type { Migration, Words } from './migration.ts'
import { initial } from './migrations/0001-initial.ts'
import { jobs } from './migrations/0002-jobs.ts'
import { signInsWithoutFlow } from './migrations/0003-sign-ins-without-flow.ts'

export const migrations: readonly Migration[] = [initial, jobs, signInsWithoutFlow]

const words: Record<Dialect, Words> = {
  sqlite: { dialect: 'sqlite', bigint: 'integer', strict: 'strict', wide: 'strict' },
  postgres: { dialect: 'postgres', bigint: 'bigint', strict: '', wide: 'with (toast_tuple_target = 8160)' },
}

export interface SchemaStatus {
  readonly applied: readonly string[]
  readonly pending: readonly string[]
  /** Began and did not finish. */
  readonly unfinished: readonly string[]
  /** In the database, unknown to this program. */
  readonly unknown: readonly string[]
}

function statement(name: string, sql: string, values: readonly (string | number | null)[] = []): BoundStatement {
  return { name, sql, values, rows: null, returns: /^select/.test(sql), changes: [], slow: true }
}

/**
 * PostgreSQL compares text as its locale says. Here it does so byte by byte, as SQLite does: lists sort alike, and an
 * upgrade of the server's operating system cannot break an index.
 */
function declared(sql: string, dialect: Dialect): string {
  return dialect === 'sqlite' ? sql : sql.replace(/^(\s+\w+ text)\b/gm, '$1 collate "C"')
}

const createTable = ({ bigint, strict }: Words): string =>
  `create table if not exists schema_migrations (
    name text primary key,
    started_at ${bigint} not null,
    finished_at ${bigint}
  ) ${strict}`

const tableExists: Record<Dialect, string> = {
  sqlite: "select 1 from sqlite_schema where name = 'schema_migrations'",
  postgres: "select 1 from pg_class where oid = to_regclass('schema_migrations')",
}

/** What the database has and what this program knows. Changes nothing. */
export async function schemaStatus(engine: Engine, timeline = migrations): Promise<SchemaStatus> {
  const exists = await engine.read(statement('schema_migrations.exists', tableExists[engine.dialect]))
  const all = statement('schema_migrations.all', 'select * from schema_migrations order by name')
  const rows = exists.length === 0 ? [] : await engine.read(all)
  const finished = rows.filter((row) => row.finished_at !== null).map((row) => String(row.name))
  const known = timeline.map((migration) => migration.name)
  return {
    applied: finished.filter((name) => known.includes(name)),
    pending: known.filter((name) => !finished.includes(name)),
    unfinished: rows.filter((row) => row.finished_at === null).map((row) => String(row.name)),
    unknown: rows.map((row) => String(row.name)).filter((name) => !known.includes(name)),
  }
}

/** @throws Failure schema_newer, schema_half_migrated */
export function checkSchema(status: SchemaStatus): void {
  if (status.unknown.length > 0) throw new Failure('schema_newer', { received: status.unknown.join(', ') })
  if (status.unfinished.length > 0) {
    throw new Failure('schema_half_migrated', { received: status.unfinished.join(', ') })
  }
}

/**
 * Brings the schema up to date.
 * @param now milliseconds since 1970
 * @param options `finish`: also a migration that began before and did not finish (`gatehouse migrate up`); its
 *   transaction left nothing. `timeline`: for tests, which stop before a migration to see what it does
 * @returns the names of the migrations that were applied
 * @throws Failure schema_newer, schema_half_migrated
 */
export function migrate(
  engine: Engine,
  now: () => number,
  { finish = false, timeline = migrations }: MigrateOptions = {},
): Promise<readonly string[]> {
  return engine.exclusively(() => applyPending(engine, now, finish, timeline))
}

export interface MigrateOptions {
  readonly finish?: boolean
  readonly timeline?: readonly Migration[]
}

async function applyPending(
  engine: Engine,
  now: () => number,
  finish: boolean,
  timeline: readonly Migration[],
): Promise<readonly string[]> {
  const status = await schemaStatus(engine, timeline)
  checkSchema(finish ? { ...status, unfinished: [] } : status)
  const word = words[engine.dialect]
  if (status.pending.length > 0) {
    await engine.unit([statement('schema_migrations.create', declared(createTable(word), engine.dialect))])
  }
  for (const migration of timeline.filter(({ name }) => status.pending.includes(name))) {
    await engine.unit([
      statement(
        'schema_migrations.begin',
        `insert into schema_migrations (name, started_at) values (${placeholder(engine, 1)}, ${placeholder(engine, 2)})
         on conflict (name) do nothing`,
        [migration.name, now()],
      ),
    ])
    await engine.unit([
      ...migration.statements(word).map((sql) => statement(migration.name, declared(sql, engine.dialect))),
      statement(
        'schema_migrations.finish',
        `update schema_migrations set finished_at = ${placeholder(engine, 1)} where name = ${placeholder(engine, 2)}`,
        [now(), migration.name],
      ),
    ])
  }
  return status.pending
}

function placeholder(engine: Engine, position: number): string {
  return engine.dialect === 'postgres' ? `$${position}` : '?'
}

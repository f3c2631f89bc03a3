/** Facts about a database for `gatehouse doctor`. A running gateway does not need them. */
import type { Engine, Row } from './engine.ts'

export interface DatabaseFacts {
  /** `SQLite 3.50.4`, `PostgreSQL 17.2` */
  readonly version: string
  /** The server's clock, in milliseconds since 1970; SQLite has none of its own. */
  readonly now: number | null
  /** The settings that durability depends on. Empty on SQLite, where the gateway itself sets them. */
  readonly settings: Readonly<Record<string, string>>
  /** The server is a standby and refuses writes. */
  readonly is_standby: boolean
}

const durability = ['synchronous_commit', 'fsync', 'full_page_writes'] as const

/** @throws Failure database_unavailable */
export async function inspectDatabase(engine: Engine): Promise<DatabaseFacts> {
  if (engine.dialect === 'sqlite') {
    const [row] = await ask(engine, 'select sqlite_version() as version')
    return { version: `SQLite ${row?.version}`, now: null, settings: {}, is_standby: false }
  }
  const [row] = await ask(
    engine,
    `select current_setting('server_version') as version, pg_is_in_recovery()::text as is_standby,
     (extract(epoch from clock_timestamp()) * 1000)::bigint as now,
     ${durability.map((name) => `current_setting('${name}') as ${name}`).join(', ')}`,
  )
  return {
    version: `PostgreSQL ${row?.version}`,
    now: Number(row?.now),
    settings: Object.fromEntries(durability.map((name) => [name, String(row?.[name])])),
    is_standby: row?.is_standby === 'true',
  }
}

/** Counts waiting jobs that were due before `due_before`, in milliseconds since 1970. */
export async function countOverdueJobs(engine: Engine, due_before: number): Promise<number> {
  const [row] = await ask(
    engine,
    `select count(*) as overdue from jobs where state = 'waiting' and run_at < ${Math.floor(due_before)}`,
  )
  return Number(row?.overdue)
}

function ask(engine: Engine, sql: string): Promise<readonly Row[]> {
  return engine.read({ name: 'inspect', sql, values: [], rows: null, returns: true, changes: [] })
}

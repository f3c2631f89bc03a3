/** Databases for targets: each its own file or its own PostgreSQL, so that nobody's work is counted for another. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startPostgres } from '../../packages/gateway/test/postgres-cluster.ts'

export interface Database {
  readonly url: string
  /** Of PostgreSQL's first process. */
  readonly pid: number | null
  /** Folder with its log. */
  readonly folder: string
  close(): Promise<void>
}

export function sqliteDatabase(): Database {
  const folder = mkdtempSync(join(tmpdir(), 'gatehouse-bench-'))
  const remove = (): void => rmSync(folder, { recursive: true, force: true })
  process.once('exit', remove)
  return { url: `sqlite:${join(folder, 'bench.db')}`, pid: null, folder, close: async () => remove() }
}

/** A private PostgreSQL with `fsync` on. */
export async function postgresDatabase(): Promise<Database> {
  const { url, folder, close } = await startPostgres()
  const [pid] = readFileSync(join(folder, 'data', 'postmaster.pid'), 'utf8').split('\n')
  return { url, pid: Number(pid), folder, close }
}

export type EngineName = 'sqlite' | 'postgres'

export function newDatabase(engine: EngineName): Database | Promise<Database> {
  return engine === 'sqlite' ? sqliteDatabase() : postgresDatabase()
}

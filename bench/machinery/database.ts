/**
 * Databases for targets. Each target has its own file or its own PostgreSQL, so that no target is charged for another.
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { startPostgres } from '../../packages/gateway/test/postgres-cluster.ts'
import { newFolder, removeFolder } from './process.ts'

export interface Database {
  readonly url: string
  /** The pid of PostgreSQL's first process. */
  readonly pid: number | null
  /** The folder with its log. */
  readonly folder: string
  close(): Promise<void>
}

export function sqliteDatabase(): Database {
  const folder = newFolder()
  return { url: `sqlite:${join(folder, 'bench.db')}`, pid: null, folder, close: async () => removeFolder(folder) }
}

/** Starts a private PostgreSQL with `fsync` on. */
export async function postgresDatabase(): Promise<Database> {
  const { url, folder, close } = await startPostgres()
  const [pid] = readFileSync(join(folder, 'data', 'postmaster.pid'), 'utf8').split('\n')
  return { url, pid: Number(pid), folder, close }
}

export type EngineName = 'sqlite' | 'postgres'

export function newDatabase(engine: EngineName): Database | Promise<Database> {
  return engine === 'sqlite' ? sqliteDatabase() : postgresDatabase()
}

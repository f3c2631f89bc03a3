/** Databases for targets: each its own file or its own PostgreSQL, so that nobody's work is counted for another. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { startPostgres } from '../../packages/gateway/test/postgres-cluster.ts'
import { newFolder, removeFolder } from './process.ts'

export interface Database {
  readonly url: string
  /** Of PostgreSQL's first process. */
  readonly pid: number | null
  /** Folder with its log. */
  readonly folder: string
  close(): Promise<void>
}

export function sqliteDatabase(): Database {
  const folder = newFolder()
  return { url: `sqlite:${join(folder, 'bench.db')}`, pid: null, folder, close: async () => removeFolder(folder) }
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

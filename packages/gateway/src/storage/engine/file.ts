/** The file of an SQLite database. Only its owner may read it. */
import { closeSync, existsSync, mkdirSync, openSync } from 'node:fs'
import { dirname } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { Failure } from '@gatehouse-sso/core/failure'
import { isBusy } from './busy.ts'

/** Creates the file with its folder if it does not exist. SQLite would create it readable for everybody. */
export function createFile(path: string): void {
  if (path === ':memory:') return
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
  try {
    // Only a new file is opened: on POSIX the close of any other would end the locks that this process has on it.
    closeSync(openSync(path, 'wx', 0o600))
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
  }
}

/**
 * A start in a wrong folder must not leave an empty database there, or a lock beside another file.
 * @throws Failure database_missing, or an error of SQLite when the file is no database
 */
export function requireFile(path: string): void {
  if (path === ':memory:') return
  if (!existsSync(path)) throw new Failure('database_missing', { received: path })
  const database = new DatabaseSync(path, { readOnly: true })
  try {
    database.prepare('PRAGMA schema_version').get()
  } catch (error) {
    if (!isBusy(error)) throw error // another process writes to it, so it is a database
  } finally {
    database.close()
  }
}

/** A copy of an SQLite database while a gateway writes to it. */
import { closeSync, existsSync, openSync, rmSync, statSync } from 'node:fs'
import { backup, DatabaseSync } from 'node:sqlite'
import { Failure } from '@gatehouse-sso/core/failure'

/** All pages in one step. In steps, a gateway that writes in between would let the copy begin anew each time. */
const allPages = 2 ** 31 - 1

export interface Backup {
  readonly path: string
  readonly bytes: number
}

/**
 * Copies the database as it is at one moment, changes in the write-ahead log included.
 * @param to must not exist; it is created readable for its owner only
 * @throws Failure backup_refused
 */
export async function backUpSqlite(from: string, to: string): Promise<Backup> {
  if (!existsSync(from)) throw new Failure('backup_refused', { expected: 'the file of the database', received: from })
  try {
    closeSync(openSync(to, 'wx', 0o600))
  } catch (cause) {
    throw new Failure('backup_refused', { expected: 'a new file in a folder that exists', received: to, cause })
  }
  try {
    const source = new DatabaseSync(from, { readOnly: true })
    try {
      await backup(source, to, { rate: allPages })
    } finally {
      source.close()
    }
    checkCopy(to)
    return { path: to, bytes: statSync(to).size }
  } catch (error) {
    rmSync(to, { force: true })
    throw error
  }
}

/**
 * SQLite deletes the `-wal` and `-shm` files when it closes a database that is open for writing. Nothing is written.
 * @throws Failure backup_refused
 */
function checkCopy(path: string): void {
  const copy = new DatabaseSync(path)
  try {
    const [result] = copy.prepare('PRAGMA quick_check').all()
    const said = Object.values(result ?? {}).join()
    if (said !== 'ok') throw new Failure('backup_refused', { expected: 'a sound copy', received: said })
  } finally {
    copy.close()
  }
}

/**
 * One SQLite file belongs to one gateway. Its holder is a process with an open write transaction on `<file>-lock`, an
 * SQLite database of its own. The operating system ends the transaction together with the process, after `kill -9`
 * too, so a dead holder keeps nobody out. Short commands do not hold the file, and work beside the holder.
 *
 * The row in the lock database names the holder. It is committed before the transaction that holds, so two processes
 * that start at the same moment may overwrite each other's row. The winner then writes its row once more.
 */
import { randomUUID } from 'node:crypto'
import { realpathSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import { Failure } from '@gatehouse-sso/core/failure'
import { isBusy } from './busy.ts'
import { createFile } from './file.ts'

/** The process that holds a file. */
export interface Holder {
  readonly pid: number
  /** `gatehouse serve` */
  readonly command: string
}

const attempts = 100
const pauseMs = 20

/**
 * @param path of an SQLite file that exists
 * @returns a function that gives it back
 * @throws Failure database_in_use, with the name of its holder
 */
export async function holdFile(path: string, { pid, command }: Holder): Promise<() => void> {
  const lock = `${realpathSync(path)}-lock`
  createFile(lock)
  const database = new DatabaseSync(lock)
  const token = randomUUID()
  try {
    // SQLite itself waits for no lock here. It would block the event loop.
    database.exec('PRAGMA busy_timeout = 0')
    for (let attempt = 1; ; attempt += 1) {
      const seen = hold(database, { token, pid, command })
      if (seen === 'held') return () => release(database)
      // The row of a process that has ended is older than the holder, which writes its own in a moment.
      const isOther = seen !== undefined && seen.token !== token && isRunning(seen.pid)
      if (isOther || attempt === attempts) {
        const holder = seen === undefined ? 'another process' : `process ${seen.pid} (\`${seen.command}\`)`
        throw new Failure('database_in_use', { received: `${path}, held by ${holder}` })
      }
      await new Promise((resolve) => setTimeout(resolve, pauseMs))
    }
  } catch (error) {
    database.close()
    throw error
  }
}

interface Row extends Holder {
  readonly token: string
}

/** @returns when the file is held: the row in the lock database, if there is one yet */
function hold(database: DatabaseSync, me: Row): 'held' | Row | undefined {
  try {
    database.exec('create table if not exists holder (token text, pid integer, command text) strict')
    for (;;) {
      database.exec('BEGIN IMMEDIATE')
      if (read(database)?.token === me.token) return 'held'
      database.exec('delete from holder')
      database.prepare('insert into holder values (?, ?, ?)').run(me.token, me.pid, me.command)
      database.exec('COMMIT')
    }
  } catch (error) {
    if (!isBusy(error)) throw error
    if (database.isTransaction) database.exec('ROLLBACK')
    return read(database)
  }
}

/** The row is deleted, because a process may run on after it has given the file back. */
function release(database: DatabaseSync): void {
  try {
    database.exec('delete from holder')
    database.exec('COMMIT')
  } catch (error) {
    if (!isBusy(error)) throw error // a reader keeps the row, and it does not hold the file
  } finally {
    database.close()
  }
}

function read(database: DatabaseSync): Row | undefined {
  try {
    return database.prepare('select token, pid, command from holder').get() as Row | undefined
  } catch (error) {
    if (isBusy(error) || isMissing(error)) return undefined
    throw error
  }
}

/** Another process creates the table at this moment. */
function isMissing(error: unknown): boolean {
  return error instanceof Error && error.message.includes('no such table')
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}

import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { statement } from '../../../test/statement.ts'
import { openSqlite } from './sqlite.ts'

const create = [statement('create table things (name text)')]
const insert = [statement("insert into things values ('a')")]
/** Returns the path of a file that the end of the test removes. */
function temporaryFile(): string {
  const folder = mkdtempSync(join(tmpdir(), 'gatehouse-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  return join(folder, 'test.db')
}
/** Waits for more turns of the event loop than a unit waits for others. */
async function turns(): Promise<void> {
  for (let turn = 0; turn < 6; turn += 1) await new Promise(setImmediate)
}

describe('closing SQLite', () => {
  it('commits the units that wait, and nothing afterwards', async () => {
    const engine = openSqlite(':memory:')
    await engine.unit(create)
    const waiting = engine.unit(insert)
    await engine.close()
    expect(await waiting).toEqual([[]])
    await turns() // an error here would end the process
  })

  it('refuses only units that come later, so that a stop that breaks off requests ends in order', async () => {
    const engine = openSqlite(':memory:')
    await engine.unit(create)
    await engine.close()
    await expect(engine.unit(insert)).rejects.toThrow(expect.objectContaining({ code: 'database_unavailable' }))
    await expect(engine.read(statement('select * from things'))).rejects.toThrow(
      expect.objectContaining({ code: 'database_unavailable' }),
    )
  })
})

describe('SQLite in a file', () => {
  // sqlite.org/pragma.html: with NORMAL a change that was acknowledged can be gone after a power failure.
  it.each([
    ['synchronous', 2],
    ['journal_mode', 'wal'],
    ['foreign_keys', 1],
    ['busy_timeout', 5_000],
    ['trusted_schema', 0],
    ['temp_store', 2],
  ])('has %s = %s, in a new one and in one that was there', async (name, set) => {
    const path = temporaryFile()
    for (const _ of ['new', 'there']) {
      const engine = openSqlite(path)
      const [row = {}] = await engine.read(statement(`PRAGMA ${name}`, { returns: true }))
      await engine.close()
      expect(Object.values(row)).toEqual([set])
    }
  })
})

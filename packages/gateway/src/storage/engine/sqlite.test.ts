import { describe, expect, it } from 'vitest'
import { statement } from '../../../test/statement.ts'
import { openSqlite } from './sqlite.ts'

const create = [statement('create table things (name text)')]
const insert = [statement("insert into things values ('a')")]
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

import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { storageConformance } from '../../test/storage-conformance.ts'
import type { Engine } from './engine.ts'
import { checkSchema, migrate, migrations, schemaStatus } from './migrate.ts'
import { openSqlite } from './sqlite.ts'

const folder = mkdtempSync(join(tmpdir(), 'gatehouse-storage-'))
afterAll(() => rmSync(folder, { recursive: true }))

storageConformance('SQLite in memory', async () => openSqlite(':memory:'))
storageConformance('SQLite in a file', async () => openSqlite(join(folder, 'conformance.db')))

describe('a SQLite file', () => {
  it('is for its owner alone', () => {
    expect(statSync(join(folder, 'conformance.db')).mode & 0o077).toBe(0)
  })
})

describe('migrations', () => {
  const statement = (sql: string) => ({ name: 'test', sql, values: [], rows: null, returns: false, changes: [] })
  const opened: Engine[] = []
  const open = () => {
    const engine = openSqlite(':memory:')
    opened.push(engine)
    return engine
  }
  afterAll(() => Promise.all(opened.map((engine) => engine.close())))

  it('run once', async () => {
    const engine = open()
    expect(await migrate(engine, () => 1)).toEqual(migrations.map(({ name }) => name))
    expect(await migrate(engine, () => 1)).toEqual([])
    expect((await schemaStatus(engine)).pending).toEqual([])
  })
  it('R30 refuse a database that is newer', async () => {
    const engine = open()
    await migrate(engine, () => 1)
    await engine.unit([statement("insert into schema_migrations values ('9999_future', 1, 1)")])
    await expect(migrate(engine, () => 1)).rejects.toThrow(expect.objectContaining({ code: 'schema_newer' }))
  })
  it('R30 refuse a database in which one began and did not finish, and finish it on command', async () => {
    const engine = open()
    await schemaStatus(engine)
    await engine.unit([statement(`insert into schema_migrations values ('${migrations[0]?.name}', 1, null)`)])
    await expect(migrate(engine, () => 1)).rejects.toThrow(expect.objectContaining({ code: 'schema_half_migrated' }))
    await migrate(engine, () => 1, true)
    expect(() => checkSchema({ applied: [], pending: [], unfinished: [], unknown: [] })).not.toThrow()
    expect(await schemaStatus(engine)).toMatchObject({ pending: [], unfinished: [] })
  })
})

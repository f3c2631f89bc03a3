/** A table of things in a new PostgreSQL database, for tests of the engine below the stores. */
import { expect } from 'vitest'
import type { BoundStatement, Engine, Row } from '../src/storage/engine/engine.ts'
import { openPostgres } from '../src/storage/engine/postgres/postgres.ts'
import { newDatabase } from './postgres-database.ts'
import { statement } from './statement.ts'
import { startTcpProxy, type TcpProxy } from './tcp-proxy.ts'

/** Creates the table with two rows: `one` with 1 and `two` with 2. */
export async function openThings(): Promise<{ url: string; engine: Engine }> {
  const url = await newDatabase()
  const engine = openPostgres(url)
  await engine.unit([statement('create table things (id text primary key, n bigint not null)')])
  await engine.unit([statement("insert into things values ('one', 1), ('two', 2)")])
  return { url, engine }
}

/** The same database behind a proxy that counts round trips and loses answers. */
export interface Behind {
  readonly proxy: TcpProxy
  readonly near: Engine
  close(): Promise<void>
}

export async function openBehindProxy(url: string): Promise<Behind> {
  const proxy = await startTcpProxy(url)
  const near = openPostgres(proxy.through(url))
  await near.read(statement('select 1', { returns: true }))
  return {
    proxy,
    near,
    close: async () => {
      await near.close()
      await proxy.close()
    },
  }
}

export const unavailable = expect.objectContaining({ name: 'Failure', code: 'database_unavailable' })
export const refused = expect.objectContaining({ name: 'UnitRefused', write: 'test', reason: 'expectation' })

/** @param engine the default engine; a function, because the engine is not open yet when the test file is loaded */
export function thingsOn(engine: () => Engine) {
  const read = (sql: string, on = engine()): Promise<readonly Row[]> => on.read(statement(sql, { returns: true }))
  return {
    read,
    run: (sql: string, change: Partial<BoundStatement> = {}, on = engine()) => on.unit([statement(sql, change)]),
    numberOf: async (id: string) => (await read(`select n from things where id = '${id}'`))[0]?.n,
  }
}

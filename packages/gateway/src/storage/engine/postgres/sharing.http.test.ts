/** Units and reads on PostgreSQL that wait at the same time. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { until } from '../../../../test/harness.ts'
import {
  type Behind,
  openBehindProxy,
  openThings,
  refused,
  thingsOn,
  unavailable,
} from '../../../../test/postgres-things.ts'
import { statement } from '../../../../test/statement.ts'
import type { Engine } from '../engine.ts'
import { openPostgres } from './postgres.ts'

let url: string
let engine: Engine
beforeAll(async () => {
  ;({ url, engine } = await openThings())
})
afterAll(() => engine.close())
const { run, read, numberOf } = thingsOn(() => engine)

describe('units and reads that wait at the same time', () => {
  const add = (id: string, n = 1, on = engine) =>
    run(`update things set n = n + ${n} where id = '${id}'`, { rows: 1 }, on)
  let behind: Behind
  beforeAll(async () => {
    behind = await openBehindProxy(url)
  })
  afterAll(() => behind.close())
  const twenty = <T>(act: (index: number) => Promise<T>) => Promise.all(Array.from({ length: 20 }, (_, n) => act(n)))

  it('share a transaction', async () => {
    const before = Number(await numberOf('one'))
    await add('one', 0, behind.near)
    behind.proxy.round_trips = 0
    await twenty(() => add('one', 1, behind.near))
    expect(behind.proxy.round_trips).toBe(2)
    expect(await numberOf('one')).toBe(before + 20)
  })
  it('share a group of messages when they are reads, and each gets its own rows', async () => {
    const find = (n: number) =>
      behind.near.read(statement('select $1::bigint as n', { values: [n], returns: true, shared: true }))
    await twenty(find) // on two connections
    behind.proxy.round_trips = 0
    expect(await twenty(find)).toEqual(Array.from({ length: 20 }, (_, n) => [{ n }]))
    expect(behind.proxy.round_trips).toBe(2) // sixteen, and four on another connection
  })
  it('get their own rows when they are units', async () => {
    const returning = (n: number) => statement(`select ${n} as n`, { returns: true, rows: 1 })
    const units = [[returning(1)], [returning(2), returning(3)], [returning(4)]]
    const rows = await Promise.all(units.map((unit) => behind.near.unit(unit)))
    expect(rows).toEqual([[[{ n: 1 }]], [[{ n: 2 }], [{ n: 3 }]], [[{ n: 4 }]]])
  })
  it('fail alone when they are refused or have a fault', async () => {
    const before = Number(await numberOf('one'))
    const [good, missing, wrong, other] = await Promise.allSettled([
      add('one'),
      add('none'),
      run('update nothing set n = 1'),
      add('one'),
    ])
    expect([good.status, other.status]).toEqual(['fulfilled', 'fulfilled'])
    expect(missing).toEqual({ status: 'rejected', reason: refused })
    expect(wrong).toEqual({ status: 'rejected', reason: expect.objectContaining({ code: '42P01' }) })
    expect(await numberOf('one')).toBe(before + 2)
    const reads = ['select 1 as n', 'select n from nothing', 'select 2 as n'].map((sql) =>
      engine.read(statement(sql, { returns: true, shared: true })),
    )
    const answers = (await Promise.allSettled(reads)).map((answer) => answer.status === 'fulfilled' && answer.value)
    expect(answers).toEqual([[{ n: 1 }], false, [{ n: 2 }]])
  })
  it('do not wait for a unit that waits for a lock', async () => {
    const holder = openPostgres(url)
    const held = holder.unit([
      statement("update things set n = n where id = 'one'", { rows: 1 }),
      statement('select pg_sleep(0.6)', { returns: true }),
    ])
    const sleeps =
      "select 1 from pg_stat_activity where datname = current_database() and state = 'active' and query like 'select pg_sleep(0.6)%'"
    await until(
      () => read(sleeps),
      (rows) => rows.length === 1,
    )
    const order: string[] = []
    const done = (name: string) => () => order.push(name)
    await Promise.all([add('one').then(done('waits')), add('two').then(done('does not')), held.then(done('holder'))])
    expect(order).toEqual(['does not', 'holder', 'waits'])
    await holder.close()
  })
  it.each(['unit', 'read'] as const)('do not wait for a %s that takes a second', async (kind) => {
    const order: string[] = []
    const done = (name: string) => () => order.push(name)
    const act = (sql: string): Promise<unknown> => {
      const one = statement(sql, { returns: true, shared: true })
      return kind === 'read' ? engine.read(one) : engine.unit([one])
    }
    await Promise.all([
      act('select pg_sleep(1)::text').then(done('takes long')),
      act("select n from things where id = 'two'").then(done('does not')),
    ])
    expect(order).toEqual(['does not', 'takes long'])
  })
  it('are not repeated when the answer to their commit is lost', async () => {
    const before = Number(await numberOf('one'))
    behind.proxy.lose_answer_to = 'commit'
    const answers = await Promise.allSettled([add('one', 1, behind.near), add('one', 1, behind.near)])
    behind.proxy.lose_answer_to = undefined
    expect(answers).toEqual([0, 1].map(() => ({ status: 'rejected', reason: unavailable })))
    expect(await numberOf('one')).toBe(before + 2)
  })
})

describe('units in separate transactions', () => {
  it('both succeed after a deadlock', async () => {
    const lock = (id: string) => statement(`update things set n = n + 1 where id = '${id}'`, { rows: 1 })
    const wait = statement('select pg_sleep(0.2)', { returns: true })
    const before = await numberOf('one')
    const other = openPostgres(url) // units of one process would share a transaction
    await Promise.all([engine.unit([lock('one'), wait, lock('two')]), other.unit([lock('two'), wait, lock('one')])])
    await other.close()
    expect(await numberOf('one')).toBe(Number(before) + 2)
  })
  it('may change a table without breaking prepared statements', async () => {
    const all = () => read("select * from things where id = 'one'")
    await Promise.all(Array.from({ length: 30 }, all)) // on every connection
    await run('alter table things add column extra text')
    expect(Object.keys((await all())[0] ?? {})).toEqual(['id', 'n', 'extra'])
    expect(await Promise.all(Array.from({ length: 30 }, all))).toHaveLength(30)
  })
})

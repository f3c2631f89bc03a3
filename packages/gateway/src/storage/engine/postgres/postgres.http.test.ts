/** Behaviour and failures that only PostgreSQL has. */
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { until } from '../../../../test/harness.ts'
import { startPostgres } from '../../../../test/postgres-cluster.ts'
import { administer, newDatabase } from '../../../../test/postgres-database.ts'
import {
  type Behind,
  openBehindProxy,
  openThings,
  refused,
  thingsOn,
  unavailable,
} from '../../../../test/postgres-things.ts'
import { statement } from '../../../../test/statement.ts'
import type { BoundStatement, Engine } from '../engine.ts'
import { limits } from './connection.ts'
import { openPostgres } from './postgres.ts'

let url: string
let engine: Engine
beforeAll(async () => {
  ;({ url, engine } = await openThings())
})
afterAll(() => engine.close())
const { run, read, numberOf } = thingsOn(() => engine)

/** The engine's own limit is 2 s. A machine under load gets ten times as long. */
async function quicklyUnavailable(act: () => Promise<unknown>): Promise<PromiseSettledResult<unknown>> {
  const start = performance.now()
  const [answer] = await Promise.allSettled([act()])
  expect(answer).toEqual({ status: 'rejected', reason: unavailable })
  expect(performance.now() - start).toBeLessThan(20_000)
  return answer
}

describe('a statement alone in its unit', () => {
  it('changes nothing when it would change too many rows', async () => {
    await expect(run('update things set n = n + 10', { rows: 1 })).rejects.toEqual(refused)
    expect([await numberOf('one'), await numberOf('two')]).toEqual([1, 2])
  })
  it('is refused when it finds no row, with and without a transaction', async () => {
    for (const single of [false, true]) {
      const missing = run("update things set n = 0 where id = 'none'", { rows: 1, single })
      await expect(missing).rejects.toEqual(refused)
    }
  })
  it('changes nothing when it returns too many rows', async () => {
    const sql = 'update things set n = n + 10 returning n'
    await expect(run(sql, { rows: 1, returns: true })).rejects.toEqual(refused)
    expect(await numberOf('one')).toBe(1)
  })
})

describe('the number of round trips', () => {
  let behind: Behind
  beforeAll(async () => {
    behind = await openBehindProxy(url)
  })
  afterAll(() => behind.close())
  const touch = statement("update things set n = n where id = 'one'", { rows: 1, single: true })
  const counts: [string, () => Promise<unknown>, number][] = [
    ['a read is one', () => read('select n from things', behind.near), 1],
    ['a lone change is one', () => behind.near.unit([touch]), 1],
    ['a lone change that needs a transaction is two', () => behind.near.unit([{ ...touch, single: false }]), 2],
    ['a unit is two', () => behind.near.unit([touch, touch, touch, touch]), 2],
    ['a refused unit is two', () => behind.near.unit([touch, { ...touch, rows: 2 }]).catch(() => 0), 2],
  ]
  it.each(counts)('of %s', async (_, act, count) => {
    await act() // parses the statements
    behind.proxy.round_trips = 0
    await act()
    expect(behind.proxy.round_trips).toBe(count)
  })
})

describe('a commit', () => {
  let count = 0
  /**
   * Tells whether a commit had reached the disk when its unit was answered. The row holds the position in the log
   * before the row itself and its commit were written, so the log of other writers does not count.
   */
  const flushed = async (relaxed: boolean, others: readonly BoundStatement[] = []): Promise<boolean> => {
    count += 1
    const id = `commit-${count}`
    const sql = `insert into things values ('${id}', pg_current_wal_insert_lsn() - '0/0'::pg_lsn)`
    await engine.unit([statement(sql, { rows: 1, single: true, relaxed }), ...others])
    const flushedTo = "pg_current_wal_flush_lsn() - '0/0'::pg_lsn"
    const [row] = await read(`select (${flushedTo} > n)::int as flushed from things where id = '${id}'`)
    return row?.flushed === 1
  }
  it('waits for the disk', async () => {
    for (let commit = 0; commit < 20; commit += 1) expect(await flushed(false)).toBe(true)
  })
  it('of a relaxed statement does not wait for the disk', async () => {
    // The commit of another writer may bring it to the disk earlier.
    const flushedNow = () => flushed(true)
    await until(flushedNow, (held) => !held)
  })
  it('of a relaxed statement beside another waits for the disk', async () => {
    const other = statement("update things set n = n where id = 'one'", { rows: 1, single: true })
    for (let commit = 0; commit < 20; commit += 1) expect(await flushed(true, [other])).toBe(true)
  })
  it('after a relaxed one on the same connection waits for the disk', async () => {
    expect(await read('show synchronous_commit')).toEqual([{ synchronous_commit: 'on' }])
  })
})

describe('a plan', () => {
  it('uses the index even when the table has one row, and is not compiled', async () => {
    await run('create table growing (id text primary key)')
    await run("insert into growing values ('one')")
    await run('analyze growing')
    const [first] = await read("explain select * from growing where id = 'one'")
    expect(first?.['QUERY PLAN']).toMatch(/^Index/)
    expect(await read('show jit')).toEqual([{ jit: 'off' }])
  })
})

describe('a lost connection', () => {
  const terminate = () =>
    administer(
      url,
      'select pg_terminate_backend(pid) from pg_stat_activity where pid <> pg_backend_pid() and datname = current_database()',
    )

  it('that was idle is replaced', async () => {
    await Promise.all(Array.from({ length: 20 }, () => read('select 1')))
    await terminate()
    expect(await read('select 1 as one')).toEqual([{ one: 1 }])
    await run("update things set n = n where id = 'one'", { rows: 1 })
  })
  it('in the middle of a unit leaves nothing behind, and the unit is repeated', async () => {
    const before = await numberOf('two')
    const slow = engine.unit([
      statement("update things set n = n + 1 where id = 'two'", { rows: 1 }),
      statement('select pg_sleep(0.3)', { returns: true }),
    ])
    const sleeps =
      "select 1 from pg_stat_activity where datname = current_database() and state = 'active' and query like 'select pg_sleep(0.3)%'"
    await until(
      () => administer(url, sleeps),
      (rows) => rows.length === 1,
    )
    await terminate()
    await slow
    expect(await numberOf('two')).toBe(Number(before) + 1)
  })
  it('that loses the answer to a commit never counts as success', async () => {
    const { proxy, near, close } = await openBehindProxy(url)
    const add = (change: Partial<BoundStatement>) =>
      run("update things set n = n + 1 where id = 'one'", { name: 'things.add', rows: 1, ...change }, near)
    await add({})
    await add({ single: true })
    const before = Number(await numberOf('one'))
    proxy.lose_answer_to = 'commit'
    await expect(add({})).rejects.toEqual(unavailable)
    proxy.lose_answer_to = 'things.add'
    await expect(add({ single: true })).rejects.toEqual(unavailable)
    proxy.lose_answer_to = undefined
    // Both were committed, and neither was repeated.
    expect(await numberOf('one')).toBe(before + 2)
    await add({})
    await close()
  })
})

describe('the database is reported unavailable soon', () => {
  it('when a statement takes too long, and the connection stays usable', async () => {
    await quicklyUnavailable(() => read('select pg_sleep(30)'))
    await quicklyUnavailable(() =>
      engine.unit([statement('select 1', { returns: true }), statement('select pg_sleep(30)', { returns: true })]),
    )
    expect(await read('select 1 as one')).toEqual([{ one: 1 }])
  })
  it('when all connections are busy', async () => {
    const busy = Array.from({ length: limits.connections }, () => read('select pg_sleep(1.4)'))
    await quicklyUnavailable(() => read('select 1'))
    await Promise.all(busy)
    expect(await read('select 1 as one')).toEqual([{ one: 1 }])
  })
  it('when no server listens, without the password in the error', async () => {
    const address = new URL(url)
    address.port = '1'
    const nobody = openPostgres(address.href)
    const answer = await quicklyUnavailable(() => read('select 1', nobody))
    const { reason } = answer as PromiseRejectedResult
    const said = JSON.stringify([reason.stack, reason.evidence.cause.stack, Object.entries(reason.evidence.cause)])
    expect(said).not.toMatch(/p@ss|p%40ss/)
    await nobody.close()
  })
  const wrong: [string, (address: URL) => void][] = [
    [
      'the password is wrong',
      (address) => {
        address.password = 'wrong'
      },
    ],
    [
      'there is no such user',
      (address) => {
        address.username = 'nobody'
      },
    ],
    [
      'there is no such database',
      (address) => {
        address.pathname = '/nothing'
      },
    ],
  ]
  it.each(wrong)('when %s', async (_, change) => {
    const address = new URL(url)
    change(address)
    const other = openPostgres(address.href)
    await quicklyUnavailable(() => read('select 1', other))
    await expect(other.exclusively(async () => 1)).rejects.toEqual(unavailable)
    await other.close()
  })
  it('when it hangs or is shut down, and then recovers by itself', async () => {
    const cluster = await startPostgres()
    const other = openPostgres(await newDatabase(cluster.url))
    await read('select 1', other)
    cluster.signal('SIGSTOP')
    await quicklyUnavailable(() => read('select 1', other))
    await quicklyUnavailable(() => run('create table t (id integer)', {}, other))
    cluster.signal('SIGCONT')
    expect(await read('select 1 as one', other)).toEqual([{ one: 1 }])
    await cluster.stop()
    await quicklyUnavailable(() => read('select 1', other))
    await cluster.start()
    expect(await read('select 1 as one', other)).toEqual([{ one: 1 }])
    await other.close()
    await cluster.close()
  })
})

describe('TLS', () => {
  const certificate = join(inject('postgres_folder'), 'server.crt')
  const isEncrypted = async (parameters: string) => {
    const other = openPostgres(`${url}?${parameters}`)
    try {
      const sql = 'select ssl from pg_stat_ssl where pid = pg_backend_pid()'
      return (await other.read(statement(`select (${sql})::text as ssl`, { returns: true })))[0]?.ssl === 'true'
    } finally {
      await other.close()
    }
  }
  it.each([
    ['sslmode=disable', false],
    ['sslmode=require', true],
    [`sslmode=require&sslrootcert=${certificate}`, true],
    [`sslmode=verify-ca&sslrootcert=${certificate}`, true],
    [`sslmode=verify-full&sslrootcert=${certificate}`, true],
  ])('with %s is used: %s', async (parameters, encrypted) => expect(await isEncrypted(parameters)).toBe(encrypted))
  it('with verify-full refuses a certificate of an unknown CA', async () => {
    await expect(isEncrypted('sslmode=verify-full')).rejects.toEqual(unavailable)
  })
})

describe('a database', () => {
  it('is refused when its encoding cannot hold every text', async () => {
    const name = `latin_${Date.now()}`
    await administer(
      inject('postgres_url'),
      `create database ${name} encoding 'LATIN1' lc_collate 'C' lc_ctype 'C' locale_provider libc template template0`,
    )
    const address = new URL(url)
    address.pathname = `/${name}`
    const latin = openPostgres(address.href)
    const setting_invalid = expect.objectContaining({ code: 'setting_invalid' })
    await expect(latin.exclusively(async () => 1)).rejects.toEqual(setting_invalid)
    await latin.close()
  })
})

import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { statement } from '../../../test/statement.ts'
import type { Engine } from './engine.ts'
import { openSqlite } from './sqlite.ts'
import { type ClosableUnitsOfWork, unitsOfWork } from './unit-of-work.ts'

describe('writes that come later', () => {
  let engine: Engine
  let units: ClosableUnitsOfWork
  /** The number of statements in each unit. */
  let sizes: number[]
  /** The engine answers a unit only after this resolves. */
  let answers: Promise<void>

  const insert = statement('insert into things default values')
  const written = async (): Promise<unknown> =>
    (await engine.read(statement('select count(*) as n from things', { returns: true })))[0]?.n
  const pass = async (ms: number): Promise<void> => {
    await vi.advanceTimersByTimeAsync(ms)
    for (let turn = 0; turn < 20; turn += 1) await new Promise((resolve) => setImmediate(resolve))
  }

  beforeEach(async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    sizes = []
    answers = Promise.resolve()
    engine = openSqlite(':memory:')
    await engine.unit([statement('create table things (id integer primary key) strict')])
    const counting: Engine = {
      ...engine,
      unit: async (statements) => {
        sizes.push(statements.length)
        const rows = await engine.unit(statements)
        await answers
        return rows
      },
    }
    units = unitsOfWork(counting, { onChanged: () => undefined, onLost: () => undefined })
  })
  afterEach(async () => {
    vi.useRealTimers()
    await engine.close()
  })

  it('are committed together, a moment later', async () => {
    for (let n = 0; n < 5; n += 1) units.later([insert])
    await pass(99)
    expect(sizes).toEqual([])
    await pass(1)
    expect(sizes).toEqual([5])
    expect(await written()).toBe(5)
  })
  it('wait for more when they come while others are being committed', async () => {
    const slow = Promise.withResolvers<void>()
    answers = slow.promise
    units.later([insert])
    await pass(100)
    units.later([insert])
    slow.resolve()
    await pass(50)
    units.later([insert])
    expect(sizes).toEqual([1])
    await pass(100)
    expect(sizes).toEqual([1, 2])
    expect(await written()).toBe(3)
  })
  it('are committed a thousand at a time', async () => {
    units.later(Array.from({ length: 2_500 }, () => insert))
    await pass(100)
    await pass(100)
    expect(sizes).toEqual([1_000, 1_000, 500])
  })
  it.each([
    [63, [1]],
    [64, [64, 1]],
  ])('go along with the next commit when many wait: %i', async (many, expected) => {
    for (let n = 0; n < many; n += 1) units.later([insert])
    await units.run([insert] as never)
    expect(sizes).toEqual(expected)
    await pass(100)
    expect(await written()).toBe(many + 1)
  })
  it('do not go along while the database does not answer', async () => {
    const slow = Promise.withResolvers<void>()
    answers = slow.promise
    units.later([insert])
    await pass(100)
    for (let n = 0; n < 64; n += 1) units.later([insert])
    const ran = units.run([insert] as never)
    expect(sizes).toEqual([1, 1])
    slow.resolve()
    await ran
    await pass(100)
    expect(sizes).toEqual([1, 1, 64])
  })
  it('are all committed at once at the end', async () => {
    units.later(Array.from({ length: 1_500 }, () => insert))
    await units.flush()
    expect(sizes).toEqual([1_000, 500])
    expect(await written()).toBe(1_500)
    await units.flush()
    expect(sizes).toHaveLength(2)
  })
})

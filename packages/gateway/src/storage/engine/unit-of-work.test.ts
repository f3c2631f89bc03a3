import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { statement } from '../../../test/statement.ts'
import type { Engine } from './engine.ts'
import { openSqlite } from './sqlite.ts'
import { type ClosableUnitsOfWork, unitsOfWork } from './unit-of-work.ts'

describe('what is written behind', () => {
  let engine: Engine
  let units: ClosableUnitsOfWork
  /** How many statements each unit had. */
  let sizes: number[]
  /** What each answer waits for. */
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

  it('is written together, a moment later', async () => {
    for (let n = 0; n < 5; n += 1) units.later([insert])
    await pass(99)
    expect(sizes).toEqual([])
    await pass(1)
    expect(sizes).toEqual([5])
    expect(await written()).toBe(5)
  })
  it('waits for more of its kind when it comes while others are written', async () => {
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
  it('is written a thousand at a time', async () => {
    units.later(Array.from({ length: 2_500 }, () => insert))
    await pass(100)
    await pass(100)
    expect(sizes).toEqual([1_000, 1_000, 500])
  })
  it('is written at once at the end, all of it', async () => {
    units.later(Array.from({ length: 1_500 }, () => insert))
    await units.flush()
    expect(sizes).toEqual([1_000, 500])
    expect(await written()).toBe(1_500)
    await units.flush()
    expect(sizes).toHaveLength(2)
  })
})

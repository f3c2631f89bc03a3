import { Failure } from '@gatehouse-sso/core/failure'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { type ConfigurationWatch, watchConfiguration } from './watch.ts'

/** A database that can be away or hang, and a cache that lists what was dropped. */
const world = {
  version: 5,
  state: 'there' as 'there' | 'away' | 'hangs',
  dropped: [] as string[],
  reads: 0,
  notice: (_: { version: number; changed: readonly string[] | undefined }): void => undefined,
}
let watch: ConfigurationWatch
const away = new Failure('database_unavailable')
const unavailable = expect.objectContaining({ code: 'database_unavailable' })

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] })
  Object.assign(world, { version: 5, state: 'there', dropped: [], reads: 0 })
  watch = watchConfiguration(
    { invalidate: (keys) => world.dropped.push(...keys), clear: () => world.dropped.push('all') },
    (onChange) => {
      world.notice = onChange
      return {
        read: async () => {
          world.reads += 1
          if (world.state === 'away') throw away
          if (world.state === 'hangs') await new Promise((_, reject) => setTimeout(() => reject(away), 1_500))
          return world.version
        },
        close: async () => undefined,
      }
    },
    () => performance.now(),
  )
})
afterEach(async () => {
  await watch.stop()
  vi.restoreAllMocks()
  vi.useRealTimers()
})

async function started(): Promise<void> {
  await watch.start()
  world.dropped.length = 0
}
const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms)

describe('a change', () => {
  it('of this process, or with a notice, drops only the keys that it changed', async () => {
    await started()
    watch.changed({ version: 6, changed: ['connection:a'] })
    world.notice({ version: 7, changed: ['application:b', 'domain'] })
    world.version = 7
    await pass(3_000)
    expect(world.dropped).toEqual(['connection:a', 'application:b', 'domain'])
  })
  it('without a notice drops everything within a second', async () => {
    await started()
    world.version = 6
    await pass(1_000)
    expect(world.dropped).toEqual(['all'])
    await pass(5_000)
    expect(world.dropped).toEqual(['all'])
  })
  it('with too many keys for a notice drops everything', async () => {
    await started()
    world.notice({ version: 6, changed: undefined })
    expect(world.dropped).toEqual(['all'])
  })
})

describe('a cached value', () => {
  it('is fresh before the watch begins', () => {
    expect(watch.isWell()).toBe(true)
    expect(watch.fresh()).toBeUndefined()
  })
  it('is returned at once while the version is read every second', async () => {
    await started()
    await pass(60_000)
    expect(world.reads).toBe(61)
    expect(watch.fresh()).toBeUndefined()
  })
  it('is returned for two seconds after the database went away, and then refused', async () => {
    await started()
    world.state = 'away'
    await pass(1_900)
    expect(watch.fresh()).toBeUndefined()
    await pass(200)
    expect(watch.isWell()).toBe(false)
    expect(() => watch.fresh()).toThrow(unavailable)
  })
  it('is returned again soon after the database came back, when everything stale has been dropped', async () => {
    await started()
    world.state = 'away'
    await pass(30_000)
    Object.assign(world, { state: 'there', version: 9 })
    await pass(200)
    expect(world.dropped).toEqual(['all'])
    expect(watch.fresh()).toBeUndefined()
  })
  it('is checked by one read for all callers after this process was suspended', async () => {
    await started()
    const frozen = performance.now()
    vi.spyOn(performance, 'now').mockImplementation(() => frozen + 60_000)
    world.version = 6
    const reads = world.reads
    expect(watch.isWell()).toBe(false)
    await Promise.all([watch.fresh(), watch.fresh(), watch.fresh()])
    expect([world.reads, world.dropped]).toEqual([reads + 1, ['all']])
    expect(watch.isWell()).toBe(true)
  })
  it('is refused to callers who wait while the database hangs', async () => {
    await started()
    await pass(500)
    world.state = 'hangs'
    await pass(1_600) // a read hangs since 1.1 s
    const answer = expect(watch.fresh()).rejects.toEqual(unavailable)
    await pass(1_500)
    await answer
  })
})

it('a watch does not start without the database', async () => {
  world.state = 'away'
  await expect(watch.start()).rejects.toBe(away)
})

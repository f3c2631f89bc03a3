import { describe, expect, it } from 'vitest'
import { renewingCache } from './renewing.js'

const minute = 60_000
const mebibyte = 1024 * 1024

/** A source whose documents count its fetches, and a clock that the test moves. */
function source(bytes = 1) {
  const clock = { now: 0 }
  let fetches = 0
  let fails = false
  const cache = renewingCache<{ fetch: number }>(
    () => clock.now,
    () => bytes,
  )
  const load = async () => {
    fetches += 1
    if (fails) throw new Error('away')
    return { fetch: fetches }
  }
  return {
    cache,
    load,
    clock,
    fetches: () => fetches,
    fail: () => {
      fails = true
    },
  }
}

describe('the age of a document', () => {
  const cases = [
    { name: 'four minutes: served as it is', age: 4 * minute, served: 1, fetches: 1 },
    { name: 'six minutes: served as it is, renewed behind', age: 6 * minute, served: 1, fetches: 2 },
    { name: 'eleven minutes: waits for the renewal', age: 11 * minute, served: 2, fetches: 2 },
    { name: 'a day and a minute: fetched as if it were new', age: 24 * 60 * minute + minute, served: 2, fetches: 2 },
  ]
  for (const { name, age, served, fetches } of cases) {
    it(name, async () => {
      const tried = source()
      await tried.cache.get('a', tried.load)
      tried.clock.now = age
      expect(await tried.cache.get('a', tried.load)).toEqual({ fetch: served })
      expect(tried.fetches()).toBe(fetches)
    })
  }

  const away = [
    { name: 'eleven minutes old and the source away: the old one serves', age: 11 * minute, served: true },
    {
      name: 'a day and a minute old and the source away: nothing serves',
      age: 24 * 60 * minute + minute,
      served: false,
    },
  ]
  for (const { name, age, served } of away) {
    it(name, async () => {
      const tried = source()
      await tried.cache.get('a', tried.load)
      tried.clock.now = age
      tried.fail()
      const answer = await tried.cache.get('a', tried.load).catch(() => undefined)
      expect(answer).toEqual(served ? { fetch: 1 } : undefined)
    })
  }
})

describe('the allowance of a reader that misses something', () => {
  it('is one fetch a minute', async () => {
    const tried = source()
    await tried.cache.get('a', tried.load)
    await tried.cache.renewed('a', tried.load, 'connection 1')
    await tried.cache.renewed('a', tried.load, 'connection 1')
    expect(tried.fetches()).toBe(2)
    tried.clock.now = minute
    await tried.cache.renewed('a', tried.load, 'connection 1')
    expect(tried.fetches()).toBe(3)
  })

  it('is not spent by another reader of the same document', async () => {
    const tried = source()
    await tried.cache.get('a', tried.load)
    await tried.cache.renewed('a', tried.load, 'connection 1')
    expect(await tried.cache.renewed('a', tried.load, 'connection 2')).toEqual({ fetch: 3 })
  })

  it('is one for each document', async () => {
    const tried = source()
    await tried.cache.get('a', tried.load)
    await tried.cache.get('b', tried.load)
    await tried.cache.renewed('a', tried.load, 'connection 1')
    expect(await tried.cache.renewed('b', tried.load, 'connection 1')).toEqual({ fetch: 4 })
  })

  it('asks once for all that wait at the same time', async () => {
    const tried = source()
    await tried.cache.get('a', tried.load)
    const readers = Array.from({ length: 20 }, (_, n) => tried.cache.renewed('a', tried.load, `connection ${n}`))
    await Promise.all(readers)
    expect(tried.fetches()).toBe(2)
  })
})

describe('the bytes of all documents together', () => {
  const cases = [
    { name: 'thirty documents of one mebibyte: all are kept', bytes: mebibyte, documents: 30, fetchedAgain: 0 },
    {
      name: 'thirty-three documents of one mebibyte: the oldest is dropped',
      bytes: mebibyte,
      documents: 33,
      fetchedAgain: 1,
    },
    { name: 'a document over the bound: served, not kept', bytes: 33 * mebibyte, documents: 1, fetchedAgain: 1 },
  ]
  for (const { name, bytes, documents, fetchedAgain } of cases) {
    it(name, async () => {
      const tried = source(bytes)
      for (let n = 0; n < documents; n++) await tried.cache.get(`document ${n}`, tried.load)
      await tried.cache.get('document 0', tried.load)
      expect(tried.fetches()).toBe(documents + fetchedAgain)
    })
  }
})

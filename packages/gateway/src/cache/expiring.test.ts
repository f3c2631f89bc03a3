import { beforeEach, expect, it } from 'vitest'
import { type ExpiringCache, expiringCache } from './expiring.ts'

let now = 0
let cache: ExpiringCache<{ n: number }>
beforeEach(() => {
  now = 0
  cache = expiringCache(() => now, 2)
})

it('keeps a value until its time', () => {
  cache.set('a', { n: 1 }, 10)
  now = 9
  expect(cache.get('a')).toEqual({ n: 1 })
  now = 10
  expect(cache.get('a')).toBeUndefined()
})

it('forgets what it is told to', () => {
  cache.set('a', { n: 1 }, 10)
  cache.forget('a')
  expect(cache.get('a')).toBeUndefined()
})

it('is bounded', () => {
  for (const key of ['a', 'b', 'c']) cache.set(key, { n: 1 }, 10)
  expect(['a', 'b', 'c'].map((key) => cache.get(key) !== undefined)).toEqual([false, true, true])
})

it('loads once for all who wait, and again after the end', async () => {
  let loads = 0
  const load = async () => ({ value: { n: ++loads }, expires_at: now + 10 })
  expect(await Promise.all([cache.load('a', load), cache.load('a', load)])).toEqual([{ n: 1 }, { n: 1 }])
  expect(await cache.load('a', load)).toEqual({ n: 1 })
  now = 10
  expect(await cache.load('a', load)).toEqual({ n: 2 })
})

it('keeps nothing of a load that failed', async () => {
  await expect(cache.load('a', () => Promise.reject(new Error('no')))).rejects.toThrow('no')
  expect(await cache.load('a', async () => ({ value: { n: 1 }, expires_at: 10 }))).toEqual({ n: 1 })
})

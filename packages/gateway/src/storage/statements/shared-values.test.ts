import { expect, it } from 'vitest'
import { sharedValueOf } from './shared-values.ts'

const policy = { match_by: ['email'], session: { idle_minutes: 5 } }

it('gives one value for the same JSON, and others for others', () => {
  const value = sharedValueOf(JSON.stringify(policy))
  expect(value).toEqual(policy)
  expect(sharedValueOf(JSON.stringify(policy))).toBe(value)
  expect(sharedValueOf(JSON.stringify({ ...policy, match_by: [] }))).toEqual({ ...policy, match_by: [] })
})

it.each([
  ['the value', (shared: typeof policy) => Object.assign(shared, { more: 1 })],
  ['a list in it', (shared: typeof policy) => shared.match_by.push('name')],
  ['an object in it', (shared: typeof policy) => Object.assign(shared.session, { idle_minutes: 6 })],
])('nobody can change %s', (_, change) => {
  const shared = sharedValueOf(JSON.stringify(policy)) as typeof policy
  expect(() => change(shared)).toThrow(TypeError)
  expect(sharedValueOf(JSON.stringify(policy))).toEqual(policy)
})

it.each(['null', 'true', '7', '"text"'])('reads %s, too', (json) => {
  expect(sharedValueOf(json)).toBe(JSON.parse(json))
})

it('keeps values apart past the number that it remembers', () => {
  const seen = Array.from({ length: 600 }, (_, at) => sharedValueOf(JSON.stringify([at])))
  expect(seen).toEqual(Array.from({ length: 600 }, (_, at) => [at]))
  expect(sharedValueOf('[0]')).toEqual([0])
})

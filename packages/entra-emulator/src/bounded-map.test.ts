import { expect, it } from 'vitest'
import { openBoundedMap } from './bounded-map.ts'

it('forgets the oldest entry when it is full, and only then', () => {
  const map = openBoundedMap<number>(2)
  map.set('a', 1)
  map.set('b', 2)
  map.set('b', 3)
  expect(map.values()).toEqual([1, 3])
  map.set('c', 4)
  expect(map.get('a')).toBeUndefined()
  expect(map.values()).toEqual([3, 4])
})

import { expect, it } from 'vitest'
import { faultNames, faultPlaces } from './fault-list.ts'

it('has every fault at exactly one place', () =>
  expect(faultPlaces.flatMap(({ names }) => names).sort()).toEqual([...faultNames].sort()))

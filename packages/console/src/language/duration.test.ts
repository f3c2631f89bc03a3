import { expect, it } from 'vitest'
import { duration } from './duration.ts'

it.each([
  [0.42, '0.4 ms'],
  [213.6, '214 ms'],
  [8_660, '8.66 s'],
  [200_000, '3 min 20 s'],
])('%d ms are said as %s', (ms, said) =>
  expect(duration(ms, (value) => String(value)).replaceAll('\u00a0', ' ')).toBe(said),
)

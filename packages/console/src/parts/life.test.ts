import { describe, expect, it } from 'vitest'
import { lifeOf } from './life.ts'

const begins = '2026-01-01T00:00:00Z'
const ends = '2027-01-01T00:00:00Z'
const at = (text: string): number => Date.parse(text)

describe('the life of a credential', () => {
  it.each([
    ['half spent', '2026-07-02T12:00:00Z', { spent: 0.5, state: 'fresh' }],
    ['61 days before its end', '2026-10-31T23:00:00Z', { state: 'fresh' }],
    ['60 days before its end', '2026-11-02T00:00:00Z', { state: 'soon' }],
    ['at its end', ends, { spent: 1, state: 'over' }],
    ['before it begins', '2025-12-01T00:00:00Z', { spent: 0, state: 'fresh' }],
  ])('is %s', (_, now, expected) => expect(lifeOf(begins, ends, at(now))).toMatchObject(expected))

  it('has no end for a federated credential', () => expect(lifeOf(begins, null, at(begins))).toBeNull())
})

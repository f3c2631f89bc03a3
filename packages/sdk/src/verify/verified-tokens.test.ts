import { describe, expect, it } from 'vitest'
import { maximumVerifiedTokens, verifiedTokens } from './verified-tokens.ts'

const name = (index: number): string => `token-${index}`

describe('the verified tokens', () => {
  it('are 10,000 at most, and the latest are among them', () => {
    const tokens = verifiedTokens<number>()
    for (let index = 0; index < 35_000; index += 1) {
      tokens.set(name(index), index)
      expect(tokens.size).toBeLessThanOrEqual(maximumVerifiedTokens)
    }
    expect([tokens.get(name(34_999)), tokens.get(name(30_000)), tokens.get(name(0))]).toEqual([
      34_999,
      30_000,
      undefined,
    ])
  })

  it('keep a token that comes again and again', () => {
    const tokens = verifiedTokens<number>()
    tokens.set('kept', 1)
    for (let index = 0; index < 30_000; index += 1) {
      tokens.set(name(index), index)
      expect(tokens.get('kept')).toBe(1)
    }
  })

  it('have 32 Mi characters at most', () => {
    const tokens = verifiedTokens<number>()
    const long = 'a'.repeat(12_000)
    for (let index = 0; index < 6_000; index += 1) tokens.set(`${long}${index}`, index)
    expect(tokens.size * long.length).toBeLessThanOrEqual(32 * 1024 * 1024)
    expect(tokens.size).toBeGreaterThan(1_000)
  })

  it('have no token of more than 16,000 characters', () => {
    const tokens = verifiedTokens<number>()
    tokens.set('a'.repeat(16_001), 1)
    expect(tokens.size).toBe(0)
  })

  it('forget a token', () => {
    const tokens = verifiedTokens<number>()
    tokens.set('a', 1)
    tokens.set('a', 2)
    expect([tokens.size, tokens.get('a')]).toEqual([1, 2])
    tokens.delete('a')
    expect([tokens.size, tokens.get('a')]).toEqual([0, undefined])
  })
})

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseUserCode, shownUserCode, userCodeFrom } from './user-code.ts'

describe('a user code', () => {
  it('has eight consonants, and is read again however it is typed', () => {
    const secrets = fc.string({ unit: fc.constantFrom(...'ABCDEFabcdefXYZxyz0189-_'), minLength: 30, maxLength: 43 })
    fc.assert(
      fc.property(secrets, (secret) => {
        const code = String(userCodeFrom(secret))
        expect(code).toMatch(/^[BCDFGHJKLMNPQRSTVWXZ]{8}$/)
        const shown = shownUserCode(code)
        expect(shown).toMatch(/^.{4}-.{4}$/)
        for (const typed of [shown, shown.toLowerCase(), code, ` ${code} `, [...code].join(' ')]) {
          expect(parseUserCode(typed)).toBe(code)
        }
      }),
      { seed: 20_261_126 },
    )
  })
  it('is made with every letter equally often', () => {
    const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'
    const counts = new Map<string, number>()
    for (const character of alphabet) {
      const code = userCodeFrom(character.repeat(8))
      if (code) counts.set(String(code[0]), (counts.get(String(code[0])) ?? 0) + 1)
    }
    expect([...counts.values()]).toEqual(Array.from({ length: 20 }, () => 3))
  })
  it.each([undefined, '', 'BCDF', 'BCDF-GHJKL', 'AEIO-UYAE', 'BCDF-GHJ1', '<b>', 'B'.repeat(41)])(
    'is not %j',
    (typed) => expect(parseUserCode(typed)).toBeUndefined(),
  )
})

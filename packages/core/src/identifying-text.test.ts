import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { emailDomain, emailKey } from './email.ts'
import { isIdentifyingText } from './identifying-text.ts'

const refused: readonly (readonly [string, string])[] = [
  ['nothing', ''],
  ['a NUL', 'a\u0000da'],
  ['a newline', 'ada\n'],
  ['a tab', 'a\tda'],
  ['a space at the beginning', ' ada'],
  ['a space at the end', 'ada '],
  ['a no-break space', 'a\u00a0da'],
  ['an ideographic space', 'a\u3000da'],
  ['a zero-width space', 'a\u200bda'],
  ['a zero-width joiner', 'a\u200dda'],
  ['a byte order mark', '\ufeffada'],
  ['a soft hyphen', 'a\u00adda'],
  ['a right-to-left override', 'a\u202eda'],
  ['a line separator', 'a\u2028da'],
  ['a full-width letter', '\uff41da'],
  ['a full-width at sign', 'ada\uff20acme.example'],
  ['a mathematical letter', '\u{1d41a}da'],
  ['a ligature', '\ufb01ona'],
  ['a long s', '\u017fam'],
  ['the Kelvin sign', '\u212aay'],
  ['a decomposed letter', 'Zoe\u0308'],
  ['half of a surrogate pair', 'a\ud800'],
  ['a private character', 'a\ue000'],
  ['an unassigned character', 'a\u{e0fff}'],
]

describe('text that identifies nobody has', () => {
  it.each(refused)('%s', (_, text) => expect(isIdentifyingText(text)).toBe(false))
})

describe('text that identifies is', () => {
  it.each(['ada', 'ada@acme.example', 'Zo\u00eb', '\u674e\u96f7', 'CORP\\ada', 'uid=ada, ou=people', '\u{1f600}'])(
    '%s',
    (text) => expect(isIdentifyingText(text)).toBe(true),
  )
})

describe('for any text', () => {
  const text = fc.string({ unit: 'binary' })
  const seed = { seed: 16, numRuns: 2_000 }

  it('two emails have one key only if they differ in case alone', () => {
    fc.assert(
      fc.property(text, text, (a, b) => {
        const [x, y] = [emailKey(a), emailKey(b)]
        if (x !== undefined && x === y) expect(a.toLowerCase()).toBe(b.toLowerCase())
      }),
      seed,
    )
  })

  it('a character that is not seen, or is another spelling, refuses it wherever it stands', () => {
    const bad = fc.constantFrom('\u0000', '\n', '\u200b', '\u00ad', '\u202e', '\uff41', '\u212a', '\ufb01')
    fc.assert(
      fc.property(text, bad, text, (before, character, after) => {
        expect(isIdentifyingText(`${before}${character}${after}`)).toBe(false)
      }),
      seed,
    )
  })

  it('the domain of an email is a domain of an address that may identify', () => {
    fc.assert(
      fc.property(text, (local) => {
        if (emailDomain(`${local}@acme.example`) === undefined) return
        expect(emailKey(`${local}@acme.example`)).toBeDefined()
      }),
      seed,
    )
  })
})

/** Every text that the gateway shows to people, in German. Types find a missing text; this finds a wrong one. */
import { failureText } from '@gatehouse-sso/core/failure-text'
import { type FailureCode, failures } from '@gatehouse-sso/core/failures'
import { describe, expect, it } from 'vitest'
import { germanViolations, type Pair, pairsOf } from './german/rules.ts'

const codes = Object.keys(failures) as FailureCode[]
const failurePairs = codes.flatMap((code) =>
  (['title', 'remedy'] as const).map(
    (part): Pair => ({
      place: `${code}.${part}`,
      english: failures[code][part],
      german: failureText(code, 'de')[part],
    }),
  ),
)

const catalogues: readonly { readonly name: string; readonly pairs: readonly Pair[] }[] = [
  { name: 'failures', pairs: failurePairs },
]

describe('P25 the German texts', () => {
  it.each(catalogues)('of $name are complete, and German', ({ pairs }) => {
    expect(pairs.length).toBeGreaterThan(0)
    expect(germanViolations(pairs)).toEqual([])
  })

  it('of failures leave the English table as it is', () => {
    expect(codes.filter((code) => failureText(code, 'en') !== failures[code])).toEqual([])
  })
})

/** Proves that the rules can fail: each case has ONE thing wrong. */
const english = 'Set `x` in RFC 9999.'
const planted: readonly { readonly name: string; readonly german: string; readonly says: string }[] = [
  { name: 'no text', german: '', says: 'is empty' },
  { name: 'the English text', german: english, says: 'is not translated' },
  { name: 'an English word', german: 'Setzen Sie the `x` nach RFC 9999.', says: 'has English words' },
  { name: 'a word to avoid', german: 'Setzen Sie `x` beim Login nach RFC 9999.', says: 'has a word to avoid' },
  { name: 'the familiar form', german: 'Setze dein `x` nach RFC 9999.', says: 'does not say Sie' },
  { name: 'another literal', german: 'Setzen Sie `y` nach RFC 9999.', says: 'has other literals' },
  { name: 'no literal', german: 'Setzen Sie ihn nach RFC 9999.', says: 'has other literals' },
  { name: 'no full stop', german: 'Setzen Sie `x` nach RFC 9999', says: 'ends otherwise' },
  { name: 'a straight quote', german: 'Setzen Sie "es": `x` nach RFC 9999.', says: 'has a straight quote' },
  { name: 'half a quote', german: 'Setzen Sie „es: `x` nach RFC 9999.', says: 'without its other half' },
  { name: 'two blanks', german: 'Setzen  Sie `x` nach RFC 9999.', says: 'two blanks' },
]

describe('the rules for German', () => {
  it.each(planted)('find $name', ({ german, says }) => {
    const found = germanViolations(pairsOf({ a: english }, { a: german }))
    expect(found.join('\n')).toContain(says)
  })

  it('find a text that is missing', () => {
    expect(germanViolations(pairsOf({ a: { b: 'Hold on' } }, { a: {} }))[0]).toBe('a.b is empty: ')
  })

  it('let a good text pass', () => {
    expect(germanViolations(pairsOf({ a: english }, { a: 'Setzen Sie `x` nach RFC 9999.' }))).toEqual([])
  })
})

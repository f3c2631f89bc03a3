/** P25: both languages are complete. Types find a missing key; this finds an empty or a forgotten text. */
import { describe, expect, it } from 'vitest'
import { de } from './de.ts'
import { en } from './en.ts'

/** Each text of a catalogue, with its place. A function gets its names as arguments. */
function textsOf(value: unknown, place: string): [string, string][] {
  if (typeof value === 'string') return [[place, value]]
  if (typeof value === 'function') {
    const call = value as (...all: unknown[]) => unknown
    const args = place.startsWith('comparison.verdict')
      ? [{ difference: 'slash_missing', equal: 3 }, 'X']
      : place.startsWith('comparison')
        ? [['A', 'B'], 'c', 'd']
        : [2, 2, 2].map((_, index) =>
            /ount|inutes|days|doneOf|stepOf|passed|more|latest|map|someWrong/i.test(place) ? 2 : `<${index}>`,
          )
    return textsOf(call(...args), place)
  }
  if (Array.isArray(value)) return value.flatMap((one, index) => textsOf(one, `${place}.${index}`))
  return Object.entries(value as object).flatMap(([key, one]) => textsOf(one, place === '' ? key : `${place}.${key}`))
}

const english = new Map(textsOf(en, ''))
const german = new Map(textsOf(de, ''))

/** Words that are the same in both languages. */
const same = new Set(['Codes', 'Name', 'Person', 'Passkey', 'Test', 'Single Sign-on'])

describe('P25 the German catalogue', () => {
  it('has the same places', () => expect([...german.keys()].sort()).toEqual([...english.keys()].sort()))

  it('has no empty text', () => {
    for (const texts of [english, german]) expect([...texts].filter(([, text]) => text.trim() === '')).toEqual([])
  })

  it('is translated', () => {
    const left = [...german].filter(
      ([place, text]) =>
        english.get(place) === text && !same.has(text) && /[a-z]{3}/i.test(text.replaceAll(/<\d>/g, '')),
    )
    expect(left.map(([place, text]) => `${place}: ${text}`)).toEqual([])
  })

  it('says Sie', () => {
    expect([...german].filter(([, text]) => /\b(du|dein|deine|dir|dich)\b/i.test(text))).toEqual([])
  })

  it('has no word that the product avoids', () => {
    const avoided = /\b(login|log in|IdP|submit|invalid|click here|please|oops|successfully)\b/i
    expect([...english].filter(([, text]) => avoided.test(text))).toEqual([])
  })
})

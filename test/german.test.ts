/** Every text that the gateway shows to people, in German. Types find a missing text; this finds a wrong one. */
import { Failure } from '@gatehouse-sso/core/failure'
import { failureText } from '@gatehouse-sso/core/failure-text'
import { type FailureCode, failures } from '@gatehouse-sso/core/failures'
import type { Language } from '@gatehouse-sso/core/language'
import type { ConnectionForm } from '@gatehouse-sso/sdk/contract/connection-form'
import { eventTypes } from '@gatehouse-sso/sdk/contract/event-types'
import { describe, expect, it } from 'vitest'
import * as german from '../packages/console/src/dashboard/texts/de/index.ts'
import * as english from '../packages/console/src/dashboard/texts/en/index.ts'
import { invitationMailTexts } from '../packages/gateway/src/domain/invitations/mail-texts/index.ts'
import { setupMailTexts } from '../packages/gateway/src/domain/setup/mail-texts/index.ts'
import { de as checkInGerman } from '../packages/gateway/src/domain/value-check/language/de.ts'
import { en as checkInEnglish } from '../packages/gateway/src/domain/value-check/language/en.ts'
import { errorBody } from '../packages/gateway/src/http/api/error.ts'
import type { HttpContext } from '../packages/gateway/src/http/context.ts'
import { pageTexts } from '../packages/gateway/src/http/pages/language/page-texts.ts'
import { setupTexts } from '../packages/gateway/src/http/setup/frame.ts'
import { germanHints, unknownHintInGerman } from '../packages/gateway/src/providers/entra-hints/german/index.ts'
import { germanMenus } from '../packages/gateway/src/providers/entra-hints/german/places.ts'
import { entraHints, unknownHint } from '../packages/gateway/src/providers/entra-hints/index.ts'
import { menuOf, type PlaceName } from '../packages/gateway/src/providers/entra-hints/places.ts'
import { formWith, germanForms } from '../packages/gateway/src/providers/forms/german.ts'
import { providers } from '../packages/gateway/src/providers/index.ts'
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

const hintPairs = Object.entries({ ...entraHints, unknown: unknownHint }).flatMap(([code, { cause, what }]) =>
  pairsOf({ [code]: { cause, what } }, { [code]: germanHints[code] ?? unknownHintInGerman }),
)

/** The names of menus stay English, so only the words of ours are German. */
const menus = Object.entries(germanMenus).map(([name, german]) => ({
  place: name,
  english: menuOf(name as PlaceName),
  german,
}))

/** The catalogue of the console without its functions for codes, which take no names. */
const textsIn = (all: object): object =>
  Object.fromEntries(Object.entries(all).filter(([, texts]) => typeof texts === 'object'))

const eventPairs = eventTypes.map((type) => ({
  place: type,
  english: english.eventTitle(type),
  german: german.eventTitle(type),
}))

/** Examples and ids are the same in every language. */
const wordsOf = ({ ways, client_id, client_secret, steps, redirect_hint }: ConnectionForm): object => ({
  ways: ways.map(({ label, fields }) => ({ label, fields: fields.map((field) => [field.label, field.hint]) })),
  ...{ client_id: client_id?.label, client_secret: client_secret ?? undefined, steps, redirect_hint },
})

const formPairs = Object.values(providers).flatMap(({ id, form }) =>
  pairsOf({ [id]: wordsOf(form) }, { [id]: wordsOf(formWith(form, germanForms[id])) }),
)

const catalogues: readonly { readonly name: string; readonly pairs: readonly Pair[] }[] = [
  { name: 'failures', pairs: failurePairs },
  { name: 'the hints of Entra', pairs: hintPairs },
  { name: 'the pages', pairs: pairsOf(pageTexts.en, pageTexts.de) },
  { name: 'the pages before the portal', pairs: pairsOf(setupTexts.en, setupTexts.de) },
  { name: 'the mail of an invitation', pairs: pairsOf(invitationMailTexts.en, invitationMailTexts.de) },
  { name: 'the mails at the end of a setup', pairs: pairsOf(setupMailTexts.en, setupMailTexts.de) },
  { name: 'the console', pairs: pairsOf(textsIn(english), textsIn(german)) },
  { name: 'the events', pairs: eventPairs },
  { name: 'the forms of connections', pairs: formPairs },
  { name: 'the live check', pairs: pairsOf(checkInEnglish, checkInGerman) },
]

describe('P25 the German texts', () => {
  it.each(catalogues)('of $name are complete, and German', ({ pairs }) => {
    expect(pairs.length).toBeGreaterThan(0)
    expect(germanViolations(pairs)).toEqual([])
  })

  it('of the hints of Entra explain every code, and no other one', () => {
    expect(Object.keys(germanHints).sort()).toEqual(Object.keys(entraHints).sort())
  })

  it.each(menus)('of the page $place have the menus of the admin center', ({ english, german }) => {
    const parts = german.split(' > ').map((part) => part.replace(/ \([^)]+\)$/, ''))
    const theirs = english.split(' > ')
    expect(parts.length).toBe(theirs.length)
    const ours = /^(?:your app|the \w+|the [a-z -]+)/
    expect(parts.filter((part, index) => part !== theirs[index] && !ours.test(theirs[index] ?? ''))).toEqual([])
    expect(german).not.toMatch(/\b(?:your|the)\b/)
  })

  it('of a failure whose remedy was written at its place are those of the table', () => {
    const http = { ports: { public_url: 'https://sso.example' } } as HttpContext
    const failure = new Failure('credential_refused', { received: 'x', remedy: 'Copy the Value.' })
    const hint = (language: Language) => errorBody(http, 'req_1', failure, language).error.hint
    expect([hint('en'), hint('de')]).toEqual(['Copy the Value.', failureText('credential_refused', 'de').remedy])
  })

  it('of failures leave the English table as it is', () => {
    expect(codes.filter((code) => failureText(code, 'en') !== failures[code])).toEqual([])
  })
})

/** Proves that the rules can fail: each case has ONE thing wrong. */
const plain = 'Set `x` in RFC 9999.'
const planted: readonly { readonly name: string; readonly german: string; readonly says: string }[] = [
  { name: 'no text', german: '', says: 'is empty' },
  { name: 'the English text', german: plain, says: 'is not translated' },
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
    const found = germanViolations(pairsOf({ a: plain }, { a: german }))
    expect(found.join('\n')).toContain(says)
  })

  it('find a text that is missing', () => {
    expect(germanViolations(pairsOf({ a: { b: 'Hold on' } }, { a: {} }))[0]).toBe('a.b is empty: ')
  })

  it('find an argument that is missing', () => {
    const inEnglish = (one: string, { two }: { two: string }) => `Ask ${one} for ${two}.`
    const inGerman = (one: string) => `Fragen Sie ${one}.`
    expect(germanViolations(pairsOf({ a: inEnglish }, { a: inGerman })).join()).toContain('has other literals')
  })

  it('let a good text pass', () => {
    expect(germanViolations(pairsOf({ a: plain }, { a: 'Setzen Sie `x` nach RFC 9999.' }))).toEqual([])
  })
})

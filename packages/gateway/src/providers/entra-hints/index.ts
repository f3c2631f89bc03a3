/**
 * Entra's error codes: who must act, why, and what to do on which page. Decisions in code use `error` and `suberror`,
 * never these numbers, because Microsoft may change them.
 * https://learn.microsoft.com/entra/identity-platform/reference-error-codes
 */
import type { UpstreamError } from '@gatehouse-sso/core/failure'
import type { Language } from '@gatehouse-sso/sdk/contract/setup-intents'
import type { Explanation } from '../provider.ts'
import { accessHints } from './access.ts'
import { accountHints } from './account.ts'
import { applicationHints } from './application.ts'
import { consentHints } from './consent.ts'
import { credentialHints, policyHints } from './credentials.ts'
import { germanHints, unknownHintInGerman } from './german/index.ts'
import { germanMenus } from './german/places.ts'
import { addressOf, menuOf, type PlaceName, type Where } from './places.ts'
import { protocolHints } from './protocol.ts'
import { type EntraHint, hint } from './row.ts'
import { samlHints } from './saml.ts'

const numbered: Readonly<Record<number, EntraHint>> = {
  ...applicationHints,
  ...accountHints,
  ...accessHints,
  ...consentHints,
  ...credentialHints,
  ...protocolHints,
  ...samlHints,
}

/** By the code as Entra writes it: `AADSTS50011`, or the name of a policy. */
export const entraHints: Readonly<Record<string, EntraHint>> = {
  ...Object.fromEntries(Object.entries(numbered).map(([number, row]) => [`AADSTS${number}`, row])),
  ...policyHints,
}

/** The row of a code that is not in the table. */
export const unknownHint = hint(
  'administrator',
  'microsoft',
  'Entra answered with a code that Gatehouse does not explain.',
  "Read what Microsoft's page about this code says.",
)

/** Microsoft's own page about a code. */
export function lookupPage(code: string): string | null {
  const number = /^AADSTS(\d+)$/.exec(code)?.[1]
  return number === undefined ? null : `https://login.microsoftonline.com/error?code=${number}`
}

/**
 * Explains a code by a table, also a code that it does not have.
 * @param language German has texts for {@link entraHints} only
 * @returns `undefined` for a text that is no code of Entra
 */
export function explained(
  rows: Readonly<Record<string, EntraHint>>,
  where: Where,
  code: string,
  language: Language = 'en',
): Explanation | undefined {
  const known = rows[code]
  if (known === undefined && lookupPage(code) === null) return undefined
  const { who, place } = known ?? unknownHint
  const { cause, what } = textOf(known, code, language)
  const url = known === undefined ? lookupPage(code) : addressOf(place, where)
  return { code, who, cause, what, where: menus[language](place), url }
}

function textOf(known: EntraHint | undefined, code: string, language: Language): Pick<EntraHint, 'cause' | 'what'> {
  if (language === 'en') return known ?? unknownHint
  return germanHints[code] ?? unknownHintInGerman
}

const menus: Readonly<Record<Language, (place: PlaceName) => string>> = {
  en: menuOf,
  de: (place) => germanMenus[place],
}

/**
 * The codes that a text of Entra names, each once: of an error description, or of its page. A bare number is the number
 * of a code.
 */
export function codesIn(text: string): readonly string[] {
  const bare = /^\s*(\d{4,10})\s*$/.exec(text)?.[1]
  if (bare !== undefined) return [`AADSTS${bare}`]
  const numbers = [...text.matchAll(/AADSTS\d{4,10}/g)].map(String)
  const names = Object.keys(policyHints).filter((name) => text.includes(name))
  return [...new Set([...numbers, ...names])]
}

/**
 * The trailer of Entra's descriptions, with line breaks or blanks between its parts; or the details of its page, where
 * each value stands below its name.
 */
export function referencesIn(text: string): Pick<UpstreamError, 'correlation_id' | 'trace_id' | 'timestamp'> {
  const guid = '([0-9a-fA-F-]{36})'
  const [, trace_id] = new RegExp(`(?:Trace|Request) ID:?\\s+${guid}`, 'i').exec(text) ?? []
  const [, correlation_id] = new RegExp(`Correlation ID:?\\s+${guid}`, 'i').exec(text) ?? []
  const [, timestamp] = /Timestamp:?\s+(\d{4}-\d\d-\d\d[ T]\d\d:\d\d:\d\d(?:\.\d+)?Z)/i.exec(text) ?? []
  return { ...(correlation_id && { correlation_id }), ...(trace_id && { trace_id }), ...(timestamp && { timestamp }) }
}

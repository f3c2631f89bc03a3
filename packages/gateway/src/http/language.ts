/**
 * The language of a reader: the one that the application asked for, else the one that the browser prefers among ours
 * (OpenID Connect Core 1.0, 3.1.2.1; RFC 9110, 12.5.4).
 */
import { type Language, languages } from '@gatehouse-sso/core/language'
import type { FastifyRequest } from 'fastify'
import type { Visit } from './visit.ts'

/**
 * The language of a page.
 * @param ui_locales of the authorization request that the page belongs to, where it is known
 */
export function languageOf(
  visit: Pick<Visit, 'query_text' | 'text' | 'headers'>,
  ui_locales?: string | null,
): Language {
  const asked = languageOfTags(ui_locales ?? undefined) ?? askedLanguage(visit)
  return asked ?? preferredLanguage(visit.headers['accept-language'])
}

/** The language of `ui_locales` in the address or in a form. It goes on to the next page as `ui_locales`. */
export function askedLanguage({ query_text, text }: Pick<Visit, 'query_text' | 'text'>): Language | undefined {
  return languageOfTags(localesIn(query_text) ?? localesIn(text()))
}

/** The language of a page about a request that is no visit. */
export function languageOfRequest({ query, body, headers }: FastifyRequest): Language {
  const text = (part: unknown): string => {
    const found = ((part ?? {}) as { text?: unknown }).text
    return typeof found === 'string' ? found : ''
  }
  return languageOf({ query_text: text(query), text: () => text(body), headers })
}

function localesIn(text: string): string | undefined {
  return text.includes('ui_locales=') ? (new URLSearchParams(text).get('ui_locales') ?? undefined) : undefined
}

/**
 * @param header `Accept-Language`
 * @returns English where it names none of ours
 */
export function preferredLanguage(header: string | undefined): Language {
  return bestOf((header ?? '').slice(0, 500).split(',').map(rangeOf))
}

/**
 * The first of `ui_locales` that is ours (OpenID Connect Core 1.0, 3.1.2.1).
 * @param tags BCP 47 tags, separated by blanks
 */
export function languageOfTags(tags: string | undefined): Language | undefined {
  return (tags ?? '')
    .slice(0, 500)
    .split(' ')
    .map((tag) => primaryOf(tag))
    .find((tag): tag is Language => isOurs(tag))
}

interface Range {
  readonly language: string
  readonly quality: number
}

function rangeOf(text: string): Range {
  const [tag = '', ...parameters] = text.trim().split(';')
  const quality = parameters
    .map((each) => /^\s*q=([01](?:\.\d{0,3})?)\s*$/i.exec(each)?.[1])
    .find((q) => q !== undefined)
  return { language: primaryOf(tag), quality: Number(quality ?? 1) }
}

function bestOf(ranges: readonly Range[]): Language {
  const known = ranges.filter(({ language, quality }) => quality > 0 && isOurs(language))
  const [best] = known.toSorted((a, b) => b.quality - a.quality)
  return (best?.language ?? 'en') as Language
}

const primaryOf = (tag: string): string => tag.trim().toLowerCase().split('-', 1)[0] ?? ''
const isOurs = (tag: string): boolean => (languages as readonly string[]).includes(tag)

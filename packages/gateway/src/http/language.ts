/** The language of a reader: the one that the browser prefers among ours (RFC 9110, 12.5.4). */
import { type Language, languages } from '@gatehouse-sso/sdk/contract/setup-intents'

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

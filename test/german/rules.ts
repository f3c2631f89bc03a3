/** The rules for a text in German: complete beside its English one, and German as people write it. */

/** A text in both languages. */
export interface Pair {
  readonly place: string
  readonly english: string
  readonly german: string
}

/** Words and names that are the same in both languages. */
const same =
  /\b(?:Administrator|China|Claims?|Clients?|Cloud|Code|Details|External ID|Framework|Gatehouse|Grants|Live|Logo|Microsoft|Name|OpenID Connect|Person|Scopes|Server|Support|Team|Test|UTC|Userinfo)\b/g

/** A command, names of claims, and a domain for examples, as a reader types them. */
const typed = /^(?:gatehouse [\w -]+|[a-z_]+(?:, [a-z_]+)+|[a-z]+\.example)$/

/** The parts that a reader copies or compares: code, settings, flags, numbers of standards and codes. */
const literals =
  /`[^`]+`|\{\w+\}|<\w+>|GATEHOUSE_[A-Z_]+|--[a-z-]+|RFC \d+|[A-Z]+\d{3,}|https?:\/\/[^\s<]+|\b(?:v1|PKCE|DNS|TLS|NTP|JSON|UTF-8|SHA-256)\b/g

/** The names of menus and roles stay as the identity provider prints them. */
const named = /„[^“]*“|\*\*[^*]+\*\*|`[^`]*`|https?:\/\/\S+|User\.Read|[\w& ]+(?: > [\w& ,?()/-]+)+/g

const english = /\b(?:the|and|is|are|with|your|you|of|not|this|that|from|has|please|sign-in|sign in|user|password)\b/i
const avoided = /\b(?:Login|einloggen|Log-in|ausloggen|IdP|Provider|Tenant|User|Userin|klicken)\b/i
const familiar = /\b(?:du|dein|deine|deinen|deinem|deiner|dir|dich|euch|euer|eure)\b/i

const sorted = (text: string): string => (text.match(literals) ?? []).sort().join(' ')
const ending = (text: string): string => /[.?!…:]?$/.exec(text.trim())?.[0] ?? ''

/** Whether a text has words that a translator would touch. */
const hasWords = (text: string): boolean =>
  !typed.test(text) && /[a-zäöü]{3}/i.test(text.replaceAll(literals, '').replaceAll(named, '').replaceAll(same, ''))

interface Rule {
  readonly says: string
  isBroken(pair: Pair): boolean
}

const rules: readonly Rule[] = [
  { says: 'is empty', isBroken: ({ german }) => german.trim() === '' },
  {
    says: 'is not translated',
    isBroken: (pair) => pair.english === pair.german && hasWords(pair.german),
  },
  {
    says: 'has English words',
    isBroken: ({ german }) => english.test(german.replaceAll(named, ' ')),
  },
  { says: 'has a word to avoid', isBroken: ({ german }) => avoided.test(german.replaceAll(named, ' ')) },
  { says: 'does not say Sie', isBroken: ({ german }) => familiar.test(german) },
  {
    says: 'has other literals than the English text',
    isBroken: (pair) => sorted(pair.english) !== sorted(pair.german),
  },
  { says: 'ends otherwise than the English text', isBroken: (pair) => ending(pair.english) !== ending(pair.german) },
  { says: 'has a straight quote', isBroken: ({ german }) => /["']/.test(german.replaceAll(/`[^`]*`/g, '')) },
  {
    says: 'has a quote without its other half',
    isBroken: ({ german }) => (german.match(/„/g) ?? []).length !== (german.match(/“/g) ?? []).length,
  },
  { says: 'has two blanks', isBroken: ({ german }) => / {2}/.test(german) },
]

/** The faults of the German texts, one line each. */
export function germanViolations(pairs: readonly Pair[]): string[] {
  return pairs.flatMap((pair) =>
    rules.filter((rule) => rule.isBroken(pair)).map((rule) => `${pair.place} ${rule.says}: ${pair.german}`),
  )
}

/** An argument of a text: its place in a sentence reads `<0>`, and that of its member reads `<name>`. */
function argument(index: number): unknown {
  const shown = () => `<${index}>`
  const read = (_: object, key: string | symbol) =>
    key === Symbol.toPrimitive || key === 'toString' || key === 'toLowerCase' ? shown : `<${String(key)}>`
  return new Proxy({}, { get: read })
}

/** The texts of a value with their places. A function is called, and shows where its arguments stand. */
export function textsOf(value: unknown, place = ''): readonly (readonly [place: string, text: string])[] {
  if (typeof value === 'string') return [[place, value]]
  if (typeof value === 'function') {
    const call = value as (...all: unknown[]) => unknown
    return textsOf(call(...Array.from({ length: value.length }, (_, index) => argument(index))), place)
  }
  if (value === null || typeof value !== 'object') return []
  return Object.entries(value).flatMap(([key, one]) => textsOf(one, place === '' ? key : `${place}.${key}`))
}

/** The texts of two catalogues side by side. A place that only one of them has is paired with nothing. */
export function pairsOf(inEnglish: unknown, inGerman: unknown): Pair[] {
  const all = new Map(textsOf(inGerman))
  return textsOf(inEnglish).map(([place, text]) => ({ place, english: text, german: all.get(place) ?? '' }))
}

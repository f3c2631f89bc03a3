/**
 * Domain names: whether an organization can own one, and its TXT records. The public suffix list comes with `tldts`.
 * https://publicsuffix.org, UTS 39 (https://www.unicode.org/reports/tr39)
 */
import { Resolver } from 'node:dns/promises'
import { domainToUnicode } from 'node:url'
import { Failure } from '@gatehouse-sso/core/failure'
import { getPublicSuffix } from 'tldts'
import type { DomainNames } from '../domain/ports/domain-names.ts'
import { publicMailDomains } from './public-mail.ts'

const timeoutMs = 3_000
const tries = 2
/** Records at one name that are read, and characters of each. */
const maximumRecords = 100
const maximumLength = 1_024

/** Codes of a name that exists without such records, or does not exist. */
const absent = ['ENODATA', 'ENOTFOUND']

/** The questions to the servers of the system. Tests answer them themselves. */
export interface DomainResolver {
  resolveTxt(name: string): Promise<readonly (readonly string[])[]>
  resolveMx(name: string): Promise<readonly { readonly exchange: string; readonly priority: number }[]>
}

/** @param own for tests: in place of the servers of the system */
export function domainNames(own: Partial<DomainResolver> = {}): DomainNames {
  const system = new Resolver({ timeout: timeoutMs, tries })
  const resolver: DomainResolver = {
    resolveTxt: own.resolveTxt ?? ((name) => system.resolveTxt(name)),
    resolveMx: own.resolveMx ?? ((name) => system.resolveMx(name)),
  }
  return {
    problemOf,
    async txt(name) {
      const records = await orNone(resolver.resolveTxt(name))
      return records.slice(0, maximumRecords).map((parts) => parts.join('').slice(0, maximumLength))
    },
    async mailHosts(domain) {
      const records = await orNone(resolver.resolveMx(domain))
      const ordered = records.toSorted((a, b) => a.priority - b.priority).slice(0, maximumRecords)
      return ordered.map(({ exchange }) => exchange.toLowerCase().replace(/\.$/, ''))
    },
  }
}

/** @throws Failure dns_unavailable */
async function orNone<T>(asked: Promise<readonly T[]>): Promise<readonly T[]> {
  try {
    return await asked
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : 'unknown'
    if (absent.includes(code)) return []
    throw new Failure('dns_unavailable', { received: code, cause })
  }
}

function problemOf(domain: string): string | undefined {
  if (getPublicSuffix(domain, { allowPrivateDomains: true }) === domain) {
    return 'is a public suffix, below which anybody can register names'
  }
  if (publicMailDomains.has(domain)) return 'is a public mail provider, where anybody can get an address'
  const mixed = domainToUnicode(domain)
    .split('.')
    .find((label) => !isOneScript(label))
  return mixed === undefined ? undefined : `mixes scripts in "${mixed}", as names do that imitate another one`
}

/** Scripts that are written together (UTS 39, highly restrictive). Digits and hyphens belong to every script. */
const together: readonly (readonly string[])[] = [
  ['Latin', 'Han', 'Hiragana', 'Katakana'],
  ['Latin', 'Han', 'Bopomofo'],
  ['Latin', 'Han', 'Hangul'],
]

const scripts: readonly (readonly [string, RegExp])[] = [
  ...['Latin', 'Greek', 'Cyrillic', 'Armenian', 'Hebrew', 'Arabic', 'Devanagari', 'Bengali', 'Gurmukhi', 'Gujarati'],
  ...['Tamil', 'Telugu', 'Kannada', 'Malayalam', 'Sinhala', 'Thai', 'Lao', 'Tibetan', 'Georgian', 'Ethiopic', 'Khmer'],
  ...['Han', 'Hiragana', 'Katakana', 'Hangul', 'Bopomofo', 'Mongolian', 'Myanmar', 'Oriya', 'Thaana', 'Cherokee'],
].map((script) => [script, new RegExp(`\\p{Script_Extensions=${script}}`, 'u')])

const everyScript = /[\p{Script=Common}\p{Script=Inherited}]/u

function isOneScript(label: string): boolean {
  const letters = [...label].filter((letter) => !everyScript.test(letter))
  const fits = (allowed: readonly string[]): boolean =>
    letters.every((letter) => scripts.some(([script, pattern]) => allowed.includes(script) && pattern.test(letter)))
  return letters.length === 0 || scripts.some(([script]) => fits([script])) || together.some(fits)
}

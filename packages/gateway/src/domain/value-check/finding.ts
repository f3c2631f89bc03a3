/** A finding of the live check, and its words in the reader's language. */
import type { Language } from '@gatehouse-sso/sdk/contract/setup-intents'
import type { ValueFinding } from '@gatehouse-sso/sdk/contract/value-check'
import { de } from './language/de.ts'
import { en, type FindingCode } from './language/en.ts'

export interface Finding {
  /** JSON pointer of the value. */
  readonly param: string
  readonly result: ValueFinding['result']
  readonly code: FindingCode
  /** For the places in its texts. */
  readonly words?: Readonly<Record<string, string>>
  readonly facts?: readonly string[]
  readonly value?: string | null
  readonly path?: readonly string[] | null
  readonly choices?: ValueFinding['choices'] | readonly ValueFinding['choices'][number][]
}

const texts = { en, de }

export function findingOf(finding: Finding, language: Language): ValueFinding {
  const { param, result, code, words = {}, facts = [], value = null, path = null, choices = [] } = finding
  const [title, text] = texts[language][code]
  return {
    param,
    result,
    code,
    title: filled(title, words),
    text: text === null ? null : filled(text, words) || null,
    facts: [...facts],
    value,
    path: path && [...path],
    choices: [...choices],
  }
}

/** The sentence of a code, as a part of other facts. */
export function sentenceOf(code: FindingCode, words: Readonly<Record<string, string>>, language: Language): string {
  return filled(texts[language][code][0], words)
}

/** Fills the places of a text: `{date}`. A place that nobody fills is left out. */
function filled(text: string, words: Readonly<Record<string, string>>): string {
  return text.replace(/\{(\w+)\}/g, (_, name: string) => words[name] ?? '').trim()
}

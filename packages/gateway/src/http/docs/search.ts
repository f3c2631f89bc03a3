/**
 * Finds sections of the documentation. Each word of the query must begin a word of the section, its heading or its page.
 * A match in the title counts most, then one in the heading, then the number of times in the text.
 */
import type { DocsSection } from './files.ts'

export const maximumQuery = 100
const maximumWords = 8
export const maximumResults = 20

/** A section with its words in small letters. */
export interface SearchedSection extends DocsSection {
  readonly words: { readonly title: string; readonly heading: string; readonly text: string }
}

export interface Result {
  readonly section: DocsSection
  /** The text around the first match. */
  readonly excerpt: string
}

export function searched(sections: readonly DocsSection[]): readonly SearchedSection[] {
  return sections.map((section) => {
    const [title, heading, text] = [section.title, section.heading, section.text].map((part) => ` ${normal(part)}`)
    return { ...section, words: { title: title ?? '', heading: heading ?? '', text: text ?? '' } }
  })
}

/** Small letters, with a space where a word begins. The places of letters stay, so that an excerpt can be cut. */
function normal(text: string): string {
  return text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, ' ')
}

export function wordsOf(query: string): readonly string[] {
  return normal(query.slice(0, maximumQuery)).split(' ').filter(Boolean).slice(0, maximumWords)
}

/** @returns at most 20 results, the best first */
export function search(sections: readonly SearchedSection[], query: string): readonly Result[] {
  const words = wordsOf(query)
  if (words.length === 0) return []
  return sections
    .map((section) => ({ section, score: scoreOf(section, words) }))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score)
    .slice(0, maximumResults)
    .map(({ section }) => ({ section, excerpt: excerptOf(section, words) }))
}

function scoreOf({ words: { title, heading, text } }: SearchedSection, words: readonly string[]): number {
  let score = 0
  for (const word of words) {
    const begin = ` ${word}`
    const times = Math.min(text.split(begin).length - 1, 5)
    const points = (title.includes(begin) ? 8 : 0) + (heading.includes(begin) ? 12 : 0) + times
    if (points === 0) return 0
    score += points
  }
  return score
}

function excerptOf({ text, words: { text: small } }: SearchedSection, words: readonly string[]): string {
  const places = words.map((word) => small.indexOf(` ${word}`)).filter((place) => place >= 0)
  const first = places.length === 0 ? 0 : Math.min(...places)
  const begin = first < 60 ? 0 : text.indexOf(' ', first - 60) + 1
  const cut = text.slice(begin, begin + 220)
  return `${begin === 0 ? '' : '… '}${cut}${begin + 220 < text.length ? ' …' : ''}`
}

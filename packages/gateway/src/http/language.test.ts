import { describe, expect, it } from 'vitest'
import { languageOfTags, preferredLanguage } from './language.ts'

describe('the language that a browser prefers', () => {
  it.each([
    ['nothing', undefined, 'en'],
    ['a tag of ours', 'de', 'de'],
    ['a tag with a region', 'de-CH', 'de'],
    ['a tag in capitals', 'DE-at', 'de'],
    ['the first of equals', 'de,en', 'de'],
    ['a language that is not ours before one that is', 'fr,de;q=0.8,en;q=0.5', 'de'],
    ['the better quality', 'de;q=0.3,en;q=0.9', 'en'],
    ['a language that is refused', 'de;q=0,fr', 'en'],
    ['any language', '*', 'en'],
    ['no tag at all', ';;;,,=', 'en'],
  ])('%s', (_, header, language) => {
    expect(preferredLanguage(header)).toBe(language)
  })
})

describe('the language of ui_locales', () => {
  it.each([
    ['nothing', undefined, undefined],
    ['the first of ours', 'fr de-CH en', 'de'],
    ['none of ours', 'fr it', undefined],
  ])('%s', (_, tags, language) => {
    expect(languageOfTags(tags)).toBe(language)
  })
})

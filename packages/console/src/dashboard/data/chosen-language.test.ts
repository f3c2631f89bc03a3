import { describe, expect, it } from 'vitest'
import { languageFor } from './chosen-language.ts'

const cases = [
  { name: 'the choice of the reader', kept: 'de', preferred: ['en'], is: 'de' },
  { name: 'English, chosen in a German browser', kept: 'en', preferred: ['de'], is: 'en' },
  { name: 'the first language of the browser that we have', kept: null, preferred: ['fr', 'de-AT', 'en'], is: 'de' },
  { name: 'English before German', kept: null, preferred: ['en-US', 'de'], is: 'en' },
  { name: 'a tag in capitals', kept: null, preferred: ['DE'], is: 'de' },
  { name: 'English where we have none of them', kept: null, preferred: ['fr', 'es'], is: 'en' },
  { name: 'English where the browser says nothing', kept: null, preferred: [], is: 'en' },
  { name: 'the browser in place of an unknown choice', kept: 'xx', preferred: ['de'], is: 'de' },
] as const

describe('the language', () => {
  it.each(cases)('is $name', ({ kept, preferred, is }) => expect(languageFor(kept, preferred)).toBe(is))
})

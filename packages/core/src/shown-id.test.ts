import { expect, it } from 'vitest'
import { shownId } from './shown-id.ts'

const cases: readonly (readonly [name: string, text: string, shown: string])[] = [
  ['an id of ours', 'app_01jd2x3y4z5a6b7c8d9e0f1g2h', 'app_01jd2x3y4z5a6b7c8d9e0f1g2h'],
  ['an id of Entra', '8f1c2b3a-4d5e-4f60-8a7b-9c0d1e2f3a4b', '8f1c2b… (36 characters)'],
  ['a short name', 'my-app', 'my-app'],
  ['nothing', '', ''],
  ['a secret', 'SW7PJyM8ARYLgf2SS2rt_PMplXODG0dXySjymjnmkB8', 'SW7PJy… (43 characters)'],
  ['an id with something behind it', 'app_01jd2x3y4z5a6b7c8d9e0f1g2hX', 'app_01… (31 characters)'],
  ['half of a character', 'a\ud83d', 'a?'],
]

it.each(cases)('shownId: %s', (_, text, shown) => {
  expect(shownId(text)).toBe(shown)
})

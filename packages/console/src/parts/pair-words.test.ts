import { describe, expect, it } from 'vitest'
import { withPairLabels } from './pair-words.ts'

const labels = { expected: 'Erwartet', received: 'Erhalten' }

describe('a text about a pair of values', () => {
  it.each([
    ['with marks of code', '`expected` ist die Zeit dieses Servers.', '**Erwartet** ist die Zeit dieses Servers.'],
    ['with quotes', "'received' nennt den Teil.", '**Erhalten** nennt den Teil.'],
    ['with both', '`expected`, `received`', '**Erwartet**, **Erhalten**'],
    ['that says only the words', 'It was expected and received.', 'It was expected and received.'],
    ['with other code', '`sha1_until`', '`sha1_until`'],
  ])('%s', (_, text, shown) => expect(withPairLabels(text, labels)).toBe(shown))

  it('can go without marks', () => expect(withPairLabels('`expected`', labels, '"')).toBe('"Erwartet"'))
})

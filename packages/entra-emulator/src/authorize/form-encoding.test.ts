import fc from 'fast-check'
import { expect, it } from 'vitest'
import { encodeParameter, encodeParameters } from './form-encoding.ts'

it('encodes as .NET does, with plus for spaces and escapes in lower case', () => {
  expect(encodeParameter("AADSTS65004: User's consent\r\n~ü")).toBe('AADSTS65004%3a+User%27s+consent%0d%0a%7e%c3%bc')
  expect(
    encodeParameters([
      ['a', '1'],
      ['b', '&='],
    ]),
  ).toBe('a=1&b=%26%3d')
})

it('can be decoded by URLSearchParams', () => {
  const text = fc.string({ unit: 'grapheme' })
  fc.assert(
    fc.property(text, (value) => {
      expect(new URLSearchParams(`x=${encodeParameter(value)}`).get('x')).toBe(value)
    }),
    { seed: 20_261_101, numRuns: 300 },
  )
})

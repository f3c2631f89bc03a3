import { describe, expect, it } from 'vitest'
import { asciiEncoder, base64urlDecoder, isCanonical, textOf } from './base64url.ts'

/** As on Node 20 and 22, which cannot decode into a buffer. */
function olderDecoder() {
  const buffer = new Uint8Array(64)
  Object.defineProperty(buffer, 'setFromBase64', { value: undefined })
  return base64urlDecoder(buffer)
}

describe.each([
  ['on this runtime', base64urlDecoder()],
  ['on an older runtime', olderDecoder()],
])('base64url %s', (_, decode) => {
  it.each([[0], [255], [251, 239, 190], [1, 2, 3, 4], [62 << 2, 63, 255, 0, 128]])(
    'decodes %j and what follows',
    (...bytes) => {
      expect([...decode(Buffer.from(bytes).toString('base64url'))]).toEqual(bytes)
    },
  )
  it.each(['a', 'abcde', 'a+b/'.replaceAll('+', '*'), 'ab=c'])('refuses %s', (text) => {
    expect(() => decode(text)).toThrow()
  })
})

describe('a text', () => {
  it('is UTF-8', () => {
    expect(textOf(Buffer.from('Zoë 🚪').toString('base64url'))).toBe('Zoë 🚪')
    expect(() => textOf(Buffer.from([0xc3, 0x28]).toString('base64url'))).toThrow(TypeError)
  })
  it('of ASCII is encoded into one buffer', () => {
    const encode = asciiEncoder()
    expect(Buffer.from(encode('abc.def')).toString()).toBe('abc.def')
    expect(Buffer.from(encode('x')).toString()).toBe('x')
  })
})

describe('the spelling of bytes', () => {
  it.each<[text: string, isOnly: boolean]>([
    ['AA', true],
    ['AB', false],
    ['AAA', true],
    ['AAB', false],
    ['AAAB', true],
    ['A', false],
    ['AAAAA', false],
  ])('%s is the only one: %j', (text, isOnly) => expect(isCanonical(text)).toBe(isOnly))
})

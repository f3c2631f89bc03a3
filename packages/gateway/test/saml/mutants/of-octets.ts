/** Changes that know nothing of XML. */
import type { Random } from './random.ts'

export type OctetChange = (octets: Buffer, random: Random) => Buffer

const white = [' ', '\n', '\t', '\r', '\r\n', '   ', '&#10;', '&#x20;', '\u00a0', '\u200b']
const tokens = [
  '<!---->',
  '<![CDATA[x]]>',
  '<?x?>',
  '&amp;',
  '&lt;',
  '&#x41;',
  '&#0;',
  ']]>',
  '<x/>',
  '<x>',
  '</x>',
  ' ID="_x"',
  ' xmlns=""',
  ' xmlns:saml="urn:x"',
  ' xmlns:xml="urn:x"',
  ' xml:id="_x"',
  '"',
  "'",
  '>',
  '<',
  '=',
  '#',
  'admin',
  '\u0000',
  '\ufeff',
  '\u202e',
]

function spliced(octets: Buffer, from: number, to: number, ...inserted: readonly Buffer[]): Buffer {
  return Buffer.concat([octets.subarray(0, from), ...inserted, octets.subarray(to)])
}

function range(octets: Buffer, random: Random, longest: number): [from: number, to: number] {
  const from = random.below(octets.length)
  return [from, Math.min(octets.length, from + 1 + random.below(longest))]
}

export const octetChanges: readonly OctetChange[] = [
  function flipOneBit(octets, random) {
    const at = random.below(octets.length)
    return spliced(octets, at, at + 1, Buffer.of((octets[at] ?? 0) ^ (1 << random.below(8))))
  },
  function replaceOneOctet(octets, random) {
    const at = random.below(octets.length)
    return spliced(octets, at, at + 1, Buffer.of(random.below(256)))
  },
  function replaceOneLetter(octets, random) {
    const at = random.below(octets.length)
    return spliced(
      octets,
      at,
      at + 1,
      Buffer.of(random.one([...'abcXYZ0129_-.:/#="<>&; '].map((letter) => letter.charCodeAt(0)))),
    )
  },
  function takeAway(octets, random) {
    const [from, to] = range(octets, random, random.one([1, 4, 40, 400]))
    return spliced(octets, from, to)
  },
  function repeat(octets, random) {
    const [from, to] = range(octets, random, random.one([1, 4, 40, 400]))
    return spliced(octets, to, to, octets.subarray(from, to))
  },
  function copyElsewhere(octets, random) {
    const [from, to] = range(octets, random, random.one([4, 40, 400]))
    const at = random.below(octets.length)
    return spliced(octets, at, at, octets.subarray(from, to))
  },
  function exchange(octets, random) {
    const [from, to] = range(octets, random, 40)
    const [after, end] = range(octets, random, 40)
    if (after < to) return spliced(octets, from, to)
    const middle = octets.subarray(to, after)
    return spliced(octets, from, end, octets.subarray(after, end), middle, octets.subarray(from, to))
  },
  function insertWhiteSpace(octets, random) {
    const at = random.below(octets.length)
    return spliced(octets, at, at, Buffer.from(random.one(white)))
  },
  function insertToken(octets, random) {
    const at = random.below(octets.length)
    return spliced(octets, at, at, Buffer.from(random.one(tokens)))
  },
  function insertTokenAtATag(octets, random) {
    const at = octets.indexOf(random.one(['<', '>', '="', '</', ' ']), random.below(octets.length))
    const place = at < 0 ? 0 : at + random.below(2)
    return spliced(octets, place, place, Buffer.from(random.one(tokens)))
  },
  function changeOneDigit(octets, random) {
    const text = octets.toString('latin1')
    const digits = [...text.matchAll(/\d/g)]
    if (digits.length === 0) return octets
    const at = random.one(digits).index
    return spliced(octets, at, at + 1, Buffer.from(String(random.below(10))))
  },
  function cutOff(octets, random) {
    return octets.subarray(0, random.below(octets.length))
  },
]

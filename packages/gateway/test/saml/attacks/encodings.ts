/** Octets and letters: base64 that two decoders read differently, and texts that are not UTF-8. */
import { type Attack, attack } from './attack.ts'

const encoding = 'saml_encoding_invalid'
const rfc = 'RFC 4648, 3.3'
const declared = (text: string) => ({ text: (xml: string) => text + xml.replace(/^<\?xml.*?\?>\s*/, '') })
const octets = (change: (octets: Buffer) => Buffer) => ({ bytes: change })
const withoutDeclaration = (bytes: Buffer): string => bytes.toString().replace(/^<\?xml.*?\?>\s*/, '')

function utf16(bytes: Buffer, order: 'little' | 'big', mark: boolean): Buffer {
  const text = Buffer.from(`${mark ? '\uFEFF' : ''}${withoutDeclaration(bytes)}`, 'utf16le')
  return order === 'little' ? text : text.swap16()
}

function utf32(bytes: Buffer): Buffer {
  const letters = [...withoutDeclaration(bytes)]
  const made = Buffer.alloc(letters.length * 4)
  for (const [index, letter] of letters.entries()) made.writeUInt32BE(letter.codePointAt(0) ?? 0, index * 4)
  return made
}

/** Puts octets into the text of the first element that has one. */
const intoText = (...inserted: readonly number[]) =>
  octets((bytes) => {
    const at = bytes.indexOf('</')
    return Buffer.concat([bytes.subarray(0, at), Buffer.from(inserted), bytes.subarray(at)])
  })

export const encodings: readonly Attack[] = [
  attack(
    'a byte order mark',
    'CVE-2022-39353 and its kind',
    encoding,
    octets((bytes) => Buffer.concat([Buffer.from('\uFEFF'), bytes])),
  ),
  attack(
    'UTF-16, little endian',
    'two readings of the same bytes',
    encoding,
    octets((bytes) => utf16(bytes, 'little', true)),
  ),
  attack(
    'UTF-16, big endian',
    'two readings of the same bytes',
    encoding,
    octets((bytes) => utf16(bytes, 'big', true)),
  ),
  attack(
    'UTF-16 without a mark',
    'two readings of the same bytes',
    encoding,
    octets((bytes) => utf16(bytes, 'little', false)),
  ),
  attack('UTF-32', 'two readings of the same bytes', [encoding, 'saml_message_too_large'], octets(utf32)),
  attack('a declaration of UTF-16', 'XML 1.0, 4.3.3', encoding, declared('<?xml version="1.0" encoding="UTF-16"?>')),
  attack(
    'a declaration of UTF-7',
    'measured: xmldom accepts it',
    encoding,
    declared('<?xml version="1.0" encoding="UTF-7"?>'),
  ),
  attack(
    'a declaration of Latin-1',
    'XML 1.0, 4.3.3',
    encoding,
    declared('<?xml version="1.0" encoding="ISO-8859-1"?>'),
  ),
  attack(
    'a declaration of Shift_JIS',
    'XML 1.0, 4.3.3',
    encoding,
    declared('<?xml version="1.0" encoding="Shift_JIS"?>'),
  ),
  attack('a declaration of EBCDIC', 'XML 1.0, 4.3.3', encoding, declared('<?xml version="1.0" encoding="IBM037"?>')),
  attack(
    'a declaration of two encodings',
    'XML 1.0, 2.8',
    encoding,
    declared('<?xml version="1.0" encoding="UTF-8" encoding="UTF-7"?>'),
  ),
  attack(
    'XML 1.1',
    'XML 1.1 has other characters and line ends',
    encoding,
    declared('<?xml version="1.1" encoding="UTF-8"?>'),
  ),
  attack('XML 2.0', 'XML 1.0, 2.8', encoding, declared('<?xml version="2.0"?>')),
  attack('a declaration without a version', 'XML 1.0, 2.8', encoding, declared('<?xml encoding="UTF-8"?>')),
  attack('a declaration that does not end', 'XML 1.0, 2.8', encoding, {
    text: () => `<?xml version="1.0"${' '.repeat(300)}`,
  }),
  attack('a letter in Latin-1', 'RFC 3629', encoding, intoText(0xfc)),
  attack('an overlong letter', 'RFC 3629, 3', encoding, intoText(0xc0, 0xbc)),
  attack('half of a surrogate pair', 'RFC 3629, 3', encoding, intoText(0xed, 0xa0, 0x80)),
  attack('a letter cut in half', 'RFC 3629', encoding, intoText(0xe2, 0x82)),
  attack('a zero byte in a text', 'measured: xmldom accepts it', encoding, intoText(0)),
  attack(
    'a zero byte at the end',
    'measured: xmldom accepts it',
    encoding,
    octets((bytes) => Buffer.concat([bytes, Buffer.of(0)])),
  ),
  attack('a control character', 'XML 1.0, 2.2', 'saml_xml_malformed', intoText(1)),
  attack('a noncharacter', 'XML 1.0, 2.2', 'saml_xml_malformed', intoText(0xef, 0xbf, 0xbf)),
  attack(
    'a text after the root',
    'CVE-2022-39353',
    'saml_xml_malformed',
    octets((bytes) => Buffer.concat([bytes, Buffer.from('x')])),
  ),
  attack('a text before the root', 'CVE-2022-39353', ['saml_xml_malformed', 'saml_xml_forbidden'], {
    text: (xml) => `x${xml}`,
  }),
  attack('a second root', 'CVE-2022-39299, CVE-2022-39353', 'saml_xml_malformed', { text: (xml) => `${xml}<x/>` }),
  attack('the document twice', 'CVE-2022-39299, CVE-2022-39353', ['saml_xml_malformed', 'saml_xml_forbidden'], {
    text: (xml) => xml + xml,
  }),
  attack('a forged root before the genuine one', 'CVE-2022-39299', 'saml_xml_malformed', {
    text: (xml) => `<x/>${xml.replace(/^<\?xml.*?\?>\s*/, '')}`,
  }),
  attack('junk after base64', rfc, encoding, { base64: (text) => `${text}!` }),
  attack('junk in base64', rfc, encoding, { base64: (text) => `${text.slice(0, 40)}*${text.slice(40)}` }),
  attack('letters of the URL-safe alphabet', 'RFC 4648, 5', encoding, {
    text: (xml) => xml.replace('>', '\n \u07ff \u{10ffff}>'),
    base64: (text) => `-_${text.slice(2)}`,
  }),
  attack('a blank in base64, where a plus was', 'URL decoding', encoding, {
    base64: (text) => `${text.slice(0, 8)} ${text.slice(9)}`,
  }),
  attack('a tab in base64', rfc, encoding, { base64: (text) => `${text.slice(0, 8)}\t${text.slice(8)}` }),
  attack('padding in the middle', rfc, encoding, { base64: (text) => `${text.slice(0, 6)}==${text.slice(8)}` }),
  attack('too much padding', rfc, encoding, { base64: (text) => `${text}====` }),
  attack('base64 cut short', rfc, encoding, { base64: (text) => text.replace(/=*$/, '').slice(0, 101) }),
  attack('bits after the last octet', 'RFC 4648, 3.5', encoding, {
    text: (xml) => `${xml}${' '.repeat((3 - ((Buffer.byteLength(xml) + 2) % 3)) % 3)}`,
    base64: (text) => text.replace(/[A-Za-z0-9+/](=+)$/, 'B$1').replace(/(?<!=)$/, (end) => end),
    bytes: (bytes) => bytes.subarray(0, bytes.length - (bytes.length % 3) - 2),
  }),
  attack('base64 of base64', 'a decoder that tries again', ['saml_xml_malformed', 'saml_message_too_large'], {
    base64: (text) => Buffer.from(text).toString('base64'),
  }),
  attack('an encoded address', 'a decoder that tries again', encoding, {
    base64: (text) => encodeURIComponent(`${text}=`),
  }),
  attack('nothing', 'saml-bindings 3.5.4', encoding, { base64: () => '' }),
  attack('line breaks alone', 'saml-bindings 3.5.4', encoding, { base64: () => '\r\n\r\n' }),
  attack('a zero character after base64', rfc, encoding, { base64: (text) => `${text}\0` }),
  attack('letters that are not ASCII', rfc, encoding, { base64: (text) => `ü${text.slice(1)}` }),
]

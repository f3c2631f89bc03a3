/**
 * The look at the bytes before any parser. Everything that could make a parser do more than build a small tree is
 * refused here: document types, entities, comments, CDATA, processing instructions, and documents that are deep or wide.
 * It refuses too much rather than too little; whether the XML is well-formed is for the parser to say.
 */
import { isUtf8 } from 'node:buffer'
import { Failure } from '@gatehouse-sso/core/failure'
import type { XmlLimits } from './limits.ts'

const lessThan = 0x3c
const greaterThan = 0x3e
const slash = 0x2f
const question = 0x3f
const exclamation = 0x21
const ampersand = 0x26
const doubleQuote = 0x22
const singleQuote = 0x27
const equals = 0x3d
const byteOrderMark = Buffer.from('\uFEFF')

/** `version` first, then perhaps `encoding`, which must be UTF-8, then perhaps `standalone`. */
const declaration =
  /^<\?xml\s+version\s*=\s*(?:"1\.0"|'1\.0')(?:\s+encoding\s*=\s*(?:"utf-8"|'utf-8'))?(?:\s+standalone\s*=\s*(?:"(?:yes|no)"|'(?:yes|no)'))?\s*\?>/i

const reference = /^&(?:lt|gt|amp|quot|apos|#\d{1,7}|#x[0-9a-fA-F]{1,6});/

/**
 * @returns the bytes from the root element on
 * @throws Failure saml_message_too_large, saml_encoding_invalid, saml_xml_forbidden, saml_xml_malformed
 */
export function guardXml(received: Buffer, limits: XmlLimits): Buffer {
  if (received.length > limits.bytes) {
    throw new Failure('saml_message_too_large', { expected: `${limits.bytes} bytes`, received: `${received.length}` })
  }
  const bytes = withoutDeclaration(received, limits)
  scan(bytes, limits)
  return bytes
}

function withoutDeclaration(received: Buffer, { byte_order_mark }: XmlLimits): Buffer {
  let bytes = received
  if (bytes.subarray(0, 3).equals(byteOrderMark)) {
    if (!byte_order_mark) throw new Failure('saml_encoding_invalid', { received: 'a byte order mark' })
    bytes = bytes.subarray(3)
  }
  if (!isUtf8(bytes)) throw new Failure('saml_encoding_invalid', { received: 'no UTF-8' })
  if (bytes.includes(0)) throw new Failure('saml_encoding_invalid', { received: 'a zero byte' })
  const start = bytes.subarray(0, 200).toString()
  if (!start.startsWith('<?xml')) return bytes
  const found = declaration.exec(start)
  if (!found) throw new Failure('saml_encoding_invalid', { received: 'another XML declaration than 1.0 in UTF-8' })
  return bytes.subarray(found[0].length)
}

interface Counts {
  elements: number
  /** Namespace declarations of the open elements, from the root on: an entry for each level. */
  readonly declared: number[]
  /** Their sum: the declarations in scope. */
  in_scope: number
}

/** Goes from mark to mark. */
function scan(bytes: Buffer, limits: XmlLimits): void {
  const counts: Counts = { elements: 0, declared: [], in_scope: 0 }
  let position = 0
  while (position < bytes.length) {
    const next = bytes.indexOf('<', position)
    const end = next === -1 ? bytes.length : next
    checkText(bytes, position, end, isCipherValue(bytes, position) ? { ...limits, text: limits.bytes } : limits)
    if (next === -1) return
    position = passMark(bytes, next, counts, limits)
  }
}

/** Whether the text that begins here is encrypted. It is as long as what it holds, and the size of the message bounds it. */
function isCipherValue(bytes: Buffer, position: number): boolean {
  const tag = bytes.subarray(Math.max(0, position - 100), position).toString('latin1')
  return /<(?:[\w.-]{1,40}:)?CipherValue(?:\s[^<>]*)?>$/.test(tag)
}

/** @returns the position after the mark that begins here */
function passMark(bytes: Buffer, start: number, counts: Counts, limits: XmlLimits): number {
  const kind = bytes[start + 1]
  if (kind === question) throw forbidden('a processing instruction')
  if (kind === exclamation) return passComment(bytes, start, limits)
  if (kind === slash) {
    counts.in_scope -= counts.declared.pop() ?? 0
    return endOf(bytes, '>', start)
  }
  counts.elements += 1
  if (counts.elements > limits.elements) throw forbidden(`more than ${limits.elements} elements`)
  if (counts.declared.length >= limits.depth) throw forbidden(`a depth of more than ${limits.depth}`)
  const { end, namespaces } = passTag(bytes, start, limits)
  // A canonical form looks at everything in scope, once for each element.
  if (counts.in_scope + namespaces > limits.namespaces) {
    throw forbidden(`more than ${limits.namespaces} namespaces in scope`)
  }
  if (bytes[end - 2] !== slash) {
    counts.declared.push(namespaces)
    counts.in_scope += namespaces
  }
  return end
}

/** @returns the position after the `>` of a start tag, past the quotes of its attributes, and its declarations */
function passTag(bytes: Buffer, start: number, limits: XmlLimits): { end: number; namespaces: number } {
  let attributes = 0
  let namespaces = 0
  for (let position = start + 1; position < bytes.length; position += 1) {
    const byte = bytes[position]
    if (byte === greaterThan) return { end: position + 1, namespaces }
    if (byte === lessThan) throw new Failure('saml_xml_malformed')
    if (byte === equals) {
      attributes += 1
      if (isDeclaration(bytes, start, position)) namespaces += 1
      if (attributes > limits.attributes) throw forbidden(`more than ${limits.attributes} attributes in an element`)
    }
    if (byte === doubleQuote || byte === singleQuote) {
      const end = bytes.indexOf(byte, position + 1)
      if (end === -1) throw new Failure('saml_xml_malformed')
      checkText(bytes, position + 1, end, limits)
      position = end
    }
  }
  throw new Failure('saml_xml_malformed')
}

/** The longest name of an attribute, and the longest white space before its equals sign. */
const longestName = 256

/** Whether the word before an equals sign declares a namespace. @throws Failure for a word that has no end */
function isDeclaration(bytes: Buffer, start: number, position: number): boolean {
  const from = Math.max(start, position - 2 * longestName)
  const name = /(\S*)\s*$/.exec(bytes.subarray(from, position).toString('latin1'))?.[1] ?? ''
  if (name.length >= longestName) throw forbidden(`a name of more than ${longestName} bytes`)
  return name === 'xmlns' || name.startsWith('xmlns:')
}

function passComment(bytes: Buffer, start: number, { comments }: XmlLimits): number {
  const begin = bytes.subarray(start, start + 9).toString('latin1')
  if (begin.startsWith('<!--')) {
    if (!comments) throw forbidden('a comment')
    return endOf(bytes, '-->', start + 4)
  }
  if (begin === '<![CDATA[') throw forbidden('a CDATA section')
  throw forbidden('a document type')
}

function endOf(bytes: Buffer, mark: string, start: number): number {
  const end = bytes.indexOf(mark, start)
  if (end === -1) throw new Failure('saml_xml_malformed')
  return end + mark.length
}

/** A text or an attribute value: not too long, and with no entity but those that XML itself has. */
function checkText(bytes: Buffer, start: number, end: number, { text }: XmlLimits): void {
  if (end - start > text) throw forbidden(`a text of more than ${text} bytes`)
  let position = bytes.indexOf(ampersand, start)
  while (position !== -1 && position < end) {
    const found = bytes.subarray(position, position + 12).toString('latin1')
    if (!reference.test(found)) throw forbidden('an entity')
    position = bytes.indexOf(ampersand, position + 1)
  }
}

const forbidden = (received: string): Failure => new Failure('saml_xml_forbidden', { received })

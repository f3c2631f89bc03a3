import { type EncryptionOptions, encryptedAssertion } from './encryption.ts'
import { decryptionKey, keys } from './keys.ts'
import { ns } from './names.ts'
import { type SigningOptions, signed } from './signing.ts'
import { qualified, type SignedParts, type Style } from './style.ts'
import { acs, entityId, now, type ResponseValues, requestId } from './values.ts'
import {
  attribute,
  edit,
  element,
  find,
  type Writing,
  withAttribute,
  write,
  writeDocument,
  type XmlElement,
  type XmlNode,
} from './xml-tree.ts'

/** The differences from a response that the identity provider sends. Everything is done in this order. */
export interface Difference {
  readonly values?: Partial<ResponseValues>
  /** Before anything is signed: the identity provider itself says it. */
  readonly unsigned?: (response: XmlElement) => XmlElement
  readonly signs?: SignedParts | 'nothing'
  readonly signing?: SigningOptions
  readonly response_signing?: SigningOptions
  readonly writing?: Partial<Writing>
  readonly encrypts?: boolean | EncryptionOptions
  /** After everything is signed: somebody else changes it. */
  readonly changed?: (response: XmlElement) => XmlElement
  readonly text?: (xml: string) => string
  readonly bytes?: (octets: Buffer) => Buffer
  readonly base64?: (encoded: string) => string
}

/** Signed trees as the identity provider makes them, which most cases then change. Signing is what takes the time. */
const genuine = new Map<string, XmlElement>()

/** The response as a tree, signed and perhaps encrypted. */
export function signedTree(style: Style, difference: Difference = {}): XmlElement {
  const { values, unsigned, signing, response_signing, writing, encrypts } = difference
  if (values || unsigned || signing || response_signing || writing || typeof encrypts === 'object') {
    return newTree(style, difference)
  }
  const key = `${style.name} ${difference.signs ?? style.signs} ${encrypts ?? style.encrypts}`
  const known = genuine.get(key) ?? newTree(style, difference)
  genuine.set(key, known)
  return known
}

function newTree(style: Style, difference: Difference): XmlElement {
  const writing = { ...style.writing, ...difference.writing }
  const built = style.build({ ...style.values, ...difference.values })
  const plain = difference.unsigned?.(built) ?? built
  const signs = difference.signs ?? style.signs
  const sign = (root: XmlElement, target: XmlElement, options: SigningOptions | undefined): XmlElement =>
    signed(root, attribute(target, 'ID') ?? '', style.signature, options, writing)
  const encrypts = difference.encrypts ?? style.encrypts
  const inner =
    signs === 'assertion' || signs === 'both' ? sign(plain, find(plain, 'Assertion'), difference.signing) : plain
  const sent = encrypts === false ? inner : encryptedIn(inner, style, writing, encrypts)
  const response_signing = difference.response_signing ?? difference.signing
  return signs === 'response' || signs === 'both' ? sign(sent, sent, response_signing) : sent
}

/** An assertion that is encrypted stands alone, so it takes the declarations from above with it. */
function encryptedIn(root: XmlElement, style: Style, writing: Writing, encrypts: true | EncryptionOptions): XmlElement {
  const inherited = root.attributes.filter(([name]) => name.startsWith('xmlns'))
  const options = encrypts === true ? {} : encrypts
  return edit(root, 'Assertion', (assertion) => {
    const missing = inherited.filter(([name]) => attribute(assertion, name) === undefined)
    const alone = missing.reduce((node, [name, value]) => withAttribute(node, name, value), assertion)
    return encryptedAssertion(style.prefix.assertion, write(alone, writing), style.encryption, options)
  })
}

/** The XML of the response. */
export function sentXml(style: Style, difference: Difference = {}): string {
  const tree = signedTree(style, difference)
  const xml = writeDocument(difference.changed?.(tree) ?? tree, { ...style.writing, ...difference.writing })
  return difference.text?.(xml) ?? xml
}

/** The response as a browser posts it, in base64. */
export function sentResponse(style: Style, difference: Difference = {}): string {
  const octets = Buffer.from(sentXml(style, difference))
  const encoded = (difference.bytes?.(octets) ?? octets).toString('base64')
  return difference.base64?.(encoded) ?? encoded
}

/** An element of the assertions' namespace, in the prefix of the style. It declares it, and so can stand anywhere. */
export function samlElement(
  style: Style,
  name: string,
  attributes: Readonly<Record<string, string | null>> = {},
  ...children: readonly XmlNode[]
): XmlElement {
  const { assertion } = style.prefix
  const declaration = assertion === '' ? 'xmlns' : `xmlns:${assertion}`
  return element(qualified(assertion, name), { [declaration]: ns.assertion, ...attributes }, ...children)
}

/** The expectations of a gateway with a pending sign-in. */
export function expectedOf(style: Style) {
  return {
    idp_entity_id: style.values.issuer,
    certificates: [keys.idp.certificate],
    enforce_certificate_expiry: false,
    sha1_until: null as number | null,
    audience: entityId,
    acs,
    in_response_to: requestId as string | null,
    decryption_keys: [decryptionKey.export({ format: 'pem', type: 'pkcs8' }).toString()],
    now,
  }
}

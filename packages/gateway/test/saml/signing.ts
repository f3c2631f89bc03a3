import { constants, createHash, createHmac, type KeyObject, sign } from 'node:crypto'
import { wrapped } from './base64-lines.ts'
import { canonical } from './canonical.ts'
import { keys, type SigningKey } from './keys.ts'
import { canonicalizations, enveloped } from './names.ts'
import { signatureElement } from './signature-element.ts'
import type { SignatureStyle } from './style.ts'
import {
  attribute,
  edit,
  isElement,
  localName,
  plainWriting,
  type Writing,
  withChildren,
  write,
  type XmlElement,
} from './xml-tree.ts'

const more = 'http://www.w3.org/2001/04/xmldsig-more#'
const more2007 = 'http://www.w3.org/2007/05/xmldsig-more#'

export const signatures = {
  rsaSha1: 'http://www.w3.org/2000/09/xmldsig#rsa-sha1',
  rsaSha256: `${more}rsa-sha256`,
  rsaSha384: `${more}rsa-sha384`,
  rsaSha512: `${more}rsa-sha512`,
  rsaMd5: `${more}rsa-md5`,
  pssSha256: `${more2007}sha256-rsa-MGF1`,
  pssSha512: `${more2007}sha512-rsa-MGF1`,
  ecdsaSha256: `${more}ecdsa-sha256`,
  ecdsaSha384: `${more}ecdsa-sha384`,
  ecdsaSha1: `${more}ecdsa-sha1`,
  dsaSha1: 'http://www.w3.org/2000/09/xmldsig#dsa-sha1',
  hmacSha1: 'http://www.w3.org/2000/09/xmldsig#hmac-sha1',
  hmacSha256: `${more}hmac-sha256`,
  none: 'http://www.w3.org/2001/04/xmldsig-more#none',
} as const

export const digests = {
  sha1: 'http://www.w3.org/2000/09/xmldsig#sha1',
  sha256: 'http://www.w3.org/2001/04/xmlenc#sha256',
  sha384: `${more}sha384`,
  sha512: 'http://www.w3.org/2001/04/xmlenc#sha512',
  md5: `${more}md5`,
} as const

const digestHashes: Readonly<Record<string, string>> = {
  [digests.sha1]: 'sha1',
  [digests.sha384]: 'sha384',
  [digests.sha512]: 'sha512',
  [digests.md5]: 'md5',
}

export interface SigningOptions {
  readonly signer?: SigningKey
  readonly algorithm?: string
  readonly digest?: string
  readonly canonicalization?: string
  readonly transforms?: readonly string[]
  /** Replaces `#` and the ID of the parent. */
  readonly uri?: string
  /** The ID of the element whose digest is taken, where it is not the parent. */
  readonly digested_id?: string
  /** Changes SignedInfo before it is signed, so that the signature still fits. */
  readonly signed_info?: (signature: XmlElement) => XmlElement
}

/** Signs an element as its identity provider does: after its issuer, over the element without the signature. */
export function signed(
  root: XmlElement,
  id: string,
  style: SignatureStyle,
  options: SigningOptions = {},
  writing: Writing = plainWriting,
): XmlElement {
  const signer = options.signer ?? keys.idp
  const algorithm = options.algorithm ?? signatures.rsaSha256
  const digestUri = options.digest ?? digests.sha256
  const transforms = options.transforms ?? [enveloped, canonicalizations.exclusive]
  const canonicalization = options.canonicalization ?? canonicalizations.exclusive
  const digested = options.digested_id ?? id
  const hasId = (wanted: string) => (node: Element) => node.getAttribute('ID') === wanted
  const form = transforms.findLast((uri) => uri.includes('c14n')) ?? canonicalizations.inclusive
  const content = canonical(write(root, writing), hasId(digested), form, style.prefix_list)
  const digest = createHash(digestHashes[digestUri] ?? 'sha256')
    .update(content)
    .digest('base64')
  const made = signatureElement(style, {
    canonicalization,
    algorithm,
    uri: options.uri ?? `#${id}`,
    transforms,
    digest_algorithm: digestUri,
    digest,
    certificate: signer.certificate,
    key: signer.key,
  })
  const unsigned = options.signed_info ? options.signed_info(made) : made
  const placed = edit(root, hasIdAttribute(id), (parent) => {
    const at = parent.children.findIndex((child) => isElement(child) && localName(child) === 'Issuer') + 1
    return withChildren(parent, ...parent.children.slice(0, at), unsigned, ...parent.children.slice(at))
  })
  const isOurs = (node: Element): boolean =>
    node.localName === 'SignedInfo' && (node.parentNode?.parentNode as Element | null)?.getAttribute('ID') === id
  const value = signatureValue(canonical(write(placed, writing), isOurs, canonicalization), algorithm, signer)
  return edit(
    placed,
    (node) => node === unsigned,
    (node) => withValue(node, value, style),
  )
}

export function hasIdAttribute(id: string): (node: XmlElement) => boolean {
  return (node) => attribute(node, 'ID') === id
}

function withValue(signature: XmlElement, value: string, style: SignatureStyle): XmlElement {
  return edit(signature, 'SignatureValue', (node) => withChildren(node, wrapped(value, style.wrap)))
}

function hashOf(algorithm: string): string {
  return /(md5|sha\d+)/.exec(algorithm.slice(algorithm.indexOf('#')))?.[1] ?? 'sha256'
}

/** The value in base64. An HMAC is made with what everybody knows: the certificate (CVE-2024-32962 and its kind). */
export function signatureValue(signedInfo: string, algorithm: string, { key, certificate }: SigningKey): string {
  const name = hashOf(algorithm)
  if (algorithm === signatures.none) return ''
  if (algorithm.includes('#hmac')) return createHmac(name, certificate).update(signedInfo).digest('base64')
  return sign(name, Buffer.from(signedInfo), paddedKey(key, algorithm)).toString('base64')
}

function paddedKey(key: KeyObject, algorithm: string) {
  if (key.asymmetricKeyType === 'ec') return { key, dsaEncoding: 'ieee-p1363' as const }
  if (!algorithm.includes('MGF1')) return { key, padding: constants.RSA_PKCS1_PADDING }
  return { key, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: constants.RSA_PSS_SALTLEN_DIGEST }
}

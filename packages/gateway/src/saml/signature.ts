/**
 * One profile of XML Signature (saml-core 5.4): enveloped, one reference to the parent's ID, exclusive canonicalization,
 * a key of the connection. It returns the bytes that were verified, and nothing else may be read.
 */
import { hash, timingSafeEqual } from 'node:crypto'
import { Failure } from '@gatehouse-sso/core/failure'
import { digestAlgorithms, isSignedBy, type SignatureAlgorithm, signatureAlgorithms } from './algorithms.ts'
import {
  legacyBits,
  minimumBits,
  readCertificate,
  type SigningCertificate,
  signingCertificate,
} from './certificates.ts'
import { strictBase64 } from './decode.ts'
import { attributeOf, childrenOf, is, shortName } from './elements.ts'
import { envelopedSignature, exclusiveCanonicalization } from './names.ts'
import type { OpenDocument, XmlElement } from './tree.ts'

export interface TrustedKeys {
  /** PEM. */
  readonly certificates: readonly string[]
  readonly enforce_certificate_expiry: boolean
  /** Until then SHA-1 and short RSA keys are accepted; `null`: never. Milliseconds since 1970. */
  readonly sha1_until: number | null
  /** Milliseconds since 1970. */
  readonly now: number
}

export interface VerifiedXml {
  /** The canonical form that was signed. */
  readonly verified_xml: string
  /** The URI of the algorithm. */
  readonly algorithm: string
  /** SHA-256 of the certificate, in capital hexadecimal digits. */
  readonly certificate_sha256: string
}

/** The interface behind which another engine could take over. */
export type XmlSignatureVerifier = (
  document: OpenDocument,
  element: XmlElement,
  signature: XmlElement,
  keys: TrustedKeys,
) => VerifiedXml

const refused = (received: string): Failure => new Failure('saml_signature_refused', { received })

/**
 * Verifies the signature of an element, and takes it out of the document.
 * @throws Failure saml_signature_refused, saml_sha1_refused, saml_signature_invalid, saml_certificate_expired
 */
export const verifySignature: XmlSignatureVerifier = (document, element, signature, keys) => {
  const profile = readProfile(element, signature, keys)
  const signed_info = Buffer.from(document.canonical(profile.signed_info, profile.signed_info_prefixes))
  document.remove(signature)
  const verified_xml = document.canonical(element, profile.prefixes)
  const digest = hash(profile.digest_hash, verified_xml, 'buffer')
  if (digest.length !== profile.digest.length || !timingSafeEqual(digest, profile.digest)) {
    throw new Failure('saml_signature_invalid', { expected: 'the content that was signed', received: 'another digest' })
  }
  const certificate = checkSigned(profile.algorithm, signed_info, profile.signature, keys, () =>
    namedCertificate(signature),
  )
  return { verified_xml, algorithm: profile.algorithm_uri, certificate_sha256: certificate.sha256 }
}

/**
 * Finds the certificate of a signature: over SignedInfo, or over the octets of an address (saml-bindings 3.4.4.1). A
 * renewed certificate may have the key of the old one, so those that are valid now come first.
 * @param named the certificate that the message names. It decides nothing; it tells administrators which one is missing
 * @throws Failure saml_signature_invalid, saml_sha1_refused, saml_certificate_expired
 */
export function checkSigned(
  algorithm: SignatureAlgorithm,
  data: Buffer,
  signature: Buffer,
  { certificates, enforce_certificate_expiry, sha1_until, now }: TrustedKeys,
  named: () => SigningCertificate | null = () => null,
): SigningCertificate {
  const stored = certificates.map(signingCertificate).filter((certificate) => certificate !== null)
  const fits = ({ key }: SigningCertificate): boolean => isSignedBy(algorithm, key, data, signature)
  const isCurrent = ({ not_before, not_after }: SigningCertificate): boolean => not_before <= now && now <= not_after
  const found = stored.filter(isCurrent).find(fits) ?? stored.find(fits)
  if (!found) {
    const other = named()
    throw new Failure('saml_signature_invalid', {
      expected: stored.map(shown).join(', ') || 'a certificate',
      received: other ? `${shown(other)}, by its own word` : 'a signature that names no certificate',
    })
  }
  const isShort = found.bits !== null && found.bits < minimumBits
  if (isShort && !(found.bits >= legacyBits && sha1_until !== null && now < sha1_until)) {
    throw new Failure('saml_sha1_refused', { received: `a key of ${found.bits} bits` })
  }
  if (enforce_certificate_expiry && !isCurrent(found)) {
    throw new Failure('saml_certificate_expired', { received: shown(found) })
  }
  return found
}

/** The first eight bytes of the thumbprint, which tell certificates apart, and the days of its validity. */
function shown({ sha256, not_before, not_after }: SigningCertificate): string {
  const [from, to] = [not_before, not_after].map((at) => new Date(at).toISOString().slice(0, 10))
  return `SHA-256 ${sha256.slice(0, 16)}… (${from} – ${to})`
}

/** The certificate in KeyInfo. Anybody may have put it there. */
function namedCertificate(signature: XmlElement): SigningCertificate | null {
  const data = childrenOf(signature, 'ds:KeyInfo').flatMap((info) => childrenOf(info, 'ds:X509Data'))
  const [certificate] = data.flatMap((each) => childrenOf(each, 'ds:X509Certificate'))
  const base64 = certificate?.text.replace(lines, '') ?? ''
  if (base64 === '' || base64.length > maximumNamed || !strictBase64.test(base64)) return null
  return readCertificate(`-----BEGIN CERTIFICATE-----\n${base64}\n-----END CERTIFICATE-----`)
}

/** Characters. */
const maximumNamed = 16_384

/** @throws Failure saml_signature_refused, saml_sha1_refused */
export function signatureAlgorithm(uri: string, { sha1_until, now }: TrustedKeys): SignatureAlgorithm {
  const algorithm = signatureAlgorithms.get(uri)
  if (!algorithm) throw refused(uri.slice(0, 200))
  if (algorithm.is_legacy && !(sha1_until !== null && now < sha1_until)) {
    throw new Failure('saml_sha1_refused', { received: uri })
  }
  return algorithm
}

interface Profile {
  readonly signed_info: XmlElement
  readonly signed_info_prefixes: readonly string[]
  readonly prefixes: readonly string[]
  readonly algorithm: SignatureAlgorithm
  readonly algorithm_uri: string
  readonly digest_hash: string
  readonly digest: Buffer
  readonly signature: Buffer
}

function readProfile(element: XmlElement, signature: XmlElement, keys: TrustedKeys): Profile {
  const [signed_info, value, ...rest] = exactly(signature, ['ds:SignedInfo', 'ds:SignatureValue', 'ds:KeyInfo?'])
  if (!signed_info || !value || rest.length > 1) throw refused(`the elements of ${shortName(signature)}`)
  const [method, signature_method, reference] = exactly(signed_info, [
    'ds:CanonicalizationMethod',
    'ds:SignatureMethod',
    'ds:Reference',
  ]) as [XmlElement, XmlElement, XmlElement]
  const signed_info_prefixes = prefixesOf(method, 'the canonicalization of SignedInfo')
  exactly(signature_method, [])
  const algorithm_uri = attributeOf(signature_method, 'Algorithm') ?? ''
  const algorithm = signatureAlgorithm(algorithm_uri, keys)
  const uri = attributeOf(reference, 'URI')
  const id = attributeOf(element, 'ID')
  if (id === undefined || uri !== `#${id}`) throw refused('a reference to another element')
  const [transforms, digest_method, digest_value] = exactly(reference, [
    'ds:Transforms',
    'ds:DigestMethod',
    'ds:DigestValue',
  ]) as [XmlElement, XmlElement, XmlElement]
  const digest_uri = attributeOf(digest_method, 'Algorithm') ?? ''
  exactly(digest_method, [])
  const digest = digestAlgorithms.get(digest_uri)
  if (!digest) throw refused(digest_uri.slice(0, 200))
  if (digest.is_legacy && !(keys.sha1_until !== null && keys.now < keys.sha1_until)) {
    throw new Failure('saml_sha1_refused', { received: digest_uri })
  }
  return {
    signed_info,
    signed_info_prefixes,
    prefixes: transformsOf(transforms),
    algorithm,
    algorithm_uri,
    digest_hash: digest.hash,
    digest: base64Of(digest_value),
    signature: base64Of(value),
  }
}

/** Exactly the enveloped transform, then exclusive canonicalization. @returns its prefixes */
function transformsOf(transforms: XmlElement): readonly string[] {
  const [enveloped, canonicalization] = exactly(transforms, ['ds:Transform', 'ds:Transform']) as [
    XmlElement,
    XmlElement,
  ]
  if (attributeOf(enveloped, 'Algorithm') !== envelopedSignature) throw refused('another first transform')
  exactly(enveloped, [])
  return prefixesOf(canonicalization, 'the second transform')
}

/** The `PrefixList` of an exclusive canonicalization. `#default` stands for no prefix. */
function prefixesOf(method: XmlElement, what: string): readonly string[] {
  if (attributeOf(method, 'Algorithm') !== exclusiveCanonicalization) throw refused(what)
  const [inclusive, ...others] = method.children
  if (others.length > 0 || method.text.trim() !== '') throw refused(what)
  if (!inclusive) return []
  const isInclusive = inclusive.name === 'InclusiveNamespaces' && inclusive.namespace === exclusiveCanonicalization
  if (!isInclusive || inclusive.children.length > 0) throw refused(what)
  const list = attributeOf(inclusive, 'PrefixList') ?? ''
  const prefixes = list.split(/\s+/).filter((prefix) => prefix !== '')
  // Each of them is looked up for each element.
  if (prefixes.length > 16) throw refused(what)
  return prefixes
}

/** The children in exactly this order; `?` may be absent. No text between them. */
function exactly(element: XmlElement, expected: readonly string[]): readonly XmlElement[] {
  const least = expected.filter((name) => !name.endsWith('?'))
  const names = expected.map((name) => name.replace('?', ''))
  const { children } = element
  const fits =
    children.length >= least.length &&
    children.length <= names.length &&
    children.every((child, index) => is(child, names[index] ?? '')) &&
    (children.length === 0 || element.text.trim() === '')
  if (!fits) throw refused(`the elements of ${shortName(element)}`)
  return children
}

const lines = /[\s]/g

function base64Of(element: XmlElement): Buffer {
  const text = element.text.replace(lines, '')
  if (element.children.length > 0 || text === '' || !strictBase64.test(text)) throw refused(shortName(element))
  return Buffer.from(text, 'base64')
}

/** The signature of an element: its own child, and no other. @throws Failure saml_signature_refused */
export function signatureOf(element: XmlElement): XmlElement | undefined {
  const [first, second] = childrenOf(element, 'ds:Signature')
  if (second) throw refused(`two signatures in ${shortName(element)}`)
  return first
}

/** Signatures by every key but the stored ones, and by every algorithm that proves nothing. */
import { keys } from '../keys.ts'
import { digests, signatures } from '../signing.ts'
import { now } from '../values.ts'
import { edit, find, prepend, remove, withAttribute, withChildren, type XmlElement } from '../xml-tree.ts'
import { type Attack, attack, evil } from './attack.ts'

const rfc = 'RFC 9231'
const only = (certificate: string) => ({ expectation: { certificates: [certificate] } })
const method = (Algorithm: string) => (root: XmlElement) =>
  edit(root, 'SignatureMethod', (node) => withAttribute(node, 'Algorithm', Algorithm))
const renamed = (root: XmlElement): XmlElement => edit(root, 'NameID', (node) => withChildren(node, evil))

/** Flips a bit of the base64 text of an element. */
const flipped = (name: string) => (root: XmlElement) =>
  edit(root, name, (node) => {
    const octets = Buffer.from(node.children.join(''), 'base64')
    octets[0] = (octets[0] ?? 0) ^ 1
    return withChildren(node, octets.toString('base64'))
  })

export const keysAndAlgorithms: readonly Attack[] = [
  attack('no signature', 'saml-profiles 4.1.3.5; Keycloak CVE-2026-2092', 'saml_unsigned', {
    signs: 'nothing',
    encrypts: false,
  }),
  attack('the signature taken away', 'saml-profiles 4.1.3.5', 'saml_unsigned', (style) => ({
    encrypts: false,
    changed: (root) =>
      style.signs === 'both' ? remove(remove(root, 'Signature'), 'Signature') : remove(root, 'Signature'),
  })),
  attack('a NameID changed after signing', 'XML Signature 3.2', 'saml_signature_invalid', {
    encrypts: false,
    changed: renamed,
  }),
  attack('a character appended to the NameID', 'XML Signature 3.2', 'saml_signature_invalid', {
    encrypts: false,
    changed: (root) => prepend(root, 'NameID', 'x'),
  }),
  attack('an attribute value changed after signing', 'XML Signature 3.2', 'saml_signature_invalid', {
    encrypts: false,
    changed: (root) => edit(root, 'AttributeValue', (node) => withChildren(node, evil)),
  }),
  attack('a digest changed', 'XML Signature 3.2', 'saml_signature_invalid', { changed: flipped('DigestValue') }),
  attack('a signature value changed', 'XML Signature 3.2', 'saml_signature_invalid', {
    changed: flipped('SignatureValue'),
  }),
  attack('a signature value cut short', 'XML Signature 3.2', 'saml_signature_invalid', {
    changed: (root) =>
      edit(root, 'SignatureValue', (node) =>
        withChildren(node, node.children.join('').replace(/\s/g, '').slice(0, 40)),
      ),
  }),
  attack('only the assertion fits, the response does not', 'every signature must verify', 'saml_signature_invalid', {
    signs: 'both',
    encrypts: false,
    response_signing: { signer: keys.attacker },
  }),
  attack('only the response fits, the assertion does not', 'every signature must verify', 'saml_signature_invalid', {
    signs: 'both',
    encrypts: false,
    signing: { signer: keys.attacker },
    response_signing: {},
  }),
  attack('the key and the KeyInfo of somebody else', 'Casdoor CVE-2026-9090', 'saml_signature_invalid', {
    signing: { signer: keys.attacker },
  }),
  attack(
    'the key of somebody else, with the stored certificate in KeyInfo',
    'CVE-2024-32962',
    'saml_signature_invalid',
    {
      signing: { signer: { key: keys.attacker.key, certificate: keys.idp.certificate } },
    },
  ),
  attack(
    'no stored certificate',
    'no key means no trust',
    'saml_signature_invalid',
    {},
    { expectation: { certificates: [] } },
  ),
  attack(
    'another stored certificate',
    'the connection of another customer',
    'saml_signature_invalid',
    {},
    only(keys.attacker.certificate),
  ),
  attack(
    'the signature of another element',
    'XML Signature 3.2',
    ['saml_signature_refused', 'saml_signature_invalid'],
    {
      signs: 'both',
      encrypts: false,
      changed: (root) => {
        const [first, second] = [find(root, 'Signature'), find(find(root, 'Assertion'), 'Signature')]
        return edit(
          edit(
            root,
            (node) => node === second,
            () => first,
          ),
          (node) => node === first,
          () => second,
        )
      },
    },
  ),
  attack('hmac-sha256 with the certificate as its key', 'CVE-2024-32962 and its kind', 'saml_signature_refused', {
    signing: { algorithm: signatures.hmacSha256 },
  }),
  attack('hmac-sha1 with the certificate as its key', 'CVE-2024-32962 and its kind', 'saml_signature_refused', {
    signing: { algorithm: signatures.hmacSha1 },
  }),
  attack('no algorithm', rfc, 'saml_signature_refused', {
    changed: (root) => edit(root, 'SignatureMethod', (node) => withAttribute(node, 'Algorithm', null)),
  }),
  attack('an algorithm called none', 'JSON Web Tokens had it', 'saml_signature_refused', {
    changed: method(signatures.none),
  }),
  attack('an algorithm named like a member of every object', 'prototype of a table', 'saml_signature_refused', {
    changed: method('constructor'),
  }),
  attack('a digest named like a member of every object', 'prototype of a table', 'saml_signature_refused', {
    changed: (root) => edit(root, 'DigestMethod', (node) => withAttribute(node, 'Algorithm', '__proto__')),
  }),
  attack('rsa-md5', rfc, 'saml_signature_refused', { changed: method(signatures.rsaMd5) }),
  attack('dsa-sha1', rfc, 'saml_signature_refused', { changed: method(signatures.dsaSha1) }),
  attack(
    'ecdsa-sha1',
    rfc,
    'saml_signature_refused',
    { signing: { algorithm: signatures.ecdsaSha1, signer: keys.p256 } },
    only(keys.p256.certificate),
  ),
  attack('an RSA signature named ECDSA', 'confusion of algorithms', 'saml_signature_invalid', {
    changed: method(signatures.ecdsaSha256),
  }),
  attack('an RSA signature named PSS', 'confusion of algorithms', 'saml_signature_invalid', {
    changed: method(signatures.pssSha256),
  }),
  attack('an RSA-SHA256 signature named RSA-SHA512', 'confusion of algorithms', 'saml_signature_invalid', {
    changed: method(signatures.rsaSha512),
  }),
  attack(
    'an ECDSA signature in DER',
    'RFC 9231 2.3.6',
    'saml_signature_invalid',
    {
      signing: { algorithm: signatures.ecdsaSha256, signer: keys.p256 },
      changed: (root) =>
        edit(root, 'SignatureValue', (node) =>
          withChildren(node, derOf(Buffer.from(node.children.join(''), 'base64')).toString('base64')),
        ),
      signs: 'assertion',
      encrypts: false,
    },
    only(keys.p256.certificate),
  ),
  attack(
    'an ECDSA signature of zeros',
    'CVE-2022-21449',
    'saml_signature_invalid',
    {
      signing: { algorithm: signatures.ecdsaSha256, signer: keys.p256 },
      changed: (root) =>
        edit(root, 'SignatureValue', (node) => withChildren(node, Buffer.alloc(64).toString('base64'))),
    },
    only(keys.p256.certificate),
  ),
  attack('rsa-sha1 without the switch', 'samlify audit, April 2026', 'saml_sha1_refused', {
    signing: { algorithm: signatures.rsaSha1, digest: digests.sha1 },
  }),
  attack('a digest by SHA-1 under RSA-SHA256', 'samlify audit, April 2026', 'saml_sha1_refused', {
    signing: { digest: digests.sha1 },
  }),
  attack(
    'rsa-sha1 after the end of the switch',
    'the switch ends',
    'saml_sha1_refused',
    { signing: { algorithm: signatures.rsaSha1, digest: digests.sha1 } },
    { expectation: { sha1_until: now } },
  ),
  attack(
    'an RSA key of 1024 bits',
    'NIST SP 800-131A',
    'saml_sha1_refused',
    { signing: { signer: keys.small } },
    only(keys.small.certificate),
  ),
  attack(
    'an RSA key of 1024 bits after the end of the switch',
    'NIST SP 800-131A',
    'saml_sha1_refused',
    { signing: { signer: keys.small } },
    { expectation: { certificates: [keys.small.certificate], sha1_until: now - 1 } },
  ),
  attack(
    'a certificate that has ended, where its end counts',
    'saml-metadata 2.4.1.1',
    'saml_certificate_expired',
    {},
    { expectation: { certificates: [keys.expired.certificate], enforce_certificate_expiry: true } },
  ),
  attack(
    'a certificate that is not valid yet, where that counts',
    'the connection says so',
    'saml_certificate_expired',
    {},
    { expectation: { certificates: [keys.future.certificate], enforce_certificate_expiry: true } },
  ),
]

/** Two numbers side by side as a sequence of two integers. */
function derOf(numbers: Buffer): Buffer {
  const half = numbers.length / 2
  const integer = (part: Buffer): Buffer => {
    const body = (part[0] ?? 0) > 0x7f ? Buffer.concat([Buffer.of(0), part]) : part
    return Buffer.concat([Buffer.of(2, body.length), body])
  }
  const body = Buffer.concat([integer(numbers.subarray(0, half)), integer(numbers.subarray(half))])
  return Buffer.concat([Buffer.of(0x30, body.length), body])
}

import type { Genuine, Verified } from './genuine-response.ts'
import { keys } from './keys.ts'
import { ns } from './names.ts'
import { digests, signatures } from './signing.ts'
import type { SignedParts } from './style.ts'
import { now } from './values.ts'
import { attribute, edit, element, find, indented, withAttribute, withChildren } from './xml-tree.ts'

const plain = { encrypts: false } as const
const signedBy = (signs: SignedParts) => (): Partial<Verified> => ({ signed: signs })
const by = (algorithm: string) => (): Partial<Verified> => ({ algorithm })
const withSigner = (signer: (typeof keys)['idp']) => ({ certificates: [signer.certificate] })
const prefixList = (prefixes: string, method: string) => ({
  ...plain,
  signing: {
    signed_info: (signature: Parameters<typeof edit>[0]) =>
      edit(signature, method, (node) =>
        withChildren(node, element('ec:InclusiveNamespaces', { 'xmlns:ec': ns.exclusive, PrefixList: prefixes })),
      ),
  },
})

export const genuineForms: readonly Genuine[] = [
  { name: 'as it is sent', difference: () => ({}) },
  ...(['response', 'assertion', 'both'] as const).map(
    (signs): Genuine => ({ name: `signed: ${signs}`, difference: () => ({ ...plain, signs }), says: signedBy(signs) }),
  ),
  ...(['assertion', 'both'] as const).map(
    (signs): Genuine => ({
      name: `encrypted, signed: ${signs}`,
      difference: () => ({ encrypts: true, signs }),
      says: signedBy(signs),
    }),
  ),
  {
    name: 'encrypted with GCM, signed: response',
    difference: () => ({ encrypts: true, signs: 'response' }),
    says: signedBy('response'),
    applies: ({ encryption }) => encryption.cipher.endsWith('gcm'),
  },
  {
    name: 'OAEP with SHA-256 for both hashes',
    difference: () => ({ encrypts: true, signs: 'assertion' }),
    says: signedBy('assertion'),
    applies: ({ encryption }) => encryption.digest === 'sha256',
  },
  { name: 'indented by two blanks', difference: () => ({ ...plain, unsigned: (root) => indented(root, '  ') }) },
  {
    name: 'with line breaks between the elements',
    difference: () => ({ ...plain, unsigned: (root) => indented(root, '') }),
  },
  { name: 'with apostrophes around values', difference: () => ({ ...plain, writing: { quote: "'" } }) },
  { name: 'with two tags for an empty element', difference: () => ({ ...plain, writing: { empty: 'two tags' } }) },
  { name: 'with a blank in an empty element', difference: () => ({ ...plain, writing: { empty: ' />' } }) },
  {
    name: 'with a declaration in small letters',
    difference: () => ({
      ...plain,
      writing: { declaration: "<?xml version='1.0' encoding='utf-8' standalone='yes'?>\r\n" },
    }),
  },
  { name: 'with a line break at the end', difference: () => ({ ...plain, text: (xml) => `${xml}\n` }) },
  {
    name: 'with Windows line ends',
    difference: () => ({
      ...plain,
      unsigned: (root) => indented(root, ' '),
      text: (xml) => xml.replace(/(?<!\r)\n/g, '\r\n'),
    }),
  },
  {
    name: 'in base64 of several lines',
    difference: () => ({ ...plain, base64: (text) => text.replace(/.{76}/g, '$&\r\n') }),
  },
  {
    name: 'signed with RSA-SHA384',
    difference: () => ({ ...plain, signing: { algorithm: signatures.rsaSha384, digest: digests.sha384 } }),
    says: by(signatures.rsaSha384),
  },
  {
    name: 'signed with RSA-SHA512',
    difference: () => ({ ...plain, signing: { algorithm: signatures.rsaSha512, digest: digests.sha512 } }),
    says: by(signatures.rsaSha512),
  },
  {
    name: 'signed with RSA-PSS and SHA-256',
    difference: () => ({ ...plain, signing: { algorithm: signatures.pssSha256 } }),
    says: by(signatures.pssSha256),
  },
  {
    name: 'signed with RSA-PSS and SHA-512',
    difference: () => ({ ...plain, signing: { algorithm: signatures.pssSha512 } }),
    says: by(signatures.pssSha512),
  },
  {
    name: 'signed with ECDSA, P-256',
    difference: () => ({ ...plain, signing: { algorithm: signatures.ecdsaSha256, signer: keys.p256 } }),
    says: by(signatures.ecdsaSha256),
    expectation: withSigner(keys.p256),
    applies: ({ signature }) => signature.key_info !== 'key value',
  },
  {
    name: 'signed with ECDSA, P-384',
    difference: () => ({ ...plain, signing: { algorithm: signatures.ecdsaSha384, signer: keys.p384 } }),
    says: by(signatures.ecdsaSha384),
    expectation: withSigner(keys.p384),
    applies: ({ signature }) => signature.key_info !== 'key value',
  },
  {
    name: 'signed with RSA-SHA1 before the end of the switch',
    difference: () => ({ ...plain, signing: { algorithm: signatures.rsaSha1, digest: digests.sha1 } }),
    says: by(signatures.rsaSha1),
    expectation: { sha1_until: now + 1 },
  },
  {
    name: 'signed with RSA 1024 before the end of the switch',
    difference: () => ({ ...plain, signing: { signer: keys.small } }),
    expectation: { ...withSigner(keys.small), sha1_until: now + 1 },
  },
  {
    name: 'signed with the second certificate',
    difference: () => plain,
    expectation: { certificates: [keys.attacker.certificate, keys.p256.certificate, keys.idp.certificate] },
  },
  {
    name: 'beside a certificate that cannot be read',
    difference: () => plain,
    expectation: { certificates: ['nonsense', keys.idp.certificate] },
  },
  { name: 'signed with a certificate that has ended', difference: () => plain, expectation: withSigner(keys.expired) },
  {
    name: 'with a certificate that counts until its end',
    difference: () => plain,
    expectation: { enforce_certificate_expiry: true },
  },
  {
    name: 'signed with the key of two certificates, of which one has ended, where the end counts',
    difference: () => plain,
    expectation: {
      certificates: [keys.expired.certificate, keys.future.certificate, keys.idp.certificate],
      enforce_certificate_expiry: true,
    },
  },
  {
    name: 'with another certificate in KeyInfo',
    difference: () => ({ ...plain, signing: { signer: { ...keys.idp, certificate: keys.expired.certificate } } }),
  },
  {
    name: 'with a PrefixList of prefixes that nobody declares',
    difference: () => prefixList('zz yy', 'CanonicalizationMethod'),
  },
  {
    name: 'with `#default` in a PrefixList',
    difference: () => prefixList('#default', 'CanonicalizationMethod'),
    applies: ({ prefix }) => prefix.assertion !== '',
  },
  {
    name: 'with an ID on SignedInfo and a type on the reference',
    difference: () => ({
      ...plain,
      signing: {
        signed_info: (signature) =>
          edit(
            edit(signature, 'SignedInfo', (node) =>
              withAttribute(node, 'Id', `_${attribute(find(node, 'Reference'), 'URI')?.slice(1)}-info`),
            ),
            'Reference',
            (node) => withAttribute(node, 'Type', `${ns.signature}Object`),
          ),
      },
    }),
  },
]

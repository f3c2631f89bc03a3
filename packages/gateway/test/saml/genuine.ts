/** Responses that must be accepted: what identity providers really vary. Each differs in one thing from its style. */
import { minuteMs } from '@gatehouse-sso/core/time'
import { keys } from './keys.ts'
import { ns } from './names.ts'
import { type Difference, type expectedOf, samlElement } from './sent-response.ts'
import { digests, signatures } from './signing.ts'
import { qualified, type SignedParts, type Style } from './style.ts'
import { instant, now } from './values.ts'
import { verifiedOf } from './verified.ts'
import {
  append,
  attribute,
  edit,
  element,
  find,
  indented,
  prepend,
  remove,
  withAttribute,
  withChildren,
} from './xml-tree.ts'

type Verified = ReturnType<typeof verifiedOf>

export interface Genuine {
  readonly name: string
  readonly difference: (style: Style) => Difference
  readonly expectation?: Partial<ReturnType<typeof expectedOf>>
  /** What it says that its style does not. */
  readonly says?: (style: Style) => Partial<Verified>
  readonly applies?: (style: Style) => boolean
}

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

export const genuine: readonly Genuine[] = [
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
  {
    name: 'that nobody asked for',
    difference: () => ({ ...plain, values: { in_response_to: null } }),
    expectation: { in_response_to: null },
  },
  {
    name: 'without Destination, the assertion signed',
    difference: () => ({ ...plain, signs: 'assertion', values: { destination: null } }),
    says: signedBy('assertion'),
  },
  {
    name: 'without an issuer of the response',
    difference: () => ({
      encrypts: false,
      signs: 'assertion',
      unsigned: (root) => remove(root, (node) => node === root.children[0]),
    }),
    says: signedBy('assertion'),
  },
  {
    name: 'without NotBefore',
    difference: () => ({
      ...plain,
      unsigned: (root) => edit(root, 'Conditions', (node) => withAttribute(node, 'NotBefore', null)),
    }),
  },
  {
    name: 'from a clock two minutes fast',
    difference: () => ({ ...plain, values: { issue_instant: now + 2 * minuteMs, not_before: now + 2 * minuteMs } }),
  },
  {
    name: 'at the end of the tolerance',
    difference: () => ({
      ...plain,
      values: {
        not_on_or_after: now - 2 * minuteMs + 1,
        confirmed_until: now - 2 * minuteMs + 1,
        issue_instant: now - 12 * minuteMs,
      },
    }),
    says: () => ({ not_on_or_after: now - 2 * minuteMs + 1 }),
    applies: ({ name }) => name !== 'SimpleSAMLphp' && name !== 'PySAML2',
  },
  {
    name: 'with instants of seven decimals',
    difference: () => ({
      ...plain,
      unsigned: (root) =>
        edit(root, 'Conditions', (node) =>
          withAttribute(node, 'NotOnOrAfter', instant(now + 5 * minuteMs, 3).replace('Z', '1234Z')),
        ),
      values: { confirmed_until: now + 5 * minuteMs },
    }),
    says: () => ({ not_on_or_after: now + 5 * minuteMs }),
  },
  {
    name: 'with a second audience',
    difference: (style) => ({
      ...plain,
      unsigned: (root) =>
        prepend(root, 'AudienceRestriction', samlElement(style, 'Audience', {}, 'https://other.example/')),
    }),
  },
  {
    name: 'with two restrictions that both fit',
    difference: () => ({ ...plain, unsigned: (root) => edit(root, 'AudienceRestriction', (node) => [node, node]) }),
  },
  {
    name: 'with OneTimeUse',
    difference: (style) => ({
      ...plain,
      unsigned: (root) => append(root, 'Conditions', samlElement(style, 'OneTimeUse')),
    }),
  },
  {
    name: 'with ProxyRestriction',
    difference: (style) => ({
      ...plain,
      unsigned: (root) => append(root, 'Conditions', samlElement(style, 'ProxyRestriction', { Count: '0' })),
    }),
  },
  {
    name: 'with a confirmation by holder of key beside the bearer',
    difference: () => ({
      ...plain,
      unsigned: (root) =>
        edit(root, 'SubjectConfirmation', (node) => [
          withAttribute(node, 'Method', 'urn:oasis:names:tc:SAML:2.0:cm:holder-of-key'),
          node,
        ]),
    }),
  },
  {
    name: 'with a bearer confirmation for another service first',
    difference: () => ({
      ...plain,
      unsigned: (root) =>
        edit(root, 'SubjectConfirmation', (node) => [
          edit(node, 'SubjectConfirmationData', (data) =>
            withAttribute(data, 'Recipient', 'https://other.example/acs'),
          ),
          node,
        ]),
    }),
  },
  {
    name: 'with an address in the confirmation',
    difference: () => ({
      ...plain,
      unsigned: (root) => edit(root, 'SubjectConfirmationData', (node) => withAttribute(node, 'Address', '192.0.2.17')),
    }),
  },
  {
    name: 'without attributes',
    difference: () => ({ ...plain, unsigned: (root) => remove(root, 'AttributeStatement') }),
    says: () => ({ attributes: [] }),
  },
  {
    name: 'with an empty Advice',
    difference: (style) => ({
      ...plain,
      unsigned: (root) => edit(root, 'Conditions', (node) => [node, samlElement(style, 'Advice')]),
    }),
  },
  {
    name: 'with Extensions',
    difference: (style) => ({
      ...plain,
      unsigned: (root) =>
        edit(root, 'Status', (node) => [
          element(qualified(style.prefix.protocol, 'Extensions'), {}, element('x:y', { 'xmlns:x': 'urn:x' }, 'z')),
          node,
        ]),
    }),
  },
  {
    name: 'with a message in the status',
    difference: (style) => ({
      ...plain,
      unsigned: (root) =>
        append(
          root,
          'Status',
          element(qualified(style.prefix.protocol, 'StatusMessage'), {}, 'urn:oasis:names:tc:SAML:2.0:status:Success'),
        ),
    }),
  },
  {
    name: 'without an authentication context',
    difference: () => ({ ...plain, unsigned: (root) => edit(root, 'AuthnContext', (node) => withChildren(node)) }),
    says: () => ({ authn_context: null }),
  },
  {
    name: 'without a session index',
    difference: () => ({
      ...plain,
      unsigned: (root) => edit(root, 'AuthnStatement', (node) => withAttribute(node, 'SessionIndex', null)),
    }),
    says: () => ({ session_index: null }),
  },
  {
    name: 'with letters of all planes',
    difference: () => ({ ...plain, values: { name_id: 'Ада 李 𝔄𝔡𝔞 é ​ "\'&<>' } }),
    says: ({ values }) => ({ name_id: { ...verifiedOfName(values), value: 'Ада 李 𝔄𝔡𝔞 é ​ "\'&<>' } }),
  },
  {
    name: 'with letters by number',
    difference: () => ({ ...plain, text: (xml) => xml.replace(/ö/g, '&#xF6;').replace(/Ü/g, '&#220;') }),
  },
  {
    name: 'with `xsi:nil` on a value',
    difference: (style) => ({
      ...plain,
      unsigned: (root) =>
        edit(root, 'Attribute', (node) =>
          withChildren(node, samlElement(style, 'AttributeValue', { 'xmlns:xsi': ns.instance, 'xsi:nil': 'true' })),
        ),
    }),
    says: (style) => ({
      attributes: verifiedOf(style).attributes.map((each, index) => (index === 0 ? { ...each, values: [] } : each)),
    }),
  },
  {
    name: 'with a NameID as a value',
    difference: (style) => ({
      ...plain,
      unsigned: (root) =>
        edit(root, 'AttributeValue', (node) => withChildren(node, { ...find(root, 'NameID'), children: ['targeted'] })),
      values: { name_qualifier: style.values.name_qualifier },
    }),
    says: (style) => ({
      attributes: verifiedOf(style).attributes.map((each, index) =>
        index === 0 ? { ...each, values: ['targeted', ...each.values.slice(1)] } : each,
      ),
    }),
  },
]

function verifiedOfName(values: Style['values']): Verified['name_id'] {
  return verifiedOf({ name: '', values } as Style).name_id
}

/** Contents that must be accepted: what identity providers really vary. */
import { minuteMs } from '@gatehouse-sso/core/time'
import type { Genuine, Verified } from './genuine-response.ts'
import { ns } from './names.ts'
import { samlElement } from './sent-response.ts'
import { qualified, type SignedParts, type Style } from './style.ts'
import { instant, now } from './values.ts'
import { verifiedOf } from './verified.ts'
import { append, edit, element, find, prepend, remove, withAttribute, withChildren } from './xml-tree.ts'

const plain = { encrypts: false } as const
const signedBy = (signs: SignedParts) => (): Partial<Verified> => ({ signed: signs })

export const genuineContents: readonly Genuine[] = [
  {
    name: 'with a namespace on the signature that it does not use',
    difference: () => ({
      ...plain,
      changed: (root) => edit(root, 'Signature', (node) => withAttribute(node, 'xmlns:q', 'urn:q')),
    }),
  },
  {
    name: 'with a namespace on the response that its assertion does not use',
    difference: () => ({ ...plain, signs: 'assertion', changed: (root) => withAttribute(root, 'xmlns:q', 'urn:q') }),
    says: () => ({ signed: 'assertion' }),
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

/** Names that mean two things: prefixes and default namespaces after signing, where canonicalization could miss them. */
import { ns } from '../names.ts'
import type { Style } from '../style.ts'
import { edit, element, find, withAttribute, withChildren, type XmlElement } from '../xml-tree.ts'
import { type Attack, attack, evil } from './attack.ts'

const tricks = 'row 79: CVE-2025-66567'
const voided = 'void canonicalization, CVE-2025-66568'
const broken = [
  'saml_signature_invalid',
  'saml_structure_invalid',
  'saml_signature_refused',
  'saml_unsigned',
  'saml_xml_malformed',
] as const

const changed = (
  name: string,
  source: string,
  change: (root: XmlElement, style: Style) => XmlElement,
  expected: Attack['expected'] = broken,
): Attack => attack(name, source, expected, (style) => ({ encrypts: false, changed: (root) => change(root, style) }))

const on = (place: string, name: string, text: string) => (root: XmlElement) =>
  edit(root, place, (node) => withAttribute(node, name, text))
/** The prefix of the assertion's elements, which is bound anew. */
const own = ({ prefix }: Style): string => (prefix.assertion === '' ? 'xmlns' : `xmlns:${prefix.assertion}`)
const ds = ({ signature }: Style): string => (signature.prefix === '' ? 'xmlns' : `xmlns:${signature.prefix}`)
const renamed = (root: XmlElement, place: string, prefix: string, uri: string): XmlElement =>
  edit(root, place, (node) =>
    withAttribute({ ...node, name: `${prefix}:${node.name.replace(/^.*:/, '')}` }, `xmlns:${prefix}`, uri),
  )

export const namespaces: readonly Attack[] = [
  changed('the assertion in the namespace of a stranger', tricks, (root, style) =>
    on('Assertion', own(style), 'urn:x')(root),
  ),
  changed('the assertion in the namespace of SAML 1.1', tricks, (root, style) =>
    on('Assertion', own(style), 'urn:oasis:names:tc:SAML:1.0:assertion')(root),
  ),
  changed('the subject in the namespace of a stranger', tricks, (root, style) =>
    on('Subject', own(style), 'urn:x')(root),
  ),
  changed('the NameID in the namespace of a stranger', tricks, (root, style) =>
    on('NameID', own(style), 'urn:x')(root),
  ),
  changed('the Conditions in the namespace of a stranger', tricks, (root, style) =>
    on('Conditions', own(style), 'urn:x')(root),
  ),
  changed('the signature in the namespace of a stranger', tricks, (root, style) =>
    on('Signature', ds(style), 'urn:x')(root),
  ),
  changed('the reference in the namespace of a stranger', tricks, (root, style) =>
    on('Reference', ds(style), 'urn:x')(root),
  ),
  changed('SignedInfo in the namespace of a stranger', tricks, (root, style) =>
    on('SignedInfo', ds(style), 'urn:x')(root),
  ),
  changed('a namespace with a blank at its end', tricks, (root, style) =>
    on('Assertion', own(style), `${ns.assertion} `)(root),
  ),
  changed('a namespace in capital letters', tricks, (root, style) =>
    on('Assertion', own(style), ns.assertion.toUpperCase())(root),
  ),
  changed('an empty namespace', tricks, (root, style) => on('Assertion', own(style), '')(root)),
  changed('a NameID with another prefix of the same namespace', tricks, (root) =>
    renamed(root, 'NameID', 'zz', ns.assertion),
  ),
  changed(
    'an assertion with another prefix of the same namespace',
    tricks,
    (root) => renamed(root, 'Assertion', 'zz', ns.assertion),
    [...broken],
  ),
  changed('the prefix `xml` bound anew', 'Namespaces in XML, 3', on('Assertion', 'xmlns:xml', 'urn:x'), [
    'saml_xml_malformed',
  ]),
  changed('the prefix `xmlns` bound', 'Namespaces in XML, 3', on('Assertion', 'xmlns:xmlns', 'urn:x'), [
    'saml_xml_malformed',
  ]),
  changed('a prefix bound to nothing', 'Namespaces in XML, 2.2', on('Assertion', 'xmlns:q', ''), [
    'saml_xml_malformed',
  ]),
  attack('a relative namespace in the signed element', voided, [...broken], {
    encrypts: false,
    unsigned: (root) => edit(root, 'Assertion', (node) => withAttribute(node, 'xmlns:q', './q')),
    signing: {},
  }),
  changed('a relative namespace above the signed element', voided, (root) =>
    edit(withAttribute(root, 'xmlns:q', './q'), 'SignedInfo', (node) => withAttribute(node, 'q:x', 'y')),
  ),
  changed('an attribute of the signature in another namespace', tricks, (root) =>
    edit(root, 'Signature', (node) =>
      edit(withAttribute(node, 'xmlns:q', 'urn:q'), 'SignedInfo', (info) => withAttribute(info, 'q:Id', 'x')),
    ),
  ),
  changed('a default namespace before an element without a prefix', tricks, (root) =>
    edit(root, 'Subject', (node) => withChildren(node, ...node.children, element('Subject', { xmlns: 'urn:x' }))),
  ),
  changed('a NameID of a stranger before the genuine one, after signing', tricks, (root) =>
    edit(root, 'NameID', (node) => [element('q:NameID', { 'xmlns:q': 'urn:q' }, evil), node]),
  ),
  changed('an ID with a prefix', tricks, (root) =>
    edit(root, 'Assertion', (node) => ({
      ...node,
      attributes: node.attributes
        .map(([name, text]) => [name === 'ID' ? 'q:ID' : name, text] as const)
        .concat([['xmlns:q', 'urn:q']]),
    })),
  ),
  changed(
    'a second ID with a prefix',
    tricks,
    (root, style) =>
      edit(root, 'Status', (node) => ({
        ...node,
        attributes: [
          ['xmlns:q', 'urn:q'],
          ['q:ID', style.values.assertion_id],
        ],
      })),
    ['saml_structure_invalid'],
  ),
  changed(
    'a Value with a prefix beside that of the status',
    tricks,
    (root) =>
      edit(root, 'StatusCode', (node) => ({
        ...node,
        attributes: [
          ['xmlns:q', 'urn:q'],
          ['q:Value', find(root, 'StatusCode').attributes[0]?.[1] ?? ''],
        ],
      })),
    ['saml_structure_invalid'],
  ),
  changed('a Method with a prefix', tricks, (root) =>
    edit(root, 'SubjectConfirmation', (node) => ({
      ...node,
      attributes: [
        ['xmlns:q', 'urn:q'],
        ['q:Method', node.attributes[0]?.[1] ?? ''],
      ],
    })),
  ),
  changed(
    'a PrefixList added',
    'exclusive canonicalization',
    (root) =>
      edit(
        root,
        (node) => node.name.endsWith('CanonicalizationMethod'),
        (node) => withChildren(node, element('e:InclusiveNamespaces', { 'xmlns:e': ns.exclusive, PrefixList: 'xs' })),
      ),
    ['saml_signature_invalid'],
  ),
  changed('`xml:space` in the signed element', 'exclusive canonicalization', on('Subject', 'xml:space', 'preserve'), [
    'saml_signature_invalid',
  ]),
  changed(
    '`xml:base` in the signed element',
    'exclusive canonicalization',
    on('Subject', 'xml:base', 'http://evil.example/'),
    ['saml_signature_invalid'],
  ),
  changed(
    '`xsi:nil` on the NameID after signing',
    'XML Schema, 2.6.2',
    (root) =>
      edit(root, 'NameID', (node) => ({
        ...node,
        attributes: [...node.attributes, ['xmlns:i', ns.instance], ['i:nil', 'true']],
      })),
    ['saml_signature_invalid'],
  ),
  changed(
    '`xsi:schemaLocation` after signing',
    'XML Schema, 2.6.3',
    (root) =>
      edit(root, 'Assertion', (node) => ({
        ...node,
        attributes: [...node.attributes, ['xmlns:i', ns.instance], ['i:schemaLocation', 'urn:x http://127.0.0.1:9/']],
      })),
    ['saml_signature_invalid'],
  ),
]

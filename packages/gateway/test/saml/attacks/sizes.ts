/** Documents that are deep, wide or long: they cost the receiver more than the sender. */
import { ns } from '../names.ts'
import { samlElement } from '../sent-response.ts'
import { qualified, type Style } from '../style.ts'
import {
  append,
  attribute,
  edit,
  element,
  localName,
  prepend,
  withAttribute,
  withChildren,
  type XmlElement,
} from '../xml-tree.ts'
import { type Attack, attack } from './attack.ts'

const forbidden = 'saml_xml_forbidden'
const limits = 'limits of work; measured: saml20 ends the process'

function deep(levels: number): XmlElement {
  let node = element('x')
  for (let level = 1; level < levels; level += 1) node = element('x', {}, node)
  return node
}

const many = (count: number, make: (index: number) => string): string =>
  Array.from({ length: count }, (_, index) => make(index)).join('')
const intoRoot = (text: string) => ({ text: (xml: string) => xml.replace(/(<[\w:]*Status>)/, `${text}$1`) })
const attributes = (count: number, name: (index: number) => string) => (root: XmlElement) =>
  Array.from({ length: count }, (_, index) => index).reduce(
    (node, index) => withAttribute(node, name(index), `urn:${index}`),
    root,
  )

const empty = (count: number): string => '<a/>'.repeat(count)

/** Elements in each other that declare so many namespaces each. */
const declaring = (levels: number, each: number, inner: string): string =>
  many(levels, (level) => `<x${many(each, (index) => ` xmlns:p${level}-${index}="urn:${level}:${index}"`)}>`) +
  inner +
  '</x>'.repeat(levels)

const prefixList = (count: number): XmlElement =>
  element('e:InclusiveNamespaces', {
    'xmlns:e': ns.exclusive,
    PrefixList: many(count, (index) => `p${index}-0 `),
  })

const isCanonicalization = (node: XmlElement): boolean =>
  localName(node) === 'Transform' && attribute(node, 'Algorithm') === ns.exclusive

/** An attribute with so many values. The size is looked at before the signature. */
const values = (count: number, text: string) => (style: Style) => ({
  encrypts: false,
  changed: (root: XmlElement) =>
    edit(root, 'Attribute', (node) =>
      withChildren(node, ...Array.from({ length: count }, () => samlElement(style, 'AttributeValue', {}, text))),
    ),
})

export const sizes: readonly Attack[] = [
  attack('65 levels', limits, forbidden, { changed: (root) => append(root, 'Status', deep(65)) }),
  attack('20,000 levels', limits, forbidden, intoRoot('<x>'.repeat(20_000) + '</x>'.repeat(20_000))),
  attack('20,000 levels that are not closed', limits, forbidden, intoRoot('<x>'.repeat(20_000))),
  attack('80 levels in an attribute value, signed', limits, forbidden, {
    encrypts: false,
    unsigned: (root) => edit(root, 'AttributeValue', (node) => withChildren(node, deep(80))),
  }),
  attack('5,000 elements', limits, forbidden, intoRoot('<x/>'.repeat(5_000))),
  attack(
    '5,000 groups',
    'row 90: too many to count on',
    [forbidden, 'saml_message_too_large'],
    values(5_000, 'a group'),
  ),
  attack('a text of 70 KB', limits, forbidden, values(1, 'x'.repeat(70 * 1024))),
  attack('an attribute of 70 KB', limits, forbidden, {
    changed: (root) => withAttribute(root, 'Consent', 'x'.repeat(70 * 1024)),
  }),
  attack('a document of 257 KB', limits, 'saml_message_too_large', values(70, 'x'.repeat(4 * 1024))),
  attack('a document of 1 MB', limits, 'saml_message_too_large', { text: (xml) => xml + ' '.repeat(1024 * 1024) }),
  attack('white space of 100 KB', limits, forbidden, { text: (xml) => xml + ' '.repeat(100 * 1024) }),
  attack('70 attributes', limits, forbidden, { changed: attributes(70, (index) => `x${index}`) }),
  attack('10,000 attributes', limits, forbidden, intoRoot(`<x${many(10_000, (index) => ` a${index}=""`)}/>`)),
  attack('70 namespaces', limits, forbidden, { changed: attributes(70, (index) => `xmlns:x${index}`) }),
  attack('30 namespaces at each of three levels', limits, forbidden, intoRoot(declaring(3, 30, ''))),
  attack('32 namespaces at each of 60 levels, above 3,800 elements', limits, forbidden, {
    ...intoRoot(declaring(60, 32, empty(3_800))),
  }),
  attack('an attribute name of 60 KB', limits, forbidden, intoRoot(`<x ${'b'.repeat(60_000)}=""/>`)),
  attack('words of 250 KB before many equals signs', limits, [forbidden, 'saml_xml_malformed'], {
    text: () => `<a${' b'.repeat(125_000)}${'='.repeat(64)}`,
  }),
  attack(
    'the most costly canonical form that is let through',
    limits,
    ['saml_signature_invalid', forbidden],
    ({ prefix }) => ({
      encrypts: false,
      changed: (root: XmlElement) => {
        const extensions = element(
          qualified(prefix.protocol, 'Extensions'),
          {},
          { raw: declaring(50, 1, empty(3_800)) },
        )
        return edit(prepend(root, 'Status', extensions), isCanonicalization, (node) =>
          withChildren(node, prefixList(16)),
        )
      },
    }),
    { applies: ({ signs }) => signs !== 'assertion' },
  ),
  attack(
    'attributes with white space before the equals sign',
    limits,
    forbidden,
    intoRoot(`<x${many(70, (index) => ` a${index} \n= ""`)}/>`),
  ),
  attack(
    'namespaces with white space before the equals sign',
    limits,
    forbidden,
    intoRoot(`<x${many(64, (index) => ` xmlns:a${index}\t= "urn:${index}"`)}/>`),
  ),
  attack('70 transforms', limits, 'saml_signature_refused', {
    encrypts: false,
    changed: (root) =>
      edit(root, 'Transforms', (node) => withChildren(node, ...Array.from({ length: 70 }, () => node.children).flat())),
  }),
  attack('a PrefixList of 20 prefixes', limits, 'saml_signature_refused', {
    encrypts: false,
    changed: (root) =>
      edit(
        root,
        (node) => node.name.endsWith('CanonicalizationMethod'),
        (node) => withChildren(node, prefixList(20)),
      ),
  }),
  attack('a NameID of 2,000 characters, signed', 'saml-core 8.3.7: 256', 'saml_structure_invalid', {
    values: { name_id: 'x'.repeat(2_000) },
    encrypts: false,
  }),
  attack('an ID of 300 characters', 'saml-core 1.3.4', 'saml_structure_invalid', {
    values: { assertion_id: `_${'x'.repeat(300)}` },
    encrypts: false,
  }),
  attack('an unclosed tag of 60 KB', limits, 'saml_xml_malformed', {
    text: (xml) => `${xml.slice(0, -1)}${' '.repeat(60_000)}`,
  }),
  attack('a thousand elements in KeyInfo', limits, ['saml_signature_refused', 'saml_structure_invalid', forbidden], {
    encrypts: false,
    changed: (root) =>
      edit(root, 'Signature', (node) =>
        prepend(node, 'SignedInfo', ...Array.from({ length: 1_000 }, () => element('x'))),
      ),
  }),
]

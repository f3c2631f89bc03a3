/** Changes that keep the document well-formed: elements go elsewhere, and names and values change. */
import { ns } from '../names.ts'
import {
  append,
  edit,
  findAll,
  localName,
  prepend,
  remove,
  withAttribute,
  withChildren,
  type XmlElement,
  type XmlNode,
} from '../xml-tree.ts'
import type { Random } from './random.ts'

/** @param donor the response of another identity provider, from which elements may come */
export type ElementChange = (root: XmlElement, random: Random, donor: XmlElement) => XmlElement

const all = (root: XmlElement): XmlElement[] => findAll(root, () => true)
const below = (root: XmlElement): XmlElement[] => all(root).slice(1)
const is = (wanted: XmlElement) => (node: XmlElement) => node === wanted
const uris = [ns.assertion, ns.protocol, ns.signature, ns.encryption, 'urn:x', '']
const values = [
  '_x',
  '',
  'admin@evil.example',
  '2.0',
  '2099-01-01T00:00:00Z',
  '#',
  '#_x',
  'true',
  'urn:x',
  ns.exclusive,
]
const names = [
  'ID',
  'Id',
  'id',
  'xml:id',
  'URI',
  'Algorithm',
  'Recipient',
  'NotOnOrAfter',
  'InResponseTo',
  'Value',
  'Method',
  'Format',
  'Name',
]

/** An element at another place, in front of its new neighbours or after them. */
export function placed(root: XmlElement, node: XmlElement, random: Random): XmlElement {
  const parent = random.one(all(root))
  return random.chance(0.5) ? append(root, is(parent), node) : prepend(root, is(parent), node)
}

function contains(node: XmlElement, other: XmlElement): boolean {
  return findAll(node, is(other)).length > 0
}

function shuffledText(node: XmlNode, random: Random): XmlNode {
  return typeof node === 'string'
    ? random.one([`${node}x`, node.slice(1), 'admin@evil.example', '', ` ${node}`, node.toUpperCase()])
    : node
}

export const elementChanges: readonly ElementChange[] = [
  function move(root, random) {
    const node = random.one(below(root))
    return placed(remove(root, is(node)), node, random)
  },
  function copy(root, random) {
    return placed(root, random.one(below(root)), random)
  },
  function takeAway(root, random) {
    return remove(root, is(random.one(below(root))))
  },
  function repeat(root, random) {
    return edit(root, is(random.one(below(root))), (node) => [node, node])
  },
  function exchange(root, random) {
    const [first, second] = [random.one(below(root)), random.one(below(root))]
    if (first === second || contains(first, second) || contains(second, first)) return root
    const marked: XmlElement = { name: 'mark', attributes: [], children: [] }
    const withMark = edit(root, is(first), () => marked)
    return edit(
      edit(withMark, is(second), () => first),
      is(marked),
      () => second,
    )
  },
  function wrapInACopyOfItself(root, random) {
    return edit(root, is(random.one(below(root))), (node) => withChildren(node, node))
  },
  function unwrap(root, random) {
    return edit(root, is(random.one(below(root))), (node) => node.children)
  },
  function reverseChildren(root, random) {
    return edit(root, is(random.one(all(root))), (node) => withChildren(node, ...node.children.toReversed()))
  },
  function graft(root, random, donor) {
    return placed(root, random.one(below(donor)), random)
  },
  function replaceByAnother(root, random, donor) {
    const node = random.one(below(root))
    const same = findAll(donor, localName(node))
    return same.length === 0 ? root : edit(root, is(node), () => random.one(same))
  },
  function changeText(root, random) {
    const node = random.one(all(root))
    return edit(root, is(node), () => withChildren(node, ...node.children.map((child) => shuffledText(child, random))))
  },
  function addText(root, random) {
    const node = random.one(all(root))
    return edit(root, is(node), () =>
      withChildren(node, ...node.children, random.one([' ', '\n', 'x', 'admin@evil.example'])),
    )
  },
  function changeAttribute(root, random) {
    const node = random.one(all(root).filter(({ attributes }) => attributes.length > 0))
    const [name] = random.one(node.attributes)
    return edit(root, is(node), () => withAttribute(node, name, random.one(values)))
  },
  function takeAttributeAway(root, random) {
    const node = random.one(all(root).filter(({ attributes }) => attributes.length > 0))
    const [name] = random.one(node.attributes)
    return edit(root, is(node), () => withAttribute(node, name, null))
  },
  function addAttribute(root, random) {
    const node = random.one(all(root))
    return edit(root, is(node), () => ({
      ...node,
      attributes: [...node.attributes, [random.one(names), random.one(values)]],
    }))
  },
  function moveAttribute(root, random) {
    const from = random.one(all(root).filter(({ attributes }) => attributes.length > 0))
    const taken = random.one(from.attributes)
    const changed = edit(root, is(from), () => withAttribute(from, taken[0], null))
    const to = random.one(all(changed))
    return edit(changed, is(to), () => ({ ...to, attributes: [...to.attributes, taken] }))
  },
  function reverseAttributes(root, random) {
    const node = random.one(all(root))
    return edit(root, is(node), () => ({ ...node, attributes: node.attributes.toReversed() }))
  },
  function declareNamespace(root, random) {
    const node = random.one(all(root))
    const prefix = random.one(all(root)).name.match(/^[^:]+(?=:)/)?.[0]
    const name = prefix === undefined || random.chance(0.2) ? 'xmlns' : `xmlns:${prefix}`
    return edit(root, is(node), () => withAttribute(node, name, random.one(uris)))
  },
  function changePrefix(root, random) {
    const node = random.one(all(root))
    const prefix = random.one(['zz:', '', 'ds:', 'saml:', 'samlp:', 'ns0:'])
    const declaration = prefix === '' ? 'xmlns' : `xmlns:${prefix.slice(0, -1)}`
    return edit(root, is(node), () =>
      withAttribute({ ...node, name: prefix + localName(node) }, declaration, random.one(uris)),
    )
  },
  function changeName(root, random, donor) {
    const node = random.one(all(root))
    const prefix = node.name.slice(0, node.name.length - localName(node).length)
    return edit(root, is(node), () => ({ ...node, name: prefix + localName(random.one(all(donor))) }))
  },
]

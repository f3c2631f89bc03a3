import { edit, findAll, localName, remove, withAttribute, withChildren, type XmlElement } from '../xml-tree.ts'
import { placed } from './of-elements.ts'
import type { Random } from './random.ts'

const kinds = ['Response', 'Assertion', 'Assertion', 'Subject', 'Signature', 'SignedInfo']

function forgedName(node: XmlElement, random: Random): XmlElement {
  const [nameId = node] = findAll(node, 'NameID')
  const target = random.chance(0.6) ? nameId : random.one([...findAll(node, 'AttributeValue'), node])
  const text = random.one(['admin@evil.example', 'x', ''])
  return edit(
    node,
    (each) => each === target,
    () => withChildren(target, ...(target === node ? node.children : [text])),
  )
}

/**
 * Wrapping at a random place: a forged copy of a large element stands where the genuine one stood, and the genuine one
 * somewhere else, with its signature or without.
 */
export function forge(root: XmlElement, random: Random): XmlElement {
  const genuine = random.one(findAll(root, (node) => kinds.includes(localName(node))))
  const named = forgedName(genuine, random)
  const renamed = random.chance(0.7) ? withAttribute(named, 'ID', random.one(['_evil', '_evil', ''])) : named
  const hasSignature = localName(renamed) !== 'Signature' && findAll(renamed, 'Signature').length > 0
  const forged = hasSignature && random.chance(0.7) ? remove(renamed, 'Signature') : renamed
  if (genuine === root) return placed(forged, root, random)
  const inPlace = edit(
    root,
    (node) => node === genuine,
    () => (random.chance(0.5) ? forged : [forged, genuine]),
  )
  return findAll(inPlace, (node) => node === genuine).length > 0 ? inPlace : placed(inPlace, genuine, random)
}

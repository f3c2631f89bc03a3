import { signedTree } from '../sent-response.ts'
import { qualified, type Style } from '../style.ts'
import { edit, element, find, remove, withAttribute, withChildren, type XmlElement } from '../xml-tree.ts'
import { evil } from './attack.ts'

export const named = (node: XmlElement): XmlElement => edit(node, 'NameID', (nameId) => withChildren(nameId, evil))
export const isOwn = (id: string) => (node: XmlElement) =>
  node.attributes.some(([name, value]) => name === 'ID' && value === id)

/** Declares what an element inherits, so that it can stand anywhere. */
export function movable(node: XmlElement, root: XmlElement): XmlElement {
  const inherited = root.attributes.filter(([name]) => name.startsWith('xmlns:'))
  const missing = inherited.filter(([name]) => !node.attributes.some(([own]) => own === name))
  return missing.reduce((made, [name, value]) => withAttribute(made, name, value), node)
}

export interface Wrapped {
  readonly root: XmlElement
  /** The signed element, without its signature. */
  readonly bare: XmlElement
  readonly original: XmlElement
  readonly signature: XmlElement
  /** The forged element, without a signature. */
  readonly forged: XmlElement
  readonly style: Style
}

export function parts(style: Style, signs: 'response' | 'assertion'): Wrapped {
  const root = signedTree(style, { signs, encrypts: false })
  const original = signs === 'response' ? root : movable(find(root, 'Assertion'), root)
  const signature = movable(find(original, 'Signature'), root)
  const bare = remove(original, 'Signature')
  return { root, original, signature, bare, forged: withAttribute(named(bare), 'ID', '_evil'), style }
}

export type Forge = (wrapped: Wrapped) => XmlElement

/** The forged element with the signature after its issuer, as if it were its own. */
export function signedForged({ forged, signature }: Wrapped, change = (node: XmlElement) => node): XmlElement {
  const [issuer, ...rest] = forged.children
  return withChildren(forged, ...(issuer === undefined ? [] : [issuer]), change(signature), ...rest)
}

export const inPlace = ({ root, style }: Wrapped, ...nodes: readonly XmlElement[]): XmlElement =>
  edit(root, isOwn(style.values.assertion_id), () => nodes)

export const object = ({ style }: Wrapped, node: XmlElement): XmlElement =>
  element(qualified(style.signature.prefix, 'Object'), {}, node)

export const extensions = ({ style }: Wrapped, node: XmlElement): XmlElement =>
  element(qualified(style.prefix.protocol, 'Extensions'), {}, node)

/** After the issuer of a response, or after its signature. */
export function withExtensions(root: XmlElement, node: XmlElement): XmlElement {
  return edit(root, 'Status', (status) => [node, status])
}

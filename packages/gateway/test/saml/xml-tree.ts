/** XML as a tree, in which a test changes one thing and every other byte stays. */
export interface XmlElement {
  /** With its prefix, as it is written. */
  readonly name: string
  /** In their order, declarations of namespaces among them. */
  readonly attributes: readonly (readonly [name: string, value: string])[]
  readonly children: readonly XmlNode[]
}

/** Text is escaped when it is written; `raw` is written as it is. */
export type XmlNode = XmlElement | string | { readonly raw: string }

/** The forms that a writer of XML chooses. */
export interface Writing {
  readonly declaration: string
  readonly empty: '/>' | ' />' | 'two tags'
  readonly quote: '"' | "'"
}

export const plainWriting: Writing = { declaration: '', empty: '/>', quote: '"' }

export function isElement(node: XmlNode | undefined): node is XmlElement {
  return typeof node === 'object' && 'name' in node
}

type Attributes = Readonly<Record<string, string | null | undefined>>

/** An element. An attribute without a value is left out. */
export function element(name: string, attributes: Attributes = {}, ...children: readonly XmlNode[]): XmlElement {
  const written = Object.entries(attributes).flatMap(([key, value]) => (value == null ? [] : [[key, value] as const]))
  return { name, attributes: written, children }
}

export function localName(node: XmlElement): string {
  return node.name.slice(node.name.indexOf(':') + 1)
}

export function attribute(node: XmlElement, name: string): string | undefined {
  return node.attributes.find(([key]) => key === name)?.[1]
}

/** The tree with an attribute that is set, or taken away with `null`. */
export function withAttribute(node: XmlElement, name: string, value: string | null): XmlElement {
  const others = node.attributes.filter(([key]) => key !== name)
  if (value === null) return { ...node, attributes: others }
  const position = node.attributes.findIndex(([key]) => key === name)
  const at = position < 0 ? others.length : position
  return { ...node, attributes: [...others.slice(0, at), [name, value], ...others.slice(at)] }
}

export function withChildren(node: XmlElement, ...children: readonly XmlNode[]): XmlElement {
  return { ...node, children }
}

export type Selector = string | ((node: XmlElement) => boolean)

function matcher(selector: Selector): (node: XmlElement) => boolean {
  return typeof selector === 'string' ? (node) => localName(node) === selector : selector
}

/** All elements with the local name, in the order of the document. */
export function findAll(root: XmlElement, selector: Selector): XmlElement[] {
  const matches = matcher(selector)
  const below = root.children.filter(isElement).flatMap((child) => findAll(child, matches))
  return matches(root) ? [root, ...below] : below
}

/** The first element with the local name. @throws Error, if there is none: the case would test nothing. */
export function find(root: XmlElement, selector: Selector): XmlElement {
  const [first] = findAll(root, selector)
  if (first === undefined) throw new Error(`no element ${selector} below ${root.name}`)
  return first
}

type Change = (node: XmlElement) => XmlNode | readonly XmlNode[]

function isList(value: XmlNode | readonly XmlNode[]): value is readonly XmlNode[] {
  return Array.isArray(value)
}

function replaced(node: XmlElement, target: XmlElement, change: Change): readonly XmlNode[] {
  if (node === target) {
    const result = change(node)
    return isList(result) ? result : [result]
  }
  const children = node.children.flatMap((child) => (isElement(child) ? replaced(child, target, change) : [child]))
  // An element without a change stays the same object, so that it can be found again.
  const isSame =
    children.length === node.children.length && children.every((child, index) => child === node.children[index])
  return [isSame ? node : { ...node, children }]
}

/** The tree in which the first such element is replaced by one node, several, or none. */
export function edit(root: XmlElement, selector: Selector, change: Change): XmlElement {
  const [result] = replaced(root, find(root, selector), change)
  if (!isElement(result)) throw new Error('the root must stay an element')
  return result
}

export function remove(root: XmlElement, selector: Selector): XmlElement {
  return edit(root, selector, () => [])
}

/** The tree with further nodes as the last children of the first such element. */
export function append(root: XmlElement, selector: Selector, ...nodes: readonly XmlNode[]): XmlElement {
  return edit(root, selector, (node) => withChildren(node, ...node.children, ...nodes))
}

export function prepend(root: XmlElement, selector: Selector, ...nodes: readonly XmlNode[]): XmlElement {
  return edit(root, selector, (node) => withChildren(node, ...nodes, ...node.children))
}

function escaped(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;')
}

/** The element as text. */
export function write(node: XmlNode, writing: Writing = plainWriting): string {
  if (typeof node === 'string') return escaped(node)
  if (!isElement(node)) return node.raw
  const { quote, empty } = writing
  const attributes = node.attributes.map(([name, value]) => {
    const safe = escaped(value).replaceAll(quote, quote === '"' ? '&quot;' : '&apos;')
    return ` ${name}=${quote}${safe}${quote}`
  })
  const start = `<${node.name}${attributes.join('')}`
  if (node.children.length === 0 && empty !== 'two tags') return start + empty
  return `${start}>${node.children.map((child) => write(child, writing)).join('')}</${node.name}>`
}

export function writeDocument(root: XmlElement, writing: Writing): string {
  return writing.declaration + write(root, writing)
}

/** The tree with line breaks between the elements, as a writer that indents makes it. Text is left alone. */
export function indented(node: XmlElement, step: string, depth = 0): XmlElement {
  const inner = node.children.map((child) => (isElement(child) ? indented(child, step, depth + 1) : child))
  if (inner.length === 0 || !inner.every(isElement)) return { ...node, children: inner }
  const before = `\n${step.repeat(depth + 1)}`
  return { ...node, children: [...inner.flatMap((child) => [before, child]), `\n${step.repeat(depth)}`] }
}

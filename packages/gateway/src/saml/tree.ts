/**
 * A parsed document as plain objects. The parser's own nodes stand in the memory of its module and must be disposed of,
 * so they never leave this file, except for the canonical form of an element while its document is open.
 */
import { Failure } from '@gatehouse-sso/core/failure'
import type { XmlElement as LibraryElement, XmlNode } from 'libxml2-wasm'
import { parseOptions, type Xml } from './library.ts'

export interface XmlAttribute {
  readonly name: string
  /** The empty string for an attribute without prefix. */
  readonly namespace: string
  readonly value: string
}

export interface XmlElement {
  readonly name: string
  readonly namespace: string
  readonly attributes: readonly XmlAttribute[]
  readonly children: readonly XmlElement[]
  /** The texts that stand directly in it. */
  readonly text: string
  readonly parent: XmlElement | null
}

export interface OpenDocument {
  readonly root: XmlElement
  /** All elements, in the order of the document. */
  readonly elements: readonly XmlElement[]
  /**
   * The exclusive canonical form without comments (https://www.w3.org/TR/xml-exc-c14n/).
   * @param prefixes the `PrefixList` of InclusiveNamespaces
   */
  canonical(element: XmlElement, prefixes: readonly string[]): string
  /** Takes an element out of the document that canonical forms are made of. */
  remove(element: XmlElement): void
}

/**
 * Parses bytes that passed the guards, and frees everything afterwards.
 * @throws Failure saml_xml_malformed, and what `read` throws
 */
export function withDocument<T>(xml: Xml, bytes: Buffer | string, read: (document: OpenDocument) => T): T {
  const document = parse(xml, bytes)
  try {
    const nodes = new Map<XmlElement, LibraryElement>()
    const root = plain(xml, document.root, null, nodes)
    const nodeOf = (element: XmlElement): LibraryElement => {
      const node = nodes.get(element)
      if (!node) throw new Error('not an element of this document')
      return node
    }
    return read({
      root,
      elements: [...nodes.keys()],
      canonical: (element, prefixes) => canonicalOf(xml, nodeOf(element), prefixes),
      remove: (element) => nodeOf(element).remove(),
    })
  } finally {
    document.dispose()
  }
}

function parse(xml: Xml, bytes: Buffer | string) {
  try {
    return xml.XmlDocument.fromBuffer(Buffer.from(bytes as string), { option: parseOptions(xml) })
  } catch (cause) {
    throw new Failure('saml_xml_malformed', { cause })
  }
}

/** The canonicaliser refuses relative namespace names, among others. */
function canonicalOf(xml: Xml, node: LibraryElement, prefixes: readonly string[]): string {
  try {
    return node.canonicalizeToString({
      mode: xml.XmlC14NMode.XML_C14N_EXCLUSIVE_1_0,
      withComments: false,
      inclusiveNamespacePrefixes: [...prefixes],
    })
  } catch (cause) {
    throw new Failure('saml_signature_refused', { received: 'a document without a canonical form', cause })
  }
}

function plain(
  xml: Xml,
  node: LibraryElement,
  parent: XmlElement | null,
  nodes: Map<XmlElement, LibraryElement>,
): XmlElement {
  const children: XmlElement[] = []
  const element = {
    name: node.name,
    namespace: node.namespaceUri,
    attributes: node.attrs.map(({ name, namespaceUri, value }) => ({ name, namespace: namespaceUri, value })),
    children,
    text: '',
    parent,
  }
  nodes.set(element, node)
  for (
    let child: XmlNode | null = node.firstChild;
    child !== null;
    child = 'next' in child ? (child.next as XmlNode | null) : null
  ) {
    if (child instanceof xml.XmlElement) children.push(plain(xml, child, element, nodes))
    else if (child instanceof xml.XmlText || child instanceof xml.XmlCData) element.text += child.content
    else if (!(child instanceof xml.XmlComment)) throw new Failure('saml_xml_forbidden', { received: 'an entity' })
  }
  return element
}

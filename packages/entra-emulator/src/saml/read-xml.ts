import { DOMParser } from '@xmldom/xmldom'

/** A request is about 1 kB. More is nobody's mistake. */
export const longestMessage = 128 * 1024

/**
 * Parses a message. Undefined for anything else than one well-formed element without a document type, so that there are
 * neither entities nor default attributes.
 */
export function parseXml(text: string): Element | undefined {
  if (text.length > longestMessage || /<!DOCTYPE|<!ENTITY/i.test(text)) return undefined
  const refuse = (message: string): never => {
    throw new SyntaxError(message)
  }
  try {
    const parser = new DOMParser({ errorHandler: { warning: refuse, error: refuse, fatalError: refuse } })
    return parser.parseFromString(text, 'text/xml').documentElement ?? undefined
  } catch {
    return undefined // not XML
  }
}

export function isElement(element: Element, namespace: string, name: string): boolean {
  return element.namespaceURI === namespace && element.localName === name
}

export function childrenOf(parent: Element, namespace: string, name: string): readonly Element[] {
  const children: Element[] = []
  for (let node = parent.firstChild; node !== null; node = node.nextSibling) {
    if (node.nodeType !== 1) continue
    const element = node as Element
    if (isElement(element, namespace, name)) children.push(element)
  }
  return children
}

export function childOf(parent: Element, namespace: string, name: string): Element | undefined {
  return childrenOf(parent, namespace, name)[0]
}

/** The text of an element without the blanks around it. Undefined if there is none. */
export function textOf(element: Element | undefined): string | undefined {
  return element?.textContent?.trim() || undefined
}

/** An attribute without a namespace. Undefined if it is missing or empty. */
export function attributeOf(element: Element | undefined, name: string): string | undefined {
  return element?.getAttribute(name) || undefined
}

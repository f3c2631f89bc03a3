import { DOMParser } from '@xmldom/xmldom'
import {
  C14nCanonicalization,
  C14nCanonicalizationWithComments,
  ExclusiveCanonicalization,
  ExclusiveCanonicalizationWithComments,
} from 'xml-crypto'
import { canonicalizations } from './names.ts'

const canonicalizers = {
  [canonicalizations.exclusive]: ExclusiveCanonicalization,
  [canonicalizations.exclusiveWithComments]: ExclusiveCanonicalizationWithComments,
  [canonicalizations.inclusive]: C14nCanonicalization,
  [canonicalizations.inclusive11]: C14nCanonicalization,
  [canonicalizations.inclusiveWithComments]: C14nCanonicalizationWithComments,
}

interface Namespace {
  readonly prefix: string
  readonly namespaceURI: string
}

/** The declarations above an element, the nearest first. */
function namespacesAbove(element: Element): Namespace[] {
  const found = new Map<string, Namespace>()
  for (let node = element.parentNode; node?.nodeType === 1; node = node.parentNode) {
    for (const { name, value } of Array.from((node as Element).attributes)) {
      const prefix = name === 'xmlns' ? '' : name.startsWith('xmlns:') ? name.slice(6) : null
      if (prefix !== null && !found.has(prefix)) found.set(prefix, { prefix, namespaceURI: value })
    }
  }
  return [...found.values()]
}

function walk(node: Node, fits: (element: Element) => boolean): Element | undefined {
  if (node.nodeType === 1 && fits(node as Element)) return node as Element
  for (let child = node.firstChild; child; child = child.nextSibling) {
    const found = walk(child, fits)
    if (found) return found
  }
  return undefined
}

/**
 * The canonical form of the first element that fits, made by xml-crypto from text: the signatures of the corpus come
 * from another canonicalizer than the one that verifies them.
 */
export function canonical(
  xml: string,
  fits: (element: Element) => boolean,
  algorithm: string = canonicalizations.exclusive,
  prefix_list: readonly string[] = [],
): string {
  const element = walk(new DOMParser().parseFromString(xml, 'text/xml'), fits)
  if (!element) throw new Error('no element to canonicalize')
  const Canonicalizer = canonicalizers[algorithm as keyof typeof canonicalizers] ?? ExclusiveCanonicalization
  const options = { inclusiveNamespacesPrefixList: [...prefix_list], ancestorNamespaces: namespacesAbove(element) }
  return String(new Canonicalizer().process(element, options))
}

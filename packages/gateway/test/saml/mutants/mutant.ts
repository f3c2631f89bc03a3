/** Signed responses with one to four random changes. Every seed makes the same mutant in every run. */
import { signedTree } from '../sent-response.ts'
import type { SignedParts, Style } from '../style.ts'
import { styles } from '../styles/index.ts'
import { writeDocument, type XmlElement } from '../xml-tree.ts'
import { forge } from './forge.ts'
import { elementChanges } from './of-elements.ts'
import { octetChanges } from './of-octets.ts'
import { randomOf } from './random.ts'

export interface Source {
  readonly style: Style
  readonly signs: SignedParts
  readonly encrypts: boolean
}

export interface Mutant {
  readonly source: Source
  readonly changes: readonly string[]
  /** base64, as posted. */
  readonly response: string
}

/** As each style sends it, and signed in the other ways. */
export const sources: readonly Source[] = styles.flatMap((style) =>
  (['response', 'assertion', 'both'] as const).map((signs) => ({
    style,
    signs,
    encrypts: style.encrypts && signs === style.signs,
  })),
)

export function treeOf({ style, signs, encrypts }: Source): XmlElement {
  return signedTree(style, { signs, encrypts })
}

export function mutant(seed: number): Mutant {
  const random = randomOf(seed)
  const source = random.one(sources)
  const changes: string[] = []
  let tree = treeOf(source)
  if (random.chance(0.2)) {
    changes.push(forge.name)
    tree = forge(tree, random)
  }
  const onElements = random.chance(changes.length > 0 ? 0.3 : 0.6) ? 1 + random.below(3) : 0
  for (let count = 0; count < onElements; count += 1) {
    const change = random.one(elementChanges)
    changes.push(change.name)
    tree = change(tree, random, treeOf(random.one(sources)))
  }
  let octets: Buffer = Buffer.from(writeDocument(tree, source.style.writing))
  const onOctets = changes.length === 0 ? 1 + random.below(2) : random.below(5) === 0 ? 1 : 0
  for (let count = 0; count < onOctets && octets.length > 0; count += 1) {
    const change = random.one(octetChanges)
    changes.push(change.name)
    octets = change(octets, random)
  }
  return { source, changes, response: octets.toString('base64') }
}

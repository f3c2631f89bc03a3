/** Reading a tree strictly: only known children, one of a kind, texts without elements in them. */
import { Failure } from '@gatehouse-sso/core/failure'
import { assertionNamespace, encryptionNamespace, protocolNamespace, signatureNamespace } from './names.ts'
import type { XmlElement } from './tree.ts'

export const invalid = (received: string): Failure => new Failure('saml_structure_invalid', { received })

/** `samlp:Response`, for people and for the table of an element's children. */
export function shortName({ namespace, name }: XmlElement): string {
  const prefix = prefixes.get(namespace)
  return prefix === undefined ? `{${namespace.slice(0, 100)}}${name.slice(0, 60)}` : `${prefix}:${name.slice(0, 60)}`
}

const prefixes: ReadonlyMap<string, string> = new Map([
  [protocolNamespace, 'samlp'],
  [assertionNamespace, 'saml'],
  [signatureNamespace, 'ds'],
  [encryptionNamespace, 'xenc'],
])

export function is(element: XmlElement, short_name: string): boolean {
  return shortName(element) === short_name
}

export function childrenOf(element: XmlElement, short_name: string): readonly XmlElement[] {
  return element.children.filter((child) => is(child, short_name))
}

/** @throws Failure saml_structure_invalid when there are two */
export function optionalChild(element: XmlElement, short_name: string): XmlElement | undefined {
  const [first, second] = childrenOf(element, short_name)
  if (second) throw invalid(`two ${short_name} in ${shortName(element)}`)
  return first
}

/** @throws Failure saml_structure_invalid when there is none, or two */
export function onlyChild(element: XmlElement, short_name: string): XmlElement {
  const child = optionalChild(element, short_name)
  if (!child) throw invalid(`${shortName(element)} without ${short_name}`)
  return child
}

/**
 * The children must be these and no others, in this order. `?` marks one that may be absent, `*` one that may come any
 * number of times.
 * @throws Failure saml_structure_invalid
 */
export function expectChildren(element: XmlElement, ...expected: readonly string[]): void {
  const names = element.children.map(shortName)
  const rest = [...names]
  for (const entry of expected) {
    const name = entry.replace(/[?*]$/, '')
    const isMany = entry.endsWith('*')
    if (rest[0] !== name) {
      if (entry === name) throw invalid(`${shortName(element)} with ${names.join(', ') || 'no elements'}`)
      continue
    }
    do rest.shift()
    while (isMany && rest[0] === name)
  }
  if (rest.length > 0) throw invalid(`${rest[0]} in ${shortName(element)}`)
  if (element.text.trim() !== '') throw invalid(`a text in ${shortName(element)}`)
}

/** The text of an element that has nothing else. @throws Failure saml_structure_invalid */
export function textOf(element: XmlElement): string {
  if (element.children.length > 0) throw invalid(`elements in ${shortName(element)}`)
  return element.text
}

/** An attribute without a prefix. */
export function attributeOf(element: XmlElement, name: string): string | undefined {
  return element.attributes.find((attribute) => attribute.namespace === '' && attribute.name === name)?.value
}

/** @throws Failure saml_structure_invalid */
export function neededAttribute(element: XmlElement, name: string): string {
  const value = attributeOf(element, name)
  if (value === undefined || value === '') throw invalid(`${shortName(element)} without ${name}`)
  return value
}

const dateTime = /^-?\d{4,6}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,12})?Z?$/

/** An instant of SAML: UTC, with or without the `Z` (saml-core 1.3.3). @returns milliseconds since 1970 */
export function instantOf(element: XmlElement, name: string): number | undefined {
  const value = attributeOf(element, name)
  if (value === undefined) return undefined
  const time = dateTime.test(value) ? Date.parse(value.endsWith('Z') ? value : `${value}Z`) : Number.NaN
  if (Number.isNaN(time)) throw invalid(`${shortName(element)} with ${name} ${value.slice(0, 40)}`)
  return time
}

/** @throws Failure saml_structure_invalid */
export function neededInstant(element: XmlElement, name: string): number {
  const time = instantOf(element, name)
  if (time === undefined) throw invalid(`${shortName(element)} without ${name}`)
  return time
}

// An NCName, in ASCII: identity providers write letters, digits, `_`, `-` and `.`.
const ncName = /^[A-Za-z_][A-Za-z0-9_.-]{0,255}$/

/**
 * Each `ID` may stand once, or a reference would not say what it means. `Id` and `xml:id` count too, since other
 * software looks them up.
 * @throws Failure saml_structure_invalid
 */
export function checkIds(elements: readonly XmlElement[]): void {
  const seen = new Set<string>()
  for (const { attributes } of elements) {
    for (const { name, value } of attributes) {
      if (!/^id$/i.test(name)) continue
      if (seen.has(value)) throw invalid('an ID that stands twice')
      if (!ncName.test(value)) throw invalid('an ID that is no name')
      seen.add(value)
    }
  }
}

/** The attributes of an assertion: by their full name, with all values. */
import { Failure } from '@gatehouse-sso/core/failure'
import { attributeOf, childrenOf, expectChildren, invalid, neededAttribute, textOf } from './elements.ts'
import type { XmlElement } from './tree.ts'

export interface Attribute {
  readonly name: string
  readonly friendly_name: string | null
  readonly values: readonly string[]
}

/** @throws Failure saml_attribute_duplicated, saml_structure_invalid */
export function attributesOf(statements: readonly XmlElement[]): readonly Attribute[] {
  const seen = new Set<string>()
  const attributes: Attribute[] = []
  for (const statement of statements) {
    expectChildren(statement, 'saml:Attribute*')
    for (const element of childrenOf(statement, 'saml:Attribute')) {
      const name = neededAttribute(element, 'Name')
      if (seen.has(name)) throw new Failure('saml_attribute_duplicated', { received: name.slice(0, 300) })
      seen.add(name)
      const values = childrenOf(element, 'saml:AttributeValue').filter(isThere).map(textOfValue)
      attributes.push({ name, friendly_name: attributeOf(element, 'FriendlyName') ?? null, values })
    }
  }
  return attributes
}

const schemaInstance = 'http://www.w3.org/2001/XMLSchema-instance'

/** `xsi:nil` says that there is no value. */
const isThere = ({ attributes }: XmlElement): boolean =>
  !attributes.some(
    ({ namespace, name, value }) => namespace === schemaInstance && name === 'nil' && /^(?:true|1)$/.test(value),
  )

/** The text of a value. One that has an element (eduPersonTargetedID has a NameID) has the text of that element. */
function textOfValue({ text, children }: XmlElement): string {
  const [only, ...others] = children
  if (!only) return text
  if (others.length > 0 || text.trim() !== '') throw invalid('an attribute value with several parts')
  return textOf(only)
}

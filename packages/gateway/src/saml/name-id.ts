/** The name of a person in an assertion: saml-core 2.2.3. */
import { attributeOf, invalid, textOf } from './elements.ts'
import { nameIdFormats } from './names.ts'
import type { XmlElement } from './tree.ts'

export interface NameId {
  readonly value: string
  /** A URI; `null` if the identity provider names none, or says that it is unspecified. */
  readonly format: string | null
  readonly name_qualifier: string | null
  readonly sp_name_qualifier: string | null
}

/** As it came, save for the line breaks of pretty-printed messages. */
export function nameIdOf(element: XmlElement): NameId {
  const value = textOf(element).trim()
  if (value === '' || value.length > 1_024) throw invalid('a NameID that is empty or too long')
  const format = attributeOf(element, 'Format') ?? null
  return {
    value,
    format: format === nameIdFormats.unspecified ? null : format,
    name_qualifier: attributeOf(element, 'NameQualifier') ?? null,
    sp_name_qualifier: attributeOf(element, 'SPNameQualifier') ?? null,
  }
}

/** XML that we write ourselves: elements from values, with every value escaped. */

/** A piece of XML, so that a text cannot stand where markup is expected. */
export interface Markup {
  readonly xml: string
}

type Attributes = Readonly<Record<string, string | number | boolean | null | undefined>>

type Child = Markup | string | null | undefined | false

/** An element. A text is escaped; `null`, `undefined` and `false` leave an attribute or a child out. */
export function element(
  name: string,
  attributes: Attributes = {},
  ...children: readonly (Child | readonly Child[])[]
): Markup {
  const written = Object.entries(attributes)
    .filter(([, value]) => value !== null && value !== undefined && value !== false)
    .map(([key, value]) => ` ${key}="${escaped(String(value))}"`)
    .join('')
  const content = children
    .flat()
    .map((child) => (typeof child === 'string' ? escaped(child) : child ? child.xml : ''))
    .join('')
  return { xml: content === '' ? `<${name}${written}/>` : `<${name}${written}>${content}</${name}>` }
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\t': '&#9;',
  '\n': '&#10;',
  '\r': '&#13;',
}

/** The characters that XML 1.0 has no way to write (XML 1.0, 2.2). */
const unwritable = /[[\p{Cc}--[\t\n\r\x7f-\x9f]]\ufffe\uffff]/gv

const escaped = (text: string): string =>
  text.replace(unwritable, '').replace(/[&<>"\t\n\r]/g, (character) => entities[character] ?? '')

/** As SAML wants it. @param at milliseconds since 1970 */
export const instant = (at: number): string => new Date(at).toISOString()

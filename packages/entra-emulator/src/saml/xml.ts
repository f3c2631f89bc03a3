/** XML that is safe to send. `xml` made it and escaped every value. */
export interface Xml {
  readonly markup: string
}

type Value = string | Xml | undefined | false | readonly Xml[]

const escapes: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\t': '&#x9;',
  '\n': '&#xA;',
  '\r': '&#xD;',
}

/** Control characters that XML 1.0 cannot have at all, not even escaped, and two more. */
const impossible = /[^\P{Cc}\t\n\r\x7f-\x9f]|[\ufffe\uffff]/gu

export function escapeXml(text: string): string {
  const possible = text.toWellFormed().replace(impossible, '\ufffd')
  return possible.replace(/[&<>"\t\n\r]/g, (character) => escapes[character] ?? character)
}

function markupOf(value: Value): string {
  if (value === undefined || value === false) return ''
  if (typeof value === 'string') return escapeXml(value)
  return 'markup' in value ? value.markup : value.map(({ markup }) => markup).join('')
}

/** A template tag. It escapes text, inserts markup unchanged, and drops undefined and false. */
export function xml(parts: TemplateStringsArray, ...values: readonly Value[]): Xml {
  return { markup: parts.map((part, index) => part + markupOf(values[index])).join('') }
}

/** An attribute with a blank before it, or nothing without a value. */
export function attribute(name: string, value: string | undefined): Xml {
  return value === undefined ? { markup: '' } : { markup: ` ${name}="${escapeXml(value)}"` }
}

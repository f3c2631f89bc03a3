/** HTML as a tagged template: every value is escaped, unless it is HTML that this function made. */
export interface Markup {
  readonly markup: string
}

type Part = Markup | string | number | null | undefined | false | readonly Part[]

function render(part: Part): string {
  if (part === null || part === undefined || part === false) return ''
  if (typeof part === 'string') return part.replace(/[&<>"']/g, (letter) => `&#${letter.charCodeAt(0)};`)
  if (typeof part === 'number') return String(part)
  return isMarkup(part) ? part.markup : part.map(render).join('')
}

const isMarkup = (part: Markup | readonly Part[]): part is Markup => 'markup' in part

export function html(texts: TemplateStringsArray, ...parts: readonly Part[]): Markup {
  return { markup: texts.reduce((whole, text, index) => whole + render(parts[index - 1]) + text) }
}

/** Shows the parts between backticks as code, as the texts of failures mean them. */
export function withCode(text: string): readonly (string | Markup)[] {
  return text.split('`').map((part, index) => (index % 2 === 1 ? html`<code>${part}</code>` : part))
}

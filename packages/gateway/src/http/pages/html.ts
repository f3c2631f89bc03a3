/** HTML as a tagged template: every value is escaped, unless it is HTML that this function made. */
import { escapeHtml } from '@gatehouse-sso/core/escape-html'

export interface Html {
  readonly html: string
}

type Part = Html | string | number | null | undefined | false | readonly Part[]

function render(part: Part): string {
  if (part === null || part === undefined || part === false) return ''
  if (typeof part === 'string') return escapeHtml(part)
  if (typeof part === 'number') return String(part)
  return isHtml(part) ? part.html : part.map(render).join('')
}

function isHtml(part: Html | readonly Part[]): part is Html {
  return 'html' in part
}

export function html(texts: TemplateStringsArray, ...parts: readonly Part[]): Html {
  return { html: texts.reduce((whole, text, index) => whole + render(parts[index - 1]) + text) }
}

/** Shows the parts between backticks as code. The texts of failures mark literals as Markdown does. */
export function withCode(text: string): readonly (string | Html)[] {
  return text.split('`').map((part, index) => (index % 2 === 1 ? html`<code>${part}</code>` : part))
}

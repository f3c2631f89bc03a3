/**
 * Cells that a spreadsheet would run as a formula (owasp.org/www-community/attacks/CSV_Injection). A person chooses
 * their own name at some identity providers, so `=HYPERLINK(…)` may be one. An export writes an apostrophe before it,
 * which a spreadsheet does not show, and an import takes it away. Both together change no text.
 */

const formula = /^'*[=+\-@\t\r\uff1d\uff0b\uff0d\uff20]/
const guardedFormula = /^'+[=+\-@\t\r\uff1d\uff0b\uff0d\uff20]/

export function guarded(text: string): string {
  return formula.test(text) ? `'${text}` : text
}

export function unguarded(text: string): string {
  return guardedFormula.test(text) ? text.slice(1) : text
}

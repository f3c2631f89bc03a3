/** Hides the emails in texts that quote what came. Their domains stay. */

export const hidden = '[redacted]'
const endsName = /[\s@"'<>(),;:]/

/** Texts quote what came, and an identity provider quotes the user name of the person. */
export function withoutEmails<T>(value: T): T {
  if (typeof value === 'string') return hideEmails(value) as T
  if (Array.isArray(value)) return value.map(withoutEmails) as T
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, withoutEmails(member)])) as T
}

/** Hides what stands before each `@`. A loop, because a regular expression would take long for a long text. */
export function hideEmails(text: string): string {
  let shown = ''
  let from = 0
  for (let at = text.indexOf('@'); at >= 0; at = text.indexOf('@', at + 1)) {
    let start = at
    while (start > from && !endsName.test(text[start - 1] ?? '')) start -= 1
    shown += start === at ? text.slice(from, at) : `${text.slice(from, start)}${hidden}`
    from = at
  }
  return shown + text.slice(from)
}

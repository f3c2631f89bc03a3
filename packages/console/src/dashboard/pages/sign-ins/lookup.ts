/** Tells by its form what somebody typed or pasted into the search: an email, an id, a code. */

export type Lookup =
  | { readonly filter: 'email' | 'correlation_id' | 'request_id' | 'error_code'; readonly value: string }
  | { readonly filter: 'sign_in' | 'user_id' | 'organization_id' | 'connection_id'; readonly value: string }

const prefixes = {
  signin: 'sign_in',
  user: 'user_id',
  org: 'organization_id',
  conn: 'connection_id',
} as const

const isPrefix = (text: string): text is keyof typeof prefixes => text in prefixes

/** @returns the filter that the text fills, or `null` for a text of no known form */
export function lookupOf(typed: string): Lookup | null {
  const text = typed.trim()
  if (/^[^\s@]+@[^\s@]+$/.test(text)) return { filter: 'email', value: text }
  const prefix = /^([a-z]+)_[0-7][0-9a-hjkmnp-tv-z]{25}$/.exec(text)?.[1] ?? ''
  if (isPrefix(prefix)) return { filter: prefixes[prefix], value: text }
  const guid = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/i.exec(text)?.[0]
  if (guid !== undefined) return { filter: 'correlation_id', value: guid.toLowerCase() }
  if (/^req_\w+$/.test(text)) return { filter: 'request_id', value: text }
  if (/^[a-z]+(?:_[a-z]+)+$/.test(text)) return { filter: 'error_code', value: text }
  return null
}

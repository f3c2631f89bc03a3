/** Values about a person, hidden. Of an email its domain stays, because trust in an email depends on it. */
import { hidden, hideEmails } from './without-emails.ts'

/** A flag is true of many people. Of everything else the form is shown. */
export function redactedValue(value: unknown): unknown {
  if (value === null || value === undefined || typeof value === 'boolean') return value
  if (Array.isArray(value)) return `[redacted: ${value.length} ${value.length === 1 ? 'value' : 'values'}]`
  return typeof value === 'string' ? redactedText(value) : hidden
}

/** A value that is nothing but an email keeps its domain. */
export function redactedText(text: string): string {
  return /^[^\s@]+@[^\s@]+$/.test(text) ? hideEmails(text) : hidden
}

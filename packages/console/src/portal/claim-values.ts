/** Values of claims as texts for people. A value that is not there is `null`. */

/** @param list joins several texts in the reader's language */
export function shownValue(value: unknown, list: (items: readonly string[]) => string): string | null {
  if (value === null || value === undefined || value === '') return null
  if (typeof value === 'string') return value
  if (typeof value === 'number' || typeof value === 'boolean') return String(value)
  if (Array.isArray(value)) {
    const items = value.flatMap((one) => shownValue(one, list) ?? [])
    return items.length === 0 ? null : list(items)
  }
  return JSON.stringify(value)
}

/** Places the server's `errors[]` at the fields of a form by their JSON pointers (RFC 6901). */
import { ConflictError, ValidationError } from '@gatehouse-sso/sdk/browser'

export interface Placed {
  /** The message for each field, by its pointer. */
  readonly fields: Readonly<Record<string, string>>
  /** Messages about a place that the form does not have. */
  readonly others: readonly string[]
}

/**
 * @param pointers those of the fields of the form. A fault below a field counts as one of the field.
 * @param error of the request; one without `errors[]` places nothing
 */
export function placeErrors(error: unknown, pointers: readonly string[]): Placed {
  const errors = error instanceof ValidationError || error instanceof ConflictError ? error.errors : []
  const fields: Record<string, string> = {}
  const others: string[] = []
  for (const { param, message } of errors) {
    const field = pointers
      .filter((pointer) => param === pointer || param.startsWith(`${pointer}/`))
      .sort((a, b) => b.length - a.length)[0]
    if (field === undefined) others.push(message)
    else fields[field] ??= message
  }
  return { fields, others }
}

/** Places the server's `errors[]` at the fields of a form by their JSON pointers (RFC 6901). */
import { ConflictError, GatehouseError, ValidationError } from '@gatehouse-sso/sdk/browser'

export interface Placed {
  /** The message for each field, by its pointer. */
  readonly fields: Readonly<Record<string, string>>
  /** Messages about a place that the form does not have. */
  readonly others: readonly string[]
}

/** A fault of a request, with the place that the server names. */
export type Fault = ValidationError['errors'][number]

export const faultsOf = (error: unknown): readonly Fault[] =>
  error instanceof ValidationError || error instanceof ConflictError ? error.errors : []

/**
 * @param pointers those of the fields of the form
 * @returns that of the field whose fault it is. A fault below a field counts as one of the field.
 */
export function fieldOf(param: string, pointers: readonly string[]): string | undefined {
  return pointers
    .filter((pointer) => param === pointer || param.startsWith(`${pointer}/`))
    .sort((a, b) => b.length - a.length)[0]
}

/** @param error of the request; one without `errors[]` places nothing */
export function placeErrors(error: unknown, pointers: readonly string[]): Placed {
  const fields: Record<string, string> = {}
  const others: string[] = []
  const faults = faultsOf(error)
  for (const { param, message } of faults) {
    const field = fieldOf(param, pointers)
    if (field === undefined) others.push(message)
    else fields[field] ??= message
  }
  const about = faults.length === 0 ? wholeFault(error, pointers) : null
  return about === null ? { fields, others } : { fields: { [about.field]: about.message }, others }
}

/** A failure that is about one field as a whole has its pointer and no `errors[]`: metadata that cannot be used. */
function wholeFault(error: unknown, pointers: readonly string[]): { field: string; message: string } | null {
  if (!(error instanceof GatehouseError) || error.param === undefined) return null
  const field = fieldOf(error.param, pointers)
  return field === undefined ? null : { field, message: error.message }
}

/**
 * A fault as a sentence. Most messages of the server go on with the name of the value: `is not an address`. They are
 * English in every language, and so is the word that stands for a name.
 * @param label of the field
 */
export const asSentence = (fault: string, label = 'It'): string =>
  /^(?:is|are|has|have|must|says|stands|goes|cannot|does|finds|may|would|needs)\b/.test(fault)
    ? `${label} ${fault}`
    : fault

/** The message of a failure without the first fault, which the server puts at its end with the pointer. */
export function messageWithoutFaults(error: Error): string {
  const [first] = faultsOf(error)
  const at = first === undefined ? -1 : error.message.indexOf(` ${first.param}: `)
  return at < 0 ? error.message : error.message.slice(0, at)
}

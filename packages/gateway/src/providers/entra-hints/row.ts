/** One row of the table of Entra's error codes. */
import type { Who } from '@gatehouse-sso/core/failures'
import type { PlaceName } from './places.ts'

export interface EntraHint {
  readonly who: Who
  /** The cause, in one sentence. */
  readonly cause: string
  /** The steps to take, in one or two sentences. */
  readonly what: string
  readonly place: PlaceName
}

/** Writes one row. */
export function hint(who: Who, place: PlaceName, cause: string, what: string): EntraHint {
  return { who, place, cause, what }
}

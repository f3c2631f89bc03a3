import type { Difference, expectedOf } from './sent-response.ts'
import type { Style } from './style.ts'
import type { verifiedOf } from './verified.ts'

export type Verified = ReturnType<typeof verifiedOf>

/** A response that differs in one thing from what its style sends, and must be accepted. */
export interface Genuine {
  readonly name: string
  readonly difference: (style: Style) => Difference
  readonly expectation?: Partial<ReturnType<typeof expectedOf>>
  /** The members that differ from those of its style. */
  readonly says?: (style: Style) => Partial<Verified>
  readonly applies?: (style: Style) => boolean
}

import type { FailureCode } from '@gatehouse-sso/core/failures'
import { type Difference, expectedOf, sentResponse } from '../sent-response.ts'
import type { Style } from '../style.ts'

export type Expectation = ReturnType<typeof expectedOf>

/** A response with one thing wrong. */
export interface Attack {
  readonly name: string
  /** The rule that it breaks, or the hole in other software that it was. */
  readonly source: string
  /** The failures that are right. Several only where the order of two checks is nobody's business. */
  readonly expected: readonly FailureCode[]
  /** @returns base64, as posted in `SAMLResponse` */
  readonly make: (style: Style) => string
  readonly expectation: (style: Style) => Expectation
  readonly applies: (style: Style) => boolean
}

interface More {
  readonly expectation?: Partial<Expectation>
  readonly applies?: (style: Style) => boolean
}

/** A case that differs from what the style sends. */
export function attack(
  name: string,
  source: string,
  expected: FailureCode | readonly FailureCode[],
  difference: Difference | ((style: Style) => Difference),
  { expectation = {}, applies = () => true }: More = {},
): Attack {
  return {
    name,
    source,
    expected: typeof expected === 'string' ? [expected] : expected,
    make: (style) => sentResponse(style, typeof difference === 'function' ? difference(style) : difference),
    expectation: (style) => ({ ...expectedOf(style), ...expectation }),
    applies,
  }
}

/** The name under which nobody may get in. */
export const evil = 'admin@evil.example'

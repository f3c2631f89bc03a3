/** A black-box scenario, named after the module of the OpenID Foundation's suite that tests the same. */
import type { Target } from './target.ts'

export interface Scenario {
  readonly name: string
  /** The result that every target must have. */
  readonly expected: unknown
  /** @param pass moves the clock by seconds */
  run(target: Target, pass: (seconds: number) => void): Promise<unknown>
}

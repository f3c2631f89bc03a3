/** A black-box scenario: named for the module of the OpenID Foundation's suite whose question it asks. */
import type { Target } from './target.ts'

export interface Scenario {
  readonly name: string
  /** What must come out, at every target. */
  readonly expected: unknown
  /** @param pass lets seconds go by */
  run(target: Target, pass: (seconds: number) => void): Promise<unknown>
}

/** What every part of the benchmarks is given. */
import type { LoadGenerator } from './measure.ts'

export interface Context {
  /** Address of the identity provider. */
  readonly idp: string
  readonly load: LoadGenerator
  /** Shows progress. */
  say(line: string): void
  /** Whether the peers are measured too. */
  readonly peers: boolean
  /** A twentieth of everything, to see whether it runs. Its figures say nothing, and are not kept. */
  readonly short: boolean
}

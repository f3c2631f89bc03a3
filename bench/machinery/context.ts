/** The arguments of every part of the benchmarks. */
import type { LoadGenerator } from './measure.ts'

export interface Context {
  /** The address of the identity provider. */
  readonly idp: string
  readonly load: LoadGenerator
  /** Shows progress. */
  say(line: string): void
  /** True if the peers are measured too. */
  readonly peers: boolean
  /** The root of another built clone, for the part that compares two builds. */
  readonly other?: string
  /** Runs a twentieth of everything, to see whether it works. Its figures mean nothing and are not kept. */
  readonly short: boolean
}

/** One step of the schema; written once for both engines. */
import type { Dialect } from '../engine/engine.ts'

/** The SQL words that differ between the engines. */
export interface Words {
  readonly dialect: Dialect
  /** Type of a 64-bit integer. */
  readonly bigint: string
  /** Makes SQLite refuse values of the wrong type. */
  readonly strict: string
  /**
   * Like `strict`, for a table with rows of some kilobytes that cannot be compressed: PostgreSQL keeps them in one
   * piece.
   */
  readonly wide: string
}

export interface Migration {
  readonly name: string
  statements(words: Words): readonly string[]
}

/** One step of the schema; written once for both engines. */
import type { Dialect } from '../engine/engine.ts'

/** The differences between the engines. */
export interface Words {
  readonly dialect: Dialect
  /** 64-bit integer. */
  readonly bigint: string
  /** Refuse values of the wrong type. */
  readonly strict: string
  /** The same for a table with rows of some kilobytes that cannot be compressed: PostgreSQL keeps them in one piece. */
  readonly wide: string
}

export interface Migration {
  readonly name: string
  statements(words: Words): readonly string[]
}

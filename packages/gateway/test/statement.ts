/** Makes a bound statement like those of the stores, for tests of the engine. */
import type { BoundStatement } from '../src/storage/engine/engine.ts'

export const statement = (sql: string, change: Partial<BoundStatement> = {}): BoundStatement => ({
  name: 'test',
  sql,
  values: [],
  rows: null,
  returns: false,
  changes: [],
  ...change,
})

/** A statement as the stores bind them, for tests of what is beneath. */
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

/**
 * Makes rows that are objects of one shape. The objects of `node:sqlite`, or an object filled name by name, are
 * dictionaries to V8, which reads and copies them slowly: 3 µs for the row of a user, and more at each later use. A
 * function that is written out for its columns makes rows of one shape.
 */
import type { Row } from '../engine/engine.ts'

/** @returns a function that makes a row from values in the order of the columns */
export function rowMaker(columns: readonly string[]): (values: readonly unknown[]) => Row {
  const members = columns.map((name, index) => `${JSON.stringify(name)}: values[${index}]`)
  // Safe: the names of the columns stand in our own statements.
  return new Function('values', `return { ${members.join()} }`) as (values: readonly unknown[]) => Row
}

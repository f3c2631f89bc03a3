/**
 * Makes rows that are objects of one shape. The objects of `node:sqlite`, or an object filled name by name, are
 * dictionaries to V8, which reads and copies them slowly: 3 µs for the row of a user, and more at each later use. A
 * copy of a template has the shape of the template.
 */
import type { Row } from '../engine/engine.ts'

/** @returns a function that makes a row from values in the order of the columns */
export function rowMaker(columns: readonly string[]): (values: readonly unknown[]) => Row {
  // Parsed from text, because an object built name by name would be a dictionary too.
  const template = JSON.parse(`{${columns.map((name) => `${JSON.stringify(name)}:null`).join()}}`) as Row
  return (values) => {
    const row: Record<string, unknown> = { ...template }
    columns.forEach((name, index) => {
      row[name] = values[index]
    })
    return row
  }
}

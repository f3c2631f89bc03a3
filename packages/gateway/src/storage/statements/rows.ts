/**
 * Rows as objects of one shape. `node:sqlite` makes dictionaries, and so does an object that is filled name by name;
 * V8 reads and copies them slowly: 3 µs for a row of a user, and more wherever it goes. A copy of a template has the
 * shape of the template.
 */
import type { Row } from '../engine/engine.ts'

/** @returns makes a row of values in the order of the columns */
export function rowMaker(columns: readonly string[]): (values: readonly unknown[]) => Row {
  // Parsed from text, because an object that is made name by name would be a dictionary too.
  const template = JSON.parse(`{${columns.map((name) => `${JSON.stringify(name)}:null`).join()}}`) as Row
  return (values) => {
    const row: Record<string, unknown> = { ...template }
    columns.forEach((name, index) => {
      row[name] = values[index]
    })
    return row
  }
}

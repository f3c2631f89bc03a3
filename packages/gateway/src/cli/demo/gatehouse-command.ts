/** The command of this clone, ready to be pasted into a terminal. */
import { join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../../../../../', import.meta.url))

/** @param folder in which it is typed */
export function gatehouseCommand(folder: string): string {
  const path = join(root, 'node_modules/.bin/gatehouse')
  const way = relative(folder, path)
  return way.startsWith('..') ? path : `./${way}`
}

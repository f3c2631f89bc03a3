import { posix } from 'node:path'
import { importsOf, type SourceFile } from './rules.ts'

/** The files, with the files that each imports. Tests and imports of types count too. */
function importGraph(files: readonly SourceFile[]): ReadonlyMap<string, readonly string[]> {
  const known = new Set(files.map(({ path }) => path))
  return new Map(
    files.map(({ path, text }) => [
      path,
      importsOf(text)
        .map(({ specifier }) => fileOf(path, specifier))
        .filter((target) => known.has(target)),
    ]),
  )
}

/** The entries of our packages, as their `exports` say. */
const entries: Readonly<Record<string, string>> = {
  sdk: 'packages/sdk/src/gatehouse.ts',
  'sdk/browser': 'packages/sdk/src/browser.ts',
  'sdk/contract': 'packages/sdk/src/contract/contract.ts',
  gateway: 'packages/gateway/src/app.ts',
  'gateway/testing': 'packages/gateway/src/testing/testing.ts',
}

/** The path that an import names: `@gatehouse-sso/core/ids` is `packages/core/src/ids.ts`. */
function fileOf(from: string, specifier: string): string {
  if (specifier.startsWith('.')) return posix.join(posix.dirname(from), specifier)
  if (specifier === 'entra-emulator') return 'packages/entra-emulator/src/emulator.ts'
  const ours = /^@gatehouse-sso\/(.+)$/.exec(specifier)?.[1]
  if (ours === undefined) return specifier
  const [name, ...rest] = ours.split('/')
  return entries[ours] ?? `packages/${name}/src/${rest.join('/')}.ts`
}

/**
 * Finds cycles of files that import each other, with a sentence for each.
 * Source: Tarjan, Depth-first search and linear graph algorithms, 1972: each strongly connected component once.
 */
export function circleViolations(files: readonly SourceFile[]): string[] {
  const graph = importGraph(files)
  const order = new Map<string, number>()
  const lowest = new Map<string, number>()
  const open: string[] = []
  const circles: string[][] = []

  const visit = (file: string): number => {
    const number = order.size
    order.set(file, number)
    let low = number
    open.push(file)
    for (const target of graph.get(file) ?? []) {
      if (!order.has(target)) low = Math.min(low, visit(target))
      else if (open.includes(target)) low = Math.min(low, lowest.get(target) ?? order.get(target) ?? low)
      if (target === file) circles.push([file])
    }
    lowest.set(file, low)
    if (low === number) {
      const circle = open.splice(open.indexOf(file))
      if (circle.length > 1) circles.push(circle)
    }
    return low
  }
  for (const file of graph.keys()) if (!order.has(file)) visit(file)
  return circles.map((circle) => `${circle.toSorted().join(', ')} import each other: give what they share its own file`)
}

import { importsOf, isTest, placeOf, type SourceFile, targetOf } from './rules.ts'

/** The files of the house, with the files that each imports. Imports of types count too. */
function importGraph(files: readonly SourceFile[]): ReadonlyMap<string, readonly string[]> {
  const placed = files.flatMap((file) => {
    const place = isTest(file.path) ? undefined : placeOf(file.path)
    return place === undefined ? [] : [{ place, text: file.text }]
  })
  const known = new Set(placed.map(({ place }) => place))
  return new Map(
    placed.map(({ place, text }) => [
      place,
      importsOf(text)
        .map(({ specifier }) => fileOf(targetOf(place, specifier)))
        .filter((target) => known.has(target)),
    ]),
  )
}

/** Adds the extension that `@gatehouse-sso/core/ids` leaves out. */
function fileOf(target: string): string {
  return /\.(ts|tsx|js)$/.test(target) ? target : `${target}.ts`
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

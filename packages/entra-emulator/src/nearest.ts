/** Edits between two texts: insert, delete, replace, or swap two neighbours (optimal string alignment). */
function editsBetween(a: string, b: string): number {
  let before: readonly number[] = []
  let last: readonly number[] = Array.from({ length: b.length + 1 }, (_, column) => column)
  for (let row = 1; row <= a.length; row += 1) {
    const next = [row]
    for (let column = 1; column <= b.length; column += 1) {
      const same = a[row - 1] === b[column - 1] ? 0 : 1
      const swapped = row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1]
      next[column] = Math.min(
        (last[column] ?? 0) + 1,
        (next[column - 1] ?? 0) + 1,
        (last[column - 1] ?? 0) + same,
        swapped ? (before[column - 2] ?? 0) + 1 : Number.POSITIVE_INFINITY,
      )
    }
    before = last
    last = next
  }
  return last[b.length] ?? 0
}

/** Longer texts are no misspelt names, and would take long to compare. */
const longest = 100

/** Upper case, hyphens and underscores are often mixed up, so they do not count. */
function folded(name: string): string {
  return name.toLowerCase().replace(/[-_\s]/g, '')
}

function distance(written: string, name: string): number {
  const [a, b] = [folded(written), folded(name)]
  const edits = editsBetween(a, b)
  // A name cut short or with something added, such as "nonce" for "wrong-nonce", counts as one edit.
  const isPart = Math.min(a.length, b.length) >= 4 && (a.includes(b) || b.includes(a))
  return isPart ? Math.min(edits, 1) : edits
}

/** The names that a misspelt name may mean, the nearest first, at most three. */
export function nearestNames(written: string, names: readonly string[]): readonly string[] {
  if (written.length > longest) return []
  const tolerated = Math.max(1, Math.min(3, Math.floor(folded(written).length / 3)))
  return names
    .map((name) => ({ name, edits: distance(written, name) }))
    .filter(({ edits }) => edits <= tolerated)
    .sort((a, b) => a.edits - b.edits)
    .slice(0, 3)
    .map(({ name }) => name)
}

/**
 * The question that follows an unknown name: ` Did you mean "a" or "b"?`, or nothing if no name is near.
 * @param print how a name is written
 */
export function didYouMean(
  written: string,
  names: readonly string[],
  print: (name: string) => string = (name) => JSON.stringify(name),
): string {
  const near = nearestNames(written, names).map(print)
  const last = near.at(-1)
  if (last === undefined) return ''
  return ` Did you mean ${near.length > 1 ? `${near.slice(0, -1).join(', ')} or ${last}` : last}?`
}

import { bannedNames, domainRooms, lengths, type Room, roomSize } from './house.ts'

/** A source file: its path from the root of the repository, with slashes, and its text. */
export interface SourceFile {
  readonly path: string
  readonly text: string
}

export interface Import {
  readonly specifier: string
  readonly typeOnly: boolean
}

// The braces may hold comments, and a comment may hold any character.
const statement =
  /^\s*(?:import|export)\s+(type\s+)?(?:(?:[\w$]+\s*,?\s*)?(?:\{(?:\/\/[^\n]*|\/\*[\s\S]*?\*\/|[^}/])*\}|\*(?:\s+as\s+[\w$]+)?)?\s*from\s+)?['"]([^'"]+)['"]/gm
const dynamic = /\bimport\(\s*['"`]([^'"`]+)['"`]/g

/** Every module that a file names in `import … from`, `export … from`, `import '…'` or `import('…')`. */
export function importsOf(source: string): Import[] {
  // Code in a text, such as a quick start, is imported by nobody.
  const text = source.replace(/(?:=>?|:)\s*`(?:\\.|\$\{[^}]*\}|[^`\\])*`/g, '')
  const found = [...text.matchAll(statement)].map((match) => ({
    specifier: String(match[2]),
    typeOnly: match[1] !== undefined,
  }))
  return found.concat([...text.matchAll(dynamic)].map((match) => ({ specifier: String(match[1]), typeOnly: false })))
}

/** The place of a file in the house: `packages/gateway/src/domain/work/change.ts` is `gateway/domain/work/change.ts`, `bench/…` and `build/…` themselves. */
export function placeOf(path: string): string | undefined {
  if (/^(?:bench|build)\//.test(path)) return path
  const match = /^packages\/([^/]+)\/src\/(.+)$/.exec(path)
  return match ? `${match[1]}/${match[2]}` : undefined
}

/** The target of an import, in the form of the table: a place in the house, a package, or a `node:` module. */
export function targetOf(from: string, specifier: string): string {
  if (specifier.startsWith('.')) {
    const parts = from.split('/').slice(0, -1)
    for (const step of specifier.split('/')) {
      if (step === '..') parts.pop()
      else if (step !== '.') parts.push(step)
    }
    return parts.join('/')
  }
  const ours = /^@gatehouse-sso\/([^/]+)(\/.*)?$/.exec(specifier)
  if (ours) return `${ours[1]}${ours[2] ?? ''}`
  if (specifier.startsWith('node:')) return specifier
  return specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/')
}

function covers(entry: string, target: string): boolean {
  if (entry === 'node:*') return target.startsWith('node:')
  return target === entry || target.startsWith(`${entry}/`)
}

export function isTest(path: string): boolean {
  return (
    /\.test\.ts$/.test(path) ||
    path.includes('/storage/conformance/') ||
    path.startsWith('test/') ||
    /^packages\/[^/]+\/test\//.test(path)
  )
}

/** Finds imports that the table does not allow, with a sentence for each. Tests may also import the code they test. */
export function importViolations(files: readonly SourceFile[], rooms: readonly Room[]): string[] {
  const violations: string[] = []
  for (const file of files) {
    const place = placeOf(file.path)
    if (place === undefined || isTest(file.path)) continue
    const room = rooms
      .filter((candidate) => covers(candidate.room, place))
      .sort((a, b) => b.room.length - a.room.length)[0]
    if (!room) {
      violations.push(`${file.path} stands in no room of the house: add its folder to test/architecture/house.ts`)
      continue
    }
    for (const { specifier, typeOnly } of importsOf(file.text)) {
      const target = targetOf(place, specifier)
      const allowed = typeOnly ? [...room.may, ...(room.types ?? [])] : room.may
      if (target.includes('/conformance/') || !allowed.some((entry) => covers(entry, target))) {
        violations.push(`${file.path} imports ${target}, which ${room.room} may not: ${room.because}`)
      }
    }
  }
  return violations
}

const inDomain = /^gateway\/domain\/([^/]+)\//

/** Finds imports from a room of the domain to a later one, files outside all rooms, and rooms with too many files. */
export function domainViolations(files: readonly SourceFile[]): string[] {
  const violations: string[] = []
  const sizes = new Map<string, number>()
  for (const file of files) {
    const place = placeOf(file.path)
    if (place === undefined || isTest(file.path) || !place.startsWith('gateway/domain/')) continue
    const room = inDomain.exec(place)?.[1] ?? ''
    const position = domainRooms.indexOf(room)
    if (position < 0) {
      violations.push(`${file.path} stands in no room of the domain: see domainRooms in test/architecture/house.ts`)
      continue
    }
    sizes.set(room, (sizes.get(room) ?? 0) + 1)
    for (const { specifier } of importsOf(file.text)) {
      const target = inDomain.exec(targetOf(place, specifier))?.[1]
      if (target !== undefined && domainRooms.indexOf(target) > position) {
        violations.push(`${file.path} imports from ${target}/, which comes after ${room}/ in the domain`)
      }
    }
  }
  for (const [room, size] of sizes) {
    if (size > roomSize.most && !roomSize.unlimited.includes(room)) {
      violations.push(`gateway/domain/${room}/ holds ${size} files, the limit is ${roomSize.most}: it is two rooms`)
    }
  }
  return violations
}

/** Ways to copy members that the code does not name. A list of values may be copied, and a public form extended. */
const copiesMembers = /(?<!\[)\.\.\.[\w({[]|\bObject\.assign\((?!present[A-Z])|\bstructuredClone\b/g

/** Finds objects that a public form copies whole. */
export function presentViolations(files: readonly SourceFile[]): string[] {
  return files
    .filter(({ path }) => /\/(?:domain\/[^/]+|http\/api)\/present\.ts$/.test(path))
    .flatMap(({ path, text }) =>
      [...text.matchAll(copiesMembers)].map(([copy]) => `${path} copies with ${copy}: name each field that is shown`),
    )
}

const accessor = /^ +(?:get|set) \w+\(/gm

/**
 * Finds getters and setters of objects that may be made for each request. V8 gives every such object a hidden class of its
 * own, which keeps the object until a full collection of garbage (docs/performance.md). Those of `cache/` live as long as the
 * process.
 */
export function accessorViolations(files: readonly SourceFile[]): string[] {
  return files
    .filter(({ path }) => /^packages\/(?:core|gateway)\/src\/(?!cache\/)/.test(path) && !isTest(path))
    .flatMap(({ path, text }) =>
      [...text.matchAll(accessor)].map(([found]) => `${path} has ${found.trim()}): make it a function`),
    )
}

function linesOf(file: SourceFile): number {
  return file.text.split('\n').length - 1
}

function percentile(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0
}

export function lengthViolations(files: readonly SourceFile[]): string[] {
  const violations: string[] = []
  for (const file of files) {
    const limit =
      isTest(file.path) || file.path.includes('/migrations/') ? lengths.tests_and_migrations : lengths.product
    if (linesOf(file) > limit)
      violations.push(`${file.path} has ${linesOf(file)} lines, the limit is ${limit}: split it`)
  }
  const product = files
    .filter((file) => placeOf(file.path) !== undefined && !isTest(file.path))
    .map(linesOf)
    .sort((a, b) => a - b)
  if (percentile(product, 0.5) > lengths.median)
    violations.push(`the median file has ${percentile(product, 0.5)} lines`)
  if (percentile(product, 0.9) > lengths.p90) violations.push(`a tenth of the files is over ${lengths.p90} lines`)
  return violations
}

export function nameViolations(files: readonly SourceFile[]): string[] {
  return files
    .filter((file) => file.path.split(/[/.-]/).some((part) => bannedNames.includes(part)))
    .map((file) => `${file.path} has a name that says nothing; name it after its concept`)
}

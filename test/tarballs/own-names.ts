/**
 * Checks that npm installed no foreign package under one of our names. The registry has none of our packages. A package
 * there with one of these names, now or later, belongs to somebody else and would run with our rights.
 */
const ours = '(?:@gatehouse(?:-sso)?/[^/]+|gatehouse|entra-emulator)'

export function isOwn(name: string): boolean {
  return new RegExp(`^${ours}$`).test(name)
}

/** An entry of package-lock.json for a folder. */
export interface LockEntry {
  /** The package's own name, when the folder has another one. */
  readonly name?: string
  readonly version?: string
  readonly resolved?: string
  readonly inBundle?: boolean
}

export interface Lock {
  readonly packages: Readonly<Record<string, LockEntry>>
}

function nameOf(path: string, entry: LockEntry): string {
  return entry.name ?? path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length)
}

/** The folders with a package under one of our names that came neither from a tarball nor inside one. */
export function ownNames(lock: Lock): string[] {
  return Object.entries(lock.packages)
    .filter(([path, entry]) => path !== '' && isOwn(nameOf(path, entry)))
    .filter(([, { resolved, inBundle = false }]) => !(resolved?.startsWith('file:') ?? inBundle))
    .map(([path]) => path)
}

/** The addresses with one of our names that npm requested, from its log at the level `http`. */
export function ownLookUps(log: string): string[] {
  const addresses = [...log.matchAll(/^npm http fetch .*?(https?:\S+)/gm)].map((match) => String(match[1]))
  return addresses.filter((address) =>
    new RegExp(`/${ours}(?:/|$)`).test(decodeURIComponent(new URL(address).pathname)),
  )
}

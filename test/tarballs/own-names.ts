/**
 * Whether npm took something for ours that is not. The registry has none of our packages: what stands there under one
 * of these names, now or later, is somebody else's, and would run with our rights.
 */
const ours = '(?:@gatehouse(?:-sso)?/[^/]+|gatehouse|entra-emulator)'

export function isOwn(name: string): boolean {
  return new RegExp(`^${ours}$`).test(name)
}

/** What npm writes into package-lock.json about a folder. */
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

/** The folders with a package under one of our names that came neither from a file nor inside one. */
export function ownNames(lock: Lock): string[] {
  return Object.entries(lock.packages)
    .filter(([path, entry]) => path !== '' && isOwn(nameOf(path, entry)))
    .filter(([, { resolved, inBundle = false }]) => !(resolved?.startsWith('file:') ?? inBundle))
    .map(([path]) => path)
}

/** The addresses with one of our names that npm asked, from its log at the level `http`. */
export function ownLookUps(log: string): string[] {
  const addresses = [...log.matchAll(/^npm http fetch .*?(https?:\S+)/gm)].map((match) => String(match[1]))
  return addresses.filter((address) =>
    new RegExp(`/${ours}(?:/|$)`).test(decodeURIComponent(new URL(address).pathname)),
  )
}

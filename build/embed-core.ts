/**
 * Embeds the parts of core that the SDK uses, so that the SDK's package needs no other package of ours. The compiled
 * files that the SDK imports go to `dist/core/`, and the SDK's files import them instead of `@gatehouse-sso/core`.
 * Copying keeps the file names in stack traces. The only bundler of declarations that needs no compiler API,
 * rolldown-plugin-dts, is a 0.x version with a native parser and a beta among its dependencies.
 *
 * The gateway has these files twice, since it imports core as well. That is safe: core holds no state, TypeScript
 * compares types by their shape, and a mark that all copies share identifies a `Failure` (core/failure.ts).
 */
import { globSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { posix, sep } from 'node:path'
import { fileURLToPath } from 'node:url'

/** Path below `dist`, with slashes → text. */
export type Files = ReadonlyMap<string, string>

const scope = '@gatehouse-sso/core/'
/** An import or export with the name of a module: what stands before it, its quote, and the name. */
export const specifier = /(^(?:import|export)\s(?:[^'"`;]*?\sfrom\s)?|\bimport\()(["'])([^"'\n]+)\2/gm

/** A program imports programs, and a declaration imports declarations, with any extension in the text. */
function sameKind(path: string, named: string): string {
  return named.replace(/(?:\.[jt]s)?$/, path.endsWith('.d.ts') ? '.d.ts' : '.js')
}

/**
 * @param sdk the compiled files of the SDK
 * @param core the compiled files of core
 * @returns the SDK's files for publishing, with the files of core that they import
 * @throws Error when an imported file is missing in core
 */
export function embedCore(sdk: Files, core: Files): Map<string, string> {
  const made = new Map(sdk)
  // The loop also visits files that it adds.
  for (const [path, text] of made) {
    const reach = (place: string): void => {
      const found = sameKind(path, place)
      const source = core.get(found.slice('core/'.length))
      if (source === undefined) throw new Error(`${path} names ${found}, which core does not have`)
      if (!made.has(found)) made.set(found, source)
    }
    const changed = text.replace(specifier, (all: string, before: string, quote: string, named: string) => {
      if (path.startsWith('core/') && named.startsWith('.')) reach(posix.join(posix.dirname(path), named))
      if (!named.startsWith(scope)) return all
      const place = `core/${named.slice(scope.length)}.js`
      reach(place)
      const way = posix.relative(posix.dirname(path), place)
      return `${before}${quote}${way.startsWith('.') ? way : `./${way}`}${quote}`
    })
    made.set(path, changed)
  }
  return made
}

/** The packages that files import but the manifest does not list. Without them an installed SDK would not run. */
export function unlistedPackages(files: Files, dependencies: Readonly<Record<string, string>>): string[] {
  const named = [...files.values()].flatMap((text) => [...text.matchAll(specifier)].map((match) => String(match[3])))
  const packages = named.filter((name) => !name.startsWith('.')).map((name) => /^(?:@[^/]+\/)?[^/]+/.exec(name)?.[0])
  return [...new Set(packages)].filter((name) => name !== undefined).filter((name) => !(name in dependencies))
}

/** The compiled files below a folder. */
export function filesBelow(folder: string): Files {
  const paths = globSync('**/*.{js,d.ts}', { cwd: folder }).map((path) => path.replaceAll(sep, '/'))
  return new Map(paths.map((path) => [path, readFileSync(posix.join(folder, path), 'utf8')]))
}

if (import.meta.main) {
  const packages = fileURLToPath(new URL('../packages', import.meta.url))
  const files = embedCore(filesBelow(`${packages}/sdk/dist`), filesBelow(`${packages}/core/dist`))
  const { dependencies } = JSON.parse(readFileSync(`${packages}/sdk/package.json`, 'utf8'))
  const unlisted = unlistedPackages(files, dependencies)
  if (unlisted.length > 0) throw new Error(`the SDK uses ${unlisted.join(', ')}: name it in its package.json`)
  for (const [path, text] of files) {
    mkdirSync(posix.join(packages, 'sdk/dist', posix.dirname(path)), { recursive: true })
    writeFileSync(posix.join(packages, 'sdk/dist', path), text)
  }
}

/**
 * Builds the console, the files that a browser gets, into `packages/console/dist`. A build is needed only when a source
 * has changed since the last one, so `npm run demo` and `npm test` call this first. It says one line when it builds.
 */
import { createHash } from 'node:crypto'
import { existsSync, globSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import { build } from 'vite'

const root = fileURLToPath(new URL('../', import.meta.url))
const folder = join(root, 'packages/console')
/** The folder of the built files. `.vite/manifest.json` in it lists them. */
export const consoleFolder = join(folder, 'dist')
const stamp = join(consoleFolder, '.sources')

const sources = [
  'packages/console/src/**/*.*',
  'packages/console/package.json',
  'packages/sdk/{src,package.json}/**/*.ts',
  'packages/core/src/**/*.ts',
  'build/console.ts',
  'package-lock.json',
]

/** @returns a digest of everything that the built files depend on, without tests */
function sourcesDigest(): string {
  const hash = createHash('sha256')
  const paths = globSync(sources, { cwd: root }).filter((path) => !path.endsWith('.test.ts'))
  for (const path of paths.sort())
    hash
      .update(`${path}\0`)
      .update(readFileSync(join(root, path)))
      .update('\0')
  return hash.digest('hex')
}

/** The entries of the console. They are built together, so that they share their chunks. */
const entries = ['src/portal/main.tsx', 'src/dashboard/main.tsx'].map((file) => join(folder, file))

interface Graph {
  getModuleInfo(id: string): {
    readonly importedIds: readonly string[]
    readonly dynamicallyImportedIds: readonly string[]
  } | null
}

/** The modules that an entry loads: before its first page, or with all of its pages. */
function loadedBy(entry: string, graph: Graph, withPages: boolean): ReadonlySet<string> {
  const found = new Set([entry])
  for (const id of found) {
    const module = graph.getModuleInfo(id)
    for (const imported of module?.importedIds ?? []) found.add(imported)
    for (const imported of withPages ? (module?.dynamicallyImportedIds ?? []) : []) found.add(imported)
  }
  return found
}

/**
 * Puts our own parts and all styles that the first entry shares with others into one file. Else each combination of pages
 * gets a file of its own: a browser would load twenty small ones before the portal's first page, which compress badly.
 * Packages stay as they are, since their indexes name far more than a page uses.
 */
function sharedFile([first, ...others]: readonly string[]): (id: string, graph: Graph) => string | null {
  let shared: ReadonlySet<string> | null = null
  const own = join(folder, 'src')
  return (id, graph) => {
    if (first === undefined || others.length === 0) return null
    shared ??= loadedBy(first, graph, false).intersection(
      new Set(others.flatMap((entry) => [...loadedBy(entry, graph, true)])),
    )
    return shared.has(id) && (id.startsWith(own) || /\.css(?:\?|$)/.test(id)) ? 'shared' : null
  }
}

/**
 * Builds entries with everything that they import.
 * @param input the files to begin with
 * @param outDir where the files go, beside `.vite/manifest.json`
 */
export async function buildEntries(input: readonly string[], outDir: string): Promise<void> {
  // A test runner names another environment, for which React would add its checks.
  const { NODE_ENV } = process.env
  process.env.NODE_ENV = 'production'
  try {
    await build({
      configFile: false,
      root: folder,
      logLevel: 'warn',
      base: '/assets/console/',
      resolve: { conditions: ['gatehouse-source', 'module', 'browser', 'production'] },
      plugins: [react()],
      css: { modules: { localsConvention: 'camelCaseOnly' } },
      build: {
        outDir,
        emptyOutDir: true,
        manifest: true,
        license: { fileName: 'LICENSES.md' },
        target: ['chrome125', 'edge125', 'firefox128', 'safari17.5'],
        assetsDir: '',
        chunkSizeWarningLimit: 700, // KB before compression; a test measures what a browser loads
        assetsInlineLimit: 0, // the policy of the pages allows no font from a data address
        modulePreload: { polyfill: false },
        rolldownOptions: {
          input: [...input],
          output: {
            codeSplitting: {
              groups: [{ debugName: 'shared', name: sharedFile(input) }],
              includeDependenciesRecursively: false,
            },
          },
        },
      },
    })
  } finally {
    if (NODE_ENV === undefined) delete process.env.NODE_ENV
    else process.env.NODE_ENV = NODE_ENV
  }
}

/**
 * Builds the console if its sources differ from those of the last build.
 * @returns the seconds that it took, or `null` if nothing had to be done
 */
export async function buildConsole(): Promise<number | null> {
  const digest = sourcesDigest()
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === digest) return null
  const start = performance.now()
  // A reader never sees half a build, since the finished folder takes the place of the old one.
  const fresh = `${consoleFolder}.${process.pid}`
  try {
    await buildEntries(entries, fresh)
    writeFileSync(join(fresh, '.sources'), digest)
    rmSync(consoleFolder, { recursive: true, force: true })
    renameSync(fresh, consoleFolder)
  } finally {
    rmSync(fresh, { recursive: true, force: true })
  }
  return (performance.now() - start) / 1000
}

if (import.meta.main) {
  const seconds = await buildConsole()
  if (seconds !== null) process.stderr.write(`console: built in ${seconds.toFixed(1)} s\n`)
}

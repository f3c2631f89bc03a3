/**
 * Bundles the program `gatehouse` with all packages that it uses, because most of a start was reading and compiling
 * small files (decision 0019). The compiled files stay beside it: applications import them, and profiles name them.
 *
 * Nothing is minified, so a stack trace still names functions. The texts of all licenses go into a file beside the
 * program.
 */
import { readdirSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { join, relative, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type Plugin, rolldown } from 'rolldown'

const root = realpathSync(fileURLToPath(new URL('../', import.meta.url)))
const dist = join(root, 'packages/gateway/dist')
const program = join(dist, 'program')

/** A package of others whose files are in the bundle. */
export interface Bundled {
  readonly name: string
  readonly version: string
  readonly license: string
  /** The texts of its license and notice files. */
  readonly texts: readonly string[]
}

/** @returns the folder of the package of a module, or `null` for a module of ours or of the bundler */
export function packageFolder(module: string): string | null {
  return /^.*[\\/]node_modules[\\/](?:@[^\\/]+[\\/])?[^\\/]+/.exec(module)?.[0] ?? null
}

/**
 * @param manifest its package.json
 * @param texts of its license and notice files. Where it has none, its author stands instead
 * @throws Error when the package does not name its license
 */
export function bundledFrom(manifest: Readonly<Record<string, unknown>>, texts: readonly string[]): Bundled {
  const { name, version, license, author } = manifest
  if (typeof license !== 'string') throw new Error(`${name} ${version} names no license`)
  const by = typeof author === 'object' && author !== null && 'name' in author ? author.name : author
  return { name: String(name), version: String(version), license, texts: texts.length > 0 ? texts : [`By ${by}`] }
}

function readBundled(folder: string): Bundled {
  const files = readdirSync(folder).filter((file) => /^(?:licen[cs]e|copying|notice)(?:[.-]|$)/i.test(file))
  const texts = files.sort().map((file) => readFileSync(join(folder, file), 'utf8').trim())
  return bundledFrom(JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')), texts)
}

/** @returns the file of licenses, sorted by package */
export function licensesText(packages: readonly Bundled[]): string {
  const sections = [...packages]
    .sort((a, b) => (`${a.name}@${a.version}` < `${b.name}@${b.version}` ? -1 : 1))
    .map(({ name, version, license, texts }) => [`## ${name} ${version} (${license})`, ...texts].join('\n\n'))
  const head = '# Licenses of the packages in this program\n\nGatehouse itself is under the license in ../../LICENSE.'
  return `${[head, ...sections].join('\n\n')}\n`
}

/**
 * A compiled file keeps its own address in the bundle, since code finds other files relative to it.
 * @param module path of the file
 * @param to folder of the bundle, which has no folders below
 */
export function keepAddress(code: string, module: string, to: string): string {
  const way = relative(to, module).replaceAll(sep, '/')
  return code.replaceAll('import.meta.url', `new URL(${JSON.stringify(way)}, import.meta.url).href`)
}

const addresses: Plugin = {
  name: 'addresses',
  transform: {
    filter: { code: 'import.meta.url' },
    handler: (code, module) => (module.startsWith(join(root, 'packages')) ? keepAddress(code, module, program) : null),
  },
}

const part = '\0undici-part'

/**
 * The part of undici that the gateway uses. Its fetch, web sockets, mocks and caches would stay in memory as long as the
 * process runs. Agents connect to a proxy with the methods that undici's index gives to all dispatchers.
 */
const undiciPart: Plugin = {
  name: 'undici-part',
  resolveId: { filter: { id: /^undici$/ }, handler: () => part },
  load: {
    filter: { id: /undici-part$/ },
    handler: () => `
      import api from 'undici/lib/api/index.js'
      import Dispatcher from 'undici/lib/dispatcher/dispatcher.js'
      export { default as Agent } from 'undici/lib/dispatcher/agent.js'
      export { default as EnvHttpProxyAgent } from 'undici/lib/dispatcher/env-http-proxy-agent.js'
      Object.assign(Dispatcher.prototype, api)`,
  },
}

/**
 * Escapes all that is not ASCII. V8 keeps the text of the program, with a byte for each character of ASCII, and with two
 * for every character of a file that has one beyond.
 */
export function ascii(code: string): string {
  return code.replace(/\P{ASCII}/gu, (character) =>
    Array.from({ length: character.length }, (_, at) => `\\u${hex(character.charCodeAt(at))}`).join(''),
  )
}

const hex = (unit: number): string => unit.toString(16).padStart(4, '0')

if (import.meta.main) {
  rmSync(program, { recursive: true, force: true })
  const bundle = await rolldown({
    cwd: root,
    input: join(dist, 'cli/begin.js'),
    platform: 'node',
    plugins: [addresses, undiciPart],
    // pg loads it only when an application asks for the native driver.
    external: [/^node:/, 'pg-native', 'pg-cloudflare'],
    onLog: (level, log) => {
      if (level === 'warn') throw new Error(log.message)
    },
  })
  const { output } = await bundle.write({
    dir: program,
    format: 'esm',
    entryFileNames: '[name].js',
    chunkFileNames: '[name]-[hash].js',
    comments: { legal: true, annotation: false, jsdoc: false },
  })
  await bundle.close()
  for (const file of output) {
    if (file.type === 'chunk') writeFileSync(join(program, file.fileName), ascii(file.code))
  }
  const modules = output.flatMap((file) => (file.type === 'chunk' ? file.moduleIds : []))
  const folders = new Set(modules.map(packageFolder).filter((folder) => folder !== null))
  writeFileSync(join(program, 'LICENSES.md'), licensesText([...folders].map(readBundled)))
  const bytes = output.reduce((sum, file) => sum + (file.type === 'chunk' ? file.code.length : 0), 0)
  process.stdout.write(
    `${relative(root, program)}: ${modules.length} modules, ${folders.size} packages, ${Math.round(bytes / 1000)} kB\n`,
  )
}

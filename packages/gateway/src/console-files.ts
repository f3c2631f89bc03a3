/** Reads the built console: the files in its folder, and the entry in the manifest that Vite writes. */
import { existsSync, globSync, readFileSync } from 'node:fs'
import { extname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { type ConsoleEntry, type ConsoleFile, type ConsoleFiles, consolePath } from './http/console-files.ts'

/** https://vite.dev/guide/backend-integration */
interface Chunk {
  readonly file: string
  readonly css?: readonly string[]
  readonly assets?: readonly string[]
  /** The chunks that it loads at once, by their names in the manifest. */
  readonly imports?: readonly string[]
}

type Manifest = Readonly<Record<string, Chunk>>

const types: Readonly<Record<string, string>> = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.woff2': 'font/woff2',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
}

/** The folder of the console: beside the compiled files of a package, else in the workspace. */
export const consoleFolder = ['./console', '../../console/dist']
  .map((path) => fileURLToPath(new URL(path, import.meta.url)))
  .reduce((found, folder) => (existsSync(join(found, '.vite')) ? found : folder))

/** @returns `null` where the console was not built */
export function readConsoleFiles(folder: string): ConsoleFiles | null {
  const manifest = join(folder, '.vite', 'manifest.json')
  if (!existsSync(manifest)) return null
  const chunks = JSON.parse(readFileSync(manifest, 'utf8')) as Manifest
  const portal = entryOf(chunks, 'src/portal/main.tsx')
  const dashboard = entryOf(chunks, 'src/dashboard/main.tsx')
  if (!portal || !dashboard) return null
  const names = globSync('**/*', { cwd: folder }).filter((name) => extname(name) in types)
  return {
    portal,
    dashboard,
    files: new Map(names.map((name) => [name.replaceAll('\\', '/'), fileOf(join(folder, name))])),
  }
}

/** An entry with the styles, fonts and scripts of every chunk that it imports. Two entries share chunks. */
function entryOf(manifest: Manifest, name: string): ConsoleEntry | null {
  const entry = manifest[name]
  if (!entry) return null
  const chunks = importedBy(manifest, name)
  const path = (file: string): string => `${consolePath}${file}`
  const fonts = chunks.flatMap(({ assets = [] }) => assets).filter((file) => /inter-latin-wght-normal/.test(file))
  return {
    script: path(entry.file),
    imports: chunks.filter((chunk) => chunk !== entry).map(({ file }) => path(file)),
    styles: [...new Set(chunks.flatMap(({ css = [] }) => css))].map(path),
    fonts: [...new Set(fonts)].map(path),
  }
}

/** The chunk and all that it imports, in the order in which a browser runs them, so that later styles win. */
function importedBy(manifest: Manifest, name: string, seen: Set<string> = new Set()): Chunk[] {
  const chunk = manifest[name]
  if (!chunk || seen.has(name)) return []
  seen.add(name)
  return [...(chunk.imports ?? []).flatMap((other) => importedBy(manifest, other, seen)), chunk]
}

function fileOf(path: string): ConsoleFile {
  const content = readFileSync(path)
  const isText = /\.(?:js|css|svg)$/.test(path)
  let compressed: Buffer | null = null
  return {
    content_type: types[extname(path)] ?? 'application/octet-stream',
    content,
    gzip: () => {
      if (isText) compressed ??= gzipSync(content)
      return compressed
    },
  }
}

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
}

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
  const chunks = JSON.parse(readFileSync(manifest, 'utf8')) as Readonly<Record<string, Chunk>>
  const portal = chunks['src/portal/main.tsx']
  if (!portal) return null
  const names = globSync('**/*', { cwd: folder }).filter((name) => extname(name) in types)
  return {
    portal: entryOf(portal),
    dashboard: chunks['src/dashboard/main.tsx'] ? entryOf(chunks['src/dashboard/main.tsx']) : null,
    files: new Map(names.map((name) => [name.replaceAll('\\', '/'), fileOf(join(folder, name))])),
  }
}

function entryOf({ file, css = [], assets = [] }: Chunk): ConsoleEntry {
  return {
    script: `${consolePath}${file}`,
    styles: css.map((name) => `${consolePath}${name}`),
    fonts: assets
      .filter((name) => /inter-latin-wght-normal.*\.woff2$/.test(name))
      .map((name) => `${consolePath}${name}`),
  }
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

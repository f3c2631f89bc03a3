/** Reads the built documentation. Pages are read when somebody asks for them, so that they take no memory. */
import { existsSync, readFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { DocsFiles, DocsSection } from './http/docs/files.ts'

/** The folder of the documentation: beside the compiled files of a package, else in the workspace. */
export const docsFolder = ['./docs', '../../../docs/dist']
  .map((path) => fileURLToPath(new URL(path, import.meta.url)))
  .reduce((found, folder) => (existsSync(join(found, 'files.json')) ? found : folder))

type Listed = Readonly<Record<string, { readonly file: string; readonly type: string; readonly etag: string }>>

/** @returns `null` where the documentation was not built */
export function readDocsFiles(folder: string): DocsFiles | null {
  const list = join(folder, 'files.json')
  if (!existsSync(list)) return null
  const files = new Map(Object.entries(JSON.parse(readFileSync(list, 'utf8')) as Listed))
  return {
    find(address) {
      const found = files.get(address)
      if (found === undefined) return undefined
      return { content_type: found.type, etag: found.etag, read: () => readFile(join(folder, found.file)) }
    },
    async sections() {
      return JSON.parse(await readFile(join(folder, 'sections.json'), 'utf8')) as DocsSection[]
    },
    searchFrame: () => readFile(join(folder, 'search.html'), 'utf8'),
  }
}

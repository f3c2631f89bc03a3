/** The size of what a browser loads before the first page, compressed as a server sends it. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { beforeAll, describe, expect, it } from 'vitest'
import { buildConsole, consoleFolder } from '../../../build/console.ts'

beforeAll(async () => {
  await buildConsole()
})

interface Entry {
  readonly file: string
  readonly css?: readonly string[]
  readonly assets?: readonly string[]
  readonly imports?: readonly string[]
  readonly dynamicImports?: readonly string[]
}

const manifest = (): Record<string, Entry> =>
  JSON.parse(readFileSync(join(consoleFolder, '.vite/manifest.json'), 'utf8')) as Record<string, Entry>
const read = (file: string): Buffer => readFileSync(join(consoleFolder, file))
const kilobytes = (files: readonly string[]): number =>
  files.reduce((sum, file) => sum + gzipSync(read(file), { level: 9 }).length, 0) / 1000

type EntryName = 'src/portal/main.tsx' | 'src/dashboard/main.tsx'

/** An entry, and every chunk that it imports. */
function loadedBy(name: string, all: Record<string, Entry>, seen: Set<string> = new Set()): Entry[] {
  const chunk = all[name]
  if (!chunk || seen.has(name)) return []
  seen.add(name)
  return [...(chunk.imports ?? []).flatMap((other) => loadedBy(other, all, seen)), chunk]
}

/** The files of the first load, each once. */
function firstLoad(name: EntryName): { scripts: string[]; styles: string[] } {
  const chunks = loadedBy(name, manifest())
  if (chunks.length === 0) throw new Error(`the build has no ${name}`)
  return {
    scripts: chunks.map(({ file }) => file),
    styles: [...new Set(chunks.flatMap(({ css = [] }) => css))],
  }
}

const portalName = 'src/portal/main.tsx'
const dashboardName = 'src/dashboard/main.tsx'

describe('the files of the portal', () => {
  it('have at most 210 KB of scripts, German included', () => {
    const all = manifest()
    const german = (all[portalName]?.dynamicImports ?? []).map((name) => all[name]?.file ?? name)
    expect(kilobytes([...firstLoad(portalName).scripts, ...german])).toBeLessThanOrEqual(210)
  })

  it('have at most 15 KB of styles', () => expect(kilobytes(firstLoad(portalName).styles)).toBeLessThanOrEqual(15))

  it('have at most 100 KB of fonts', () => {
    const fonts = readdirSync(consoleFolder).filter((file) => file.endsWith('.woff2'))
    expect(fonts).toHaveLength(2)
    expect(fonts.reduce((sum, file) => sum + read(file).length, 0) / 1000).toBeLessThanOrEqual(100)
  })

  it('have no schemas of zod, no key and no address of others', () => {
    const scripts = readdirSync(consoleFolder).filter((file) => file.endsWith('.js'))
    const code = scripts.map((file) => read(file).toString()).join('\n')
    expect(code).not.toMatch(/ZodObject|ZodError|_zod\b|~standard/)
    // No script reads a key or sends one.
    expect(code).not.toMatch(/\.GATEHOUSE_API_KEY|authorization:\s*[`'"]Bearer/)
    // One file prints commands for readers, and the portal does not load it. It alone names the variable of the key.
    const printed = scripts.filter((file) => file.startsWith('snippets-'))
    expect(printed).toHaveLength(1)
    expect(firstLoad(portalName).scripts).not.toContain(printed[0])
    for (const file of scripts.filter((one) => one !== printed[0])) {
      expect(read(file).toString()).not.toMatch(/GATEHOUSE_API_KEY|Bearer \$\{/)
    }
    const styles = [portalName, dashboardName]
      .flatMap((name) => firstLoad(name as EntryName).styles)
      .map((file) => read(file).toString())
      .join('\n')
    expect(styles).not.toMatch(/url\(["']?(?:https?:)?\/\/(?!\/)|@import/)
    expect(styles).not.toContain('data:')
  })

  it('come with the licenses of their packages', () => {
    const licenses = read('LICENSES.md').toString()
    for (const name of ['react', '@mantine/core', 'wouter', '@tanstack/query-core']) expect(licenses).toContain(name)
  })

  it('need no build when nothing has changed', async () => expect(await buildConsole()).toBeNull())
})

describe('the files of the dashboard', () => {
  it.each([
    { language: 'English', files: ['src/dashboard/texts/en/index.ts'] },
    { language: 'German', files: ['src/dashboard/texts/de/index.ts', 'src/language/de.ts'] },
  ])('have at most 270 KB of scripts before the first page in $language, and no other language', ({ files }) => {
    const all = manifest()
    const first = firstLoad(dashboardName).scripts
    const texts = files.flatMap((name) => all[name]?.file ?? [])
    expect(texts).toHaveLength(files.length)
    expect(first.filter((file) => texts.includes(file))).toEqual([])
    expect(kilobytes(texts)).toBeLessThanOrEqual(40)
    expect(kilobytes([...first, ...texts])).toBeLessThanOrEqual(270)
  })

  it('have at most 40 KB of scripts for each page', () => {
    const all = manifest()
    const first = new Set(firstLoad(dashboardName).scripts)
    const pages = new Set(all[dashboardName]?.dynamicImports)
    // A page may load parts of its own later.
    for (const name of pages) for (const later of all[name]?.dynamicImports ?? []) pages.add(later)
    expect(pages.size).toBeGreaterThan(2)
    const sizes = [...pages].map((name) => {
      const own = loadedBy(name, all).filter(({ file }) => !first.has(file))
      return [name, kilobytes(own.map(({ file }) => file))] as const
    })
    expect(sizes.filter(([, size]) => size > 40)).toEqual([])
  })
})

/**
 * Builds the documentation that the gateway serves at `/docs`, into `docs/dist`: each page as HTML and as Markdown, the
 * pictures, `llms.txt`, and the sections for the search. `files.json` has the address of each file.
 */
import { createHash } from 'node:crypto'
import { existsSync, globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join, posix, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type FramedPage, framed, type Navigation, slots } from './docs/frame.ts'
import { escaped, type Rendered, renderMarkdown, servedMarkdown } from './docs/markdown.ts'
import { folderOf, groupsOf, pathOf } from './docs/pages.ts'
import { stylesheet } from './docs/stylesheet.ts'

const root = fileURLToPath(new URL('../', import.meta.url))
export const builtDocs = join(root, 'docs/dist')

interface Page extends Rendered {
  readonly path: string
  readonly file: string
  readonly markdown: string
}

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.md': 'text/markdown; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
}

/** The files of the documentation, as paths from the root of the repository. */
export function documentFiles(): string[] {
  const patterns = ['docs/**/*.md', 'packages/*/README.md', 'SECURITY.md', 'CHANGELOG.md', 'CONTRIBUTING.md']
  return globSync(patterns, { cwd: root, exclude: ['docs/dist/**'] })
    .map((path) => path.replaceAll(sep, '/'))
    .sort()
}

/** Text of at most a few sentences, for a list. */
const short = (summary: string): string => /^.{20,220}?[.!?](?=\s|$)/.exec(summary)?.[0] ?? summary.slice(0, 220)

function startPage(groups: readonly Navigation[], pages: ReadonlyMap<string, Page>): string {
  const item = (path: string): string => {
    const { title, summary } = pages.get(path) ?? { title: path, summary: '' }
    return `<li><a href="/docs/${path}">${escaped(title)}</a><br><span class="soft">${escaped(short(summary))}</span></li>`
  }
  const lists = groups.map(
    ({ title, pages: inGroup }) =>
      `<h2>${escaped(title)}</h2>\n<ul>\n${inGroup.map(({ path }) => item(path)).join('\n')}\n</ul>\n`,
  )
  const about =
    'This documentation belongs to the version that runs here. Each page is also Markdown: add <code>.md</code> to its address. <a href="/llms.txt">llms.txt</a> lists all of them for programs, and <a href="/openapi.json">openapi.json</a> describes the <a href="/docs/api">API</a>.'
  return `<h1>Gatehouse documentation</h1>\n<p>${about}</p>\n${lists.join('')}`
}

/** https://llmstxt.org */
function llmsText(groups: readonly Navigation[], pages: ReadonlyMap<string, Page>): string {
  const lists = groups.map(({ title, pages: inGroup }) => {
    const items = inGroup.map((page) => {
      const summary = short(pages.get(page.path)?.summary ?? '')
      return `- [${page.title}](/docs/${page.path}.md)${summary === '' ? '' : `: ${summary}`}`
    })
    return `## ${title}\n\n${items.join('\n')}\n`
  })
  const about =
    'A self-hosted enterprise single sign-on gateway. Customers connect their own identity providers, and applications speak OpenID Connect.'
  return `# Gatehouse\n\n> ${about}\n\nThe API is described by [openapi.json](/openapi.json).\n\n${lists.join('\n')}`
}

/**
 * Builds everything anew.
 * @param folder where the files go
 * @returns the number of pages
 */
export function buildDocs(folder: string): number {
  const groups = groupsOf(documentFiles())
  const pages = new Map<string, Page>()
  for (const file of groups.flatMap((group) => group.files)) {
    const path = pathOf(file)
    if (path === null) throw new Error(`${file} has no address`)
    const markdown = readFileSync(join(root, file), 'utf8')
    pages.set(path, { path, file, markdown: servedMarkdown(file, markdown), ...renderMarkdown(file, markdown) })
  }
  const navigation = groups.map(({ title, files }) => ({
    title,
    pages: files.map((file) => ({ path: pathOf(file) ?? '', title: pages.get(pathOf(file) ?? '')?.title ?? '' })),
  }))
  rmSync(folder, { recursive: true, force: true })
  const served: Record<string, { file: string; type: string; etag: string }> = {}
  const add = (address: string, file: string, content: string | Buffer): void => {
    const etag = `"${createHash('sha256').update(content).digest('base64url').slice(0, 16)}"`
    served[address] = { file, type: types[posix.extname(file)] ?? 'application/octet-stream', etag }
    write(join(folder, file), content)
  }
  const style = `/docs/assets/docs-${createHash('sha256').update(stylesheet).digest('hex').slice(0, 10)}.css`
  // The index of a folder leads to each of its pages.
  const shown = (from: string): readonly Navigation[] =>
    navigation.map((group) => ({
      ...group,
      pages: group.pages.filter(({ path }) => [null, folderOf(`${from}/`)].includes(folderOf(path))),
    }))
  const frame = (page: FramedPage): string => framed(page, shown(page.path ?? ''), style)
  add(style, 'assets/docs.css', stylesheet)
  const start = startPage(navigation, pages)
  add('/docs', 'start.html', frame({ title: 'Documentation', path: '', html: start }))
  add('/llms.txt', 'llms.txt', llmsText(navigation, pages))
  for (const { path, title, html, markdown, pictures } of pages.values()) {
    add(`/docs/${path}`, `pages/${path}.html`, frame({ title, path, html }))
    add(`/docs/${path}.md`, `pages/${path}.md`, markdown)
    for (const picture of pictures) {
      const name = posix.basename(picture)
      add(`/docs/assets/${name}`, `assets/${name}`, readFileSync(join(root, picture)))
    }
  }
  const sections = [...pages.values()].flatMap(({ path, title, sections: own }) =>
    own.map((section) => ({ path, title, ...section })),
  )
  write(join(folder, 'sections.json'), JSON.stringify(sections))
  write(join(folder, 'search.html'), frame({ title: slots.title, path: null, html: slots.main }))
  write(join(folder, 'files.json'), JSON.stringify(served))
  return pages.size
}

function write(path: string, content: string | Buffer): void {
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, content)
}

const sources = ['docs/**/*.{md,svg,png}', 'build/docs.ts', 'build/docs/*.ts', 'package-lock.json']
const stamp = join(builtDocs, '.sources')

/** @returns a digest of everything that the built files depend on */
function sourcesDigest(): string {
  const hash = createHash('sha256')
  const others = globSync(sources, { cwd: root, exclude: ['docs/dist/**'] })
  for (const path of [...documentFiles(), ...others].sort()) {
    hash
      .update(`${path}\0`)
      .update(readFileSync(join(root, path)))
      .update('\0')
  }
  return hash.update(stylesheet).digest('hex')
}

/**
 * Builds the documentation if its sources differ from those of the last build.
 * @returns the number of pages, or `null` if nothing had to be done
 */
export function refreshDocs(): number | null {
  const digest = sourcesDigest()
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === digest) return null
  const pages = buildDocs(builtDocs)
  write(stamp, digest)
  return pages
}

if (import.meta.main) {
  const pages = refreshDocs()
  if (pages !== null) process.stderr.write(`docs: built ${pages} pages\n`)
}

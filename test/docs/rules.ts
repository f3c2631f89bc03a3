import { posix } from 'node:path'
import { headingAnchors } from '../../build/docs/anchors.ts'

/** A text for readers: its path from the root of the repository, with slashes, and its Markdown. */
export interface Document {
  readonly path: string
  readonly text: string
}

/** Every file and folder of the repository, without a slash at the end. */
export type Paths = ReadonlySet<string>

/** Files and folders (with all below them) that a document may name before they exist: reason → paths. */
export type PlannedPaths = Readonly<Record<string, readonly string[]>>

const fenced = /^(`{3,}|~{3,})[^\n]*\n[\s\S]*?^\1[ \t]*$/gm
const span = /`([^`\n]+)`/g

/** The text without its fenced blocks, which hold code and drawings. */
function proseOf(text: string): string {
  return text.replace(fenced, '')
}

function linesOf(text: string): number {
  return text.split('\n').length - (text.endsWith('\n') ? 1 : 0)
}

/** The anchors that GitHub makes for headings, and those written as `<a id="…">`. */
export function anchorsOf(text: string): Set<string> {
  const anchors = new Set([...text.matchAll(/<a (?:id|name)="([^"]+)">/g)].map((match) => String(match[1])))
  const anchorOf = headingAnchors()
  for (const match of proseOf(text).matchAll(/^#{1,6}\s+(.+?)\s*#*$/gm)) {
    const words = String(match[1]).replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    anchors.add(anchorOf(words))
  }
  return anchors
}

function linksOf(text: string): string[] {
  const prose = proseOf(text).replace(span, '')
  const forms = [/\]\(\s*<?([^)\s>]+)>?(?:\s+"[^"]*")?\s*\)/g, /^\s*\[[^\]]+\]:\s+(\S+)/gm, /\s(?:href|src)="([^"]+)"/g]
  return forms.flatMap((form) => [...prose.matchAll(form)].map((match) => String(match[1])))
}

/** Finds relative links to missing files, and anchors that no heading makes. */
export function linkViolations(documents: readonly Document[], paths: Paths): string[] {
  const texts = new Map(documents.map(({ path, text }) => [path, text]))
  return documents.flatMap(({ path, text }) =>
    linksOf(text)
      .filter((link) => !/^[a-z][a-z0-9+.-]*:/i.test(link))
      .flatMap((link) => {
        const [file = '', anchor] = link.split('#')
        const target = file === '' ? path : posix.join(posix.dirname(path), file).replace(/\/$/, '')
        if (!paths.has(target)) return [`${path} links to ${link}, which does not exist`]
        const there = texts.get(target)
        if (anchor === undefined || there === undefined || anchorsOf(there).has(anchor)) return []
        return [`${path} links to ${link}, but no heading there makes that anchor`]
      }),
  )
}

const headings = ['Question', 'Choice', 'Why', 'Alternatives', 'Consequences', 'When to reopen']
const status = /^Status: (proposed|decided|decided, not built yet|superseded by \d{4}), \d{4}-\d{2}-\d{2}\.$/m

/** Finds decision records that are too long, lack a part, share a number, or differ from their row in the index. */
export function decisionViolations(documents: readonly Document[]): string[] {
  const folder = 'docs/decisions/'
  const index = documents.find(({ path }) => path === `${folder}README.md`)?.text ?? ''
  const taken = new Map<string, string>()
  return documents.flatMap(({ path, text }) => {
    if (!path.startsWith(folder) || path === `${folder}README.md`) return []
    const file = path.slice(folder.length)
    const number = /^(\d{4})-[a-z0-9-]+\.md$/.exec(file)?.[1]
    if (number === undefined) return [`${path} is not named NNNN-words-with-dashes.md`]
    const found: string[] = []
    const other = taken.get(number)
    if (other !== undefined) found.push(`${path} has the number of ${other}`)
    taken.set(number, path)
    if (linesOf(text) > 60) found.push(`${path} has ${linesOf(text)} lines, the limit is 60`)
    const parts = [...text.matchAll(/^## (.+)$/gm)].map((match) => match[1])
    if (parts.join() !== headings.join()) found.push(`${path} needs exactly the headings ${headings.join(', ')}`)
    const title = new RegExp(`^# ${number}: (.+)\n`).exec(text)?.[1]
    if (title === undefined) found.push(`${path} must begin with "# ${number}: " and its title`)
    const state = status.exec(text)?.[1]
    if (state === undefined) found.push(`${path} needs a line "Status: decided, YYYY-MM-DD."`)
    const row = `| [${number}](${file}) | ${title} | ${state} |`
    if (!index.split('\n').includes(row)) found.push(`${folder}README.md needs the row ${row}`)
    return found
  })
}

export function readmeViolations(documents: readonly Document[]): string[] {
  return documents
    .filter(({ path, text }) => path === 'README.md' && linesOf(text) > 100)
    .map(({ path, text }) => `${path} has ${linesOf(text)} lines, the limit is 100`)
}

/** Finds `npm run` commands that the root package.json does not have. */
export function scriptViolations(documents: readonly Document[], scripts: ReadonlySet<string>): string[] {
  return documents.flatMap(({ path, text }) =>
    [...text.matchAll(/\bnpm run ([a-z][\w:-]*)/g)]
      .filter((match) => !scripts.has(String(match[1])))
      .map((match) => `${path} names ${match[0]}, which package.json does not have`),
  )
}

/** A command of ours that npm would fetch from its registry. */
const fetched = /\bnp(?:x|m exec)(?: -\S+| --)* (?:@gatehouse-sso\/|gatehouse\b|entra-emulator\b)/

/**
 * Finds sections that show a command of ours by npx. Outside the clone npx would run somebody else's package. A section
 * that says "in the clone" is allowed.
 */
export function npxViolations(documents: readonly Document[]): string[] {
  return documents.flatMap(({ path, text }) =>
    text.split(/^(?=#{1,6} )/m).flatMap((section) => {
      const shown = fetched.exec(section)?.[0]
      if (shown === undefined || /\bin\s+(?:the|a|your)\s+clone\b/i.test(section)) return []
      return [`${path} shows ${shown}, but does not say that this works only in the clone`]
    }),
  )
}

const unwanted: readonly { pattern: RegExp; because: string }[] = [
  { pattern: /\butils\b/i, because: 'a name that says nothing' },
  // "View IdP metadata" is a button of Okta.
  { pattern: /(?<!View )\bIdPs?\b/, because: 'say "identity provider"' },
  // Names fixed by others stay: login_hint, prompt=login, login.microsoftonline.com, the field Login URL of JumpCloud.
  { pattern: /(?<![=./\w-])log-?ins?\b(?![.=-]| URL\b)/i, because: 'say "sign-in"' },
  { pattern: /(?<!\w)\/(?:work|root|home|Users)\//, because: 'a path of one machine' },
]

export function wordViolations(documents: readonly Document[]): string[] {
  return documents.flatMap(({ path, text }) =>
    text.split('\n').flatMap((line, index) =>
      unwanted.flatMap(({ pattern, because }) => {
        const word = pattern.exec(line)?.[0]
        return word === undefined ? [] : [`${path}:${index + 1} has "${word}": ${because}`]
      }),
    ),
  )
}

const places = ['core', 'sdk', 'gateway', 'console', 'entra-emulator']

/**
 * The paths of the repository in code spans. `gateway/domain/work/change.ts` is a place in the house, as in the import
 * table, and means `packages/gateway/src/domain/work/change.ts`. A pattern (`*`, `NNNN`, `<…>`) counts up to its
 * folder.
 */
export function pathsNamedIn(text: string): string[] {
  const roots = new RegExp(`^(?:packages|docs|test|examples|build|bench|${places.join('|')})/[^\\s]*$`)
  return [...proseOf(text).matchAll(span)]
    .map((match) => String(match[1]))
    .filter((words) => roots.test(words))
    .map((words) => {
      const steps = words.replace(/\/$/, '').split('/')
      const open = steps.findIndex((step) => /[*<{]|NNNN/.test(step))
      const named = open === -1 ? steps : steps.slice(0, open)
      if (!places.includes(steps[0] ?? '')) return named.join('/')
      return ['packages', steps[0], 'src', ...named.slice(1)].join('/')
    })
}

/** The longest entry that covers a path: the path itself or a folder above it. */
function entryFor(path: string, entries: readonly string[]): string | undefined {
  return entries
    .filter((entry) => path === entry || path.startsWith(`${entry}/`))
    .sort((a, b) => b.length - a.length)[0]
}

/** Finds named paths that neither exist nor are planned. */
export function pathViolations(documents: readonly Document[], paths: Paths, plan: PlannedPaths): string[] {
  const entries = Object.values(plan).flat()
  return documents.flatMap(({ path, text }) =>
    pathsNamedIn(text)
      .filter((named) => !paths.has(named) && entryFor(named, entries) === undefined)
      .map((named) => `${path} names ${named}, which does not exist`),
  )
}

/** Finds plans that came true or that no document names any more. Remove them from the list. */
export function planViolations(documents: readonly Document[], paths: Paths, plan: PlannedPaths): string[] {
  const entries = Object.values(plan).flat()
  const missing = documents.flatMap(({ text }) => pathsNamedIn(text)).filter((named) => !paths.has(named))
  const needed = new Set(missing.map((named) => entryFor(named, entries)))
  return entries
    .filter((entry) => !needed.has(entry))
    .map((entry) => `${entry}: no document names a missing file there; remove it from plannedPaths`)
}

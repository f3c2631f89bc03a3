/** `gatehouse users import`: reads a file of people as a stream, and sends it in pieces. */
import { createReadStream, statSync } from 'node:fs'
import { type Client, ConflictError } from '@gatehouse-sso/sdk'
import { contract } from '@gatehouse-sso/sdk/contract'
import { importOutcomes, type UserImport } from '@gatehouse-sso/sdk/contract/user-import'
import type { NewUser } from '@gatehouse-sso/sdk/contract/users'
import { cellText } from '../api/print.ts'
import { printJson } from '../say.ts'
import type { Terminal } from '../terminal.ts'
import { UsageError } from '../usage.ts'
import { readCsv } from './csv.ts'
import { type Piece, piecesOf, type RefusedLine } from './pieces.ts'
import { openProgress } from './progress.ts'
import { seenNames } from './seen-names.ts'

type Outcome = (typeof importOutcomes)[number]

const operation = contract.users.import

/** Conflicts after which the piece is sent again as a new request, since the same people again change nothing. */
const repeatable = ['changed_meanwhile', 'idempotency_answer_lost', 'idempotency_in_progress']
const maximumRepeats = 3

export interface ImportOptions {
  /** A path, or `-` for standard input. */
  readonly file: string
  readonly organization_id: string
  readonly dry_run: boolean
  /** Lines before this one are not sent. */
  readonly continue_from: number
}

export interface Summary extends Record<Outcome, number> {
  /** Without the lines before `continue_from`. */
  people: number
  interrupted: boolean
}

/**
 * @param client with many retries, so that a restart of the gateway does not stop it
 * @returns how many lines had which outcome
 * @throws UsageError for a file that cannot be read; and what the client throws. Pieces before that are written
 */
export async function importPeople(client: Client, options: ImportOptions, terminal: Terminal): Promise<Summary> {
  const { file, organization_id, dry_run, continue_from } = options
  const total = sizeOf(file)
  // A piece without people only checks the key and the organization.
  const { match_case } = await send(client, { organization_id, dry_run, rows: [] })
  const summary: Summary = { people: 0, created: 0, updated: 0, unchanged: 0, refused: 0, interrupted: false }
  const progress = openProgress(terminal)
  const report = (refused: RefusedLine): void => {
    if (terminal.json) printJson({ object: 'refused_line', ...refused })
    else progress.note(refusalText(refused))
  }
  const interruption = onInterrupt(() => progress.note('It stops after this piece. Ctrl-C again stops at once.'))
  let next_line = continue_from
  let isWhole = false
  try {
    const pieces = piecesOf(readCsv(openFile(file)), { from_line: continue_from, seen: seenNames(match_case) })
    for await (const piece of pieces) {
      const rows = piece.people.map(({ person }) => person)
      const answer = rows.length === 0 ? undefined : await send(client, { organization_id, dry_run, rows })
      for (const refused of refusedOf(piece, answer)) report(refused)
      add(summary, piece, answer)
      next_line = Math.max(next_line, piece.next_line)
      progress.show({ part: total === undefined ? undefined : Math.min(1, piece.bytes / total), text: textOf(summary) })
      summary.interrupted = interruption.asked()
      if (summary.interrupted) break
    }
    isWhole = !summary.interrupted
    return summary
  } finally {
    interruption.end()
    progress.end()
    if (!isWhole && next_line > continue_from) terminal.say(`To go on:\n  ${commandOf(options, next_line)}`)
  }
}

function sizeOf(file: string): number | undefined {
  if (file === '-') return undefined
  try {
    const stats = statSync(file)
    return stats.isFile() ? stats.size : undefined
  } catch (cause) {
    throw new UsageError(`${file} cannot be read (${cause instanceof Error ? cause.message : ''})`, 'Name a CSV file.')
  }
}

async function* openFile(file: string): AsyncGenerator<Buffer> {
  try {
    yield* file === '-' ? process.stdin : createReadStream(file)
  } catch (cause) {
    throw new UsageError(`${file} cannot be read (${cause instanceof Error ? cause.message : ''})`, 'Name a CSV file.')
  }
}

interface Body {
  readonly organization_id: string
  readonly dry_run: boolean
  readonly rows: NewUser[]
}

/** Sends a piece. Its retries have one Idempotency-Key, so that they write once and get the first answer. */
async function send(client: Client, body: Body): Promise<UserImport> {
  for (let repeats = 0; ; repeats += 1) {
    try {
      return await client.call<typeof operation>(operation, { body })
    } catch (error) {
      const isOver = repeats === maximumRepeats || !(error instanceof ConflictError) || !repeatable.includes(error.code)
      if (isOver) throw error
    }
  }
}

/** The lines that were refused here and by the API, in their order. */
function refusedOf({ people, refused }: Piece, answer: UserImport | undefined): readonly RefusedLine[] {
  const there = (answer?.rows ?? [])
    .filter(({ outcome }) => outcome === 'refused')
    .map(({ row, errors }) => ({ line: people[row - 1]?.line ?? 0, errors }))
  return [...refused, ...there].sort((a, b) => a.line - b.line)
}

function add(summary: Summary, { people, refused }: Piece, answer: UserImport | undefined): void {
  summary.people += people.length + refused.length
  summary.refused += refused.length
  for (const outcome of importOutcomes) summary[outcome] += answer?.[outcome] ?? 0
}

/** `line 12: email is not an email (invalid_format)` */
function refusalText({ line, errors }: RefusedLine): string {
  const each = errors.map(({ param, code, message }) => {
    const field = param.replace(/^\//, '').replaceAll('/', '.')
    return [field, message, `(${code})`].filter(Boolean).join(' ')
  })
  return cellText(`line ${line}: ${each.join('; ')}`)
}

export function textOf(summary: Summary): string {
  const counts = importOutcomes.map((outcome) => `${summary[outcome].toLocaleString('en')} ${outcome}`)
  return `${summary.people.toLocaleString('en')} people: ${counts.join(', ')}`
}

function commandOf({ file, organization_id, dry_run }: ImportOptions, line: number): string {
  const quoted = /^[\w./-]+$/.test(file) ? file : `'${file.replaceAll("'", "'\\''")}'`
  const dry = dry_run ? ' --dry-run' : ''
  return `gatehouse users import ${quoted} --organization-id ${organization_id}${dry} --continue-from ${line}`
}

/** Lets the first Ctrl-C end the command in order, and the second one at once. */
function onInterrupt(tell: () => void): { asked(): boolean; end(): void } {
  let asked = false
  const handle = (): void => {
    asked = true
    tell()
  }
  process.once('SIGINT', handle)
  return { asked: () => asked, end: () => void process.off('SIGINT', handle) }
}

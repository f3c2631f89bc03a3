/**
 * Explains an error in three lines: the error, the remedy, and the page to read. With `--json` it prints the same as an
 * object in the shape of the API's errors. It also decides the exit code.
 */
import { type Failure, isFailure } from '@gatehouse-sso/core/failure'
import { failures } from '@gatehouse-sso/core/failures'
import {
  AuthenticationError,
  ConflictError,
  ConnectionError,
  GatehouseError,
  NotFoundError,
  PermissionError,
  ValidationError,
} from '@gatehouse-sso/sdk'
import { CommanderError } from 'commander'
import pc from 'picocolors'
import { ConfigurationError, settings } from '../config.ts'
import { AccessRefusal } from './access/refusal.ts'
import { withLiterals } from './literal.ts'
import { say } from './say.ts'
import { UsageError } from './usage.ts'
import { wrapped } from './wrap.ts'

/** docs/cli.md lists them. */
export const exitCodes = { failed: 1, usage: 2, unauthorized: 3, not_found: 4, refused: 5, cannot_start: 78 } as const

/** Failures that stop the start until the operator changes something. */
const startFailures = [
  'master_key_missing',
  'master_key_weak',
  'master_key_wrong',
  'public_url_insecure',
  'setting_invalid',
  'database_missing',
  'not_initialized',
  'schema_newer',
  'schema_older',
  'schema_changed',
  'schema_half_migrated',
] as const

/** 404s that are about the key, not about an id. */
const wrongKey: readonly string[] = ['environment_key_needed', 'installation_key_needed']

export function exitCodeOf(error: unknown): number {
  if (error instanceof CommanderError || error instanceof UsageError) return exitCodes.usage
  if (error instanceof AuthenticationError || error instanceof PermissionError) return exitCodes.unauthorized
  if (error instanceof GatehouseError && wrongKey.includes(error.code)) return exitCodes.unauthorized
  if (error instanceof GatehouseError && error.code === 'unexpected_answer') return exitCodes.failed
  if (error instanceof NotFoundError || isFailure(error, 'resource_missing')) return exitCodes.not_found
  if (error instanceof ValidationError) return exitCodes.refused
  const cannotStart = error instanceof ConfigurationError || isFailure(error, ...startFailures)
  return cannotStart ? exitCodes.cannot_start : exitCodes.failed
}

export interface Explained {
  readonly code: string
  readonly message: string
  readonly hint: string
  readonly request_id?: string | undefined
  readonly doc_url?: string | undefined
  /** The page at the identity provider, as its menus name it. */
  readonly page?: string | undefined
  readonly page_url?: string | undefined
  /** The words of the identity provider. */
  readonly said?: string | undefined
  /** The lines of a command that mends it. */
  readonly command?: readonly string[] | undefined
  /** Each field or setting at fault. */
  readonly errors?: readonly { readonly param: string; readonly message: string; readonly hint?: string }[] | undefined
}

const documents = 'docs/errors.md'

export function explainError(error: unknown): Explained {
  if (error instanceof UsageError) {
    return { code: 'usage', message: error.message, hint: error.hint, doc_url: 'docs/cli.md' }
  }
  if (error instanceof AccessRefusal) return explainRefusal(error)
  if (error instanceof GatehouseError) return explainAnswer(error)
  if (error instanceof ConfigurationError) return explainSettings(error)
  if (isFailure(error)) return explainFailure(error)
  if (error instanceof Error && 'code' in error && error.code === 'EADDRINUSE') {
    const address = error.message.replace(/^listen EADDRINUSE: address already in use /, '')
    const hint = 'Stop the other program, or choose another port with GATEHOUSE_LISTEN.'
    return { code: 'EADDRINUSE', message: `the port is taken: ${address}`, hint }
  }
  const message = error instanceof Error ? error.message : String(error)
  const hint = 'This should not happen. Please report it with the command you ran.'
  return { code: 'internal_error', message, hint }
}

function explainRefusal({ message, detail }: AccessRefusal): Explained {
  const { url, ...rest } = detail
  return { message, ...rest, ...(url ? { page_url: url } : {}), doc_url: 'docs/guides/api-access.md' }
}

function explainFailure(failure: Failure): Explained {
  const { code, evidence } = failure
  // A setting that only fails at the start is reported like one that fails the check.
  if (code === 'setting_invalid' && evidence.param !== undefined) {
    return explainSettings(new ConfigurationError([failure]))
  }
  const { title, remedy: hint } = failures[code]
  const { expected, received, cause } = evidence
  // The operator sees the message of the database; nobody else ever does.
  const said = code === 'database_unavailable' && cause instanceof Error && cause.message
  const seen = [expected && `expected ${expected}`, received && `received ${received}`, said].filter(Boolean).join(', ')
  return { code, message: seen ? `${title} (${seen})` : title, hint, doc_url: documents }
}

function explainAnswer(error: GatehouseError): Explained {
  const { code, request_id, doc_url, param } = error
  const reason = error instanceof ConnectionError && error.cause instanceof Error ? ` (${causeOf(error.cause)})` : ''
  return {
    code,
    message: [error.message, param === undefined || error.message.includes(param) ? '' : ` (${param})`, reason].join(
      '',
    ),
    hint: error.hint ?? 'Check that the gateway runs and that its address is correct.',
    request_id,
    doc_url,
    // The message has the first one.
    errors: errorsOf(error),
  }
}

/** Each field at fault, when there are several. */
function errorsOf(error: GatehouseError): Explained['errors'] {
  const errors = error instanceof ValidationError || error instanceof ConflictError ? error.errors : []
  return errors.length > 1 ? errors : undefined
}

/** `fetch` only reports that it failed; the deepest cause has the reason. */
function causeOf(error: Error): string {
  if (error.cause instanceof Error) return causeOf(error.cause)
  return 'code' in error && error.message === '' ? String(error.code) : error.message
}

/** Lists every missing or wrong setting, with an example of each. */
function explainSettings({ problems }: ConfigurationError): Explained {
  const errors = problems.map(({ code, evidence: { param = '', expected, received } }) => {
    const { title, remedy } = failures[code]
    const seen = [expected, received && `received ${received}`].filter(Boolean).join('; ')
    const setting = Object.hasOwn(settings, param) ? settings[param as keyof typeof settings] : undefined
    const example = setting === undefined ? '' : ` ${setting.sentence} Example: ${param}=${setting.example}`
    return { param, message: seen === '' ? title : `${title}: ${seen}`, hint: `${remedy}${example}` }
  })
  const code = problems[0]?.code ?? 'setting_invalid'
  const hint = 'Correct the settings above. docs/configuration.md lists all settings.'
  return { code, message: 'it cannot start with these settings', hint, doc_url: documents, errors }
}

export function sayError(explained: Explained): void {
  const { code, message, hint, request_id, doc_url, errors = [], page, page_url, said, command = [] } = explained
  const me = pc.bold('gatehouse:')
  sayLines(`${me} ${pc.red('error:')} ${withLiterals(message)}`)
  for (const error of errors) {
    say(`  ${pc.bold(error.param.replace(/^\//, '').replaceAll('/', '.'))}  ${withLiterals(error.message)}`)
    if (error.hint) say(pc.dim(`    ${withLiterals(error.hint)}`))
  }
  sayLines(`${me} ${pc.yellow('hint:')} ${withLiterals(hint)}`)
  if (page !== undefined) sayLines(`${me} page: ${page}`)
  if (page_url !== undefined) say(`  ${page_url}`)
  for (const line of command) say(`  ${line}`)
  if (said !== undefined) sayLines(`${me} ${pc.dim(said)}`)
  const reference = [`code ${code}`, request_id && `request ${request_id}`, doc_url && `see ${doc_url}`]
  sayLines(`${me} ${pc.dim(reference.filter(Boolean).join(', '))}`)
}

/** Fits a text into the terminal. Without one nothing is broken, so that a program can search it. */
function sayLines(text: string): void {
  const width = process.stderr.isTTY ? process.stderr.columns || 80 : Number.POSITIVE_INFINITY
  for (const line of text.split('\n')) say(wrapped(line, width, `${/^ */.exec(line)?.[0]}  `))
}

/** Prints the message of Commander about a wrong command, in the same three lines. */
export function sayUsage(text: string): void {
  const [message = '', suggestion] = text
    .trim()
    .replace(/^error: /, '')
    .split('\n')
  const hint = suggestion?.replace(/^\(|\)$/g, '') ?? 'Add --help to see its arguments and options.'
  sayError({ code: 'usage', message, hint, doc_url: 'docs/cli.md' })
}

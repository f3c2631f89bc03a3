/**
 * How the command line talks: data on standard output, talk on standard error. An error is three lines: what happened,
 * what to do, where to read more.
 */
import { isFailure } from '@gatehouse/core/failure'
import { failures } from '@gatehouse/core/failures'
import pc from 'picocolors'
import { ConfigurationError, settings } from '../config.ts'

/** Talk; nothing that a program would read. */
export function say(text = ''): void {
  process.stderr.write(`${text}\n`)
}

/** Data. */
export function print(text: string): void {
  process.stdout.write(`${text}\n`)
}

export function printJson(value: unknown): void {
  print(JSON.stringify(value))
}

/** Exit codes; the README and `gatehouse help` list them. */
export const exitCodes = { failed: 1, usage: 2, unauthorized: 3, not_found: 4, refused: 5, cannot_start: 78 } as const

function sayError(message: string, hint: string, reference: string): void {
  say(`${pc.bold('gatehouse:')} ${pc.red('error:')} ${message}`)
  say(`${pc.bold('gatehouse:')} ${pc.yellow('hint:')} ${hint}`)
  say(`${pc.bold('gatehouse:')} ${pc.dim(reference)}`)
}

/** Says what stands against something, as people can use it. */
export function sayFailure(error: unknown): void {
  if (error instanceof ConfigurationError) sayConfiguration(error)
  else sayError(...explain(error))
}

/** What happened, what to do, where to read more. */
function explain(error: unknown): [message: string, hint: string, reference: string] {
  if (isFailure(error)) {
    const { title, remedy } = failures[error.code]
    const { expected, received, cause } = error.evidence
    // Whoever sits at this terminal runs the database too; others are never told what it said.
    const said = error.code === 'database_unavailable' && cause instanceof Error && cause.message
    const seen = [expected && `expected ${expected}`, received && `received ${received}`, said]
      .filter(Boolean)
      .join(', ')
    return [seen ? `${title} (${seen})` : title, remedy, `code ${error.code}, see docs/errors.md`]
  }
  if (error instanceof Error && 'code' in error && error.code === 'EADDRINUSE') {
    const address = error.message.replace(/^listen EADDRINUSE: address already in use /, '')
    const hint = 'Stop the other program, or choose another port with GATEHOUSE_LISTEN.'
    return [`the port is taken: ${address}`, hint, 'code EADDRINUSE']
  }
  const text = error instanceof Error ? error.message : String(error)
  return [text, 'This should not happen. Please report it with the command you ran.', 'code internal_error']
}

/** Everything that is missing or wrong, in one list, with an example of each. */
function sayConfiguration({ problems }: ConfigurationError): void {
  say(`${pc.bold('gatehouse:')} ${pc.red('error:')} it cannot start with these settings`)
  for (const problem of problems) {
    const name = problem.evidence.param ?? ''
    const setting = Object.hasOwn(settings, name) ? settings[name as keyof typeof settings] : undefined
    const { expected } = problem.evidence
    say(`  ${pc.bold(name)} ${failures[problem.code].title}${expected ? `: ${expected}` : ''}`)
    say(`    ${failures[problem.code].remedy}`)
    if (setting) say(pc.dim(`    ${setting.sentence} Example: ${name}=${setting.example}`))
  }
}

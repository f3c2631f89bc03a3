/**
 * The terminal of one command: its flags, its two streams, and whether it is interactive. Data goes to standard output,
 * messages for people to standard error. The command asks no question without a terminal, or with `--yes`.
 */
import type { Command } from 'commander'
import { UsageError } from './usage.ts'

export interface Terminal {
  readonly json: boolean
  readonly yes: boolean
  readonly quiet: boolean
  readonly verbose: boolean
  /** True if the command may ask a question. */
  readonly interactive: boolean
  /** The width of standard output; `undefined` when it is not a terminal, and nothing is cut. */
  readonly columns: number | undefined
  /** The mark that replaces cut text. */
  readonly ellipsis: string
  /** Prints a message, unless `--quiet`. */
  say(text?: string): void
  /** Prints a message only with `--verbose`. */
  tell(text: string): void
}

/** Flags of every command, before or after its name. */
export function globalOptions(root: Command): Command {
  return root
    .option('--json', 'print JSON for programs')
    .option('-y, --yes', 'ask no questions, and answer each with yes')
    .option('-q, --quiet', 'print data and errors only')
    .option('--verbose', 'print each request and its answer')
    .option('--no-color', 'print without colours, as NO_COLOR does')
}

type Flags = { readonly [F in 'json' | 'yes' | 'quiet' | 'verbose']?: boolean }

export function terminalOf(command: Command): Terminal {
  const { json = false, yes = false, quiet = false, verbose = false } = command.optsWithGlobals<Flags>()
  const write = (text: string): void => void process.stderr.write(`${text}\n`)
  const locale = process.env.LC_ALL || process.env.LC_CTYPE || process.env.LANG || ''
  return {
    json,
    yes,
    quiet,
    verbose,
    interactive: process.stdin.isTTY === true && process.stderr.isTTY === true && !yes,
    columns: process.stdout.isTTY ? process.stdout.columns || 80 : undefined,
    ellipsis: /utf-?8/i.test(locale) ? '…' : '...',
    say: (text = '') => (quiet ? undefined : write(text)),
    tell: (text) => (verbose ? write(text) : undefined),
  }
}

/** @throws UsageError without a terminal */
export async function confirm(terminal: Terminal, question: string): Promise<boolean> {
  if (terminal.yes) return true
  if (!terminal.interactive) throw new UsageError('--yes is missing', `Without a terminal it cannot ask: ${question}`)
  return /^y(es)?$/i.test((await readLine(`${question} [y/N] `, false)).trim())
}

/** Asks for a secret without showing it. */
export function askSecret(label: string): Promise<string> {
  return readLine(`${label}: `, true)
}

/** Reads one line of the terminal. @param hidden for secrets: the input is not echoed */
function readLine(prompt: string, hidden: boolean): Promise<string> {
  const { stdin } = process
  stdin.setRawMode(hidden) // before the question, so that a secret pasted at once is not shown either
  stdin.setEncoding('utf8')
  stdin.resume()
  process.stderr.write(prompt)
  return new Promise((resolve, reject) => {
    let line = ''
    const end = (finish: () => void): void => {
      stdin.off('data', onData)
      stdin.pause()
      stdin.setRawMode(false)
      if (hidden) process.stderr.write('\n')
      finish()
    }
    const onData = (chunk: string): void => {
      for (const key of chunk) {
        if (key === '\u007f' || key === '\b') line = line.slice(0, -1)
        else if (!'\r\n\u0003\u0004'.includes(key)) line += key
        else if (key === '\u0003') end(() => reject(new UsageError('interrupted', 'Nothing was changed.')))
        else end(() => resolve(line))
      }
    }
    stdin.on('data', onData)
  })
}

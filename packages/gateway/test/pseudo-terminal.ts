/** Runs a command of the gateway in a pseudo-terminal of 80 columns, by `script` of util-linux. */
import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const launcher = fileURLToPath(new URL('../bin/gatehouse.js', import.meta.url))
const quoted = (word: string): string => `'${word.replaceAll("'", `'\\''`)}'`

export const terminalColumns = 80

export interface PseudoTerminal {
  /** Everything that was written to the terminal so far: standard output and standard error. */
  text(): string
  /** Waits until the terminal has shown this. @throws Error when the command ends before */
  shows(pattern: RegExp): Promise<RegExpExecArray>
  /** Types a line. */
  type(line: string): void
  /** The exit code. */
  readonly ended: Promise<number | null>
}

/** @param variables the whole environment, besides PATH. NO_COLOR is set unless it is `undefined` here */
export function openPseudoTerminal(
  args: readonly string[],
  variables: Readonly<Record<string, string | undefined>>,
): PseudoTerminal {
  const command = [process.execPath, launcher, ...args].map(quoted).join(' ')
  const child = spawn('script', ['-qefc', `stty cols ${terminalColumns} rows 24; exec ${command}`, '/dev/null'], {
    env: { PATH: process.env.PATH, SHELL: '/bin/sh', TERM: 'xterm', NO_COLOR: '1', ...variables },
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  let text = ''
  const watchers = new Set<() => void>()
  child.stdout.setEncoding('utf8').on('data', (piece: string) => {
    text += piece
    for (const watcher of watchers) watcher()
  })
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve))
  return {
    text: () => text,
    type: (line) => void child.stdin.write(`${line}\n`),
    ended,
    shows(pattern) {
      const { promise, resolve, reject } = Promise.withResolvers<RegExpExecArray>()
      const look = (): void => {
        const found = pattern.exec(text)
        if (found) resolve(found)
      }
      watchers.add(look)
      look()
      void ended.then(() => reject(new Error(`the command has ended without ${pattern}:\n${text}`)))
      return promise.finally(() => watchers.delete(look))
    },
  }
}

/** The lines as a person sees them: a carriage return begins a line anew. */
export function linesOf(text: string): readonly string[] {
  return text.split(/\r\n|\r|\n/)
}

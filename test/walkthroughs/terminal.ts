/** A terminal. It runs commands as a person types them, with values that the person has read from a page. */
import { type ChildProcess, spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'

/** Values by the name of their variable. A command reads them as `"$NAME"`, so that none is a part of it. */
export type Values = Readonly<Record<string, string>>

export interface Terminal {
  /** Runs a command to its end. @returns all that it printed @throws Error if it fails, with what it printed */
  run(command: string, values?: Values): Promise<string>
  /** Runs a command that must fail. @returns what it printed */
  refuses(command: string, values?: Values): Promise<string>
  /** Starts a program that goes on running, and stops the one before it. It is ready when it prints `ready`. */
  start(command: string, values: Values, ready: string): Promise<void>
  /** Starts a command that ends later. @returns what it has printed so far, and its end */
  begin(command: string, values?: Values): { printed(): string; readonly ended: Promise<number | null> }
  close(): Promise<void>
}

const folder = fileURLToPath(new URL('../../', import.meta.url))
/** No command of a walkthrough takes longer. Milliseconds. */
const longest = 60_000

/** @param surroundings the environment variables of every command */
export function openTerminal(surroundings: NodeJS.ProcessEnv): Terminal {
  const running = new Set<ChildProcess>()
  let started: ChildProcess | undefined

  function begin(command: string, values: Values = {}): Started {
    const child = spawn('sh', ['-eu', '-c', command], {
      cwd: folder,
      env: { ...surroundings, ...values },
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: true, // a group of its own, so that the programs below the shell can be stopped with it
    })
    running.add(child)
    const limit = setTimeout(() => stop(child), longest)
    let text = ''
    const heard: (() => void)[] = []
    const hear = (part: Buffer): void => {
      text += part
      for (const listener of heard) listener()
    }
    child.stdout?.on('data', hear)
    child.stderr?.on('data', hear)
    const ended = new Promise<number | null>((resolve) => {
      child.once('close', (code) => {
        clearTimeout(limit)
        running.delete(child)
        resolve(code)
      })
    })
    return { child, limit, ended, printed: () => text, onPrint: (listener) => void heard.push(listener) }
  }

  return {
    begin,
    run: async (command, values) => {
      const { ended, printed } = begin(command, values)
      if ((await ended) !== 0) throw new Error(`$ ${command}\n${printed()}`)
      return printed()
    },
    refuses: async (command, values) => {
      const { ended, printed } = begin(command, values)
      if ((await ended) === 0) throw new Error(`$ ${command}\nwas not refused:\n${printed()}`)
      return printed()
    },
    start: async (command, values, ready) => {
      if (started) await stopped(started)
      const { child, limit, ended, printed, onPrint } = begin(command, values)
      clearTimeout(limit)
      started = child
      await new Promise<void>((resolve, reject) => {
        onPrint(() => printed().includes(ready) && resolve())
        void ended.then(() => reject(new Error(`$ ${command}\n${printed()}`)))
      })
    },
    close: async () => {
      await Promise.all([...running].map(stopped))
    },
  }
}

interface Started {
  readonly child: ChildProcess
  readonly limit: NodeJS.Timeout
  readonly ended: Promise<number | null>
  printed(): string
  onPrint(listener: () => void): void
}

function stop({ pid }: ChildProcess): void {
  try {
    if (pid !== undefined) process.kill(-pid, 'SIGTERM')
  } catch {
    // It has ended already.
  }
}

function stopped(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve()
  return new Promise((resolve) => {
    child.once('close', () => resolve())
    stop(child)
  })
}

/** Reads a value that a command printed on a line of its own, behind its name. */
export function printed(text: string, name: string): string | null {
  return new RegExp(`^${name} {2,}(\\S+)$`, 'm').exec(text)?.[1] ?? null
}

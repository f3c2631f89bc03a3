/** How far a long command has come: a bar on a terminal, else a line now and then. */
import type { Terminal } from '../terminal.ts'

export interface Done {
  /** Between 0 and 1; `undefined` where the end is not known. */
  readonly part: number | undefined
  /** The state in words: `42,000 lines: 41,990 created, 10 refused`. */
  readonly text: string
}

export interface Progress {
  show(done: Done): void
  /** Prints a line above the bar. */
  note(line: string): void
  /** Takes the bar away. */
  end(): void
}

/** The part of a stream of the process that is used here. */
export interface Screen {
  readonly isTTY?: boolean
  readonly columns?: number
  write(text: string): unknown
}

const width = 24
/** Without a terminal: a line for each tenth, or for so many calls where the end is not known. */
const tenths = 10
const callsInLine = 10
const eraseLine = '\r\u001b[K'

export function openProgress(terminal: Pick<Terminal, 'quiet' | 'say'>, screen: Screen = process.stderr): Progress {
  if (terminal.quiet)
    return { show: () => undefined, note: (line) => void screen.write(`${line}\n`), end: () => undefined }
  return screen.isTTY === true ? bar(screen) : lines(terminal)
}

function percent(part: number): string {
  return `${String(Math.floor(part * 100)).padStart(3)} %`
}

function bar(screen: Screen): Progress {
  let shown = ''
  const draw = (): void => void screen.write(`${eraseLine}${shown.slice(0, (screen.columns ?? 80) - 1)}`)
  return {
    show({ part, text }) {
      const filled = Math.round((part ?? 0) * width)
      const drawn = part === undefined ? '' : `[${'#'.repeat(filled)}${'-'.repeat(width - filled)}] ${percent(part)}  `
      shown = `${drawn}${text}`
      draw()
    },
    note(line) {
      screen.write(`${eraseLine}${line}\n`)
      draw()
    },
    end() {
      screen.write(eraseLine)
      shown = ''
    },
  }
}

function lines({ say }: Pick<Terminal, 'say'>): Progress {
  let said = 0
  let calls = 0
  return {
    show({ part, text }) {
      calls += 1
      const step = part === undefined ? Math.floor(calls / callsInLine) : Math.floor(part * tenths)
      if (step <= said || part === 1) return
      said = step
      say(part === undefined ? text : `${percent(part)}  ${text}`)
    },
    note: (line) => say(line),
    end: () => undefined,
  }
}

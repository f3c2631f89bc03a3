/** A sign that a command waits. It uses no codes of the terminal but a carriage return, so that NO_COLOR needs no other way. */
import type { Terminal } from '../terminal.ts'

export interface Spinner {
  show(text: string): void
  /** Takes the line away. */
  end(): void
}

/** The part of a stream of the process that is used here. */
export interface Screen {
  readonly isTTY?: boolean
  readonly columns?: number
  write(text: string): unknown
}

const frames = ['|', '/', '-', '\\']
const frameMs = 150

/** Without a terminal, and with `--quiet`, nothing is shown. */
export function openSpinner({ quiet }: Pick<Terminal, 'quiet'>, screen: Screen = process.stderr): Spinner {
  if (quiet || screen.isTTY !== true) return { show: () => undefined, end: () => undefined }
  let text = ''
  let frame = 0
  let drawn = 0
  const draw = (): void => {
    const line = `${frames[frame % frames.length]} ${text}`.slice(0, (screen.columns || 80) - 1)
    screen.write(`\r${line.padEnd(drawn)}`)
    drawn = line.length
    frame += 1
  }
  const timer = setInterval(draw, frameMs)
  timer.unref()
  return {
    show(next) {
      text = next
      draw()
    },
    end() {
      clearInterval(timer)
      screen.write(`\r${' '.repeat(drawn)}\r`)
    },
  }
}

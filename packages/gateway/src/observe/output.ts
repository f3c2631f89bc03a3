/**
 * Standard output, for log lines. The lines of one turn of the event loop are written together, because each write wakes
 * another thread and this one once more. When nobody reads, lines wait in memory up to a limit, and requests are served
 * as before. Further lines are lost, and their number is told.
 */
import { type DestinationStream, pino } from 'pino'

/** Bytes. A line has about 200. */
const defaultLimit = 16 * 1024 * 1024

/** The stream writes no more than so many bytes at once. */
const maximumWrite = 16 * 1024

export interface OutputOptions {
  /** A file descriptor; default: standard output. */
  readonly fd?: number
  /** Bytes that may wait to be read. */
  readonly limit?: number
  /** Called with the number of lost lines, once the others have been read. */
  readonly onLost: (count: number) => void
}

export function openOutput({ fd = process.stdout.fd, limit = defaultLimit, onLost }: OutputOptions): DestinationStream {
  let lines = ''
  let lost = 0
  const stream = pino.destination({ fd, maxLength: limit })
  const hand = (): void => {
    const text = lines
    lines = ''
    if (text === '') return
    process.off('exit', end)
    stream.write(text)
  }
  // The process ends in this turn. No other thread would write the lines any more.
  const end = (): void => {
    stream.flushSync()
    pino.destination({ fd, sync: true }).write(lines)
  }
  stream.on('drop', (text: string) => {
    lost += text.split('\n').length - 1
  })
  stream.on('drain', () => {
    const count = lost
    lost = 0
    if (count > 0) onLost(count)
  })
  return {
    write(line) {
      if (lines.length + line.length > maximumWrite) hand()
      if (lines === '') {
        setImmediate(hand)
        process.once('exit', end)
      }
      lines += line
    },
  }
}

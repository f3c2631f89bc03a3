import { expect, it } from 'vitest'
import { openProgress } from './progress.ts'

/** Shows ten pieces of a file, with a note after the fifth, and returns what was written. */
function shown(screen: { isTTY?: boolean; columns?: number }, quiet: boolean, total: number | undefined): string[] {
  const written: string[] = []
  const write = (text: string): void => void written.push(text)
  const say = (text = ''): void => (quiet ? undefined : write(`${text}\n`))
  const progress = openProgress({ quiet, say }, { ...screen, write })
  for (let piece = 1; piece <= 20; piece += 1) {
    progress.show({ part: total === undefined ? undefined : piece / total, text: `${piece} people` })
    if (piece === 5) progress.note('line 7 is refused')
  }
  progress.end()
  return written
}

it('a bar on a terminal is drawn anew, and notes stand above it', () => {
  const text = shown({ isTTY: true, columns: 60 }, false, 20).join('')
  expect(text).toContain('\r\u001b[K[############------------]  50 %  10 people')
  expect(text).toContain('\r\u001b[Kline 7 is refused\n\r\u001b[K[######------------------]  25 %  5 people')
  expect(text.endsWith('\r\u001b[K')).toBe(true)
})

it('a bar is not wider than the terminal', () => {
  for (const part of shown({ isTTY: true, columns: 20 }, false, 20)) expect(part.length).toBeLessThan(60)
  expect(shown({ isTTY: true, columns: 20 }, false, 20)[0]).toBe('\r\u001b[K[#-----------------')
})

it('without a terminal there is a line for each tenth, and no control character', () => {
  const lines = shown({}, false, 20)
  expect(lines.filter((line) => line.includes('%'))).toHaveLength(9)
  expect(lines).toContain(' 50 %  10 people\n')
  expect(lines).toContain('line 7 is refused\n')
  expect(lines.join('')).not.toContain('\u001b')
})

it('without a known end there is a line now and then', () => {
  expect(shown({}, false, undefined)).toEqual(['line 7 is refused\n', '10 people\n', '20 people\n'])
})

it('a quiet command prints the notes only', () => {
  expect(shown({ isTTY: true }, true, 20)).toEqual(['line 7 is refused\n'])
})

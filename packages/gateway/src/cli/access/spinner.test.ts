import { describe, expect, it } from 'vitest'
import { openSpinner } from './spinner.ts'

const screenOf = (isTTY: boolean) => {
  const written: string[] = []
  return { written, screen: { isTTY, columns: 20, write: (text: string) => void written.push(text) } }
}

describe('a spinner', () => {
  it('is drawn in one line, and taken away', () => {
    const { written, screen } = screenOf(true)
    const spinner = openSpinner({ quiet: false }, screen)
    spinner.show('Waiting for the sign-in')
    spinner.show('Done')
    spinner.end()
    expect(written).toEqual(['\r| Waiting for the s', `\r${'/ Done'.padEnd(19)}`, `\r${' '.repeat(6)}\r`])
  })
  it.each([
    ['without a terminal', false, false],
    ['with --quiet', true, true],
  ])('is none %s', (_, isTTY, quiet) => {
    const { written, screen } = screenOf(isTTY)
    const spinner = openSpinner({ quiet }, screen)
    spinner.show('Waiting')
    spinner.end()
    expect(written).toEqual([])
  })
})

/**
 * Entra shows many errors on its own page, and the program that waits never hears of them. So a person may paste the text
 * of the page, or its code, into the terminal.
 */
import { createInterface } from 'node:readline'
import { codesIn } from '../../providers/entra-hints/index.ts'
import type { Terminal } from '../terminal.ts'

/**
 * The rest of a pasted page is read, too, before the command ends. Otherwise the shell would take its lines for commands.
 */
const quietMs = 300

export interface Pasted {
  /** Resolves to the first code that somebody pastes; never, where nobody can. */
  readonly code: Promise<string>
  end(): void
}

export function listenForCode({ interactive, say }: Pick<Terminal, 'interactive' | 'say'>): Pasted {
  if (!interactive) return { code: new Promise(() => undefined), end: () => undefined }
  // The terminal stays in its usual mode, so that Ctrl-C ends the command.
  const lines = createInterface({ input: process.stdin, terminal: false })
  let timer: NodeJS.Timeout | undefined
  const code = new Promise<string>((resolve) => {
    let found: string | undefined
    lines.on('line', (line) => {
      found ??= codesIn(line)[0]
      clearTimeout(timer)
      if (found !== undefined) timer = setTimeout(resolve, quietMs, found)
      else if (line.trim() !== '') say('\nThere is no code of Entra in this line. It looks like AADSTS50105.')
    })
  })
  return {
    code,
    end() {
      clearTimeout(timer)
      lines.close()
      process.stdin.pause()
    },
  }
}

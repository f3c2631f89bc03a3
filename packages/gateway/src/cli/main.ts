/** The command line: runs the command that was typed, and turns what it throws into an exit code. */
import { CommanderError } from 'commander'
import { exitCodeOf, explainError, sayError } from './errors.ts'
import { program } from './program.ts'
import { printJson } from './say.ts'

// Whoever reads has seen enough (`| head`): that is no error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0)
  throw error
})

try {
  await program().parseAsync()
} catch (error) {
  // Commander has said what is wrong with the command, and printed help where that was asked for.
  if (error instanceof CommanderError) {
    process.exitCode = error.exitCode === 0 ? 0 : exitCodeOf(error)
  } else {
    const explained = explainError(error)
    if (process.argv.includes('--json')) printJson({ error: explained })
    sayError(explained)
    process.exitCode = exitCodeOf(error)
  }
}

/** The command line: runs the typed command, and converts an error to an exit code. */
import { CommanderError } from 'commander'
import { exitCodeOf, explainError, sayError } from './errors.ts'
import { program } from './program.ts'
import { printJson } from './say.ts'

// A reader that closes the pipe early (`| head`) is not an error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0)
  throw error
})

try {
  await program(process.argv.slice(2)).parseAsync()
} catch (error) {
  // Commander has already printed the error, or the help that was requested.
  if (error instanceof CommanderError) {
    process.exitCode = error.exitCode === 0 ? 0 : exitCodeOf(error)
  } else {
    const explained = explainError(error)
    if (process.argv.includes('--json')) printJson({ error: explained })
    sayError(explained)
    process.exitCode = exitCodeOf(error)
  }
}

/** The command line. Each command is a file; this one knows them all and turns what they throw into an exit code. */
import { isFailure } from '@gatehouse/core/failure'
import { Command, CommanderError } from 'commander'
import { ConfigurationError } from '../config.ts'
import { version } from '../version.ts'
import { demoCommand } from './demo/command.ts'
import { initCommand } from './init.ts'
import { migrateCommand } from './migrate.ts'
import { exitCodes, print, printJson, sayFailure } from './say.ts'
import { serveCommand } from './serve.ts'

/** Refusals to start: the operator must change something first. */
const startFailures = [
  'master_key_missing',
  'master_key_weak',
  'master_key_wrong',
  'public_url_insecure',
  'setting_invalid',
  'not_initialized',
  'schema_newer',
  'schema_older',
  'schema_half_migrated',
] as const

function program(): Command {
  const root = new Command('gatehouse')
    .description('A self-hosted enterprise single sign-on gateway')
    .showSuggestionAfterError()
    .configureHelp({ showGlobalOptions: true })
    .exitOverride()
  demoCommand(root)
  initCommand(root)
  serveCommand(root)
  migrateCommand(root)
  root
    .command('version')
    .description('say which version this is')
    .option('--json', 'print one JSON object')
    .action(({ json }: { json?: boolean }) => {
      const versions = { version: version(), node: process.versions.node }
      if (json) printJson(versions)
      else print(`gatehouse ${versions.version} (Node ${versions.node})`)
    })
  return root
}

try {
  await program().parseAsync()
} catch (error) {
  // Commander has said what is wrong with the command, and printed help where that was asked for.
  if (error instanceof CommanderError) {
    process.exitCode = error.exitCode === 0 ? 0 : exitCodes.usage
  } else {
    sayFailure(error)
    const cannotStart = error instanceof ConfigurationError || isFailure(error, ...startFailures)
    process.exitCode = cannotStart ? exitCodes.cannot_start : exitCodes.failed
  }
}

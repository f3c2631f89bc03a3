/** The tree of all commands. Each command has its own file; this one only lists them. */
import { Command } from 'commander'
import { version } from '../version.ts'
import { testAccessCommand, tokenCommand } from './access/commands.ts'
import { adminLinkCommand } from './admin-link.ts'
import { apiCommands } from './api/commands.ts'
import { backupCommand } from './backup.ts'
import { completionCommand } from './completion.ts'
import { configCommand } from './config.ts'
import { demoCommand } from './demo/command.ts'
import { doctorCommand } from './doctor/command.ts'
import { sayUsage } from './errors.ts'
import { initCommand } from './init.ts'
import { jobsCommand } from './jobs.ts'
import { migrateCommand } from './migrate.ts'
import { print, printJson } from './say.ts'
import { withSecretFlag } from './secret-flag.ts'
import { serveCommand } from './serve.ts'
import { globalOptions, terminalOf } from './terminal.ts'

/** @param words the typed words, or nothing for a tree with all commands and options */
export function program(words?: readonly string[]): Command {
  const root: Command = globalOptions(new Command('gatehouse'))
    .description('A self-hosted enterprise single sign-on gateway.')
    .showSuggestionAfterError()
    .configureHelp({ showGlobalOptions: true })
    .configureOutput({ outputError: (text) => sayUsage(withSecretFlag(text, root)) })
    .exitOverride()
    .addHelpText('after', '\nExample:\n  gatehouse init --output gatehouse.env\n\nMore: docs/cli.md')
  root.commandsGroup('Run a gateway:')
  demoCommand(root)
  initCommand(root)
  serveCommand(root)
  configCommand(root)
  migrateCommand(root)
  backupCommand(root)
  jobsCommand(root)
  adminLinkCommand(root)
  doctorCommand(root)
  versionCommand(root)
  completionCommand(root)
  root.helpCommand('help [command]', 'Show the help of a command.')
  root.commandsGroup('Try the access of customers:')
  testAccessCommand(root)
  tokenCommand(root)
  root.commandsGroup('Manage it through its API:')
  // The completion script names every command.
  apiCommands(root, words?.includes('completion') ? undefined : words)
  return root
}

function versionCommand(root: Command): void {
  root
    .command('version')
    .description('Print the version.')
    .addHelpText('after', '\nExample:\n  gatehouse version --json\n\nMore: docs/cli.md')
    .action((_, command: Command) => {
      const versions = { version: version(), node: process.versions.node }
      if (terminalOf(command).json) printJson(versions)
      else print(`gatehouse ${versions.version} (Node ${versions.node})`)
    })
}

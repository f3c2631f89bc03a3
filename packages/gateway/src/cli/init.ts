/** `gatehouse init`: creates the schema, the master key if there is none, and the installation key. */
import type { Command } from 'commander'
import pc from 'picocolors'
import { print, printJson } from './say.ts'
import { terminalOf } from './terminal.ts'

export function initCommand(program: Command): void {
  program
    .command('init')
    .description('Create a new installation: schema, master key and installation key.')
    .addHelpText('after', '\nExample:\n  (umask 077; gatehouse init > gatehouse.env)\n\nMore: docs/cli.md')
    .action(async (_, command: Command) => {
      const { json, say } = terminalOf(command)
      const { initializeInstallation } = await import('../app.ts')
      const made = await initializeInstallation(process.env, 'gatehouse init')
      if (json) return printJson(made)
      if (made.master_key !== null) print(`GATEHOUSE_MASTER_KEY=${made.master_key}`)
      print(`GATEHOUSE_INSTALLATION_KEY=${made.installation_key}`)
      say()
      say(pc.green('The installation is ready.'))
      if (made.master_key !== null) {
        say(
          'Keep the master key safe, and apart from backups of the database. Without it no stored secret can be read.',
        )
      }
      say('The installation key can only create environments and their first API keys.')
      say(`Next: set GATEHOUSE_PUBLIC_URL and GATEHOUSE_MASTER_KEY, then ${pc.bold('gatehouse serve')}`)
    })
}

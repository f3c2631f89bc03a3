/** `gatehouse init`: creates the schema, the master key if there is none, and the installation key. */
import { closeSync, openSync, rmSync, writeSync } from 'node:fs'
import { resolve } from 'node:path'
import type { Command } from 'commander'
import pc from 'picocolors'
import { readSetting } from '../config.ts'
import { print, printJson } from './say.ts'
import { terminalOf } from './terminal.ts'
import { UsageError } from './usage.ts'

export function initCommand(program: Command): void {
  program
    .command('init')
    .description('Create a new installation: schema, master key and installation key.')
    .option('--output <file>', 'write the keys to a new file that only you can read, instead of printing them')
    .addHelpText('after', '\nExample:\n  gatehouse init --output gatehouse.env\n\nMore: docs/cli.md')
    .action(async ({ output }: { output?: string }, command: Command) => {
      const { json, say } = terminalOf(command)
      // Before the installation exists, because its keys are shown only once.
      const file = output === undefined ? undefined : openNew(output)
      const { initializeInstallation } = await import('../app.ts')
      const made = await initializeInstallation(process.env, 'gatehouse init').catch((error) => {
        if (output !== undefined) rmSync(output)
        throw error
      })
      const lines = [
        ...(made.master_key === null ? [] : [`GATEHOUSE_MASTER_KEY=${made.master_key}`]),
        `GATEHOUSE_INSTALLATION_KEY=${made.installation_key}`,
      ]
      if (file !== undefined) {
        writeSync(file, `${lines.join('\n')}\n`)
        closeSync(file)
      }
      if (json) return printJson(file === undefined ? made : { output })
      if (file === undefined) print(lines.join('\n'))
      say()
      say(pc.green('The installation is ready.'))
      say(`The database is ${databaseOf(readSetting(process.env, 'GATEHOUSE_DATABASE_URL'))}.`)
      if (output !== undefined) say(`Its keys are in ${output}. Commit neither this file nor the database.`)
      if (made.master_key !== null) {
        say(
          'Keep the master key safe, and apart from backups of the database. Without it no stored secret can be read.',
        )
      }
      say('The installation key can only create environments and their first API keys.')
      const loaded =
        output === undefined
          ? 'Put both keys into the environment'
          : `set -a && . ${output.includes('/') ? output : `./${output}`} && set +a`
      say('Next:')
      for (const line of [
        loaded,
        'export GATEHOUSE_PUBLIC_URL=http://127.0.0.1:8080   # to try it; https://sso.example.com in production',
        'gatehouse serve',
        'gatehouse environments create --name Test --slug test --kind test   # in a second terminal, with the same variables',
      ]) {
        say(`  ${line}`)
      }
    })
}

/** Where an address leads, without a password. */
function databaseOf(address: string): string {
  return address.startsWith('sqlite:') ? resolve(address.replace(/^sqlite:(?:\/\/)?/, '')) : new URL(address).host
}

/** @throws UsageError when the file exists: it may have the only copy of the keys of another installation */
function openNew(path: string): number {
  try {
    return openSync(path, 'wx', 0o600)
  } catch (error) {
    const isThere = error instanceof Error && 'code' in error && error.code === 'EEXIST'
    const reason = isThere ? 'it exists already, and may have keys' : String(error instanceof Error && error.message)
    throw new UsageError(`${path} cannot be written: ${reason}`, 'Name a new file.')
  }
}

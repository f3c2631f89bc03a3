/** `gatehouse backup <path>`: copies an SQLite database while the gateway runs. */
import { existsSync } from 'node:fs'
import { Failure } from '@gatehouse-sso/core/failure'
import type { Command } from 'commander'
import { readSetting } from '../config.ts'
import { print, printJson } from './say.ts'
import { terminalOf } from './terminal.ts'
import { UsageError } from './usage.ts'

export function backupCommand(program: Command): void {
  program
    .command('backup')
    .description('Copy the SQLite database to a new file, while the gateway runs.')
    .argument('<path>', 'the new file')
    .addHelpText(
      'after',
      '\nExample:\n  gatehouse backup /var/backups/gatehouse-2026-11-26.db\n\nMore: docs/operate.md',
    )
    .action(async (path: string, _, command: Command) => {
      const { json, say } = terminalOf(command)
      const [{ parseDatabaseUrl }, { backUpSqlite }] = await Promise.all([
        import('../storage/engine/database-url.ts'),
        import('../storage/engine/sqlite-backup.ts'),
      ])
      const address = parseDatabaseUrl(readSetting(process.env, 'GATEHOUSE_DATABASE_URL'))
      if (address.engine === 'postgres') {
        throw new UsageError('the database is PostgreSQL', 'Use pg_dump: docs/operate.md has the command.')
      }
      if (!existsSync(address.path)) throw new Failure('database_missing', { received: address.path })
      const made = await backUpSqlite(address.path, path)
      if (json) return printJson(made)
      print(`${made.path}  ${made.bytes} bytes`)
      say('Keep the master key with another backup, apart from this one. Without it no secret can be read.')
    })
}

/** `gatehouse migrate status|up`: shows or migrates the schema of the database. */
import type { Command } from 'commander'
import type { Engine } from '../storage/engine/engine.ts'
import { print, printJson } from './say.ts'
import { terminalOf } from './terminal.ts'

/** Loads storage only here, because every other command starts faster without it. */
async function withDatabase<T>(
  use: (engine: Engine, storage: typeof import('../storage/schema/migrate.ts')) => Promise<T>,
): Promise<T> {
  const [{ openDatabase }, storage] = await Promise.all([import('../app.ts'), import('../storage/schema/migrate.ts')])
  const engine = openDatabase(process.env)
  try {
    return await use(engine, storage)
  } finally {
    await engine.close()
  }
}

export function migrateCommand(program: Command): void {
  const command = program.command('migrate').description('Show the schema of the database, or bring it up to date.')
  command
    .command('status')
    .description('List the migrations that are applied and pending.')
    .addHelpText('after', '\nExample:\n  gatehouse migrate status\n\nMore: docs/cli.md')
    .action(async (_, command: Command) => {
      const { json } = terminalOf(command)
      const status = await withDatabase((engine, { schemaStatus }) => schemaStatus(engine))
      if (json) return printJson(status)
      for (const name of status.applied) print(`applied     ${name}`)
      for (const name of status.unfinished) print(`unfinished  ${name}`)
      for (const name of status.pending) print(`pending     ${name}`)
      for (const name of status.unknown) print(`newer       ${name}`)
    })
  command
    .command('up')
    .description('Apply the pending migrations, and finish one that began before.')
    .addHelpText('after', '\nExample:\n  gatehouse migrate up\n\nMore: docs/cli.md')
    .action(async (_, command: Command) => {
      const { json } = terminalOf(command)
      const { holdDatabase } = await import('../app.ts')
      const release = await holdDatabase(process.env, 'gatehouse migrate up')
      const applied = await withDatabase((engine, { migrate }) => migrate(engine, Date.now, { finish: true }))
      release()
      if (json) return printJson({ applied })
      print(applied.length === 0 ? 'the schema is up to date' : applied.map((name) => `applied ${name}`).join('\n'))
    })
}

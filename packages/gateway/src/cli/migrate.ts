/** `gatehouse migrate status|up`: the schema of the database. */
import type { Command } from 'commander'
import { openDatabase } from '../app.ts'
import type { Engine } from '../storage/engine.ts'
import { migrate, schemaStatus } from '../storage/migrate.ts'
import { print, printJson } from './say.ts'

async function withDatabase<T>(use: (engine: Engine) => Promise<T>): Promise<T> {
  const engine = openDatabase(process.env)
  try {
    return await use(engine)
  } finally {
    await engine.close()
  }
}

export function migrateCommand(program: Command): void {
  const command = program.command('migrate').description('look at the schema of the database, or bring it up to date')
  command
    .command('status')
    .description('say which migrations are applied')
    .option('--json', 'print one JSON object')
    .action(async ({ json }: { json?: boolean }) => {
      const status = await withDatabase(schemaStatus)
      if (json) return printJson(status)
      for (const name of status.applied) print(`applied     ${name}`)
      for (const name of status.unfinished) print(`unfinished  ${name}`)
      for (const name of status.pending) print(`pending     ${name}`)
      for (const name of status.unknown) print(`newer       ${name}`)
    })
  command
    .command('up')
    .description('apply what is pending, and finish what began before')
    .option('--json', 'print one JSON object')
    .action(async ({ json }: { json?: boolean }) => {
      const applied = await withDatabase((engine) => migrate(engine, Date.now, true))
      if (json) return printJson({ applied })
      print(applied.length === 0 ? 'the schema is up to date' : applied.map((name) => `applied ${name}`).join('\n'))
    })
}

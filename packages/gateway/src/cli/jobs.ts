/** `gatehouse jobs list|revive`: shows the jobs that failed for good, and lets them be tried again. */
import { Failure } from '@gatehouse-sso/core/failure'
import { isId } from '@gatehouse-sso/core/ids'
import type { Command } from 'commander'
import type { JobRecord } from '../domain/stores/jobs.ts'
import type { Stores } from '../domain/stores/stores.ts'
import { UnitRefused, type UnitsOfWork } from '../domain/stores/unit.ts'
import { print, printJson } from './say.ts'
import { terminalOf } from './terminal.ts'

/** Loads storage only here, because every other command starts faster without it. */
async function withStores<T>(use: (stores: Stores, units: UnitsOfWork) => Promise<T>): Promise<T> {
  const [{ openDatabase, prepareSchema }, { openStores }, { unitsOfWork }] = await Promise.all([
    import('../app.ts'),
    import('../storage/stores.ts'),
    import('../storage/engine/unit-of-work.ts'),
  ])
  const engine = openDatabase(process.env)
  try {
    await prepareSchema(engine, 'manual', Date.now)
    const units = unitsOfWork(engine, { onChanged: () => undefined, onLost: () => undefined })
    return await use(openStores(engine), units)
  } finally {
    await engine.close()
  }
}

export function jobsCommand(program: Command): void {
  const command = program.command('jobs').description('Show the jobs that failed for good, or try them again.')
  command
    .command('list')
    .description('List the jobs that failed for good, with their last error.')
    .addHelpText('after', '\nExample:\n  gatehouse jobs list\n\nMore: docs/cli.md')
    .action(async (_, command: Command) => {
      const jobs = (await withStores(allDead)).map(shown)
      if (terminalOf(command).json) return printJson({ data: jobs })
      if (jobs.length === 0) return print('no job has failed for good')
      const width = Math.max(...jobs.map(({ kind }) => kind.length))
      for (const { id, kind, created_at, attempts, last_error } of jobs) {
        print(`${id}  ${kind.padEnd(width)}  ${created_at}  ${attempts} attempts  ${last_error}`)
      }
    })
  command
    .command('revive')
    .description('Let jobs be tried again, after the cause of their failure was corrected.')
    .argument('<ids...>', 'from `gatehouse jobs list`')
    .addHelpText('after', '\nExample:\n  gatehouse jobs revive job_01kab4y5f0e3m8q2v7x9r1t6wc\n\nMore: docs/cli.md')
    .action(async (ids: readonly string[], _, command: Command) => {
      await withStores((stores, units) => revive(stores, units, ids))
      if (terminalOf(command).json) return printJson({ revived: ids })
      print(ids.map((id) => `${id} is tried again by the next gateway that looks`).join('\n'))
    })
}

async function allDead({ jobs }: Stores): Promise<readonly JobRecord[]> {
  const all: JobRecord[] = []
  for (;;) {
    const { records, more_after } = await jobs.dead({ limit: 100, order: 'asc', after: all.at(-1)?.id })
    all.push(...records)
    if (!more_after) return all
  }
}

/** Without the payload, which may name people. */
function shown({ id, kind, attempts, last_error, created_at }: JobRecord) {
  return { id, kind, attempts, last_error, created_at: new Date(created_at).toISOString() }
}

/** Revives all or none. @throws Failure resource_missing */
async function revive({ jobs }: Stores, units: UnitsOfWork, ids: readonly string[]): Promise<void> {
  const writes = ids.map((id) => {
    if (!isId('job', id)) throw new Failure('resource_missing', { received: id })
    return jobs.revive(id, Date.now())
  })
  try {
    await units.run(writes)
  } catch (error) {
    if (!(error instanceof UnitRefused)) throw error
    throw new Failure('resource_missing', {
      expected: 'jobs that failed for good',
      received: ids.join(' '),
      cause: error,
    })
  }
}

import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { describe, expect, it, onTestFinished } from 'vitest'
import { databases } from '../../test/harness.ts'
import { jobsSuite } from '../../test/jobs-suite.ts'
import { newDatabase } from '../../test/postgres-database.ts'
import { openDatabase } from '../app.ts'
import { keys } from '../storage/conformance/fixtures.ts'
import { openPostgres } from '../storage/engine/postgres/postgres.ts'
import { openSqlite } from '../storage/engine/sqlite.ts'
import { migrate } from '../storage/schema/migrate.ts'
import { openStores } from '../storage/stores.ts'

jobsSuite('SQLite', async () => openSqlite(':memory:'))
jobsSuite('PostgreSQL', async () => openPostgres(await newDatabase()))

const worker = fileURLToPath(new URL('../../test/job-worker.ts', import.meta.url))
const lease_ms = 1_500

interface Line {
  readonly what: string
  readonly n: string
  readonly at: number
}

function startWorker(database: string): { lines: Line[]; kill: () => Promise<unknown> } {
  const args = ['--conditions=gatehouse-source', worker, database, String(lease_ms)]
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] })
  const ended = new Promise((resolve) => child.once('exit', resolve))
  const lines: Line[] = []
  child.stdout.on('data', (chunk) => {
    for (const text of String(chunk).trim().split('\n')) {
      const [what = '', n = '', at] = text.split(' ')
      lines.push({ what, n, at: Number(at) })
    }
  })
  const kill = (): Promise<unknown> => {
    child.kill('SIGKILL')
    return ended
  }
  onTestFinished(async () => void (await kill()))
  return { lines, kill }
}

describe.each(databases)('a worker on %s that is killed while it works', (_, database) => {
  it('loses no job, and another worker takes its job over when the lease ends', async () => {
    const url = await database()
    const engine = openDatabase({ GATEHOUSE_DATABASE_URL: url }, 'create')
    await migrate(engine, Date.now)
    const { jobs } = openStores(engine)
    const free = { lease_token: null, lease_until: null, last_error: null }
    const all = Array.from({ length: 8 }, (_, n) => {
      const job = { kind: 'work', payload: { n }, state: 'waiting', every_ms: null, attempts: 0, ...free } as const
      return jobs.insert({ ...job, id: keys.newId('job'), run_at: n, created_at: n })
    })
    await engine.unit(all as unknown as Parameters<typeof engine.unit>[0])

    const until = async (holds: () => boolean) => {
      while (!holds()) await new Promise((resolve) => setTimeout(resolve, 2))
    }
    const first = startWorker(url)
    await until(() => first.lines.filter(({ what }) => what === 'began').length >= 4)
    await first.kill()
    const second = startWorker(url)
    const lines = () => [...first.lines, ...second.lines]
    const numbersOf = (what: string) => lines().flatMap((line) => (line.what === what ? [line.n] : []))
    await until(() => new Set(numbersOf('done')).size === 8)
    await engine.close()

    const interrupted = first.lines
      .filter(({ what, n }) => what === 'began' && !first.lines.some((line) => line.what === 'done' && line.n === n))
      .map(({ n, at }) => ({ n, at }))
    expect(interrupted.length).toBeGreaterThan(0)
    for (const { n, at } of interrupted) {
      const again = second.lines.find((line) => line.what === 'began' && line.n === n)
      expect(Number(again?.at) - at).toBeGreaterThan(lease_ms - 250)
    }
    // A job runs twice only if the process died after the work and before it reported the end.
    const twice = numbersOf('done').length - 8
    expect(twice).toBeLessThanOrEqual(2)
  })
})

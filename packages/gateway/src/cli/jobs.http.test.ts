import { describe, expect, it } from 'vitest'
import { runGatehouse } from '../../test/gateway-process.ts'
import { databases } from '../../test/harness.ts'
import { openDatabase } from '../app.ts'
import type { JobRecord } from '../domain/stores/jobs.ts'
import { unitsOfWork } from '../storage/engine/unit-of-work.ts'
import { migrate } from '../storage/schema/migrate.ts'
import { openStores } from '../storage/stores.ts'

const idOf = (digit: number): JobRecord['id'] => `job_01kab4y5f0e3m8q2v7x9r1t6w${digit}`
const job = { kind: 'mail', payload: { to: 'ada@acme.example' }, every_ms: null, attempts: 8, run_at: 1 } as const
const free = { lease_token: null, lease_until: null, created_at: 1, last_error: 'address_refused' }

describe.each(databases)('gatehouse jobs on %s', (_, database) => {
  async function withDead(...ids: readonly JobRecord['id'][]) {
    const variables = { GATEHOUSE_DATABASE_URL: await database() }
    const open = async <T>(use: (parts: ReturnType<typeof partsOf>) => Promise<T>): Promise<T> => {
      const engine = openDatabase(variables, 'create')
      try {
        await migrate(engine, Date.now)
        return await use(partsOf(engine))
      } finally {
        await engine.close()
      }
    }
    const waiting = { ...job, ...free, id: idOf(9), state: 'waiting' } as const
    const dead = ids.map((id) => ({ ...job, ...free, id, state: 'dead' }) as const)
    await open(({ units, jobs }) => units.run([waiting, ...dead].map(jobs.insert)))
    return { variables, open }
  }
  const partsOf = (engine: ReturnType<typeof openDatabase>) => ({
    units: unitsOfWork(engine, { onChanged: () => undefined, onLost: () => undefined }),
    jobs: openStores(engine).jobs,
  })

  it('lists the jobs that failed for good, without what they carry', async () => {
    const { variables } = await withDead(idOf(1), idOf(2))
    const { code, stdout } = await runGatehouse(['jobs', 'list', '--json'], variables)
    const entry = { kind: 'mail', attempts: 8, last_error: 'address_refused', created_at: '1970-01-01T00:00:00.001Z' }
    expect([code, JSON.parse(stdout)]).toEqual([
      0,
      {
        data: [
          { id: idOf(1), ...entry },
          { id: idOf(2), ...entry },
        ],
      },
    ])
    const text = await runGatehouse(['jobs', 'list'], variables)
    expect(text.stdout).toContain(`${idOf(1)}  mail  1970-01-01T00:00:00.001Z  8 attempts  address_refused\n`)
    expect(text.stdout + stdout).not.toContain('ada@acme.example')
  })

  it('says that none has failed', async () => {
    const { variables } = await withDead()
    const { stdout } = await runGatehouse(['jobs', 'list'], variables)
    expect(stdout).toBe('no job has failed for good\n')
  })

  it('lets them be taken again, from the first attempt on', async () => {
    const { variables, open } = await withDead(idOf(1), idOf(2), idOf(3))
    const { code } = await runGatehouse(['jobs', 'revive', idOf(1), idOf(3)], variables)
    expect(code).toBe(0)
    await open(async ({ units, jobs }) => {
      expect((await jobs.dead({ limit: 9, order: 'asc' })).records.map(({ id }) => id)).toEqual([idOf(2)])
      const now = Date.now() + 60_000
      const unit = jobs.take(['mail'], { token: 't', now, until: now + 1, limit: 9 })
      const taken = unit.read(await units.run(unit.writes))
      expect(taken.map(({ id, attempts }) => [id, attempts]).sort()).toEqual([
        [idOf(1), 1],
        [idOf(3), 1],
        [idOf(9), 9],
      ])
    })
  })

  it.each([
    ['waits', [idOf(9)]],
    ['does not exist', [idOf(5)]],
    ['is no id', ['mail']],
    ['waits, beside one that failed', [idOf(1), idOf(9)]],
  ])('ends with 4 for one that %s, and revives none', async (_, ids) => {
    const { variables, open } = await withDead(idOf(1))
    const { code, stderr } = await runGatehouse(['jobs', 'revive', ...ids], variables)
    expect([code, stderr]).toEqual([4, expect.stringContaining('resource_missing')])
    await open(async ({ jobs }) => expect((await jobs.dead({ limit: 9, order: 'asc' })).records).toHaveLength(1))
  })
})

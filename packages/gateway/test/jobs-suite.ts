/** One suite of job tests for every engine, with real rows, several runners and a clock that the test sets. */
import { Failure } from '@gatehouse-sso/core/failure'
import { firstIdOf, type Id } from '@gatehouse-sso/core/ids'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { JobRecord, JobStore } from '../src/domain/stores/jobs.ts'
import type { UnitsOfWork } from '../src/domain/stores/unit.ts'
import { type Handler, type Job, type Runner, startRunner } from '../src/jobs/runner.ts'
import { maximumAttempts } from '../src/jobs/schedule.ts'
import { sweep } from '../src/jobs/sweep.ts'
import * as f from '../src/storage/conformance/fixtures.ts'
import type { Engine } from '../src/storage/engine/engine.ts'
import { unitsOfWork } from '../src/storage/engine/unit-of-work.ts'
import { migrate } from '../src/storage/schema/migrate.ts'
import { openStores } from '../src/storage/stores.ts'

const { keys } = f
const lease_ms = 60_000
const all = { limit: 100, order: 'asc' } as const

export function jobsSuite(name: string, open: () => Promise<Engine>): void {
  describe(`jobs on ${name}`, () => {
    let engine: Engine
    let jobs: JobStore
    let units: UnitsOfWork
    let clock = 1_700_000_000_000
    const runners: Runner[] = []
    let errors: [string | null, unknown][] = []

    beforeAll(async () => {
      engine = await open()
      await migrate(engine, () => clock)
      jobs = openStores(engine).jobs
      units = unitsOfWork(engine, { onChanged: () => undefined, onLost: () => undefined })
    })
    afterAll(() => engine.close())
    beforeEach(() => {
      errors = []
    })
    afterEach(async () => {
      await Promise.all(runners.splice(0).map((runner) => runner.stop()))
      await engine.unit([
        { name: 'clear', sql: 'delete from jobs', values: [], rows: null, returns: false, changes: [] },
      ])
    })

    function start(handlers: Record<string, Handler>, limits: Record<string, number> = {}): Runner {
      const runner = startRunner({
        jobs,
        units,
        handlers,
        now: () => clock,
        newId: () => keys.newId('job'),
        newToken: () => keys.newSecret(128),
        random: () => 0.5,
        onError: (kind, error) => void errors.push([kind, error]),
        limits: { lease_ms, tolerance_ms: 0, poll_ms: 5, ...limits },
      })
      runners.push(runner)
      return runner
    }
    const jobOf = (change: Partial<JobRecord> = {}): JobRecord => ({
      id: keys.newId('job'),
      kind: 'work',
      payload: { n: 1, text: 'a' },
      state: 'waiting',
      run_at: clock,
      every_ms: null,
      attempts: 0,
      lease_token: null,
      lease_until: null,
      last_error: null,
      created_at: clock,
      ...change,
    })
    const add = async (change: Partial<JobRecord> = {}): Promise<JobRecord> => {
      const job = jobOf(change)
      await units.run([jobs.insert(job)])
      return job
    }
    const rows = () =>
      engine.read({ name: 'all', sql: 'select * from jobs', values: [], rows: null, returns: true, changes: [] })
    const until = async (holds: () => unknown): Promise<void> => {
      for (let tries = 0; !(await holds()); tries += 1) {
        if (tries === 1_000) throw new Error('the condition did not become true')
        await new Promise((resolve) => setTimeout(resolve, 3))
      }
    }
    const taking = (token: string) => ({ token, now: clock, until: clock + lease_ms, limit: 10 })
    const take = async (token: string, kinds = ['work']): Promise<readonly JobRecord[]> => {
      const { writes, read } = jobs.take(kinds, taking(token))
      return read(await units.run(writes))
    }

    it('run once each on four runners, and are then deleted', async () => {
      const many = Array.from({ length: 200 }, (_, n) => jobOf({ payload: { n } }))
      await units.run(many.map((job) => jobs.insert(job)))
      const done: unknown[] = []
      const work = async ({ payload }: Job) => {
        await new Promise((resolve) => setTimeout(resolve, Math.random() * 3))
        done.push(payload.n)
      }
      for (let count = 0; count < 4; count += 1) start({ work })
      await until(async () => (await rows()).length === 0)
      expect(done.sort((a, b) => Number(a) - Number(b))).toEqual(many.map((_, n) => n))
      expect(errors).toEqual([])
    })

    it('of a schedule run once each time, on one of several runners', async () => {
      const schedule = jobOf({ kind: 'beat', every_ms: 60_000, run_at: clock })
      // Each process writes the schedule when it starts.
      await Promise.all([1, 2, 3].map(() => units.run(jobs.schedule({ ...schedule, id: keys.newId('job') }))))
      expect(await rows()).toHaveLength(1)
      let beats = 0
      const beat = async () => {
        beats += 1
      }
      for (let count = 0; count < 2; count += 1) start({ beat })
      for (let time = 1; time <= 5; time += 1) {
        await until(() => beats === time)
        await new Promise((resolve) => setTimeout(resolve, 30))
        expect(beats).toBe(time)
        if (time < 5) clock += 60_000
      }
      await units.run(jobs.schedule({ ...schedule, id: keys.newId('job'), every_ms: 5_000 }))
      expect(await rows()).toMatchObject([{ kind: 'beat', every_ms: 5_000, attempts: 0 }])
    })

    it('are taken in the order of their due time, and not before it', async () => {
      const late = await add({ run_at: clock - 1 })
      await add({ run_at: clock + 1 })
      const later = await add({ run_at: clock - 5 })
      const { writes, read } = jobs.take(['work'], { ...taking('t'), limit: 1 })
      expect(read(await units.run(writes)).map(({ id }) => id)).toEqual([later.id])
      expect((await take('t')).map(({ id }) => id)).toEqual([late.id])
      expect(await take('t')).toEqual([])
    })

    it('of a kind that a process does not know are left to other processes', async () => {
      await add({ kind: 'new' })
      expect(await take('old', ['work'])).toEqual([])
      expect(await take('new', ['work', 'new'])).toHaveLength(1)
    })

    it('are taken by one of 20 processes that try at the same moment', async () => {
      await add()
      const taken = await Promise.all(Array.from({ length: 20 }, (_, index) => take(`token ${index}`)))
      expect(taken.flat()).toHaveLength(1)
    })

    it('of a dead process are taken over when the lease has ended, and not before', async () => {
      const job = await add()
      const [mine] = await take('gone')
      expect(mine).toEqual({ ...job, attempts: 1, lease_token: 'gone', lease_until: clock + lease_ms })
      clock += lease_ms - 1
      expect(await take('other')).toEqual([])
      clock += 1
      const [theirs] = await take('other')
      expect(theirs).toMatchObject({ id: job.id, attempts: 2 })
      // A process that returns after its lease cannot change the job any more.
      for (const write of [jobs.delete, (each: JobRecord) => jobs.retry(each, clock, 'x')]) {
        await expect(units.run([write(mine as JobRecord)])).rejects.toThrow(/expectation/)
      }
      await units.run([jobs.delete(theirs as JobRecord)])
    })

    it('are told to stop before their lease ends, so that the next process runs alone', async () => {
      await add()
      const start_at = performance.now()
      let stopped_after = 0
      const work = async ({ signal }: Job) => {
        await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve()))
        stopped_after = performance.now() - start_at
        signal.throwIfAborted()
      }
      start({ work }, { lease_ms: 1_060, tolerance_ms: 1_000 })
      await until(async () => (await rows())[0]?.last_error === 'AbortError')
      expect(stopped_after).toBeGreaterThan(55)
      expect(stopped_after).toBeLessThan(1_060)
    })

    it('never run twice within a lease', async () => {
      const gate = Promise.withResolvers<void>()
      let runs = 0
      const work = async () => {
        runs += 1
        await gate.promise
      }
      for (let count = 0; count < 3; count += 1) start({ work })
      await add()
      await until(() => runs === 1)
      clock += lease_ms - 1
      await new Promise((resolve) => setTimeout(resolve, 50))
      expect(runs).toBe(1)
      gate.resolve()
      await until(async () => (await rows()).length === 0)
      expect(runs).toBe(1)
    })

    const ends: readonly [string, (gate: Promise<void>) => Promise<void>, (row: unknown) => void][] = [
      ['succeeds', (gate) => gate, (row) => expect(row).toBeUndefined()],
      [
        'fails',
        async (gate) => {
          await gate
          throw new TypeError('late')
        },
        (row) => expect(row).toMatchObject({ lease_token: null, attempts: 3, last_error: 'TypeError' }),
      ],
    ]
    it.each(ends)(
      'that outlive their lease are not begun again beside themselves, and one that %s says so at its end',
      async (_, end, expectRow) => {
        const gate = Promise.withResolvers<void>()
        let runs = 0
        const work = () => {
          runs += 1
          return end(gate.promise) // although its signal is aborted
        }
        const others: unknown[] = []
        start({ work, other: async ({ payload }) => void others.push(payload.n) })
        await add()
        await until(() => runs === 1)
        for (const attempts of [2, 3]) {
          clock += lease_ms
          await until(async () => (await rows())[0]?.attempts === attempts)
          await add({ kind: 'other', payload: { n: attempts } }) // the runner has had a turn after it
          await until(() => others.includes(attempts))
          await until(async () => (await rows()).length === 1)
          expect(runs).toBe(1)
        }
        expect(errors.map(([kind, error]) => [kind, String(error)])).toEqual(
          [2, 3].map(() => ['work', 'Error: lease_outlived']),
        )
        gate.resolve()
        await until(async () => !(await rows())[0]?.lease_token)
        expectRow((await rows())[0])
        expect(runs).toBe(1)
      },
    )

    it('that outlive their lease and are taken over by another process are its own from then on', async () => {
      const gate = Promise.withResolvers<void>()
      let runs = 0
      const runner = start({
        work: async () => {
          runs += 1
          await gate.promise
        },
      })
      await add()
      await until(() => runs === 1)
      // The other process looks with a clock that is a little ahead.
      const lease = { ...taking('other'), now: clock + lease_ms, until: clock + 2 * lease_ms }
      const { writes, read } = jobs.take(['work'], lease)
      expect(read(await units.run(writes))).toMatchObject([{ attempts: 2 }])
      gate.resolve()
      await runner.stop()
      expect(await rows()).toMatchObject([{ lease_token: 'other', attempts: 2 }])
      expect([runs, errors]).toEqual([1, []])
    })

    it('that fail are retried later each time, and are dead after the eighth failure', async () => {
      const job = await add()
      let attempts: number[] = []
      const work = async ({ attempt }: Job) => {
        attempts.push(attempt)
        throw new Failure('address_refused')
      }
      start({ work })
      for (let count = 1; count <= maximumAttempts; count += 1) {
        await until(() => attempts.length === count)
        if (count === maximumAttempts) break
        await until(async () => (await rows())[0]?.lease_token === null)
        const [row] = await rows()
        expect(row).toMatchObject({ attempts: count, last_error: 'address_refused', state: 'waiting' })
        expect(Number(row?.run_at)).toBeGreaterThan(clock)
        clock = Number(row?.run_at)
      }
      await until(async () => (await jobs.dead(all)).records.length === 1)
      expect((await jobs.dead(all)).records[0]).toMatchObject({
        ...job,
        attempts: 8,
        state: 'dead',
        run_at: expect.anything(),
        last_error: 'address_refused',
      })
      expect(errors.map(([kind]) => kind)).toEqual(Array.from({ length: 8 }, () => 'work'))
      clock += 10 ** 9
      await new Promise((resolve) => setTimeout(resolve, 30))
      expect(attempts).toHaveLength(8)
      attempts = []
      await units.run([jobs.revive(job.id, clock)])
      await until(() => attempts.length === 1)
      expect(attempts).toEqual([1])
    })

    it('whose process dies each time are dead too', async () => {
      await add({ attempts: maximumAttempts })
      let runs = 0
      const work = async () => {
        runs += 1
      }
      start({ work })
      await until(async () => (await jobs.dead(all)).records.length === 1)
      expect(runs).toBe(0)
    })

    it('of a schedule that fail eight times leave one dead job, and the schedule goes on', async () => {
      let fails = true
      let runs = 0
      await add({ kind: 'beat', every_ms: 60_000, attempts: maximumAttempts - 1 })
      start({
        beat: async () => {
          runs += 1
          if (fails) throw new TypeError('a text that is not stored')
        },
      })
      await until(async () => (await jobs.dead(all)).records.length === 1)
      expect((await jobs.dead(all)).records[0]).toMatchObject({ kind: 'beat', every_ms: null, last_error: 'TypeError' })
      fails = false
      clock += 60_000
      await until(() => runs === 2)
      await until(async () => (await rows()).some((row) => row.every_ms !== null && row.attempts === 0))
      const left = (await jobs.dead(all)).records[0]?.id as Id<'job'>
      expect(left).toMatch(/^job_/)
    })

    it('of every minute abandon unfinished sign-ins and delete all expired rows and claims', async () => {
      const stores = openStores(engine)
      const environment = f.environmentOf({ trace_days: 30 })
      const here = stores.in(environment.id)
      const organization = f.organizationOf(environment.id)
      const [connection, application] = [f.connectionOf(organization), f.applicationOf(environment.id)]
      const user = f.userOf(organization)
      const month = 30 * 24 * 60 * 60_000
      const now = 1_800_000_000_000
      const lifetimes = { offline_grant_seconds: 90 * 24 * 3600, refresh_token_seconds: 14 * 24 * 3600 }
      let older = 0
      /** The id of something that was created its whole lifetime ago. */
      const oldId = <P extends 'grant' | 'rtok'>(prefix: P, seconds: number) => {
        older += 1
        return firstIdOf(prefix, now - 1000 * seconds - older)
      }
      await units.run([
        stores.installation.insert({ key_id: 'k', key_check_sealed: 's', created_at: 1 }),
        stores.environments.insert(environment),
        here.organizations.insert(organization),
        here.connections.insert(connection),
        here.applications.insert(application),
        here.users.insert(user),
      ])
      const make = (count: number, at: number) =>
        Array.from({ length: count }, () => {
          const session = f.sessionOf(user, connection, { expires_at: at })
          const grant = f.grantOf(session, application, { expires_at: at })
          const id = oldId('grant', lifetimes.offline_grant_seconds)
          const offline = f.grantOf(session, application, { id, offline: true, expires_at: at })
          const token = {
            ...{ id: oldId('rtok', lifetimes.refresh_token_seconds), environment_id: environment.id },
            ...{ grant_id: id, token_hash: 'h', created_at: 1, expires_at: at, used_at: null },
          }
          const sign_in = f.signInOf(connection, application, { expires_at: at })
          const entry = { id: keys.newId('trace'), environment_id: environment.id, sign_in_id: sign_in.id }
          const trace = {
            ...entry,
            entry: { n: 1 },
            entry_sealed: 'claims',
            request_id: null,
            upstream_correlation_id: null,
            upstream_trace_id: null,
            created_at: at - month,
          }
          return [
            here.sessions.insert(session),
            here.grants.insert(grant),
            here.grants.insert(offline),
            here.refresh_tokens.issue(token),
            here.sign_ins.insert(sign_in),
            here.sign_ins.insertTrace(trace),
          ]
        }).flat()
      await units.run(make(1_010, now))
      await units.run(make(3, now + 1))
      await sweep({ units, ports: { stores, lifetimes, now: () => now } })
      const count = async (sql: string) =>
        Number((await engine.read({ name: 'n', sql, values: [], rows: null, returns: true, changes: [] }))[0]?.n)
      const counts = {
        sessions: await count('select count(*) as n from sessions'),
        grants: await count('select count(*) as n from grants where offline = 0'),
        offline_grants: await count('select count(*) as n from grants where offline = 1'),
        refresh_tokens: await count('select count(*) as n from refresh_tokens'),
        in_progress: await count("select count(*) as n from sign_ins where state = 'in_progress'"),
        abandoned: await count(
          "select count(*) as n from sign_ins where state = 'abandoned' and finished_at is not null",
        ),
        with_claims: await count('select count(*) as n from sign_in_traces where entry_sealed is not null'),
        traces: await count('select count(*) as n from sign_in_traces'),
      }
      expect(counts).toEqual({
        sessions: 3,
        grants: 3,
        offline_grants: 3,
        refresh_tokens: 3,
        in_progress: 3,
        abandoned: 1_010,
        with_claims: 3,
        traces: 1_013,
      })
    })

    it('in progress end before their runner stops', async () => {
      const gate = Promise.withResolvers<void>()
      let done = false
      const runner = start({
        work: async () => {
          await gate.promise
          done = true
        },
      })
      await add()
      await until(async () => (await rows())[0]?.lease_token !== null)
      const stopped = runner.stop()
      gate.resolve()
      await stopped
      expect(done).toBe(true)
      expect(await rows()).toEqual([])
    })
  })
}

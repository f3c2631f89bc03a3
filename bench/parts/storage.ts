/** Compares two processes on one PostgreSQL to one: processor time of a sign-in, and long waits for locks. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Context } from '../machinery/context.ts'
import { type Database, postgresDatabase } from '../machinery/database.ts'
import { type Measurement, measure, median, startLoadGenerator } from '../machinery/measure.ts'
import { freePort } from '../machinery/process.ts'
import { load, warmUp } from '../machinery/rounds.ts'
import type { Target } from '../machinery/target.ts'
import type { PartResult } from '../report/result.ts'
import { type GatewayTarget, startGateway, startServing } from '../targets/gateway.ts'

const [rounds, count] = [7, 1_500]
const longWait = '5ms'

export async function storagePart({ idp, load: generator, say, short }: Context): Promise<PartResult> {
  const scaled = (value: number): number => (short ? Math.ceil(value / 20) : value)
  const [alone, shared] = [await postgresDatabase(), await postgresDatabase()]
  const other = await startLoadGenerator()
  await logLockWaits(shared)
  const one = await startGateway(idp, { alg: 'RS256', engine: 'postgres', database: alone })
  const first = await startGateway(idp, { alg: 'RS256', engine: 'postgres', database: shared })
  const second = await startSecond(first)
  const figures: { one: Measurement[]; two: { cpu_ms: number; database_cpu_ms: number; per_second: number }[] } = {
    one: [],
    two: [],
  }
  const order = (times: number) => ({ ...load, count: times })
  const both = async (times: number): Promise<(typeof figures.two)[number]> => {
    // Each process has the concurrency of the single one. The callbacks of the second go to the first, whose address is
    // the public one, so its sign-ins use both processes.
    const half = order(times / 2)
    const [a, b] = await Promise.all([
      measure(generator, first, half),
      measure(other, second, { ...half, family: 'q' }),
    ])
    return {
      cpu_ms: (a.cpu_ms + b.cpu_ms) / 2,
      database_cpu_ms: a.database_cpu_ms / 2, // covers both processes, but was divided by the sign-ins of one
      per_second: a.per_second + b.per_second,
    }
  }
  try {
    say('warm-up')
    await measure(generator, one, order(scaled(warmUp)))
    await both(scaled(warmUp))
    await both(scaled(warmUp))
    for (let round = 1; round <= rounds; round += 1) {
      say(`round ${round} of ${rounds}`)
      figures.one.push(await measure(generator, one, order(scaled(count))))
      figures.two.push(await both(scaled(count)))
    }
  } finally {
    other.stop()
    await second.stop()
    for (const target of [one, first]) await target.stop()
  }
  const waits = readFileSync(join(shared.folder, 'log'), 'utf8')
    .split('\n')
    .filter((line) => line.includes('still waiting for')).length
  await alone.close()
  await shared.close()
  const ratios = figures.two.map(({ cpu_ms }, index) => cpu_ms / (figures.one[index]?.cpu_ms ?? Number.NaN))
  const of = (rows: readonly { cpu_ms: number; database_cpu_ms: number; per_second: number }[]) =>
    (['cpu_ms', 'database_cpu_ms', 'per_second'] as const).map((name) => median(rows.map((row) => row[name])))
  return {
    bars: [
      {
        what: 'two processes on one PostgreSQL: CPU of a sign-in',
        figure: median(ratios),
        unit: '× one process',
        limit: 1.1,
        at: 'most',
      },
      { what: 'waits for a lock of more than 5 ms', figure: waits, unit: 'in the log', limit: 0, at: 'most' },
    ],
    tables: [
      {
        title: 'One and two processes on one PostgreSQL',
        columns: ['', 'CPU ms', 'database CPU ms', 'per second'],
        rows: [
          ['one process', ...of(figures.one)],
          ['two processes', ...of(figures.two)],
        ],
      },
    ],
    chart: {
      title: 'CPU of a sign-in on PostgreSQL',
      unit: 'ms',
      values: [
        ['gatehouse, one process', of(figures.one)[0] ?? 0],
        ['gatehouse, two processes', of(figures.two)[0] ?? 0],
      ],
    },
  }
}

/** Starts a second process of the same installation. Browsers still come back to the first. */
async function startSecond(first: GatewayTarget): Promise<Target> {
  const port = await freePort()
  const { pid, stop } = await startServing({ ...first.variables, GATEHOUSE_LISTEN: `127.0.0.1:${port}` })
  const moved = (address: string): string => address.replace(first.url, `http://127.0.0.1:${port}`)
  const { authorize, token, userinfo } = first
  return {
    ...first,
    name: `${first.name}, second process`,
    pid,
    database_pid: null, // counted with the first
    authorize: moved(authorize),
    token: moved(token),
    userinfo: moved(userinfo),
    stop,
  }
}

/** Makes the database log every wait for a lock that is longer than this. */
async function logLockWaits({ url }: Database): Promise<void> {
  const { default: pg } = await import('pg')
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  await client.query(`alter system set deadlock_timeout = '${longWait}'`)
  await client.query('alter system set log_lock_waits = on')
  await client.query('select pg_reload_conf()')
  await client.end()
}

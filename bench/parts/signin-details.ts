/** Beside the figures of sign-ins: latency below the maximum, and the share of waiting for the disk. */
import type { Context } from '../machinery/context.ts'
import { measure, medians } from '../machinery/measure.ts'
import { commitTimer } from '../machinery/profile.ts'
import { type Contender, load } from '../machinery/rounds.ts'
import type { Table } from '../report/result.ts'
import { startGateway } from '../targets/gateway.ts'

const seconds = 15

/** p50 and p99 at half of the most that each has done in the rounds. */
export async function latencyTable(context: Context, contenders: readonly Contender[]): Promise<Table> {
  const rows = []
  for (const { target, rounds } of contenders) {
    const half = medians(rounds).per_second / 2
    context.say(`latency at ${Math.round(half)} a second: ${target.name}`)
    const count = Math.ceil((half * seconds) / (context.short ? 20 : 1))
    const { p50_ms, p99_ms } = await measure(context.load, target, { ...load, count, every_ms: 1000 / half })
    rows.push([target.name, half, p50_ms, p99_ms])
  }
  return {
    title: 'Latency of a whole sign-in at half of the maximum',
    columns: ['', 'per second', 'p50 ms', 'p99 ms'],
    rows,
  }
}

/** How much of the time SQLite's commits take, and wait for the disk: in a gateway of its own, under full load. */
export async function commitsPart(context: Context): Promise<Table> {
  context.say('commits and fsync')
  const { node_arguments, variables, around } = commitTimer()
  const target = await startGateway(context.idp, {
    alg: 'RS256',
    engine: 'sqlite',
    node_arguments,
    more: variables,
  })
  try {
    const count = context.short ? 200 : 3_000
    await measure(context.load, target, { ...load, count })
    let wall = 0
    const commits = await around(async () => {
      wall = (await measure(context.load, target, { ...load, count })).seconds * 1000
    })
    return {
      title: 'Commits of SQLite at full load; waiting is what is not processor time, so fsync',
      columns: ['', 'commits per sign-in', 'sign-ins per commit', '% of wall time in commits', '% waiting'],
      rows: [
        [
          target.name,
          commits.count / count,
          count / commits.count,
          (100 * commits.wall_ms) / wall,
          (100 * (commits.wall_ms - commits.cpu_ms)) / wall,
        ],
      ],
    }
  } finally {
    await target.stop()
  }
}

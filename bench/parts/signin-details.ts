/** Two more tables about sign-ins: latency below the maximum load, and the share of waiting for the disk. */
import type { Context } from '../machinery/context.ts'
import { measure, medians } from '../machinery/measure.ts'
import { commitTimer } from '../machinery/profile.ts'
import { type Contender, load } from '../machinery/rounds.ts'
import type { Table } from '../report/result.ts'
import { startGateway } from '../targets/gateway.ts'

const seconds = 15

/** Measures p50 and p99 at half of the highest throughput that each target reached in the rounds. */
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

/** Measures the share of SQLite's commits in the time, and that of fsync, in separate gateways under full load. */
export async function commitsPart(context: Context): Promise<Table> {
  const [whole, quick] = [await commits(context, true), await commits(context, false)]
  return {
    title: 'Commits of SQLite at full load, with and without waiting for the disk',
    columns: ['', 'commits per sign-in', '% of wall time in commits', '% without fsync', '% in fsync'],
    rows: [['gatehouse, RS256, sqlite', whole.count, whole.share, quick.share, whole.share - quick.share]],
  }
}

async function commits(context: Context, fsync: boolean): Promise<{ count: number; share: number }> {
  context.say(`commits ${fsync ? 'with' : 'without'} fsync`)
  const { node_arguments, variables, around } = commitTimer(fsync)
  const target = await startGateway(context.idp, { alg: 'RS256', engine: 'sqlite', node_arguments, more: variables })
  try {
    const count = context.short ? 200 : 3_000
    await measure(context.load, target, { ...load, count })
    let wall_ms = 0
    const timed = await around(async () => {
      wall_ms = (await measure(context.load, target, { ...load, count })).seconds * 1000
    })
    return { count: timed.count / count, share: (100 * timed.wall_ms) / wall_ms }
  } finally {
    await target.stop()
  }
}

/** Compares single requests of an application to the least work that they need. */
import type { Context } from '../machinery/context.ts'
import { medians } from '../machinery/measure.ts'
import { contender, ratio, runRounds } from '../machinery/rounds.ts'
import type { Bar, Table } from '../report/result.ts'
import type { GatewayTarget } from '../targets/gateway.ts'
import { startReference } from '../targets/reference.ts'

export async function requestBars(
  context: Context,
  gateway: GatewayTarget,
): Promise<{ bars: readonly Bar[]; table: Table }> {
  const reference = await startReference(gateway.database.url)
  try {
    const pairs = (['userinfo', 'introspection', 'refresh'] as const).map((activity) => ({
      activity,
      least: contender(reference, activity),
      ours: contender(gateway, activity),
    }))
    const all = pairs.flatMap(({ least, ours }) => [least, ours])
    await runRounds(context, all, { warm_up: 3_000, rounds: 5, count: 3_000 })
    return {
      bars: pairs.map(({ activity, least, ours }) => ({
        what: activity,
        figure: ratio(ours, least),
        unit: '× request, signature, statements',
        limit: 1.5,
        at: 'most',
      })),
      table: {
        title: 'Single requests: CPU ms',
        columns: ['', 'gatehouse', 'the least'],
        rows: pairs.map(({ activity, least, ours }) => [
          activity,
          medians(ours.rounds).cpu_ms,
          medians(least.rounds).cpu_ms,
        ]),
      },
    }
  } finally {
    await reference.stop()
  }
}

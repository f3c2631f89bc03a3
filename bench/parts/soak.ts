/** Runs half a million sign-ins on one gateway, and measures its memory after each hundred thousand. */
import type { Context } from '../machinery/context.ts'
import { measure } from '../machinery/measure.ts'
import { load } from '../machinery/rounds.ts'
import type { PartResult } from '../report/result.ts'
import { startGateway } from '../targets/gateway.ts'

const [stages, inStage] = [5, 100_000]
const people = 10_000
/** Growth below this is noise of the garbage collector. */
const noiseMb = 5

export async function soakPart({ idp, load: generator, say, short }: Context): Promise<PartResult> {
  const target = await startGateway(idp, { alg: 'RS256', engine: 'sqlite' })
  const rows: (string | number)[][] = []
  const resident: number[] = []
  try {
    for (let stage = 1; stage <= stages; stage += 1) {
      const count = short ? inStage / 100 : inStage
      const { cpu_ms, per_second, p99_ms, resident_mb } = await measure(generator, target, { ...load, people, count })
      say(`${stage * count} sign-ins: ${Math.round(resident_mb)} MB`)
      rows.push([stage * count, resident_mb, cpu_ms, per_second, p99_ms])
      resident.push(resident_mb)
    }
  } finally {
    await target.stop()
  }
  const [first = 0, second = 0, , , last = 0] = resident
  return {
    bars: [
      { what: 'resident memory after 100,000 sign-ins', figure: first, unit: 'MB', limit: 190, at: 'most' },
      {
        what: 'growth from the second to the fifth 100,000',
        figure: last - second,
        unit: 'MB',
        limit: noiseMb,
        at: 'most',
      },
    ],
    tables: [{ title: 'Soak', columns: ['sign-ins', 'resident MB', 'CPU ms', 'per second', 'p99 ms'], rows }],
    chart: {
      title: 'Resident memory',
      unit: 'MB',
      values: resident.map((mb, index) => [`gatehouse, after ${(index + 1) * 100},000`, mb]),
    },
  }
}

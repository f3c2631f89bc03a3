/** Compares this build with another one: `npm run bench -- against <the root of another built clone>`. */
import type { Context } from '../machinery/context.ts'
import { medians } from '../machinery/measure.ts'
import { type Contender, contender, ratio, runRounds, spread, warmUp } from '../machinery/rounds.ts'
import type { Bar, PartResult } from '../report/result.ts'
import { type GatewayTarget, startGateway } from '../targets/gateway.ts'

const engines = ['sqlite', 'postgres'] as const

interface Pair {
  readonly before: Contender
  readonly after: Contender
}

/** The bar is the rule for every change: a sign-in becomes at most 3 % dearer. */
export async function againstPart(context: Context): Promise<PartResult> {
  const { other } = context
  if (other === undefined) throw new Error('name the root of another built clone: npm run bench -- against <root>')
  const started: GatewayTarget[] = []
  const start = async (name: string, engine: (typeof engines)[number], root?: string): Promise<Contender> => {
    const target = await startGateway(context.idp, { alg: 'RS256', engine, ...(root ? { root } : {}) })
    started.push(target)
    return contender({ ...target, name: `${name}, ${engine}` })
  }
  try {
    const pairs: Pair[] = []
    for (const engine of engines) {
      pairs.push({ before: await start('before', engine, other), after: await start('after', engine) })
    }
    const all = pairs.flatMap(({ before, after }) => [before, after])
    await runRounds(context, all, { warm_up: warmUp, rounds: 20, count: 1_000 })
    return {
      bars: pairs.map(barOf),
      tables: [
        {
          title: 'Both builds, which took turns: medians of the rounds',
          columns: [
            '',
            'CPU ms',
            '× before',
            '± (two standard errors)',
            'database CPU ms',
            'per second',
            'resident MB',
          ],
          rows: pairs.flatMap(({ before, after }) => [rowOf(before, before), rowOf(after, before)]),
        },
      ],
      chart: {
        title: 'Processor time of one sign-in by two builds',
        unit: 'ms',
        values: all.map((one) => [one.target.name, medians(one.rounds).cpu_ms]),
      },
    }
  } finally {
    for (const target of started.reverse()) await target.stop()
  }
}

function barOf({ before, after }: Pair): Bar {
  return { what: after.target.name, figure: ratio(after, before), unit: '× before', limit: 1.03, at: 'most' }
}

function rowOf(one: Contender, before: Contender): readonly (string | number)[] {
  const { cpu_ms, database_cpu_ms, per_second, resident_mb } = medians(one.rounds)
  const share = ratio(one, before).toFixed(3)
  return [
    one.target.name,
    cpu_ms.toFixed(3),
    share,
    spread(one, before).toFixed(3),
    database_cpu_ms,
    per_second,
    resident_mb,
  ]
}

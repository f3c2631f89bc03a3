/** Where the time and the memory of a sign-in go: profiles of the built gateway, by module and by function. */
import type { Context } from '../machinery/context.ts'
import { measure } from '../machinery/measure.ts'
import { moduleOf, type ProfileKind, profiler, type Spent, sums } from '../machinery/profile.ts'
import { load } from '../machinery/rounds.ts'
import type { PartResult, Table } from '../report/result.ts'
import { startGateway } from '../targets/gateway.ts'

const [warmUp, profiled] = [5_000, 5_000]

export async function profilePart(context: Context): Promise<PartResult> {
  const [time, bytes] = [await profile(context, 'cpu'), await profile(context, 'allocations')]
  const modules = sums(time, moduleOf)
  return {
    bars: [],
    tables: [
      tableOf('Microseconds of a sign-in on the main thread, by module', modules.slice(0, 25)),
      tableOf('The same, by function', sums(time, placeOf).slice(0, 40)),
      tableOf('Bytes that a sign-in allocates, by module', sums(bytes, moduleOf).slice(0, 25)),
      tableOf('The same, by function', sums(bytes, placeOf).slice(0, 40)),
    ],
    chart: { title: 'A sign-in, RS256 on SQLite', unit: 'µs on the main thread', values: modules.slice(0, 20) },
  }
}

/** What a sign-in takes, function by function. */
async function profile({ idp, load: generator, say, short }: Context, kind: ProfileKind): Promise<readonly Spent[]> {
  const { node_arguments, variables, around } = profiler(kind)
  const target = await startGateway(idp, { alg: 'RS256', engine: 'sqlite', node_arguments, more: variables })
  try {
    say(`${kind}: warm-up`)
    await measure(generator, target, { ...load, count: short ? 200 : warmUp })
    const count = short ? 200 : profiled
    say(`${kind}: ${count} sign-ins`)
    const spent = await around(() => measure(generator, target, { ...load, count }))
    return spent.map((one) => ({ ...one, amount: one.amount / count }))
  } finally {
    await target.stop()
  }
}

function placeOf({ name, url, line }: Spent): string {
  const file = url.replace(/^.*\/(?=(?:packages|node_modules)\/)/, '').replace(/^.*?node_modules\//, '')
  return `${name || '(anonymous)'} ${file}${line > 0 ? `:${line + 1}` : ''}`.trim()
}

function tableOf(title: string, rows: readonly (readonly [string, number])[]): Table {
  return { title, columns: ['', ''], rows: rows.map(([name, amount]) => [name, Math.round(amount)]) }
}

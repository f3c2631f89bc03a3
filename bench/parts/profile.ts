/** Profiles the time and the memory of a sign-in in the built gateway, by module and by function. */
import type { Context } from '../machinery/context.ts'
import { measure } from '../machinery/measure.ts'
import { moduleOf, type ProfileKind, type Profiler, profiler, type Spent, sums } from '../machinery/profile.ts'
import { load, warmUp } from '../machinery/rounds.ts'
import type { Target } from '../machinery/target.ts'
import type { PartResult, Table } from '../report/result.ts'
import { startGateway } from '../targets/gateway.ts'
import { peers, startPeer } from '../targets/peers.ts'

const profiled = 4_000

export async function profilePart(context: Context): Promise<PartResult> {
  const ours: Start = ({ node_arguments, variables }) =>
    startGateway(context.idp, { alg: 'RS256', engine: 'sqlite', node_arguments, more: variables })
  const [time, bytes] = [await profile(context, 'cpu', ours), await profile(context, 'allocations', ours)]
  const others: Table[] = []
  for (const peer of context.peers ? peers : []) {
    const spent = await profile(context, 'cpu', (profiler) => startPeer(context.idp, peer, profiler))
    others.push(
      tableOf(`Microseconds of a sign-in through ${peer.name}, by module`, sums(spent, moduleOf).slice(0, 15)),
    )
  }
  const modules = sums(time, moduleOf)
  return {
    bars: [],
    tables: [
      tableOf('Microseconds of a sign-in on the main thread, by module', modules.slice(0, 25)),
      tableOf('The same, by function', sums(time, placeOf).slice(0, 40)),
      tableOf('Bytes that a sign-in allocates, by module', sums(bytes, moduleOf).slice(0, 25)),
      tableOf('The same, by function', sums(bytes, placeOf).slice(0, 40)),
      ...others,
    ],
    chart: { title: 'A sign-in, RS256 on SQLite', unit: 'µs on the main thread', values: modules.slice(0, 20) },
  }
}

type Start = (profiler: Pick<Profiler, 'node_arguments' | 'variables'>) => Promise<Target>

/** The cost of a sign-in, function by function. */
async function profile(
  { load: generator, say, short }: Context,
  kind: ProfileKind,
  start: Start,
): Promise<readonly Spent[]> {
  const profiling = profiler(kind)
  const target = await start(profiling)
  try {
    say(`${kind}, ${target.name}: warm-up`)
    await measure(generator, target, { ...load, count: short ? 200 : warmUp })
    const count = short ? 200 : profiled
    say(`${kind}, ${target.name}: ${count} sign-ins`)
    const spent = await profiling.around(() => measure(generator, target, { ...load, count }))
    return spent.map((one) => ({ ...one, amount: one.amount / count }))
  } finally {
    await target.stop()
  }
}

function placeOf({ name, url, caller, line }: Spent): string {
  const file = (url || caller).replace(/^.*\/(?=(?:packages|node_modules)\/)/, '').replace(/^.*?node_modules\//, '')
  const place = `${file}${line > 0 ? `:${line + 1}` : ''}`
  return `${name || '(anonymous)'} ${url === '' && file !== '' ? `for ${place}` : place}`.trim()
}

function tableOf(title: string, rows: readonly (readonly [string, number])[]): Table {
  return { title, columns: ['', ''], rows: rows.map(([name, amount]) => [name, Math.round(amount)]) }
}

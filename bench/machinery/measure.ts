/** One measurement: the load on a target, and the cost for the target. */
import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import type { LoadResult, Order } from './load.ts'
import { childrenOf, cpuMs, residentMb } from './process.ts'
import type { Target } from './target.ts'

export interface Measurement extends LoadResult {
  /** Processor time of the target's process for each unit of load. */
  readonly cpu_ms: number
  /** The same for its database, if that is a separate process. */
  readonly database_cpu_ms: number
  readonly per_second: number
  readonly resident_mb: number
}

export interface LoadGenerator {
  /** Prepares everything that the order needs. */
  prepare(order: Order): Promise<void>
  run(order: Order): Promise<LoadResult>
  stop(): void
}

export async function startLoadGenerator(): Promise<LoadGenerator> {
  const child = spawn(process.execPath, [fileURLToPath(new URL('./load.ts', import.meta.url))], {
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  await lines.next() // `ready`
  const say = async (what: unknown): Promise<string> => {
    child.stdin.write(`${JSON.stringify(what)}\n`)
    const { value } = await lines.next()
    if (value === undefined) throw new Error('the load generator ended')
    return value
  }
  return {
    prepare: async (order) => void (await say(order)),
    run: async (order) => JSON.parse(await say({ run: order })) as LoadResult,
    stop: () => void child.kill(),
  }
}

/** Processor time of a target's database: its process and all processes that it has started. */
function databaseCpuMs({ database_pid }: Target): number {
  if (database_pid === null) return 0
  return [database_pid, ...childrenOf(database_pid)].reduce((sum, pid) => {
    try {
      return sum + cpuMs(pid)
    } catch {
      return sum // it has just ended
    }
  }, 0)
}

/** @throws Error when a request failed, because the figure would be worthless */
export async function measure(
  load: LoadGenerator,
  target: Target,
  { activity = 'sign_in', ...how }: Omit<Order, 'target' | 'activity'> & Partial<Pick<Order, 'activity'>>,
): Promise<Measurement> {
  const { stop: _, ...plain } = target
  const order: Order = { ...how, activity, target: plain }
  await load.prepare(order)
  const before = { cpu: cpuMs(target.pid), database: databaseCpuMs(target) }
  const result = await load.run(order)
  const cpu = cpuMs(target.pid) - before.cpu
  const database = databaseCpuMs(target) - before.database
  if (result.failed > 0) {
    throw new Error(`${target.name}, ${activity}: ${result.failed} of ${result.count} failed: ${result.first_error}`)
  }
  return {
    ...result,
    cpu_ms: cpu / result.count,
    database_cpu_ms: database / result.count,
    per_second: result.count / result.seconds,
    resident_mb: residentMb(target.pid),
  }
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = Math.floor(sorted.length / 2)
  return sorted.length % 2 === 1 ? (sorted[middle] ?? 0) : ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2
}

/** The median of each figure. */
export function medians(rounds: readonly Measurement[]): Measurement {
  const of = (name: 'cpu_ms' | 'database_cpu_ms' | 'per_second' | 'p50_ms' | 'p99_ms' | 'seconds' | 'resident_mb') =>
    median(rounds.map((round) => round[name]))
  return {
    count: rounds.reduce((sum, { count }) => sum + count, 0),
    seconds: of('seconds'),
    p50_ms: of('p50_ms'),
    p99_ms: of('p99_ms'),
    failed: 0,
    first_error: null,
    cpu_ms: of('cpu_ms'),
    database_cpu_ms: of('database_cpu_ms'),
    per_second: of('per_second'),
    resident_mb: of('resident_mb'),
  }
}

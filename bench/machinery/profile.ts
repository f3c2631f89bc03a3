/** Profiles a target: microseconds or bytes of a sign-in, by module. */
import { once } from 'node:events'
import { connect } from 'node:net'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { newFolder } from './process.ts'

export type ProfileKind = 'cpu' | 'allocations'

/** The arguments and variables that a target needs to be profiled. */
export interface Profiler {
  readonly node_arguments: readonly string[]
  readonly variables: Readonly<Record<string, string>>
  /** Profiles `work`. @returns for each function its own time or bytes */
  around(work: () => Promise<unknown>): Promise<readonly Spent[]>
}

/** The sum of all SQLite commits. */
export interface CommitTimes {
  readonly count: number
  readonly wall_ms: number
}

/** The own cost of one function, without its callees: microseconds or bytes. */
export interface Spent {
  readonly name: string
  /** The address of its file, or '' for work of the engine itself. */
  readonly url: string
  readonly line: number
  /** For a function without a file: the address of the file that called it. */
  readonly caller: string
  readonly amount: number
}

export function profiler(kind: ProfileKind): Profiler {
  const { node_arguments, variables, record } = recorder(kind)
  return {
    node_arguments,
    variables,
    around: async (work) => {
      const profile = await record(work)
      return kind === 'cpu' ? timesOf(profile as CpuProfile) : bytesOf(profile as AllocationProfile)
    },
  }
}

/** Measures the time of SQLite's commits. @param fsync true if they wait for the disk */
export function commitTimer(fsync: boolean): Omit<Profiler, 'around'> & {
  around(work: () => Promise<unknown>): Promise<CommitTimes>
} {
  const { node_arguments, variables, record } = recorder('commits')
  return {
    node_arguments,
    variables: { ...variables, ...(fsync ? {} : { PROFILE_WITHOUT_FSYNC: 'yes' }) },
    around: async (work) => (await record(work)) as CommitTimes,
  }
}

function recorder(kind: ProfileKind | 'commits'): Omit<Profiler, 'around'> & {
  record(work: () => Promise<unknown>): Promise<unknown>
} {
  const path = join(newFolder(), 'socket')
  return {
    // The first two arguments and the arenas are those of the gateway's cli/begin.ts. With them set it does not start a
    // second process, and the profiler must start only once.
    node_arguments: [
      '--min-semi-space-size=12',
      '--max-semi-space-size=12',
      '--import',
      fileURLToPath(new URL('./profiler.ts', import.meta.url)),
    ],
    variables: { PROFILE_KIND: kind, PROFILE_SOCKET: path, MALLOC_ARENA_MAX: '2' },
    async record(work) {
      const socket = connect({ path, allowHalfOpen: true })
      await once(socket, 'data') // the profile has begun
      await work()
      socket.end()
      return JSON.parse(await text(socket))
    },
  }
}

interface CallFrame {
  readonly functionName: string
  readonly url: string
  readonly lineNumber: number
}

interface CpuProfile {
  readonly nodes: readonly {
    readonly id: number
    readonly callFrame: CallFrame
    readonly children?: readonly number[]
  }[]
  readonly samples: readonly number[]
  readonly timeDeltas: readonly number[]
}

interface AllocationNode {
  readonly callFrame: CallFrame
  readonly selfSize: number
  readonly children: readonly AllocationNode[]
}

interface AllocationProfile {
  readonly head: AllocationNode
}

function timesOf({ nodes, samples, timeDeltas }: CpuProfile): readonly Spent[] {
  const frames = new Map(nodes.map(({ id, callFrame }) => [id, callFrame]))
  const callers = new Map(
    nodes.flatMap(({ callFrame, children = [] }) => children.map((child) => [child, callFrame.url] as const)),
  )
  const spent = newTally()
  samples.forEach((id, index) => {
    const frame = frames.get(id)
    if (frame && frame.functionName !== '(idle)') spent.add(frame, callers.get(id), timeDeltas[index] ?? 0)
  })
  return spent.all()
}

function bytesOf({ head }: AllocationProfile): readonly Spent[] {
  const spent = newTally()
  const visit = ({ callFrame, selfSize, children }: AllocationNode, caller?: string): void => {
    spent.add(callFrame, caller, selfSize)
    for (const child of children) visit(child, callFrame.url)
  }
  visit(head)
  return spent.all()
}

interface Tally {
  add(frame: CallFrame, caller: string | undefined, amount: number): void
  all(): readonly Spent[]
}

function newTally(): Tally {
  const found = new Map<string, Spent>()
  return {
    add({ functionName: name, url, lineNumber: line }, calledBy, amount) {
      const caller = url === '' ? (calledBy ?? '') : ''
      const key = `${name} ${url || caller} ${line}`
      found.set(key, { name, url, line, caller, amount: (found.get(key)?.amount ?? 0) + amount })
    },
    all: () => [...found.values()].filter(({ amount }) => amount > 0),
  }
}

/** The module that a file belongs to: a folder of ours, a package, or a part of Node. */
export function moduleOf({ name, url, caller }: Pick<Spent, 'name' | 'url' | 'caller'>): string {
  const dependency = /.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(url)?.[1]
  if (dependency) return dependency
  if (url.startsWith('node:')) return /^node:(?:internal\/)?[^/]+/.exec(url)?.[0].replace('internal/', '') ?? url
  const ours = /packages\/([^/]+)\/(?:dist|src)\/(?:([^/]+)\/)?/.exec(url)
  if (ours) return ours[2] ? `${ours[1]}/${ours[2]}` : `${ours[1]}`
  const bench = /bench\/(.+)$/.exec(url)?.[1]
  if (bench) return `bench/${bench}`
  if (cryptography.test(caller)) return 'cryptography'
  return natives.find(([, pattern]) => pattern.test(name))?.[0] ?? 'engine and runtime'
}

/** Modules for Node's own functions, which have no file. Their time includes waiting for the disk. */
const natives: readonly (readonly [string, RegExp])[] = [
  ['garbage collector', /^\(garbage collector\)$/],
  ['SQLite, with fsync', /^(run|all|get)$/],
  ['writes to sockets', /^write(v|Utf8String|Latin1String|Buffer)$/],
  ['writes of log lines', /^writeString$/],
]

/** The callers of OpenSSL. There, `run` runs a job; elsewhere it runs a statement. */
const cryptography = /^node:internal\/crypto\//

/** Sums by a key, largest first. */
export function sums(spent: readonly Spent[], keyOf: (one: Spent) => string): readonly (readonly [string, number])[] {
  const totals = new Map<string, number>()
  for (const one of spent) totals.set(keyOf(one), (totals.get(keyOf(one)) ?? 0) + one.amount)
  return [...totals].sort(([, a], [, b]) => b - a)
}

/**
 * The load generator, in its own process. It sends a number of requests with a given concurrency. It reads orders as
 * JSON lines on standard input, and answers each with one line.
 */
import { createInterface } from 'node:readline'
import { asClient, askUserinfo, newCookies, signIn, succeeded, type Tokens } from './person.ts'
import type { PlainTarget } from './target.ts'

/**
 * One unit of load: a whole sign-in, a sign-in that a live session answers, or one request with the tokens of a
 * sign-in.
 */
export type Activity = 'sign_in' | 'session' | 'userinfo' | 'introspection' | 'refresh'

export interface Order {
  readonly target: PlainTarget
  readonly activity: Activity
  readonly count: number
  /** The number of requests at the same time. */
  readonly concurrency: number
  /** The number of people of an organization who take turns. */
  readonly people: number
  /** The prefix of their names; default `p`. */
  readonly family?: string
  /** The number of the first turn; default 0. Turns decide who signs in, and in which organization. */
  readonly first?: number
  /** Milliseconds between the starts of two requests; 0 starts one as soon as another ends. */
  readonly every_ms?: number
}

export interface LoadResult {
  readonly count: number
  readonly seconds: number
  readonly p50_ms: number
  readonly p99_ms: number
  readonly failed: number
  readonly first_error: string | null
}

type Once = (index: number) => Promise<unknown>

/** Prepares the turns of one worker. Everything that it needs beforehand is made here, outside the measurement. */
async function prepare({ target, activity, people, family = 'p' }: Order, worker: number): Promise<Once> {
  const { organizations = 1 } = target
  // The step is coprime to the number of organizations, so the turns visit all of them, far apart.
  const placeOf = (index: number): PlainTarget => {
    if (organizations === 1) return target
    return { ...target, authorize: target.authorize.replace('{n}', String((index * 7_919) % organizations)) }
  }
  const personOf = (index: number): string => `${family}${index % people}`
  const cookies = newCookies()
  if (activity === 'sign_in') return (index) => signIn(placeOf(index), personOf(index), `s${index}`)
  const stranger = { access_token: 'x', refresh_token: 'x' } // for a target without sign-ins
  let tokens: Tokens =
    target.authorize === '' ? stranger : await signIn(target, personOf(worker), `w${worker}`, cookies)
  if (activity === 'session') return (index) => signIn(target, personOf(worker), `s${index}`, cookies)
  if (activity === 'userinfo') return () => askUserinfo(target, tokens)
  if (activity === 'introspection') {
    const address = target.introspection ?? ''
    return async () => succeeded('introspection', await asClient(target, address, { token: tokens.access_token }))
  }
  return async () => {
    const { refresh_token = '' } = tokens
    const answer = await asClient(target, target.token, { grant_type: 'refresh_token', refresh_token })
    tokens = JSON.parse(succeeded('refresh', answer)) as Tokens
  }
}

let prepared: readonly Once[] = []

async function run({ count, first = 0, every_ms = 0 }: Order): Promise<LoadResult> {
  const durations: number[] = []
  let next = 0
  let failed = 0
  let first_error: string | null = null
  const begun = performance.now()
  const work = async (once: Once): Promise<void> => {
    while (next < count) {
      const index = next
      next += 1
      const due = begun + index * every_ms
      const wait = due - performance.now()
      if (every_ms > 0 && wait > 0) await new Promise((resolve) => setTimeout(resolve, wait))
      const started = performance.now()
      try {
        await once(first + index)
        // Counts from the time when it should have begun: waiting for a worker means waiting for the target.
        durations.push(performance.now() - (every_ms > 0 ? Math.min(due, started) : started))
      } catch (error) {
        failed += 1
        first_error ??= error instanceof Error ? error.message : String(error)
      }
    }
  }
  await Promise.all(prepared.map(work))
  const seconds = (performance.now() - begun) / 1000
  durations.sort((a, b) => a - b)
  const at = (share: number): number => durations[Math.floor((durations.length - 1) * share)] ?? 0
  return { count, seconds, p50_ms: at(0.5), p99_ms: at(0.99), failed, first_error }
}

process.stdout.write('ready\n')
for await (const line of createInterface({ input: process.stdin })) {
  // Each order has two lines: the order itself, which is answered when everything is prepared, and then `run`.
  const order = JSON.parse(line) as Order | { readonly run: Order }
  if ('run' in order) {
    process.stdout.write(`${JSON.stringify(await run(order.run))}\n`)
  } else {
    prepared = await Promise.all(Array.from({ length: order.concurrency }, (_, worker) => prepare(order, worker)))
    process.stdout.write('prepared\n')
  }
}

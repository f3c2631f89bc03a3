/** Interleaved rounds: the targets take turns, so that changes of the machine's speed affect all of them alike. */
import type { Context } from './context.ts'
import type { Activity } from './load.ts'
import { type Measurement, measure, median } from './measure.ts'
import type { Target } from './target.ts'

export interface Contender<T extends Target = Target> {
  readonly target: T
  readonly activity?: Activity
  readonly rounds: Measurement[]
}

/** The number of requests in flight, and the number of people who take turns. */
export const load = { concurrency: 32, people: 1_000 }

/**
 * The number of sign-ins until V8 has compiled almost everything. In a gateway it compiled 190 functions between the
 * ten-thousandth and the twenty-thousandth sign-in, and 40 in the next ten thousand.
 */
export const warmUp = 20_000

export function contender<T extends Target>(target: T, activity?: Activity): Contender<T> {
  return { target, rounds: [], ...(activity ? { activity } : {}) }
}

export interface Rounds {
  readonly warm_up: number
  readonly rounds: number
  /** The number of sign-ins or requests in each round. */
  readonly count: number
  /** Whether each round takes the turns after those of the round before. By default, all rounds take the same turns. */
  readonly goes_on?: boolean
}

/** Measures all contenders. Each keeps the results of its rounds. */
export async function runRounds(
  { load: generator, say, short }: Context,
  contenders: readonly Contender[],
  { warm_up, rounds, count, goes_on = false }: Rounds,
  people = load.people,
): Promise<void> {
  const scaled = (value: number): number => (short ? Math.ceil(value / 20) : value)
  const once = (contender: Contender, times: number, first = 0): Promise<Measurement> =>
    measure(generator, contender.target, {
      ...load,
      people,
      first,
      activity: contender.activity ?? 'sign_in',
      count: scaled(times),
    })
  for (const contender of contenders) {
    if (warm_up > 0) say(`warm-up: ${nameOf(contender)}`)
    if (warm_up > 0) await once(contender, warm_up)
  }
  for (let round = 1; round <= rounds; round += 1) {
    say(`round ${round} of ${rounds}: ${contenders.length} contenders`)
    // Every other round goes backwards, so that nobody always follows the same one.
    for (const contender of round % 2 === 1 ? contenders : contenders.toReversed()) {
      contender.rounds.push(await once(contender, count, goes_on ? (round - 1) * scaled(count) : 0))
    }
  }
}

export function nameOf({ target, activity }: Contender): string {
  return activity === undefined || activity === 'sign_in' ? target.name : `${target.name}, ${activity}`
}

type Figure = (measurement: Measurement) => number

const cpu: Figure = ({ cpu_ms }) => cpu_ms

/** The median of the ratios of the rounds. Within a round both are measured seconds apart. */
export function ratio(contender: Contender, to: Contender, figure: Figure = cpu): number {
  return median(ratios(contender, to, figure))
}

/** Twice the standard error of the ratios of the rounds: how far the ratio of another run may be from this one. */
export function spread(contender: Contender, to: Contender, figure: Figure = cpu): number {
  const values = ratios(contender, to, figure)
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1)
  return 2 * Math.sqrt(variance / values.length)
}

function ratios(contender: Contender, to: Contender, figure: Figure): readonly number[] {
  return contender.rounds.map((round, index) => {
    const other = to.rounds[index]
    return other ? figure(round) / figure(other) : Number.NaN
  })
}

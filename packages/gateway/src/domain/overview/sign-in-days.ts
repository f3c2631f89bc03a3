/**
 * Sign-ins by day, in UTC. A day that is over is counted once and kept, so that the console never counts a month. It is
 * over an hour after midnight, when its last sign-ins have ended.
 */
import { firstIdOf, type Id } from '@gatehouse-sso/core/ids'
import { dayMs, hourMs } from '@gatehouse-sso/core/time'
import type { SignInCounts, SignInDay } from '../stores/overview.ts'
import type { Work } from '../work/work.ts'

const keptDays = 400

/**
 * The latest days, the oldest first.
 * @param count of days, with today
 */
export async function signInDays(
  { ports, units }: Work,
  environment_id: Id<'env'>,
  count: number,
): Promise<readonly SignInDay[]> {
  const { overview } = ports.stores.in(environment_id)
  const now = ports.now()
  const today = Math.floor(now / dayMs) * dayMs
  const starts = Array.from({ length: count }, (_, index) => today - (count - 1 - index) * dayMs)
  const kept = new Map((await overview.days(dayOf(starts[0] ?? today))).map((day) => [day.day, day]))
  const days: SignInDay[] = []
  const fresh: SignInDay[] = []
  for (const start of starts) {
    const day = dayOf(start)
    const counted = kept.get(day) ?? { day, ...(await countBetween(ports, environment_id, start, start + dayMs)) }
    if (!kept.has(day) && start + dayMs + hourMs <= now) fresh.push(counted)
    days.push(counted)
  }
  if (fresh.length > 0) {
    units.later([...fresh.map((day) => overview.keepDay(day)), overview.deleteDays(dayOf(today - keptDays * dayMs))])
  }
  return days
}

/** The sign-ins that began in a time. Milliseconds since 1970. */
export function countBetween(
  { stores }: Work['ports'],
  environment_id: Id<'env'>,
  from: number,
  before: number,
): Promise<SignInCounts> {
  return stores.in(environment_id).overview.count(firstIdOf('signin', from), firstIdOf('signin', before))
}

function dayOf(time: number): string {
  return new Date(time).toISOString().slice(0, 10)
}

/**
 * Sign-ins by hour and by day, in UTC. An hour or a day that is over is counted once and kept, so that the console never
 * counts a day twice. It is over an hour after its end, when its last sign-ins have ended.
 */
import { firstIdOf, type Id } from '@gatehouse-sso/core/ids'
import { dayMs, hourMs } from '@gatehouse-sso/core/time'
import type { Ports } from '../ports/ports.ts'
import type { SignInCounts, SignInSpan } from '../stores/overview.ts'
import type { Work } from '../work/work.ts'

const keptDays = 400
const keptHours = 3 * 24
const mostCauses = 3

export interface RecentSignIns {
  /** The latest days, the oldest first, with today. */
  readonly days: readonly SignInSpan[]
  readonly last_24_hours: SignInCounts
}

/** @param count of days, with today */
export async function recentSignIns(
  { ports, units }: Work,
  environment_id: Id<'env'>,
  count: number,
): Promise<RecentSignIns> {
  const { overview } = ports.stores.in(environment_id)
  const now = ports.now()
  const today = startOf(now, dayMs)
  const first = today - (count - 1) * dayMs
  const kept = new Map((await overview.spans(nameOf(first, dayMs))).map((span) => [span.name, span]))
  const fresh: SignInSpan[] = []
  const spanOf = async (start: number, length: number): Promise<SignInSpan> => {
    const name = nameOf(start, length)
    const known = kept.get(name)
    if (known) return known
    const span = { name, ...(await countBetween(ports, environment_id, start, start + length)) }
    if (start + length + hourMs <= now) fresh.push(span)
    return span
  }
  const days: SignInSpan[] = []
  for (let start = first; start < today; start += dayMs) days.push(await spanOf(start, dayMs))
  // The hours of today and of yesterday, and of the first one the part that is not older than a day.
  const firstHour = startOf(now - dayMs, hourMs) + hourMs
  const hours: { readonly start: number; readonly span: SignInCounts }[] = []
  for (let start = Math.min(today, firstHour); start <= now; start += hourMs) {
    hours.push({ start, span: await spanOf(start, hourMs) })
  }
  const part = await countBetween(ports, environment_id, now - dayMs, firstHour)
  days.push({
    name: nameOf(today, dayMs),
    ...sumOf(hours.filter(({ start }) => start >= today).map(({ span }) => span)),
  })
  const last = sumOf([part, ...hours.filter(({ start }) => start >= firstHour).map(({ span }) => span)])
  if (fresh.length > 0) {
    units.later([
      ...fresh.map((span) => overview.keepSpan(span)),
      overview.deleteDays(nameOf(today - keptDays * dayMs, dayMs)),
      overview.deleteHours(nameOf(startOf(now, hourMs) - keptHours * hourMs, hourMs)),
    ])
  }
  return { days, last_24_hours: last }
}

/** The sign-ins that began in a time. Milliseconds since 1970. */
function countBetween(
  { stores }: Ports,
  environment_id: Id<'env'>,
  from: number,
  before: number,
): Promise<SignInCounts> {
  return stores.in(environment_id).overview.count(firstIdOf('signin', from), firstIdOf('signin', before))
}

function sumOf(all: readonly SignInCounts[]): SignInCounts {
  const causes = new Map<string, number>()
  for (const { error_code, count } of all.flatMap((one) => one.causes)) {
    causes.set(error_code, (causes.get(error_code) ?? 0) + count)
  }
  const sorted = [...causes].map(([error_code, count]) => ({ error_code, count })).sort((a, b) => b.count - a.count)
  return {
    succeeded: all.reduce((sum, { succeeded }) => sum + succeeded, 0),
    failed: all.reduce((sum, { failed }) => sum + failed, 0),
    causes: sorted.slice(0, mostCauses),
  }
}

const startOf = (time: number, length: number): number => Math.floor(time / length) * length

/** `2026-11-26` of a day, `2026-11-26T14` of an hour. */
function nameOf(start: number, length: number): string {
  return new Date(start).toISOString().slice(0, length === dayMs ? 10 : 13)
}

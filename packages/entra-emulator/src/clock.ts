/** The emulator's own time. It is the machine's time plus the seconds that a test has added. */
export interface Clock {
  /** Milliseconds since 1970. */
  readonly now: () => number
  /** Whole seconds since 1970, as in tokens. */
  readonly seconds: () => number
  /** Seconds by which this clock is ahead of the machine's. */
  readonly aheadSeconds: () => number
  /** Moves the clock; negative numbers move it back. */
  readonly advance: (seconds: number) => void
  readonly reset: () => void
}

/**
 * @param machineTime milliseconds since 1970
 */
export function openClock(machineTime: () => number): Clock {
  let ahead = 0
  const now = (): number => machineTime() + ahead * 1000
  return {
    now,
    seconds: () => Math.floor(now() / 1000),
    aheadSeconds: () => ahead,
    advance: (seconds) => {
      ahead += seconds
    },
    reset: () => {
      ahead = 0
    },
  }
}

function spelledOut(seconds: number): string {
  const units = [
    ['day', 86_400],
    ['hour', 3600],
    ['minute', 60],
    ['second', 1],
  ] as const
  let rest = seconds
  const parts = units.flatMap(([name, size]) => {
    const count = size === 1 ? Number(rest.toFixed(3)) : Math.floor(rest / size)
    rest -= count * size
    return count === 0 ? [] : [`${count} ${name}${count === 1 ? '' : 's'}`]
  })
  return parts.join(' ')
}

/**
 * The sentence about a moved clock, for everything that the clock decides. Somebody who moved it in one test looks for
 * the reason elsewhere in the next.
 * @returns undefined while the clock is the machine's
 */
export function movedClockNote(clock: Pick<Clock, 'aheadSeconds'>): string | undefined {
  const ahead = clock.aheadSeconds()
  if (ahead === 0) return undefined
  const where = ahead > 0 ? 'ahead of' : 'behind'
  return `The emulator's clock was moved: it is ${spelledOut(Math.abs(ahead))} ${where} this machine's. POST /_admin/clock/reset sets it back.`
}

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

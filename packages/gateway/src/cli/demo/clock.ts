/** The clock of the demonstration's programs. It begins in the past while the history is made, and then keeps real time. */
export interface DemoClock {
  /** Milliseconds since 1970. */
  readonly now: () => number
  /** @param ms by which the clock is behind the real one */
  setBehind(ms: number): void
}

export function demoClock(): DemoClock {
  let behind = 0
  return {
    now: () => Date.now() - behind,
    setBehind: (ms) => {
      behind = ms
    },
  }
}

/** Counts what happens in the current minute, in a bounded memory. Each process counts for itself. */
export interface MinuteCounts {
  /** Counts once more. @returns the count of this minute, this one included */
  add(key: string): number
  /** The count of this minute. */
  of(key: string): number
  /** Seconds until the count begins anew; 0 for a key that is not counted. */
  secondsLeft(key: string): number
}

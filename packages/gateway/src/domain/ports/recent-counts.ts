/** Counts what happens in a window of time, in a bounded memory. Each process counts for itself. */
export interface RecentCounts {
  /** Counts once more. @returns the count of this window, this one included */
  add(key: string): number
  /** The count of this window. */
  of(key: string): number
  /** Seconds until the count begins anew; 0 for a key that is not counted. */
  secondsLeft(key: string): number
}

/** The refused requests of the last minute. They keep one caller from filling the table of sign-ins. */
import type { Id } from '@gatehouse-sso/core/ids'

export interface RecentRefusals {
  /**
   * Counts a refused request.
   * @param key of the requests that are counted together: an environment, an address and a failure code
   * @param id of the record that is about to be written
   * @returns the record that stands for this request instead, once there were too many in this minute
   */
  count(key: string, id: Id<'signin'>): Id<'signin'> | undefined
  /** Takes a count back, because its record could not be written. */
  forget(key: string): void
}

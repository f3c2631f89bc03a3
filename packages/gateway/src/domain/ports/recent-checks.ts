/** The checks of the last minute. Each asks an identity provider several times. */
import type { Id } from '@gatehouse-sso/core/ids'

export interface RecentChecks {
  /**
   * Counts a check.
   * @param most in a minute
   * @returns false once there were more of this connection in this minute
   */
  count(connection_id: Id<'conn'>, most: number): boolean
}

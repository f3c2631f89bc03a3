/** The fields of every resource that is changed in place. */
export interface Versioned {
  /** Counts the changes; the ETag, and what an update expects. */
  readonly version: number
  readonly created_at: number
  readonly updated_at: number
}

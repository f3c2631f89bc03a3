/** The fields of every resource that is changed in place. */
export interface Versioned {
  /** Counts the changes. It is the ETag, and every update expects it. */
  readonly version: number
  readonly created_at: number
  readonly updated_at: number
}

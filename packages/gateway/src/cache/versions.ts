/**
 * Tracks the versions of the configuration that this process knows. Every change has its own version, without gaps. The
 * process hears of its own changes at their commit, and of those of others by notice. Reading the version from the
 * database shows whether a change was missed. If so, no cached value can be trusted.
 */
export interface SeenVersions {
  /** This process knows every version up to this one; `undefined` before the first read. */
  readonly complete: number | undefined
  /** Notes a change whose keys have been dropped. */
  heard(version: number): void
  /**
   * Notes the version that the database returned.
   * @param before `complete` when the read began; the answer cannot contain changes heard of since then
   * @returns true when a change was missed, and everything must be dropped
   */
  read(version: number, before: number | undefined): boolean
}

/**
 * The maximum of changes heard of ahead of an earlier one. There are more only while no read succeeds, and the next
 * read drops everything.
 */
const maximumAhead = 1_000

export function seenVersions(): SeenVersions {
  let complete: number | undefined
  const ahead = new Set<number>()

  function catchUp(): void {
    while (complete !== undefined && ahead.delete(complete + 1)) complete += 1
  }

  return {
    get complete() {
      return complete
    },
    heard(version) {
      if (complete !== undefined && version <= complete) return
      if (ahead.size >= maximumAhead) ahead.clear()
      ahead.add(version)
      catchUp()
    },
    read(version, before) {
      // A lower version means another database, or one that was restored to an older state.
      const went_back = before !== undefined && version < before
      if (!went_back && complete !== undefined && version <= complete) return false
      complete = version
      for (const known of ahead) if (went_back || known <= version) ahead.delete(known)
      catchUp()
      return true
    },
  }
}

/**
 * Which versions of the configuration this process has taken in. Every change has a version of its own, without gaps.
 * Of most we hear: our own when they are committed, those of others by notice. What the database says then shows
 * whether we have heard of all; if not, nothing that is cached can be trusted.
 */
export interface SeenVersions {
  /** Every version up to here has been taken in; `undefined` before the first read. */
  readonly complete: number | undefined
  /** A change whose keys have been dropped. */
  heard(version: number): void
  /**
   * What the database said.
   * @param before `complete` when it was asked; what was heard since then cannot be in its answer
   * @returns whether something is missing: then everything must be dropped
   */
  read(version: number, before: number | undefined): boolean
}

/** Heard of before what comes before them; more than this only if no read ever succeeds, and that one drops all. */
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
      // Lower than before: another database, or one that was put back to an older state.
      const went_back = before !== undefined && version < before
      if (!went_back && complete !== undefined && version <= complete) return false
      complete = version
      for (const known of ahead) if (went_back || known <= version) ahead.delete(known)
      catchUp()
      return true
    },
  }
}

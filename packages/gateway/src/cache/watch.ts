/**
 * Keeps the cached configuration of a process in step with all other processes (docs/decisions/0009).
 *
 *   a unit of this process commits, a notice comes   its keys are dropped at once
 *   every second                                     the version is read; a missed change drops everything
 *   a read fails                                     it is tried again every 200 ms
 *   the last good read is older than 2 s             cached values are refused until a read succeeds
 */
import { Failure } from '@gatehouse-sso/core/failure'
import { seenVersions } from './versions.ts'

const readEveryMs = 1_000
const retryEveryMs = 200
const maximumAgeMs = 2_000

/** The cache that is kept in step. */
interface Cache {
  invalidate(keys: readonly string[]): void
  clear(): void
}

interface Change {
  readonly version: number
  /** `undefined` when the keys did not fit into the notice. */
  readonly changed: readonly string[] | undefined
}

interface Source {
  read(): Promise<number>
  close(): Promise<void>
}

export interface ConfigurationWatch {
  /** Drops the keys that a committed change made stale. */
  changed(change: Change): void
  /** Begins to watch. @throws Failure database_unavailable */
  start(): Promise<void>
  /** True when the configuration is fresh and the last read of its version succeeded. */
  isWell(): boolean
  /**
   * Returns `undefined` while the configuration is fresh. Otherwise it reads the version once more, unless the read
   * before failed.
   * @throws Failure database_unavailable
   */
  fresh(): Promise<void> | undefined
  stop(): Promise<void>
}

/**
 * @param follow opens the source, and calls its argument for each change of another process
 * @param ticks milliseconds of a clock that is never set
 */
export function watchConfiguration(
  cache: Cache,
  follow: (onChange: (change: Change) => void) => Source,
  ticks: () => number,
): ConfigurationWatch {
  const seen = seenVersions()
  let source: Source | undefined
  /** The time when the last good read began. */
  let read_at: number | undefined
  /** The error of the last read, if it failed. */
  let failed: unknown
  let reading: Promise<void> | undefined
  let timer: NodeJS.Timeout | undefined

  function changed({ version, changed: keys }: Change): void {
    if (keys === undefined) cache.clear()
    else cache.invalidate(keys)
    seen.heard(version)
  }

  function read(from: Source): Promise<void> {
    reading ??= readOnce(from).finally(() => {
      reading = undefined
    })
    return reading
  }

  async function readOnce(from: Source): Promise<void> {
    const begun = ticks()
    const before = seen.complete
    try {
      if (seen.read(await from.read(), before)) cache.clear()
      read_at = begun
      failed = undefined
    } catch (error) {
      failed = error
    }
  }

  async function readOn(from: Source): Promise<void> {
    await read(from)
    if (source === from)
      timer = setTimeout(() => void readOn(from), failed === undefined ? readEveryMs : retryEveryMs).unref()
  }

  const isFresh = (): boolean => source === undefined || (read_at !== undefined && ticks() - read_at <= maximumAgeMs)

  return {
    changed,
    async start() {
      source = follow(changed)
      await readOn(source)
      if (failed !== undefined) throw failed
    },
    isWell: () => failed === undefined && isFresh(),
    fresh() {
      if (source === undefined || isFresh()) return undefined
      if (failed !== undefined) throw new Failure('database_unavailable', { cause: failed })
      // The process was suspended, or the database is slow. One read decides for all callers.
      return read(source).then(() => {
        if (!isFresh()) throw new Failure('database_unavailable', { cause: failed })
      })
    },
    async stop() {
      clearTimeout(timer)
      const last = source
      source = undefined
      await last?.close()
    },
  }
}

/**
 * Units of work above an engine. A unit that changes configuration also moves the version row in the same transaction,
 * and tells the caches after the commit. Changes that may come later wait in a bounded buffer and are committed
 * together (docs/decisions/0002).
 */
import { isFailure } from '@gatehouse-sso/core/failure'
import { UnitRefused, type UnitsOfWork, type Write } from '../../domain/stores/unit.ts'
import { moveVersion, versionOf } from '../configuration-version.ts'
import { insertMany } from '../statements/insert-many.ts'
import type { BoundStatement, Engine } from './engine.ts'

const delayMs = 100
/** Delay before the next attempt while the database is away. */
const awayMs = 1_000
const maximumWaiting = 20_000
const maximumInOneUnit = 1_000
/**
 * So many waiting changes go along with the next commit. Under load they would otherwise wait for so long that the garbage
 * collector takes them for old objects, which cost it more (docs/performance.md).
 */
const manyWaiting = 64

export interface UnitOfWorkOptions {
  /** Called with the stale keys, after the commit that made this version of the configuration. */
  readonly onChanged: (keys: readonly string[], version: number) => void
  /** Called when later changes are lost because the buffer was full or the database refused them. */
  readonly onLost: (count: number, reason: unknown) => void
}

export interface ClosableUnitsOfWork extends UnitsOfWork {
  /** Commits the waiting changes. Changes that the database does not take now are lost. */
  flush(): Promise<void>
}

export function unitsOfWork(engine: Engine, { onChanged, onLost }: UnitOfWorkOptions): ClosableUnitsOfWork {
  const move = moveVersion(engine.dialect)
  const waiting: BoundStatement[] = []
  /** A batch that the database did not answer. It may have been committed. */
  let unanswered: readonly BoundStatement[] | undefined
  let timer: NodeJS.Timeout | undefined
  let flushing: Promise<void> | undefined

  function flushIn(ms: number): void {
    timer ??= setTimeout(flushNow, ms).unref()
  }

  function flushNow(): void {
    clearTimeout(timer)
    timer = undefined
    flushing ??= writeWaiting(false).finally(() => {
      flushing = undefined
    })
  }

  /** @param last commits everything now; otherwise changes that come meanwhile wait for more */
  async function writeWaiting(last: boolean): Promise<void> {
    do {
      const again = unanswered !== undefined
      const batch = unanswered ?? waiting.splice(0, maximumInOneUnit)
      if (batch.length === 0) return
      unanswered = undefined
      try {
        await engine.unit(engine.dialect === 'postgres' ? insertMany(batch) : batch)
      } catch (error) {
        if (!last && isFailure(error, 'database_unavailable')) {
          unanswered = batch
          return flushIn(awayMs)
        }
        // A unique violation on the second attempt proves that the first one was committed.
        const made = again && error instanceof UnitRefused && error.reason === 'unique'
        if (!made) onLost(batch.length, error)
      }
    } while (waiting.length >= (last ? 1 : maximumInOneUnit))
    if (waiting.length > 0) flushIn(delayMs)
  }

  return {
    async run(writes) {
      const statements = writes as readonly BoundStatement[]
      if (waiting.length >= manyWaiting && unanswered === undefined) flushNow()
      const changed = statements.flatMap((statement) => statement.changes)
      if (changed.length === 0) return engine.unit(statements)
      const rows = await engine.unit([...statements, move(changed)])
      onChanged(changed, versionOf(rows.at(-1)))
      return rows
    },
    later(writes: readonly Write[]) {
      if (waiting.length >= maximumWaiting) return onLost(writes.length, 'buffer full')
      waiting.push(...(writes as readonly BoundStatement[]))
      flushIn(delayMs)
    },
    async flush() {
      clearTimeout(timer)
      await flushing
      await writeWaiting(true)
    },
  }
}

/**
 * Units of work above an engine: a unit that changes configuration also moves the version row, in the same
 * transaction, and tells the caches when it is committed. Changes that may come later are kept in a bounded buffer and
 * made together (docs/decisions/0002).
 */
import type { UnitsOfWork, Write } from '../domain/ports.ts'
import type { BoundStatement, Engine } from './engine.ts'
import { moveVersion, versionOf } from './version.ts'

const delayMs = 100
const maximumWaiting = 20_000
const maximumInOneUnit = 1_000

export interface UnitOfWorkOptions {
  /** Told what has become stale, after the commit that made this version of the configuration. */
  readonly onChanged: (keys: readonly string[], version: number) => void
  /** Told when changes made later were lost: the buffer was full, or the database refused them. */
  readonly onLost: (count: number, reason: unknown) => void
}

export interface ClosableUnitsOfWork extends UnitsOfWork {
  /** Writes what is waiting. */
  flush(): Promise<void>
}

export function unitsOfWork(engine: Engine, { onChanged, onLost }: UnitOfWorkOptions): ClosableUnitsOfWork {
  const move = moveVersion(engine.dialect)
  const waiting: BoundStatement[] = []
  let timer: NodeJS.Timeout | undefined

  async function flush(): Promise<void> {
    clearTimeout(timer)
    timer = undefined
    while (waiting.length > 0) {
      const batch = waiting.splice(0, maximumInOneUnit)
      try {
        await engine.unit(batch)
      } catch (error) {
        onLost(batch.length, error)
      }
    }
  }

  return {
    async run(writes) {
      const statements = writes as readonly BoundStatement[]
      const changed = statements.flatMap((statement) => statement.changes)
      if (changed.length === 0) return engine.unit(statements)
      const rows = await engine.unit([...statements, move(changed)])
      onChanged(changed, versionOf(rows.at(-1)))
      return rows
    },
    later(writes: readonly Write[]) {
      if (waiting.length >= maximumWaiting) return onLost(writes.length, 'buffer full')
      waiting.push(...(writes as readonly BoundStatement[]))
      timer ??= setTimeout(() => void flush(), delayMs).unref()
    },
    flush,
  }
}

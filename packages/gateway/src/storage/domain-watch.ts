import type { DomainWatchStore } from '../domain/stores/domain-watch.ts'
import { domainColumns, domainDecoder } from './domains.ts'
import type { Row } from './engine/engine.ts'
import { prepare, type Storage } from './statements/compile.ts'

export function domainWatchStore({ db, engine }: Storage): DomainWatchStore {
  const decode = domainDecoder()
  const takeDue = prepare<{ now: number; next_at: number; limit: number }>(
    'domains.takeDue',
    (a) =>
      db
        .with(
          (cte) => cte('due').materialized(),
          () =>
            db
              .selectFrom('domains')
              .select('id')
              .where('check_at', '<=', a.now)
              .orderBy('check_at')
              .limit(a.limit)
              .$if(engine.dialect === 'postgres', (rows) => rows.forUpdate().skipLocked()),
        )
        .updateTable('domains')
        .set({ check_at: a.next_at })
        .where('id', 'in', (eb) => eb.selectFrom('due').select('id'))
        .returning([...domainColumns]),
    { rows: null, returns: true },
  )
  const postpone = prepare<{ id: string; until: number }>(
    'domains.postpone',
    (a) =>
      db
        .updateTable('domains')
        .set({ check_at: a.until })
        .where('id', '=', a.id as never),
    { rows: null },
  )
  return {
    takeDue: (now, next_at, limit) => ({
      writes: [takeDue({ now, next_at, limit })],
      read: ([rows = []]) => rows.map((row) => decode(row as Row)),
    }),
    postpone: (id, until) => postpone({ id, until }),
  }
}

/** Rows that time has overtaken. They belong to no environment in particular: the sweep goes over all. */
import type { Write } from '../domain/ports.ts'
import type { Engine } from './engine.ts'
import { prepare, queryBuilder } from './statement.ts'

export interface Sweep {
  /** Ends sign-ins that were not finished in time. */
  abandonSignIns(now: number): Write
  deleteGrants(now: number): Write
  deleteSessions(now: number): Write
  /** Refresh tokens, pushed requests and client assertions that nobody could use any more. */
  deleteExpired(now: number): readonly Write[]
  /** Removes claims and mapped values; the steps stay. */
  forgetClaims(before: number): Write
}

export function openSweep(engine: Engine): Sweep {
  const db = queryBuilder(engine.dialect)
  const any = { rows: null }
  const abandonSignIns = prepare<{ now: number }>(
    'sign_ins.abandon',
    (a) =>
      db
        .updateTable('sign_ins')
        .set({ state: 'abandoned', finished_at: a.now })
        .where('state', '=', 'in_progress')
        .where('expires_at', '<=', a.now),
    any,
  )
  const deleteGrants = prepare<{ now: number }>(
    'grants.sweep',
    (a) => db.deleteFrom('grants').where('expires_at', '<=', a.now),
    any,
  )
  const deleteSessions = prepare<{ now: number }>(
    'sessions.sweep',
    (a) => db.deleteFrom('sessions').where('expires_at', '<=', a.now),
    any,
  )
  const deleteExpired = (['refresh_tokens', 'pushed_requests', 'used_assertions'] as const).map((table) =>
    prepare<{ now: number }>(`${table}.sweep`, (a) => db.deleteFrom(table).where('expires_at', '<=', a.now), any),
  )
  const forgetClaims = prepare<{ before: number }>(
    'sign_in_traces.forget',
    (a) =>
      db
        .updateTable('sign_in_traces')
        .set({ entry_sealed: null })
        .where('created_at', '<=', a.before)
        .where('entry_sealed', 'is not', null),
    any,
  )
  return {
    abandonSignIns: (now) => abandonSignIns({ now }),
    deleteGrants: (now) => deleteGrants({ now }),
    deleteSessions: (now) => deleteSessions({ now }),
    deleteExpired: (now) => deleteExpired.map((write) => write({ now })),
    forgetClaims: (before) => forgetClaims({ before }),
  }
}

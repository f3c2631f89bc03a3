/**
 * Sweeps expired rows, some at a time: it deletes them, marks sign-ins as abandoned, and clears sealed claims. The
 * literals match the partial indexes. Sign-ins stay, because they lead from a user to sessions and grants
 * (schema/migrations/0001-initial.ts).
 */
import type { Id } from '@gatehouse-sso/core/ids'
import { sql } from 'kysely'
import type { EnvironmentRecord } from '../domain/stores/environments.ts'
import type { SweepStore } from '../domain/stores/sweep.ts'
import { decoder, prepare, prepareRead, type Storage } from './statements/compile.ts'

interface Overtaken {
  at: number
  limit: number
}

export function sweepStore({ db, engine }: Storage): SweepStore {
  const options = { rows: null, returns: true }
  const inProgress = sql.lit<'in_progress'>('in_progress')
  const inTest = sql.lit<'test_in_progress'>('test_in_progress')
  const end = (
    name: string,
    unfinished: typeof inProgress | typeof inTest,
    outcome: { readonly state: 'abandoned' | 'test_failed'; readonly error_code: string | null },
  ) =>
    prepare<Overtaken>(
      name,
      (a) =>
        db
          .updateTable('sign_ins')
          .set({ ...outcome, finished_at: a.at })
          .where('state', '=', unfinished)
          .where((eb) =>
            eb(
              eb.refTuple('environment_id', 'id'),
              'in',
              eb
                .selectFrom('sign_ins')
                .select(['environment_id', 'id'])
                .where('state', '=', unfinished)
                .where('expires_at', '<=', a.at)
                .limit(a.limit)
                .$asTuple('environment_id', 'id'),
            ),
          )
          .returning('id'),
      options,
    )
  const abandonSignIns = end('sign_ins.abandon', inProgress, { state: 'abandoned', error_code: null })
  const failTests = end('sign_ins.failTests', inTest, { state: 'test_failed', error_code: 'sign_in_expired' })
  const expiring = [
    'sessions',
    'pushed_requests',
    'device_authorizations',
    'setup_sessions',
    'admin_links',
    'staff_sessions',
    'used_assertions',
    'idempotency_keys',
    'rechecks',
  ] as const
  const deleteExpired = expiring.map((table) =>
    prepare<Overtaken>(
      `${table}.sweep`,
      (a) =>
        db
          .deleteFrom(table)
          .where('id', 'in', (eb) => eb.selectFrom(table).select('id').where('expires_at', '<=', a.at).limit(a.limit))
          .returning('id'),
      options,
    ),
  )
  // The partial index of grants leaves offline ones out.
  const deleteGrants = prepare<Overtaken>(
    'grants.sweep',
    (a) =>
      db
        .deleteFrom('grants')
        .where('id', 'in', (eb) =>
          eb
            .selectFrom('grants')
            .select('id')
            .where('offline', '=', sql.lit(0))
            .where('expires_at', '<=', a.at)
            .limit(a.limit),
        )
        .returning('id'),
    options,
  )
  const deleteOlder = (table: 'grants' | 'refresh_tokens') =>
    prepare<Overtaken & { before: Id<'grant' | 'rtok'> }>(
      `${table}.sweepOlder`,
      (a) =>
        db
          .deleteFrom(table)
          .where('id', 'in', (eb) =>
            eb
              .selectFrom(table)
              .select('id')
              .where('id', '<', a.before)
              .where('expires_at', '<=', a.at)
              .orderBy('id')
              .limit(a.limit),
          )
          .returning('id'),
      options,
    )
  const [deleteOlderGrants, deleteOlderRefreshTokens] = [deleteOlder('grants'), deleteOlder('refresh_tokens')]
  const environments = prepareRead<object, Pick<EnvironmentRecord, 'id' | 'trace_days'>>(
    engine,
    'environments.traceDays',
    () => db.selectFrom('environments').select(['id', 'trace_days']),
    decoder<Pick<EnvironmentRecord, 'id' | 'trace_days'>>({}),
  )
  const forgetClaims = prepare<Overtaken & { environment_id: Id<'env'> }>(
    'sign_in_traces.forget',
    (a) =>
      db
        .updateTable('sign_in_traces')
        .set({ entry_sealed: null })
        .where((eb) =>
          eb(
            eb.refTuple('sign_in_id', 'id'),
            'in',
            eb
              .selectFrom('sign_in_traces')
              .select(['sign_in_id', 'id'])
              .where('environment_id', '=', a.environment_id)
              .where('created_at', '<=', a.at)
              .where('entry_sealed', 'is not', null)
              .limit(a.limit)
              .$asTuple('sign_in_id', 'id'),
          ),
        )
        .returning('id'),
    options,
  )
  return {
    abandonSignIns: (at, limit) => abandonSignIns({ at, limit }),
    failTests: (at, limit) => failTests({ at, limit }),
    deleteExpired: [deleteGrants, ...deleteExpired].map((write) => (at, limit) => write({ at, limit })),
    deleteOlderGrants: (at, before, limit) => deleteOlderGrants({ at, before, limit }),
    deleteOlderRefreshTokens: (at, before, limit) => deleteOlderRefreshTokens({ at, before, limit }),
    environments: () => environments.all({}),
    forgetClaims: (environment_id, at, limit) => forgetClaims({ environment_id, at, limit }),
  }
}

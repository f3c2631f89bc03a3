import { firstIdOf, type Id } from '@gatehouse-sso/core/ids'
import { type Kysely, sql } from 'kysely'
import type {
  EndedSignIn,
  LatestSignIn,
  SignInRecord,
  SignInStore,
  SignInSuccess,
  TestEnd,
  TraceRecord,
} from '../domain/stores/sign-ins.ts'
import type { Tables } from './schema/tables.ts'
import { columnsOf, decoder, prepare, prepareRead, type Storage } from './statements/compile.ts'
import { listPage } from './statements/list.ts'

const columns = [
  'id',
  'environment_id',
  'application_id',
  'organization_id',
  'connection_id',
  'user_id',
  'email_key',
  'state',
  'state_hash',
  'browser_hash',
  'flow_sealed',
  'restarted',
  'error_code',
  'session_id',
  'grant_id',
  'created_at',
  'expires_at',
  'finished_at',
  'occurrences',
] as const satisfies (keyof SignInRecord)[]

/** The sign-ins of a user, from the first one whose session or grant may still live (domain/work/lifetimes.ts). */
export interface Given {
  environment_id: Id<'env'>
  user_id: Id<'user'>
  first: Id<'signin'>
}

/** The sign-ins through a connection, from `first` on. */
export interface GivenThrough {
  environment_id: Id<'env'>
  connection_id: Id<'conn'>
  first: Id<'signin'>
}

// Literals: SQLite prepares a statement anew for each value of a column that a partial index names.
const inProgress = sql.lit<'in_progress'>('in_progress')
const inTest = sql.lit<'test_in_progress'>('test_in_progress')
const succeeded = sql.lit<'succeeded'>('succeeded')
const failed = sql.lit<'failed'>('failed')

type GivenColumn = 'session_id' | 'grant_id'

/** Selects the sessions or grants that a user's sign-ins gave, for `where id in`. */
export function givenTo<C extends GivenColumn>(db: Kysely<Tables>, column: C, a: Given) {
  return givenBy(db, column, a).where('user_id', '=', a.user_id)
}

/** The same for sign-ins through a connection. */
export function givenThrough<C extends GivenColumn>(db: Kysely<Tables>, column: C, a: GivenThrough) {
  return givenBy(db, column, a).where('connection_id', '=', a.connection_id)
}

function givenBy<C extends GivenColumn>(
  db: Kysely<Tables>,
  column: C,
  { environment_id, first }: Pick<Given, 'environment_id' | 'first'>,
) {
  return db
    .selectFrom('sign_ins')
    .select(column)
    .where('id', '>=', first)
    .where('environment_id', '=', environment_id)
    .$castTo<{ [K in C]: NonNullable<SignInRecord[C]> }>()
}

interface Key {
  environment_id: Id<'env'>
  id: Id<'signin'>
}

export function signInStore({ db, engine }: Storage): (environment_id: Id<'env'>) => SignInStore {
  const decode = decoder<SignInRecord>({ boolean: ['restarted'] })
  const all = db.selectFrom('sign_ins').selectAll()
  const get = prepareRead<Key, SignInRecord>(
    engine,
    'sign_ins.get',
    (a) => all.where('id', '=', a.id).where('environment_id', '=', a.environment_id),
    decode,
  )
  const latestOf = prepareRead<{ environment_id: Id<'env'>; connection_id: Id<'conn'>; limit: number }, LatestSignIn>(
    engine,
    'sign_ins.latestOfConnection',
    (a) =>
      db
        .selectFrom('sign_ins')
        .select(['state', 'state_hash', 'browser_hash', 'error_code', 'created_at'])
        .where('connection_id', '=', a.connection_id)
        .where('environment_id', '=', a.environment_id)
        .orderBy('id', 'desc')
        .limit(a.limit),
    decoder<LatestSignIn>({}),
  )
  const endedAt = (a: { environment_id: Id<'env'>; ended_at: number; after: Id<'signin'>; limit: number }) =>
    db
      .selectFrom('sign_ins')
      .leftJoin('sessions', 'sessions.id', 'sign_ins.session_id')
      .leftJoin('grants', 'grants.id', 'sign_ins.grant_id')
      .select(['sign_ins.id', 'sign_ins.application_id', 'sign_ins.session_id', 'sign_ins.user_id'])
      .where('sign_ins.environment_id', '=', a.environment_id)
      .where('sign_ins.id', '>', a.after)
      .where('sign_ins.state', '=', succeeded)
      .where((eb) => eb.or([eb('sessions.ended_at', '=', a.ended_at), eb('grants.revoked_at', '=', a.ended_at)]))
      .orderBy('sign_ins.id')
      .limit(a.limit)
  const endedOfUser = prepareRead<Parameters<typeof endedAt>[0] & { user_id: Id<'user'> }, EndedSignIn>(
    engine,
    'sign_ins.endedOfUser',
    (a) => endedAt(a).where('sign_ins.user_id', '=', a.user_id),
    decoder<EndedSignIn>({}),
  )
  const endedOfConnection = prepareRead<Parameters<typeof endedAt>[0] & { connection_id: Id<'conn'> }, EndedSignIn>(
    engine,
    'sign_ins.endedOfConnection',
    (a) => endedAt(a).where('sign_ins.connection_id', '=', a.connection_id),
    decoder<EndedSignIn>({}),
  )
  // Relaxed: if a crash of the database loses this row, one person has to click again.
  const insert = prepare<SignInRecord>(
    'sign_ins.insert',
    (a) => db.insertInto('sign_ins').values(columnsOf(a, columns)),
    { relaxed: true },
  )
  const succeed = prepare<Key & SignInSuccess>('sign_ins.succeed', (a) =>
    db
      .updateTable('sign_ins')
      .set({
        state: 'succeeded',
        ...columnsOf(a, ['user_id', 'email_key', 'session_id', 'grant_id', 'finished_at']),
        error_code: null,
      })
      .where('id', '=', a.id)
      .where('environment_id', '=', a.environment_id)
      .where((eb) =>
        eb.or([
          eb('state', '=', inProgress),
          eb.and([eb('state', '=', failed), eb('error_code', '=', 'upstream_code_refused')]),
        ]),
      ),
  )
  const fail = prepare<Key & { error_code: string; email_key: string | null; finished_at: number }>(
    'sign_ins.fail',
    (a) =>
      db
        .updateTable('sign_ins')
        .set({ state: 'failed', ...columnsOf(a, ['error_code', 'email_key', 'finished_at']) })
        .where('id', '=', a.id)
        .where('environment_id', '=', a.environment_id)
        .where('state', '=', inProgress),
  )
  const continueTest = prepare<Key & { asked_hash: string; state_hash: string; flow_sealed: string }>(
    'sign_ins.continueTest',
    (a) =>
      db
        .updateTable('sign_ins')
        .set(columnsOf(a, ['state_hash', 'flow_sealed']))
        .where('id', '=', a.id)
        .where('environment_id', '=', a.environment_id)
        .where('state', '=', inTest)
        .where('state_hash', '=', a.asked_hash),
  )
  const endTest = prepare<Key & TestEnd>('sign_ins.endTest', (a) =>
    db
      .updateTable('sign_ins')
      .set(columnsOf(a, ['state', 'error_code', 'email_key', 'finished_at']))
      .where('id', '=', a.id)
      .where('environment_id', '=', a.environment_id)
      .where('state', '=', inTest),
  )
  const noteRefusedTokens = prepare<Key & { error_code: string }>(
    'sign_ins.noteRefusedTokens',
    (a) =>
      db
        .updateTable('sign_ins')
        .set(columnsOf(a, ['error_code']))
        .where('id', '=', a.id)
        .where('environment_id', '=', a.environment_id)
        .where('state', '=', succeeded)
        .where('error_code', 'is', null),
    { rows: null },
  )
  const countOccurrence = prepare<Key>(
    'sign_ins.countOccurrence',
    (a) =>
      db
        .updateTable('sign_ins')
        .set((eb) => ({ occurrences: eb('occurrences', '+', 1) }))
        .where('id', '=', a.id)
        .where('environment_id', '=', a.environment_id),
    { rows: null },
  )
  const traces = prepareRead<Key, TraceRecord>(
    engine,
    'sign_in_traces.ofSignIn',
    (a) =>
      db
        .selectFrom('sign_in_traces')
        .selectAll()
        .where('sign_in_id', '=', a.id)
        .where('environment_id', '=', a.environment_id)
        .orderBy('id'),
    decoder<TraceRecord>({ json: ['entry'] }),
  )
  const insertTrace = prepare<TraceRecord>('sign_in_traces.insert', (a) =>
    db
      .insertInto('sign_in_traces')
      .values(
        columnsOf(a, [
          'sign_in_id',
          'id',
          'environment_id',
          'entry',
          'entry_sealed',
          'request_id',
          'upstream_correlation_id',
          'upstream_trace_id',
          'created_at',
        ]),
      ),
  )
  return (environment_id) => ({
    get: (id) => get.first({ environment_id, id: id as Id<'signin'> }),
    list: ({
      organization_id,
      connection_id,
      user_id,
      state,
      email_key,
      from,
      to,
      error_code,
      request_id,
      upstream_id,
      ...query
    }) => {
      let found = all.where('environment_id', '=', environment_id)
      if (organization_id !== undefined) found = found.where('organization_id', '=', organization_id)
      if (connection_id !== undefined) found = found.where('connection_id', '=', connection_id)
      if (user_id !== undefined) found = found.where('user_id', '=', user_id)
      if (state !== undefined) found = found.where('state', '=', state)
      if (email_key !== undefined) found = found.where('email_key', '=', email_key)
      // By id, which every index of this table ends with; none has the time of creation.
      if (from !== undefined) found = found.where('id', '>=', firstIdOf('signin', from))
      if (to !== undefined) found = found.where('id', '<', firstIdOf('signin', to))
      if (error_code !== undefined) found = found.where('error_code', '=', error_code)
      if (request_id !== undefined) {
        const failed = db.selectFrom('sign_in_traces').select('sign_in_id').where('request_id', '=', request_id)
        found = found.where('id', 'in', failed.where('environment_id', '=', environment_id))
      }
      if (upstream_id !== undefined) {
        // Two reads of an index; one condition with `or` would read the table.
        const of = (column: 'upstream_correlation_id' | 'upstream_trace_id') =>
          db
            .selectFrom('sign_in_traces')
            .select('sign_in_id')
            .where(column, '=', upstream_id)
            .where('environment_id', '=', environment_id)
        found = found.where('id', 'in', of('upstream_correlation_id').union(of('upstream_trace_id')))
      }
      return listPage(engine, found, query, decode)
    },
    latestOf: (connection_id, limit) => latestOf.all({ environment_id, connection_id, limit }),
    ended: (of, ended_at, after, limit) => {
      const at = { environment_id, ended_at, after, limit }
      return 'user_id' in of ? endedOfUser.all({ ...at, ...of }) : endedOfConnection.all({ ...at, ...of })
    },
    insert,
    succeed: (id, success) => succeed({ ...success, environment_id, id }),
    fail: (id, error_code, email_key, finished_at) => fail({ environment_id, id, error_code, email_key, finished_at }),
    continueTest: (id, asked_hash, next) => continueTest({ ...next, environment_id, id, asked_hash }),
    endTest: (id, end) => endTest({ ...end, environment_id, id }),
    noteRefusedTokens: (id, error_code) => noteRefusedTokens({ environment_id, id, error_code }),
    countOccurrence: (id) => countOccurrence({ environment_id, id }),
    traces: (id) => traces.all({ environment_id, id }),
    insertTrace,
  })
}

import type { Id } from '@gatehouse-sso/core/ids'
import type { RecordPage } from '../domain/stores/list.ts'
import type { SessionQuery, SessionRecord, SessionStore } from '../domain/stores/sessions.ts'
import { type Given, type GivenThrough, givenThrough, givenTo } from './sign-ins.ts'
import { columnsOf, decoder, prepare, prepareRead, type Storage, selectedColumnsOf } from './statements/compile.ts'
import { insertSelected } from './statements/insert-selected.ts'
import { listPage } from './statements/list.ts'

const columns = [
  'id',
  'environment_id',
  'organization_id',
  'user_id',
  'connection_id',
  'token_hash',
  'auth_time',
  'amr',
  'acr',
  'upstream_sid',
  'profile_sealed',
  'application_id',
  'session_expiry',
  'logout_hints_sealed',
  'created_at',
  'last_used_at',
  'expires_at',
  'ended_at',
  'ended_because',
] as const satisfies (keyof SessionRecord)[]

/** The columns that another sign-in of the same person changes. */
const renewed = [
  ...(['token_hash', 'auth_time', 'amr', 'acr', 'upstream_sid', 'session_expiry'] as const),
  ...(['logout_hints_sealed', 'profile_sealed', 'last_used_at', 'expires_at'] as const),
]

interface Ending {
  environment_id: Id<'env'>
  ended_at: number
  ended_because: string
}

export function sessionStore({ db, engine }: Storage): (environment_id: Id<'env'>) => SessionStore {
  const decode = decoder<SessionRecord>({ json: ['amr'] })
  const get = prepareRead<{ environment_id: Id<'env'>; id: Id<'sess'> }, SessionRecord>(
    engine,
    'sessions.get',
    (a) => db.selectFrom('sessions').selectAll().where('id', '=', a.id).where('environment_id', '=', a.environment_id),
    decode,
  )
  const byUpstreamSid = prepareRead<{ environment_id: Id<'env'>; upstream_sid: string }, SessionRecord>(
    engine,
    'sessions.byUpstreamSid',
    (a) =>
      db
        .selectFrom('sessions')
        .selectAll()
        .where('upstream_sid', '=', a.upstream_sid)
        .where('environment_id', '=', a.environment_id)
        .where('ended_at', 'is', null),
    decode,
  )
  // Selects from the connection, so that a connection deactivated meanwhile opens no session. Locks it, so that a
  // concurrent deactivation waits, finds this session and ends it.
  const insert = prepare<SessionRecord>('sessions.insert', (a) =>
    insertSelected({ db, engine }, 'sessions')
      .columns([...columns])
      .expression(
        db
          .selectFrom('connections')
          .select(selectedColumnsOf(a, columns))
          .where('id', '=', a.connection_id)
          .where('environment_id', '=', a.environment_id)
          .where('organization_id', '=', a.organization_id)
          .where('state', '=', 'active')
          .$if(engine.dialect === 'postgres', (held) => held.forShare()),
      ),
  )
  const renew = prepare<SessionRecord>('sessions.renew', (a) =>
    db
      .updateTable('sessions')
      .set(columnsOf(a, renewed))
      .where('id', '=', a.id)
      .where('environment_id', '=', a.environment_id)
      .where('user_id', '=', a.user_id)
      .where('ended_at', 'is', null),
  )
  const ending = (a: Ending) =>
    db
      .updateTable('sessions')
      .set({ ended_at: a.ended_at, ended_because: a.ended_because })
      .where('environment_id', '=', a.environment_id)
      .where('ended_at', 'is', null)
  const end = prepare<Ending & { id: Id<'sess'> }>('sessions.end', (a) => ending(a).where('id', '=', a.id), {
    rows: null,
  })
  // Sessions are found through sign-ins, which have the indexes (schema/migrations/0001-initial.ts).
  const endOfUser = prepare<Ending & Given>(
    'sessions.endOfUser',
    (a) => ending(a).where('id', 'in', givenTo(db, 'session_id', a)),
    { rows: null },
  )
  const endOfConnection = prepare<Ending & GivenThrough>(
    'sessions.endOfConnection',
    (a) =>
      ending(a)
        .where('id', 'in', givenThrough(db, 'session_id', a))
        .where('connection_id', '=', a.connection_id),
    { rows: null },
  )
  const touch = prepare<{ environment_id: Id<'env'>; id: Id<'sess'>; last_used_at: number }>(
    'sessions.touch',
    (a) =>
      db
        .updateTable('sessions')
        .set({ last_used_at: a.last_used_at })
        .where('id', '=', a.id)
        .where('environment_id', '=', a.environment_id),
    { rows: null },
  )
  const all = db.selectFrom('sessions').selectAll()
  const page = (
    environment_id: Id<'env'>,
    { state, ...query }: SessionQuery,
    narrow: (sessions: typeof all) => typeof all,
  ): Promise<RecordPage<SessionRecord>> => {
    const found = narrow(all.where('environment_id', '=', environment_id))
    if (state === undefined) return listPage(engine, found, query, decode)
    return listPage(engine, found.where('ended_at', state === 'open' ? 'is' : 'is not', null), query, decode)
  }
  return (environment_id) => ({
    get: (id) => get.first({ environment_id, id: id as Id<'sess'> }),
    ofUser: (user_id, first, query) =>
      page(environment_id, query, (all) =>
        all.where('id', 'in', givenTo(db, 'session_id', { environment_id, user_id, first })),
      ),
    ofConnection: (connection_id, first, query) =>
      page(environment_id, query, (all) =>
        all.where('id', 'in', givenThrough(db, 'session_id', { environment_id, connection_id, first })),
      ),
    ofOrganization: (organization_id, first, query) =>
      page(environment_id, query, (all) =>
        all.where('id', 'in', (eb) =>
          eb
            .selectFrom('sign_ins')
            .innerJoin('connections', 'connections.id', 'sign_ins.connection_id')
            .select('session_id')
            .where('connections.organization_id', '=', organization_id)
            .where('sign_ins.id', '>=', first)
            .where('sign_ins.environment_id', '=', environment_id)
            .$castTo<{ session_id: Id<'sess'> }>(),
        ),
      ),
    byUpstreamSid: (upstream_sid) => byUpstreamSid.all({ environment_id, upstream_sid }),
    insert,
    renew,
    end: (id, ended_at, ended_because) => end({ environment_id, id, ended_at, ended_because }),
    endOfUser: (user_id, first, ended_at, ended_because) =>
      endOfUser({ environment_id, user_id, first, ended_at, ended_because }),
    endOfConnection: (connection_id, first, ended_at, ended_because) =>
      endOfConnection({ environment_id, connection_id, first, ended_at, ended_because }),
    touch: (id, last_used_at) => touch({ environment_id, id, last_used_at }),
  })
}

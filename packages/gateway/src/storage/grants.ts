/**
 * Grants and their codes. One statement redeems a code, and its WHERE holds every condition. So of two concurrent
 * requests one wins, and a grant that has just ended gives no tokens.
 */
import type { Id } from '@gatehouse-sso/core/ids'
import { type Kysely, sql } from 'kysely'
import type { AccessTokenRecord, GrantRecord, GrantStore, LiveGrant, Redemption } from '../domain/stores/grants.ts'
import type { Row } from './engine/engine.ts'
import type { Tables } from './schema/tables.ts'
import { type Given, type GivenThrough, givenThrough, givenTo } from './sign-ins.ts'
import { decoder, prepare, prepareRead, type Storage, selectedColumnsOf } from './statements/compile.ts'
import { insertSelected } from './statements/insert-selected.ts'

const columns = [
  'id',
  'environment_id',
  'application_id',
  'user_id',
  'session_id',
  'connection_id',
  'sign_in_id',
  'scopes',
  'requested_claims',
  'offline',
  'auth_time',
  'amr',
  'acr',
  'profile_sealed',
  'session_expiry',
  'api_resource_id',
  'access_token',
  'redirect_uri',
  'nonce',
  'code_challenge',
  'code_hash',
  'code_expires_at',
  'code_redeemed_at',
  'revoked_at',
  'revoked_because',
  'created_at',
  'expires_at',
] as const satisfies (keyof GrantRecord)[]

interface Key {
  environment_id: Id<'env'>
  id: Id<'grant'>
}

/** The columns of a {@link LiveGrant}. */
const liveColumns = [
  'grants.id as grant_id',
  'grants.sign_in_id',
  'grants.application_id',
  'grants.scopes',
  'grants.nonce',
  'grants.requested_claims',
  'grants.offline',
  'grants.expires_at',
  'grants.session_id',
  'grants.connection_id',
  'grants.auth_time',
  'grants.amr',
  'grants.acr',
  'grants.profile_sealed',
  'grants.session_expiry',
  'grants.api_resource_id',
  'grants.access_token',
  'users.id as user_id',
  'users.organization_id',
  'users.email',
  'users.email_verified',
  'users.name',
  'users.given_name',
  'users.family_name',
  'users.preferred_username',
  'users.role',
  'users.roles',
  'users.groups',
  'users.is_admin',
  'users.external_id',
  'users.identifier',
  'users.custom_attributes',
  'applications.output_claims',
] as const

// A literal: SQLite prepares a statement anew for each value of a column that a partial index names (60 µs).
const active = sql.lit<'active'>('active')

/**
 * Selects live grants in one read (docs/decisions/0014): the grant is not revoked, and its user, application and
 * connection are active. Its session must be live too, unless the grant outlives it.
 */
export function selectLive(db: Kysely<Tables>, { environment_id, now }: { environment_id: Id<'env'>; now: number }) {
  return db
    .selectFrom('grants')
    .innerJoin('users', 'users.id', 'grants.user_id')
    .innerJoin('applications', 'applications.id', 'grants.application_id')
    .innerJoin('connections', 'connections.id', 'grants.connection_id')
    .leftJoin('sessions', 'sessions.id', 'grants.session_id')
    .select(liveColumns)
    .where('grants.environment_id', '=', environment_id)
    .where('grants.revoked_at', 'is', null)
    .where('grants.expires_at', '>', now)
    .where('users.state', '=', active)
    .where('applications.state', '=', active)
    .where('connections.state', '=', active)
    .where((eb) =>
      eb.or([
        eb('grants.offline', '=', 1),
        eb.and([eb('sessions.ended_at', 'is', null), eb('sessions.expires_at', '>', now)]),
      ]),
    )
}

export const decodeLive = decoder<LiveGrant>({
  json: ['scopes', 'requested_claims', 'amr', 'access_token', 'roles', 'groups', 'custom_attributes', 'output_claims'],
  boolean: ['offline', 'email_verified', 'is_admin'],
})

export function grantStore({ db, engine }: Storage): (environment_id: Id<'env'>) => GrantStore {
  const get = prepareRead<Key, GrantRecord>(
    engine,
    'grants.get',
    (a) => db.selectFrom('grants').selectAll().where('id', '=', a.id).where('environment_id', '=', a.environment_id),
    decoder<GrantRecord>({ json: ['scopes', 'requested_claims', 'amr', 'access_token'], boolean: ['offline'] }),
  )
  const live = (a: Key & { now: number }) => selectLive(db, a).where('grants.id', '=', a.id)
  const readLive = prepareRead<Key & { now: number }, LiveGrant>(engine, 'grants.live', live, decodeLive)
  const readInUnit = prepare<Key & { now: number }>('grants.readRedeemed', live, { rows: 1, returns: true })
  const redeem = prepare<Redemption & { environment_id: Id<'env'> }>('grants.redeem', (a) =>
    db
      .updateTable('grants')
      .set({ code_redeemed_at: a.now, access_token: a.access_token })
      .where('id', '=', a.id as Id<'grant'>)
      .where('environment_id', '=', a.environment_id)
      .where('code_hash', '=', a.code_hash)
      .where('application_id', '=', a.application_id)
      .where('redirect_uri', '=', a.redirect_uri)
      .where('code_challenge', 'is not distinct from', a.code_challenge)
      .where('code_redeemed_at', 'is', null)
      .where('revoked_at', 'is', null)
      .where('code_expires_at', '>', a.now),
  )
  // Selects from the session, and locks it: what ends the session meanwhile finds this grant, or leaves none.
  const insert = prepare<GrantRecord>('grants.insert', (a) =>
    insertSelected({ db, engine }, 'grants')
      .columns([...columns])
      .expression(
        db
          .selectFrom('sessions')
          .select(selectedColumnsOf(a, columns))
          .where('id', '=', a.session_id)
          .where('environment_id', '=', a.environment_id)
          .where('ended_at', 'is', null)
          .$if(engine.dialect === 'postgres', (held) => held.forShare()),
      ),
  )
  const keepAccessToken = prepare<Key & { access_token: AccessTokenRecord }>('grants.keepAccessToken', (a) =>
    db
      .updateTable('grants')
      .set({ access_token: a.access_token })
      .where('id', '=', a.id)
      .where('environment_id', '=', a.environment_id),
  )
  const burn = prepare<Key & { now: number }>(
    'grants.burn',
    (a) =>
      db
        .updateTable('grants')
        .set({ code_redeemed_at: a.now })
        .where('id', '=', a.id)
        .where('environment_id', '=', a.environment_id)
        .where('code_redeemed_at', 'is', null),
    { rows: null },
  )
  const revoke = prepare<Key & { revoked_at: number; revoked_because: string }>(
    'grants.revoke',
    (a) =>
      db
        .updateTable('grants')
        .set({ revoked_at: a.revoked_at, revoked_because: a.revoked_because })
        .where('id', '=', a.id)
        .where('environment_id', '=', a.environment_id)
        .where('revoked_at', 'is', null),
    { rows: null },
  )
  const revokeOffline = (a: { environment_id: Id<'env'>; revoked_at: number; revoked_because: string }) =>
    db
      .updateTable('grants')
      .set({ revoked_at: a.revoked_at, revoked_because: a.revoked_because })
      .where('environment_id', '=', a.environment_id)
      .where('offline', '=', 1)
      .where('revoked_at', 'is', null)
  // The sign-ins have the index by user. The few grants that no sign-in made have one of their own.
  const revokeOfUser = prepare<Given & { revoked_at: number; revoked_because: string }>(
    'grants.revokeOfUser',
    (a) =>
      revokeOffline(a).where('id', 'in', (eb) =>
        givenTo(db, 'grant_id', a).unionAll(
          eb
            .selectFrom('grants')
            .select('id as grant_id')
            .where('user_id', '=', a.user_id)
            .where('sign_in_id', 'is', null)
            .where('environment_id', '=', a.environment_id),
        ),
      ),
    { rows: null },
  )
  const revokeOfConnection = prepare<GivenThrough & { revoked_at: number; revoked_because: string }>(
    'grants.revokeOfConnection',
    (a) => revokeOffline(a).where('id', 'in', givenThrough(db, 'grant_id', a)),
    { rows: null },
  )
  const revokeOfSession = prepare<Given & { session_id: Id<'sess'>; revoked_at: number; revoked_because: string }>(
    'grants.revokeOfSession',
    (a) =>
      revokeOffline(a)
        .where('id', 'in', givenTo(db, 'grant_id', a))
        .where('session_id', '=', a.session_id),
    { rows: null },
  )
  return (environment_id) => ({
    get: (id) => get.first({ environment_id, id: id as Id<'grant'> }),
    live: (id, now) => readLive.first({ environment_id, id: id as Id<'grant'>, now }),
    insert,
    redeem: (redemption) => ({
      writes: [
        redeem({ ...redemption, environment_id }),
        readInUnit({ environment_id, id: redemption.id as Id<'grant'>, now: redemption.now }),
      ],
      read: (rows) => decodeLive(rows[1]?.[0] as Row),
    }),
    keepAccessToken: (id, access_token) => keepAccessToken({ environment_id, id, access_token }),
    burn: (id, now) => burn({ environment_id, id, now }),
    revoke: (id, revoked_at, revoked_because) => revoke({ environment_id, id, revoked_at, revoked_because }),
    revokeOfSession: (user_id, session_id, first, revoked_at, revoked_because) =>
      revokeOfSession({ environment_id, user_id, session_id, first, revoked_at, revoked_because }),
    revokeOfConnection: (connection_id, first, revoked_at, revoked_because) =>
      revokeOfConnection({ environment_id, connection_id, first, revoked_at, revoked_because }),
    revokeOfUser: (user_id, first, revoked_at, revoked_because) =>
      revokeOfUser({ environment_id, user_id, first, revoked_at, revoked_because }),
  })
}

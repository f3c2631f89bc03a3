/**
 * Grants and their codes. A code is redeemed by one statement whose WHERE has every condition, so that of two at the
 * same moment one wins, and nothing that ended meanwhile gives tokens.
 */
import type { Id } from '@gatehouse/core/ids'
import type { GrantRecord } from '../domain/records.ts'
import type { GrantStore, LiveGrant, Redemption } from '../domain/stores.ts'
import type { Row } from './engine.ts'
import { columnsOf, decoder, prepare, prepareRead } from './statement.ts'
import type { Storage } from './storage.ts'

const columns = [
  'id',
  'environment_id',
  'application_id',
  'user_id',
  'session_id',
  'sign_in_id',
  'scopes',
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

export function grantStore({ db, engine }: Storage): (environment_id: Id<'env'>) => GrantStore {
  const decodeLive = decoder<LiveGrant>({
    json: ['scopes', 'amr', 'roles', 'groups'],
    boolean: ['email_verified', 'is_admin'],
  })
  const get = prepareRead<Key, GrantRecord>(
    engine,
    'grants.get',
    (a) => db.selectFrom('grants').selectAll().where('id', '=', a.id).where('environment_id', '=', a.environment_id),
    decoder<GrantRecord>({ json: ['scopes'] }),
  )
  // One read for everything that must still hold (docs/decisions/0014).
  const live = (a: Key & { now: number }) =>
    db
      .selectFrom('grants')
      .innerJoin('sessions', 'sessions.id', 'grants.session_id')
      .innerJoin('users', 'users.id', 'grants.user_id')
      .innerJoin('applications', 'applications.id', 'grants.application_id')
      .select([
        'grants.id as grant_id',
        'grants.sign_in_id',
        'grants.application_id',
        'grants.scopes',
        'grants.nonce',
        'grants.session_id',
        'sessions.connection_id',
        'sessions.auth_time',
        'sessions.amr',
        'sessions.acr',
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
      ])
      .where('grants.id', '=', a.id)
      .where('grants.environment_id', '=', a.environment_id)
      .where('grants.revoked_at', 'is', null)
      .where('sessions.ended_at', 'is', null)
      .where('sessions.expires_at', '>', a.now)
      .where('users.state', '=', 'active')
      .where('applications.state', '=', 'active')
  const readLive = prepareRead<Key & { now: number }, LiveGrant>(engine, 'grants.live', live, decodeLive)
  const readInUnit = prepare<Key & { now: number }>('grants.readRedeemed', live, { rows: 1, returns: true })
  const redeem = prepare<Redemption & { environment_id: Id<'env'> }>('grants.redeem', (a) =>
    db
      .updateTable('grants')
      .set({ code_redeemed_at: a.now })
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
  const insert = prepare<GrantRecord>('grants.insert', (a) => db.insertInto('grants').values(columnsOf(a, columns)))
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
    burn: (id, now) => burn({ environment_id, id, now }),
    revoke: (id, revoked_at, revoked_because) => revoke({ environment_id, id, revoked_at, revoked_because }),
  })
}

/**
 * Refresh tokens, each of which is used once. One unit uses a token, writes the next one and reads the grant. So of two
 * concurrent requests one wins, and a grant that has just ended gives no tokens.
 */
import type { Id } from '@gatehouse-sso/core/ids'
import type { RefreshTokenRecord, RefreshTokenStore, Rotation } from '../domain/stores/refresh-tokens.ts'
import type { Row } from './engine/engine.ts'
import { decodeLive, selectLive } from './grants.ts'
import { decoder, prepare, prepareRead, type Storage, selectedColumnsOf } from './statements/compile.ts'
import { insertSelected } from './statements/insert-selected.ts'

interface Key {
  environment_id: Id<'env'>
  id: Id<'rtok'>
}

type Next = Omit<RefreshTokenRecord, 'grant_id'> & { previous_id: Id<'rtok'> }

export function refreshTokenStore({ db, engine }: Storage): (environment_id: Id<'env'>) => RefreshTokenStore {
  const get = prepareRead<Key, RefreshTokenRecord>(
    engine,
    'refresh_tokens.get',
    (a) =>
      db.selectFrom('refresh_tokens').selectAll().where('id', '=', a.id).where('environment_id', '=', a.environment_id),
    decoder<RefreshTokenRecord>({}),
  )
  const own = ['id', 'token_hash', 'created_at', 'expires_at', 'used_at'] as const
  const columns = [...own, 'environment_id', 'grant_id'] as const
  // Selects from the grant, because only the grant says whether it outlives its session.
  const issue = prepare<RefreshTokenRecord>(
    'refresh_tokens.issue',
    (a) =>
      insertSelected({ db, engine }, 'refresh_tokens')
        .columns([...columns])
        .expression(
          db
            .selectFrom('grants')
            .select(selectedColumnsOf(a, own))
            .select(['environment_id', 'grants.id as grant_id'])
            .where('grants.id', '=', a.grant_id)
            .where('environment_id', '=', a.environment_id)
            .where('offline', '=', 1),
        ),
    { rows: null },
  )
  const use = prepare<Rotation & { environment_id: Id<'env'> }>('refresh_tokens.use', (a) =>
    db
      .updateTable('refresh_tokens')
      .set({ used_at: a.now })
      .where('id', '=', a.id)
      .where('environment_id', '=', a.environment_id)
      .where('token_hash', '=', a.token_hash)
      .where('used_at', 'is', null)
      .where('expires_at', '>', a.now)
      .where((eb) =>
        eb.exists(
          eb
            .selectFrom('grants')
            .select('id')
            .whereRef('grants.id', '=', 'refresh_tokens.grant_id')
            .where('application_id', '=', a.application_id),
        ),
      ),
  )
  const follow = prepare<Next>('refresh_tokens.follow', (a) =>
    insertSelected({ db, engine }, 'refresh_tokens')
      .columns([...columns])
      .expression(
        db
          .selectFrom('refresh_tokens')
          .select(selectedColumnsOf(a, own))
          .select(['environment_id', 'grant_id'])
          .where('id', '=', a.previous_id)
          .where('environment_id', '=', a.environment_id),
      ),
  )
  const read = prepare<Key & { now: number }>(
    'refresh_tokens.readGrant',
    (a) =>
      selectLive(db, a).where('grants.id', '=', (eb) =>
        eb.selectFrom('refresh_tokens').select('grant_id').where('refresh_tokens.id', '=', a.id),
      ),
    { rows: 1, returns: true },
  )
  return (environment_id) => ({
    get: (id) => get.first({ environment_id, id }),
    issue,
    rotate: (rotation, next) => ({
      writes: [
        use({ ...rotation, environment_id }),
        follow({ ...next, previous_id: rotation.id }),
        read({ environment_id, id: rotation.id, now: rotation.now }),
      ],
      read: (rows) => decodeLive(rows[2]?.[0] as Row),
    }),
  })
}

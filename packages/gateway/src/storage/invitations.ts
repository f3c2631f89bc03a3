import type { Id } from '@gatehouse-sso/core/ids'
import type { InvitationRecord, InvitationStore } from '../domain/stores/invitations.ts'
import { organizationLock } from './organizations.ts'
import { columnsOf, decoder, prepare, prepareRead, type Storage, selectedColumnsOf } from './statements/compile.ts'
import { listPage } from './statements/list.ts'

const changeable = [
  'token_hash',
  'expires_at',
  'sent_at',
  'revoked_at',
  'version',
  'updated_at',
] as const satisfies (keyof InvitationRecord)[]

const columns = [
  ...changeable,
  'id',
  'environment_id',
  'organization_id',
  'email',
  'email_key',
  'subject',
  'application_id',
  'connection_id',
  'asks_consent',
  'accepted_at',
  'accepted_by',
  'created_at',
] as const satisfies (keyof InvitationRecord)[]

interface Sought {
  readonly environment_id: Id<'env'>
  readonly organization_id: Id<'org'>
  readonly now: number
}

export function invitationStore({ db, engine }: Storage): (environment_id: Id<'env'>) => InvitationStore {
  const decode = decoder<InvitationRecord>({ boolean: ['asks_consent'] })
  const all = db.selectFrom('invitations').selectAll()
  const get = prepareRead<{ environment_id: Id<'env'>; id: Id<'inv'> }, InvitationRecord>(
    engine,
    'invitations.get',
    (a) => all.where('id', '=', a.id).where('environment_id', '=', a.environment_id),
    decode,
  )
  const open = (a: Sought) =>
    all
      .where('environment_id', '=', a.environment_id)
      .where('organization_id', '=', a.organization_id)
      .where('accepted_at', 'is', null)
      .where('revoked_at', 'is', null)
      .where('expires_at', '>', a.now)
      .orderBy('id')
      .limit(1)
  const openByEmail = prepareRead<Sought & { email_key: string }, InvitationRecord>(
    engine,
    'invitations.openByEmail',
    (a) => open(a).where('email_key', '=', a.email_key),
    decode,
  )
  const openBySubject = prepareRead<Sought & { subject: string }, InvitationRecord>(
    engine,
    'invitations.openBySubject',
    (a) => open(a).where('subject', '=', a.subject),
    decode,
  )
  const lockOrganization = organizationLock({ db })
  // Of two concurrent invitations of one address, one is made.
  const insert = prepare<InvitationRecord & { now: number }>(
    'invitations.insert',
    (a) =>
      db
        .insertInto('invitations')
        .columns([...columns])
        .expression(
          db
            .selectFrom('organizations')
            .select(selectedColumnsOf(a, columns))
            .where('id', '=', a.organization_id)
            .where('environment_id', '=', a.environment_id)
            .where((eb) =>
              eb.not(
                eb.exists(
                  eb
                    .selectFrom('invitations')
                    .select('id')
                    .where('invitations.organization_id', '=', a.organization_id)
                    .where('invitations.email_key', '=', a.email_key)
                    .where('invitations.accepted_at', 'is', null)
                    .where('invitations.revoked_at', 'is', null)
                    .where('invitations.expires_at', '>', a.now),
                ),
              ),
            ),
        ),
    { lock: ({ organization_id }) => lockOrganization({ organization_id }) },
  )
  const update = prepare<InvitationRecord & { expected_version: number }>('invitations.update', (a) =>
    db
      .updateTable('invitations')
      .set(columnsOf(a, changeable))
      .where('id', '=', a.id)
      .where('environment_id', '=', a.environment_id)
      .where('accepted_at', 'is', null)
      .where('version', '=', a.expected_version),
  )
  const accept = prepare<{ environment_id: Id<'env'>; id: Id<'inv'>; user_id: Id<'user'>; now: number }>(
    'invitations.accept',
    (a) =>
      db
        .updateTable('invitations')
        .set((eb) => ({
          accepted_at: a.now,
          accepted_by: a.user_id,
          version: eb('version', '+', 1),
          updated_at: a.now,
        }))
        .where('id', '=', a.id)
        .where('environment_id', '=', a.environment_id)
        .where('accepted_at', 'is', null)
        .where('revoked_at', 'is', null)
        .where('expires_at', '>', a.now),
  )
  return (environment_id) => ({
    get: (id) => get.first({ environment_id, id: id as Id<'inv'> }),
    list: ({ organization_id, email_key, state, now, ...query }) => {
      let found = all.where('environment_id', '=', environment_id)
      if (organization_id !== undefined) found = found.where('organization_id', '=', organization_id)
      if (email_key !== undefined) found = found.where('email_key', '=', email_key)
      if (state === 'accepted') found = found.where('accepted_at', 'is not', null)
      if (state === 'revoked') found = found.where('revoked_at', 'is not', null)
      if (state === 'pending' || state === 'expired') {
        found = found
          .where('accepted_at', 'is', null)
          .where('revoked_at', 'is', null)
          .where('expires_at', state === 'pending' ? '>' : '<=', now)
      }
      return listPage(engine, found, query, decode)
    },
    openFor: async (organization_id, { email_keys, subject }, now) => {
      for (const email_key of email_keys) {
        const found = await openByEmail.first({ environment_id, organization_id, email_key, now })
        if (found) return found
      }
      return subject === null ? undefined : openBySubject.first({ environment_id, organization_id, subject, now })
    },
    insert: (record, now) => insert({ ...record, now }),
    update: (record, version) => update({ ...record, expected_version: version }),
    accept: (id, user_id, now) => accept({ environment_id, id, user_id, now }),
  })
}

import type { Id } from '@gatehouse-sso/core/ids'
import { sql } from 'kysely'
import type { DomainRecord, DomainStore } from '../domain/stores/domains.ts'
import { columnsOf, decoder, prepare, prepareRead, type Storage } from './statements/compile.ts'
import { listPage } from './statements/list.ts'

const fromCheck = [
  'state',
  'verified_at',
  'verified_by',
  'checked_at',
  'check_at',
  'records',
  'pending_since',
  'proof_missing_since',
] as const satisfies (keyof DomainRecord)[]

export const domainColumns = [
  ...fromCheck,
  'id',
  'environment_id',
  'organization_id',
  'domain',
  'proof_token',
  'created_at',
] as const satisfies (keyof DomainRecord)[]

const changes = ({ environment_id, organization_id, domain }: DomainRecord): readonly string[] => [
  `organization:${organization_id}`,
  `domain:${environment_id}:${domain}`,
]

export const domainDecoder = () => decoder<DomainRecord>({ json: ['records'] })

export function domainStore({ db, engine }: Storage): (environment_id: Id<'env'>) => DomainStore {
  const decode = domainDecoder()
  const all = db.selectFrom('domains').selectAll()
  const get = prepareRead<{ organization_id: Id<'org'>; environment_id: Id<'env'>; id: Id<'dom'> }, DomainRecord>(
    engine,
    'domains.get',
    (a) =>
      all
        .where('id', '=', a.id)
        .where('organization_id', '=', a.organization_id)
        .where('environment_id', '=', a.environment_id),
    decode,
  )
  // `state` is a literal, as in the partial index: with a bound value the query would read the whole table.
  const verified = prepareRead<{ environment_id: Id<'env'>; domain: string }, DomainRecord>(
    engine,
    'domains.verified',
    (a) =>
      all
        .where('environment_id', '=', a.environment_id)
        .where('domain', '=', a.domain)
        .where('state', '=', sql.lit<'verified'>('verified')),
    decode,
  )
  // One statement for every answer, so that a domain without a connection takes no longer than an unknown one.
  const routed = prepareRead<{ environment_id: Id<'env'>; domain: string }, Pick<DomainRecord, 'organization_id'>>(
    engine,
    'domains.routed',
    (a) =>
      db
        .selectFrom('domains')
        .select('organization_id')
        .where('environment_id', '=', a.environment_id)
        .where('domain', '=', a.domain)
        .where('state', '=', sql.lit<'verified'>('verified'))
        .where((eb) =>
          eb.exists(
            eb
              .selectFrom('connections')
              .select('connections.id')
              .whereRef('connections.organization_id', '=', 'domains.organization_id')
              .where('connections.environment_id', '=', a.environment_id)
              .where((is) =>
                is.or([
                  is('connections.state', '=', sql.lit<'active'>('active')),
                  is.and([
                    is('connections.state', '=', sql.lit<'draft'>('draft')),
                    is('connections.armed_at', 'is not', null),
                  ]),
                ]),
              ),
          ),
        ),
    decoder<Pick<DomainRecord, 'organization_id'>>({}),
  )
  const claimed = prepareRead<{ environment_id: Id<'env'>; domain: string }, DomainRecord>(
    engine,
    'domains.claimed',
    (a) =>
      all
        .where('environment_id', '=', a.environment_id)
        .where('domain', '=', a.domain)
        .where('state', '<>', sql.lit<'verified'>('verified'))
        .orderBy('id')
        .limit(1),
    decode,
  )
  const ofOrganization = prepareRead<{ environment_id: Id<'env'>; organization_id: Id<'org'> }, DomainRecord>(
    engine,
    'domains.ofOrganization',
    (a) =>
      all
        .where('organization_id', '=', a.organization_id)
        .where('environment_id', '=', a.environment_id)
        .orderBy('domain'),
    decode,
  )
  const insert = prepare<DomainRecord>(
    'domains.insert',
    (a) => db.insertInto('domains').values(columnsOf(a, domainColumns)),
    {
      changes,
    },
  )
  const verify = prepare<DomainRecord>(
    'domains.verify',
    (a) =>
      db
        .updateTable('domains')
        .set({ ...columnsOf(a, fromCheck), state: 'verified' })
        .where('id', '=', a.id)
        .where('environment_id', '=', a.environment_id),
    { changes },
  )
  const keepCheck = prepare<DomainRecord & { state_before: DomainRecord['state'] }>(
    'domains.keepCheck',
    (a) =>
      db
        .updateTable('domains')
        .set(columnsOf(a, fromCheck))
        .where('id', '=', a.id)
        .where('environment_id', '=', a.environment_id)
        .where('state', '=', a.state_before),
    { changes },
  )
  // A look-up that changes nothing that routing or trust reads must not empty the caches.
  const keepQuietly = prepare<DomainRecord & { state_before: DomainRecord['state'] }>('domains.keepQuietly', (a) =>
    db
      .updateTable('domains')
      .set(columnsOf(a, fromCheck))
      .where('id', '=', a.id)
      .where('environment_id', '=', a.environment_id)
      .where('state', '=', a.state_before),
  )
  const remove = prepare<DomainRecord>(
    'domains.delete',
    (a) => db.deleteFrom('domains').where('id', '=', a.id).where('environment_id', '=', a.environment_id),
    { changes },
  )
  return (environment_id) => ({
    get: (organization_id, id) => get.first({ environment_id, organization_id, id }),
    verified: (domain) => verified.first({ environment_id, domain }),
    routed: (domain) => routed.first({ environment_id, domain }),
    claimed: (domain) => claimed.first({ environment_id, domain }),
    ofOrganization: (organization_id) => ofOrganization.all({ environment_id, organization_id }),
    list: (organization_id, query) => {
      const found = all.where('environment_id', '=', environment_id).where('organization_id', '=', organization_id)
      return listPage(engine, found, query, decode)
    },
    insert,
    verify,
    keepCheck: (record, state_before) =>
      (record.state === state_before ? keepQuietly : keepCheck)({ ...record, state_before }),
    delete: remove,
  })
}

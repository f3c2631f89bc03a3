import type { Id } from '@gatehouse-sso/core/ids'
import { sql } from 'kysely'
import type {
  EndedThrough,
  ExpiringCredentialRow,
  OverviewStore,
  SignInCounts,
  SignInSpan,
} from '../domain/stores/overview.ts'
import { columnsOf, decoder, prepare, prepareRead, type Storage } from './statements/compile.ts'

/** A state with a cause, and how often it was. */
interface Counted {
  readonly state: 'succeeded' | 'failed'
  readonly error_code: string | null
  readonly count: number
}

interface OfEnvironment {
  readonly environment_id: Id<'env'>
}

const succeeded = sql.lit<'succeeded'>('succeeded')
const failed = sql.lit<'failed'>('failed')
const mostCauses = 3

export function overviewStore({ db, engine }: Storage): (environment_id: Id<'env'>) => OverviewStore {
  const count = prepareRead<OfEnvironment & { from: Id<'signin'>; before: Id<'signin'> }, Counted>(
    engine,
    'overview.count',
    (a) =>
      db
        .selectFrom('sign_ins')
        .select(['state', 'error_code'])
        // PostgreSQL counts in a type that its driver gives as text.
        .select(({ fn }) => sql<number>`cast(${fn.sum('occurrences')} as double precision)`.as('count'))
        .where('environment_id', '=', a.environment_id)
        .where('id', '>=', a.from)
        .where('id', '<', a.before)
        .where((eb) => eb.or([eb('state', '=', succeeded), eb('state', '=', failed)]))
        .groupBy(['state', 'error_code']),
    (row) => row as unknown as Counted,
  )
  const spans = prepareRead<OfEnvironment & { from: string }, SignInSpan>(
    engine,
    'overview.spans',
    (a) =>
      db
        .selectFrom('sign_in_spans')
        .select(['name', 'succeeded', 'failed', 'causes'])
        .where('environment_id', '=', a.environment_id)
        .where('name', '>=', a.from),
    decoder<SignInSpan>({ json: ['causes'] }),
  )
  const keepSpan = prepare<SignInSpan & OfEnvironment>(
    'overview.keepSpan',
    (a) =>
      db
        .insertInto('sign_in_spans')
        .values(columnsOf(a, ['environment_id', 'name', 'succeeded', 'failed', 'causes']))
        .onConflict((conflict) => conflict.columns(['environment_id', 'name']).doNothing()),
    { rows: null },
  )
  const deleteDays = prepare<OfEnvironment & { before: string }>(
    'overview.deleteDays',
    (a) => db.deleteFrom('sign_in_spans').where('environment_id', '=', a.environment_id).where('name', '<', a.before),
    { rows: null },
  )
  const deleteHours = prepare<OfEnvironment & { before: string }>(
    'overview.deleteHours',
    (a) =>
      db
        .deleteFrom('sign_in_spans')
        .where('environment_id', '=', a.environment_id)
        .where('name', '<', a.before)
        .where('name', 'like', sql.lit('%T%')),
    { rows: null },
  )
  const latestEnded = prepareRead<OfEnvironment & { connection_id: Id<'conn'>; limit: number }, EndedThrough>(
    engine,
    'overview.latestEnded',
    (a) =>
      db
        .selectFrom('sign_ins')
        .select(['id', 'state', 'error_code', 'finished_at'])
        .where('connection_id', '=', a.connection_id)
        .where('environment_id', '=', a.environment_id)
        .where((eb) => eb.or([eb('state', '=', succeeded), eb('state', '=', failed)]))
        .orderBy('id', 'desc')
        .limit(a.limit),
    decoder<EndedThrough>({}),
  )
  const failedConnections = prepareRead<
    OfEnvironment & { from: Id<'signin'>; limit: number },
    { readonly connection_id: Id<'conn'> | null }
  >(
    engine,
    'overview.failedConnections',
    (a) =>
      db
        .selectFrom('sign_ins')
        .select('connection_id')
        .where('environment_id', '=', a.environment_id)
        .where('state', '=', failed)
        .where('id', '>=', a.from)
        .where('connection_id', 'is not', null)
        .orderBy('id', 'desc')
        .limit(a.limit),
    (row) => row as { connection_id: Id<'conn'> | null },
  )
  const countActive = prepareRead<OfEnvironment & { most: number }, number>(
    engine,
    'overview.countActiveConnections',
    (a) =>
      db
        .selectFrom(
          db
            .selectFrom('connections')
            .select('id')
            .where('environment_id', '=', a.environment_id)
            .where('state', '=', 'active')
            .limit(a.most)
            .as('found'),
        )
        .select(sql<number>`cast(count(*) as double precision)`.as('count')),
    (row) => Number(row.count),
  )
  const expiring = prepareRead<OfEnvironment & { after: number; until: number; limit: number }, ExpiringCredentialRow>(
    engine,
    'overview.expiringCredentials',
    (a) =>
      db
        .selectFrom('credentials')
        .innerJoin('connections', 'connections.id', 'credentials.connection_id')
        .innerJoin('organizations', 'organizations.id', 'connections.organization_id')
        .select([
          'credentials.id as credential_id',
          'connections.id as connection_id',
          'connections.name as connection_name',
          'organizations.id as organization_id',
          'organizations.name as organization_name',
          'credentials.not_after as not_after',
        ])
        .where('credentials.environment_id', '=', a.environment_id)
        .where('credentials.active', '=', 1)
        .where('credentials.not_after', '>', a.after)
        .where('credentials.not_after', '<=', a.until)
        .where('connections.state', '=', 'active')
        .orderBy('credentials.not_after')
        .limit(a.limit),
    (row) => row as unknown as ExpiringCredentialRow,
  )
  return (environment_id) => ({
    count: async (from, before) => countsOf(await count.all({ environment_id, from, before })),
    spans: (from) => spans.all({ environment_id, from }),
    keepSpan: (span) => keepSpan({ ...span, environment_id }),
    deleteDays: (before) => deleteDays({ environment_id, before }),
    deleteHours: (before) => deleteHours({ environment_id, before }),
    latestEnded: (connection_id, limit) => latestEnded.all({ environment_id, connection_id, limit }),
    failedConnections: async (from, limit) => {
      const rows = await failedConnections.all({ environment_id, from, limit })
      const ids = rows.flatMap(({ connection_id }) => (connection_id === null ? [] : [connection_id]))
      return [...new Set(ids)]
    },
    countActiveConnections: async (most) => (await countActive.first({ environment_id, most })) ?? 0,
    expiringCredentials: (after, until, limit) => expiring.all({ environment_id, after, until, limit }),
  })
}

function countsOf(rows: readonly Counted[]): SignInCounts {
  const total = (state: Counted['state']): number =>
    rows.reduce((sum, row) => (row.state === state ? sum + Number(row.count) : sum), 0)
  const causes = rows
    .flatMap((row) =>
      row.state === 'failed' && row.error_code !== null
        ? [{ error_code: row.error_code, count: Number(row.count) }]
        : [],
    )
    .sort((a, b) => b.count - a.count || (a.error_code < b.error_code ? -1 : 1))
    .slice(0, mostCauses)
  return { succeeded: total('succeeded'), failed: total('failed'), causes }
}

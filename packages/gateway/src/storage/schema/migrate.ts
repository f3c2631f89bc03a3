/**
 * One timeline of migrations for both engines, forward only. A migration is a list of statements. They run in one
 * transaction together with the update that marks the migration as finished in `schema_migrations`. A row written
 * before says that it began, so the next start sees one that did not finish. When several processes start together, one
 * migrates and the others wait. An older program refuses a newer database. Each row has a checksum of the SQL that ran on its
 * engine. A program whose migration says something else refuses the database.
 */
import { hash } from 'node:crypto'
import { Failure } from '@gatehouse-sso/core/failure'
import type { BoundStatement, Dialect, Engine } from '../engine/engine.ts'
import type { Migration, Words } from './migration.ts'
import { initial } from './migrations/0001-initial.ts'
import { jobs } from './migrations/0002-jobs.ts'
import { signInsWithoutFlow } from './migrations/0003-sign-ins-without-flow.ts'
import { refusedRequests } from './migrations/0004-refused-requests.ts'
import { credentialTrials } from './migrations/0005-credential-trials.ts'
import { upstreamReferences } from './migrations/0006-upstream-references.ts'
import { domainVerification } from './migrations/0007-domain-verification.ts'
import { credentialTypes } from './migrations/0008-credential-types.ts'
import { federation } from './migrations/0009-federation.ts'
import { roleClaims } from './migrations/0010-role-claims.ts'
import { seenGroups } from './migrations/0011-seen-groups.ts'
import { credentialFailures } from './migrations/0012-credential-failures.ts'
import { outputClaims } from './migrations/0013-output-claims.ts'
import { credentialWatch } from './migrations/0014-credential-watch.ts'
import { rechecks } from './migrations/0015-rechecks.ts'
import { candidates } from './migrations/0016-candidates.ts'
import { consent } from './migrations/0017-consent.ts'
import { traceDays } from './migrations/0018-trace-days.ts'
import { domainProofs } from './migrations/0020-domain-proofs.ts'
import { organizationPolicy } from './migrations/0021-organization-policy.ts'
import { callbackAliases } from './migrations/0022-callback-aliases.ts'
import { endpoints } from './migrations/0023-endpoints.ts'
import { exposedKeys } from './migrations/0024-exposed-keys.ts'
import { provisioning } from './migrations/0025-provisioning.ts'
import { invitations } from './migrations/0026-invitations.ts'
import { organizationNames } from './migrations/0027-organization-names.ts'
import { userSearch } from './migrations/0028-user-search.ts'
import { suggestedNames } from './migrations/0029-suggested-names.ts'
import { sessionPolicy } from './migrations/0030-session-policy.ts'
import { backchannelLogout } from './migrations/0031-backchannel-logout.ts'
import { logoutChannels } from './migrations/0032-logout-channels.ts'
import { sharedSessions } from './migrations/0033-shared-sessions.ts'
import { apiResources } from './migrations/0040-api-resources.ts'
import { identitiesVersion } from './migrations/0041-identities-version.ts'
import { provedUserNames } from './migrations/0042-proved-user-names.ts'
import { accessTokens } from './migrations/0043-access-tokens.ts'
import { deviceAuthorizations } from './migrations/0044-device-authorizations.ts'
import { assignableRoles } from './migrations/0045-assignable-roles.ts'
import { setupLinks } from './migrations/0046-setup-links.ts'
import { branding } from './migrations/0047-branding.ts'
import { setupAdministrators } from './migrations/0048-setup-administrators.ts'
import { staff } from './migrations/0049-staff.ts'
import { overview } from './migrations/0050-overview.ts'
import { saml } from './migrations/0051-saml.ts'
import { expiryById } from './migrations/0052-expiry-by-id.ts'
import { namedGroups } from './migrations/0053-named-groups.ts'
import { samlWatchAt } from './migrations/0054-saml-watch-at.ts'

export const migrations: readonly Migration[] = [
  initial,
  jobs,
  signInsWithoutFlow,
  refusedRequests,
  credentialTrials,
  upstreamReferences,
  domainVerification,
  credentialTypes,
  federation,
  roleClaims,
  seenGroups,
  credentialFailures,
  outputClaims,
  credentialWatch,
  rechecks,
  candidates,
  consent,
  traceDays,
  domainProofs,
  organizationPolicy,
  callbackAliases,
  endpoints,
  exposedKeys,
  provisioning,
  invitations,
  organizationNames,
  userSearch,
  suggestedNames,
  sessionPolicy,
  backchannelLogout,
  logoutChannels,
  sharedSessions,
  apiResources,
  identitiesVersion,
  provedUserNames,
  accessTokens,
  deviceAuthorizations,
  assignableRoles,
  setupLinks,
  branding,
  setupAdministrators,
  staff,
  overview,
  saml,
  expiryById,
  namedGroups,
  samlWatchAt,
]

const words: Record<Dialect, Words> = {
  sqlite: { dialect: 'sqlite', bigint: 'integer', strict: 'strict', wide: 'strict' },
  postgres: { dialect: 'postgres', bigint: 'bigint', strict: '', wide: 'with (toast_tuple_target = 8160)' },
}

export interface SchemaStatus {
  readonly applied: readonly string[]
  readonly pending: readonly string[]
  /** Migrations that began and did not finish. */
  readonly unfinished: readonly string[]
  /** Migrations in the database that this program does not know. */
  readonly unknown: readonly string[]
  /** Migrations that ran with other SQL than this program has. */
  readonly changed: readonly string[]
  /** Migrations that ran before checksums were kept. */
  readonly without_checksum: readonly string[]
}

function statement(name: string, sql: string, values: readonly (string | number | null)[] = []): BoundStatement {
  return { name, sql, values, rows: null, returns: /^select/.test(sql), changes: [], slow: true }
}

/**
 * By default PostgreSQL compares text by its locale. The collation "C" compares byte by byte, as SQLite does. Lists
 * then sort alike on both, and an upgrade of the server's operating system cannot break an index.
 */
function declared(sql: string, dialect: Dialect): string {
  return dialect === 'sqlite' ? sql : sql.replace(/^(\s+\w+ text)\b/gm, '$1 collate "C"')
}

const createTable = ({ bigint, strict }: Words): string =>
  `create table if not exists schema_migrations (
    name text primary key,
    started_at ${bigint} not null,
    finished_at ${bigint},
    checksum text
  ) ${strict}`

const tableExists: Record<Dialect, string> = {
  sqlite: "select 1 from sqlite_schema where name = 'schema_migrations'",
  postgres: "select 1 from pg_class where oid = to_regclass('schema_migrations')",
}

const columnExists: Record<Dialect, string> = {
  sqlite: "select 1 from pragma_table_info('schema_migrations') where name = 'checksum'",
  postgres: `select 1 from pg_attribute
    where attrelid = to_regclass('schema_migrations') and attname = 'checksum' and not attisdropped`,
}

/** The SQL of a migration as it runs on an engine. */
function sqlOf(migration: Migration, dialect: Dialect): readonly string[] {
  return migration.statements(words[dialect]).map((sql) => declared(sql, dialect))
}

function checksumOf(migration: Migration, dialect: Dialect): string {
  return hash('sha256', JSON.stringify(sqlOf(migration, dialect)), 'base64url')
}

/** Compares the migrations in the database with those of this program. Changes nothing. */
export async function schemaStatus(engine: Engine, timeline = migrations): Promise<SchemaStatus> {
  const exists = await engine.read(statement('schema_migrations.exists', tableExists[engine.dialect]))
  const all = statement('schema_migrations.all', 'select * from schema_migrations order by name')
  const rows = exists.length === 0 ? [] : await engine.read(all)
  const finished = rows.filter((row) => row.finished_at !== null).map((row) => String(row.name))
  const known = timeline.map((migration) => migration.name)
  const checksums = new Map(rows.map((row) => [String(row.name), row.checksum ?? null]))
  const applied = timeline.filter(({ name }) => finished.includes(name))
  return {
    applied: applied.map(({ name }) => name),
    pending: known.filter((name) => !finished.includes(name)),
    unfinished: rows.filter((row) => row.finished_at === null).map((row) => String(row.name)),
    unknown: rows.map((row) => String(row.name)).filter((name) => !known.includes(name)),
    changed: applied
      .filter(
        (migration) => ![null, checksumOf(migration, engine.dialect)].includes(checksums.get(migration.name) as null),
      )
      .map(({ name }) => name),
    without_checksum: applied.map(({ name }) => name).filter((name) => checksums.get(name) === null),
  }
}

/** @throws Failure schema_newer, schema_changed, schema_half_migrated */
export function checkSchema(status: SchemaStatus): void {
  if (status.unknown.length > 0) throw new Failure('schema_newer', { received: status.unknown.join(', ') })
  if (status.changed.length > 0) throw new Failure('schema_changed', { received: status.changed.join(', ') })
  if (status.unfinished.length > 0) {
    throw new Failure('schema_half_migrated', { received: status.unfinished.join(', ') })
  }
}

/**
 * Brings the schema up to date.
 * @param now milliseconds since 1970
 * @param options `finish`: also runs a migration that began before and did not finish (`gatehouse migrate up`); its
 *   transaction was rolled back. `timeline`: for tests, which stop before a migration to see its effect
 * @returns the names of the migrations that were applied
 * @throws Failure schema_newer, schema_changed, schema_half_migrated
 */
export function migrate(
  engine: Engine,
  now: () => number,
  { finish = false, timeline = migrations }: MigrateOptions = {},
): Promise<readonly string[]> {
  return engine.exclusively(() => applyPending(engine, now, finish, timeline))
}

export interface MigrateOptions {
  readonly finish?: boolean
  readonly timeline?: readonly Migration[]
}

async function applyPending(
  engine: Engine,
  now: () => number,
  finish: boolean,
  timeline: readonly Migration[],
): Promise<readonly string[]> {
  const status = await schemaStatus(engine, timeline)
  checkSchema(finish ? { ...status, unfinished: [] } : status)
  const { pending, without_checksum } = status
  if (pending.length + without_checksum.length > 0) await prepareTable(engine)
  for (const migration of timeline.filter(({ name }) => without_checksum.includes(name))) {
    await engine.unit([writeChecksum(engine, migration)])
  }
  for (const migration of timeline.filter(({ name }) => status.pending.includes(name))) {
    await engine.unit([
      statement(
        'schema_migrations.begin',
        `insert into schema_migrations (name, started_at) values (${placeholder(engine, 1)}, ${placeholder(engine, 2)})
         on conflict (name) do nothing`,
        [migration.name, now()],
      ),
    ])
    await engine.unit([
      ...sqlOf(migration, engine.dialect).map((sql) => statement(migration.name, sql)),
      writeChecksum(engine, migration),
      statement(
        'schema_migrations.finish',
        `update schema_migrations set finished_at = ${placeholder(engine, 1)} where name = ${placeholder(engine, 2)}`,
        [now(), migration.name],
      ),
    ])
  }
  return status.pending
}

/** Creates the table of migrations, or adds the checksum to one that has none. */
async function prepareTable(engine: Engine): Promise<void> {
  const create = declared(createTable(words[engine.dialect]), engine.dialect)
  await engine.unit([statement('schema_migrations.create', create)])
  const column = await engine.read(statement('schema_migrations.column', columnExists[engine.dialect]))
  if (column.length > 0) return
  await engine.unit([statement('schema_migrations.checksum', 'alter table schema_migrations add column checksum text')])
}

function writeChecksum(engine: Engine, migration: Migration): BoundStatement {
  const sql = `update schema_migrations set checksum = ${placeholder(engine, 1)} where name = ${placeholder(engine, 2)}`
  return statement('schema_migrations.writeChecksum', sql, [checksumOf(migration, engine.dialect), migration.name])
}

function placeholder(engine: Engine, position: number): string {
  return engine.dialect === 'postgres' ? `$${position}` : '?'
}

/** Every query of a table that grows uses an index. */
import { DatabaseSync } from 'node:sqlite'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import {
  browser,
  type Harness,
  redeem,
  refresh,
  signIn,
  startHarness,
  type TokenAnswer,
} from '../../../test/harness.ts'
import { takeTour } from '../../../test/tour.ts'
import { warnOfExpiry } from '../../domain/credentials/expiry-warnings.ts'
import { credentialProbe } from '../../domain/credentials/probe.ts'
import { checkDueDomains } from '../../domain/organizations/domain-proof.ts'
import { watchSaml } from '../../domain/saml/metadata-watch.ts'

/** Tables with a handful of rows in any installation. */
const small =
  /\b(?:installation|environments|signing_keys|schema_migrations|pragma_table_info|jobs|sqlite_schema|roles|staff)\b/

/**
 * This runs when an administrator deletes an organization, which is rare. An index for it would make every sign-in
 * slower.
 */
const accepted = [
  'SCAN sessions: update "sessions" set "ended_at" = ?, "ended_because" = ? where "organization_id" = ? and "environment_id" = ? and "ended_at" is null',
]

/** A migration rebuilds a table under a temporary name, or fills a new column once. Its names are not in quotes. */
const ofMigration = /\b\w+_new\b|^update \w+ set/

/** Uses an index but reads every row of an environment, which may have a hundred thousand organizations. */
const ofEnvironment = /INDEX \w+ \(environment_id=\?\)/
/** A statement with one of these conditions could read far fewer rows than its environment has. */
const narrower =
  /\b(?:organization_id|connection_id|application_id|user_id|object_id|external_id|domain|email_key)"? = /

let harness: Harness
const statements = new Set<string>()
beforeAll(async () => {
  const { prepare } = DatabaseSync.prototype
  vi.spyOn(DatabaseSync.prototype, 'prepare').mockImplementation(function (this: DatabaseSync, sql: string) {
    statements.add(sql)
    return prepare.call(this, sql)
  })
  harness = await startHarness()
  await takeTour(harness)
  const { client, organization_id } = harness
  await client.users.list({ organization_id, search: 'ada' })
  await client.users.list({ search: 'ada' })
  await client.overview.listOrganizations({ search: 'acme' })
  await client.users.list({ organization_id, preferred_username: 'ada' })
  const code = String((await signIn(harness, browser(), { scope: 'openid offline_access' })).searchParams.get('code'))
  await refresh(harness, ((await (await redeem(harness, code)).json()) as TokenAnswer).refresh_token)
  await harness.gateway.sweep()
  await credentialProbe(harness.gateway.work)()
  await warnOfExpiry(harness.gateway.work)
  await checkDueDomains(harness.gateway.work)
  await watchSaml(harness.gateway.work)
  vi.restoreAllMocks()
}, 60_000)
afterAll(() => harness.close())

/** The plan steps of all statements, without those of small tables. */
function steps(): { detail: string; sql: string }[] {
  const database = new DatabaseSync(harness.gateway.config.GATEHOUSE_DATABASE_URL.replace('sqlite:', ''))
  const found = [...statements]
    .filter((sql) => /^(?:select|insert|update|delete)/i.test(sql) && !ofMigration.test(sql))
    .flatMap((sql) => {
      const values = Array.from({ length: sql.split('?').length - 1 }, () => null)
      const plan = database.prepare(`explain query plan ${sql}`).all(...values) as { detail: string }[]
      return plan.filter(({ detail }) => !small.test(detail)).map(({ detail }) => ({ detail, sql }))
    })
  database.close()
  return found
}

it('no statement of the tour, a sign-in and the sweep reads a whole table', () => {
  // `found` is the result of a search by an index, up to its limit (user-search.ts). A virtual table is a list among the values.
  const scans = steps().filter(({ detail }) => /^SCAN (?!CONSTANT|found|\w+ VIRTUAL TABLE)/.test(detail))
  expect(statements.size).toBeGreaterThan(100)
  expect(scans.map(({ detail, sql }) => `${detail}: ${sql}`)).toEqual(accepted)
})

it('no statement that names an organization, a connection or a user reads a whole environment', () => {
  const wide = steps().filter(({ detail, sql }) => ofEnvironment.test(detail) && narrower.test(sql))
  expect(wide).toEqual([])
})

it('a sign-in reads the groups that something names without those that sign-ins have brought', () => {
  const indexes = steps()
    .filter(({ sql }) => sql.includes('"known_groups"'))
    .flatMap(({ detail }) => /groups USING INDEX (\w+)/.exec(detail)?.[1] ?? [])
  expect(indexes).toEqual(['groups_named'])
})

/**
 * The isolation of environments, as one suite for every engine. Every method of every store is called in one environment
 * with the ids and records of another one, which must stay untouched.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { statement } from '../../../test/statement.ts'
import type { EnvironmentRecord } from '../../domain/stores/environments.ts'
import type { EnvironmentStores, Stores } from '../../domain/stores/stores.ts'
import { UnitRefused, type UnitsOfWork, type Write } from '../../domain/stores/unit.ts'
import type { Engine } from '../engine/engine.ts'
import { unitsOfWork } from '../engine/unit-of-work.ts'
import { migrate } from '../schema/migrate.ts'
import { openStores } from '../stores.ts'
import * as f from './fixtures.ts'
import { type Effect, foreignCalls } from './foreign-calls.ts'
import type { Things } from './things.ts'

const now = 1_700_000_000_500
const later = now + 3_600_000

/** A row of every table that belongs to an environment. */
function thingsOf(environment_id: EnvironmentRecord['id']): Things {
  const organization = f.organizationOf(environment_id, { slug: 'theirs', host: 'theirs.example' })
  const connection = f.connectionOf(organization)
  const application = f.applicationOf(environment_id, { token_endpoint_auth_methods: ['none'] })
  const api_resource = f.apiResourceOf(environment_id)
  const user = f.userOf(organization)
  const deleted_user = f.userOf(organization, { email_key: 'gone@acme.example' })
  const sign_in = f.signInOf(connection, application, { user_id: user.id })
  const session = f.sessionOf(user, connection)
  const grant = f.grantOf(session, application, { offline: true, sign_in_id: sign_in.id, expires_at: later })
  const setup_link = f.setupLinkOf(organization, { expires_at: later })
  const created_at = now
  return {
    organization,
    domain: f.domainOf(organization, { state: 'verified', verified_at: now }),
    claimed_domain: f.domainOf(organization, { domain: 'claimed.example' }),
    connection,
    credential: f.credentialOf(connection),
    application,
    secret: {
      id: f.keys.newId('secret'),
      environment_id,
      application_id: application.id,
      secret_hash: 'hash',
      hint: 'abc',
      last_used_at: null,
      created_at,
    },
    api_resource,
    api_resource_tenant: f.apiResourceTenantOf(api_resource, organization),
    role: f.roleOf(environment_id),
    default_role: f.roleOf(environment_id, { slug: 'default', is_default: true }),
    group: f.groupOf(organization),
    user,
    identity: f.identityOf(user),
    deleted_user,
    deleted: f.deletedIdentityOf(organization),
    invitation: f.invitationOf(organization, application, { expires_at: later }),
    setup_link,
    shared_link: f.setupLinkOf(organization, { parent_id: setup_link.id, expires_at: later }),
    setup_administrator: {
      setup_link_id: setup_link.id,
      environment_id,
      email_key: 'ada@acme.example',
      authority: 'entra:public:tid',
      subject: 'oid',
      created_at,
    },
    branding: f.brandingOf(environment_id),
    sign_in,
    finished_sign_in: f.signInOf(connection, application, { state: 'succeeded' }),
    trace: {
      id: f.keys.newId('trace'),
      environment_id,
      sign_in_id: sign_in.id,
      entry: { steps: [] },
      entry_sealed: null,
      request_id: 'req_1',
      upstream_correlation_id: null,
      upstream_trace_id: null,
      created_at,
    },
    session,
    grant,
    refresh_token: {
      id: f.keys.newId('rtok'),
      environment_id,
      grant_id: grant.id,
      token_hash: 'hash',
      created_at,
      expires_at: later,
      used_at: null,
    },
    pushed_request: {
      id: f.keys.newId('par'),
      environment_id,
      application_id: application.id,
      handle_hash: 'hash',
      parameters_sealed: 's1.k.x',
      created_at,
      expires_at: later,
    },
    device_authorization: f.deviceAuthorizationOf(application),
    signing_key: {
      id: f.keys.newId('skey'),
      environment_id,
      alg: 'RS256',
      state: 'current',
      public_jwk: { kty: 'RSA' },
      private_sealed: 's1.k.x',
      created_at,
      changed_at: created_at,
    },
    recheck: {
      id: session.id,
      environment_id,
      connection_id: connection.id,
      token_sealed: 's1.k.x',
      checked_at: created_at,
      lease_until: null,
      sign_in_needed_because: null,
      expires_at: later,
    },
    event: {
      id: f.keys.newId('evt'),
      environment_id,
      type: 'organization.created',
      organization_id: organization.id,
      object_id: organization.id,
      actor_type: 'system',
      actor_id: null,
      source: null,
      data: {} as never, // an event keeps what it is given
      changes: [],
      created_at,
    },
  }
}

const insertsOf = (s: EnvironmentStores, t: Things): readonly Write[] => [
  s.organizations.insert(t.organization),
  s.domains.insert(t.domain),
  s.domains.insert(t.claimed_domain),
  s.connections.insert(t.connection),
  s.credentials.insert(t.credential),
  s.applications.insert(t.application),
  s.applications.insertSecret(t.secret, 5),
  s.api_resources.insert(t.api_resource),
  s.api_resources.insertTenant(t.api_resource_tenant),
  s.roles.insert(t.role),
  s.roles.insert(t.default_role),
  s.groups.insert(t.group),
  s.users.insert(t.user),
  s.users.insertIdentity(t.identity),
  s.users.insert(t.deleted_user),
  ...s.users.delete(t.deleted_user, [t.deleted]),
  s.invitations.insert(t.invitation, 1),
  s.setup_links.insert(t.setup_link),
  s.setup_links.insert(t.shared_link),
  s.setup_links.insertTest(t.setup_link.id, t.sign_in.id),
  s.setup_links.insertAdministrator(t.setup_administrator),
  s.overview.keepSpan({ name: '2026-01-01T05', succeeded: 1, failed: 0, causes: [] }),
  s.branding.put(t.branding, 0),
  s.sign_ins.insert(t.sign_in),
  s.sign_ins.insert(t.finished_sign_in),
  s.sign_ins.insertTrace(t.trace),
  s.sessions.insert(t.session),
  s.grants.insert(t.grant),
  s.refresh_tokens.issue(t.refresh_token),
  s.pushed_requests.insert(t.pushed_request),
  s.device_authorizations.insert(t.device_authorization),
  s.signing_keys.insert(t.signing_key),
  s.rechecks.put(t.recheck),
  s.events.insert(t.event),
]

/** The same things, as if they were of another environment. */
const claimedBy = (things: Things, environment_id: string): Things =>
  Object.fromEntries(Object.entries(things).map(([name, thing]) => [name, { ...thing, environment_id }])) as never

type Methods = Readonly<Record<string, readonly [Effect, (store: unknown) => unknown]>>

/** Whether a read has found something: a row, a page with rows, a list with entries. */
function found(result: unknown): boolean {
  if (typeof result === 'object' && result !== null && 'records' in result) return found(result.records)
  return Array.isArray(result) ? result.length > 0 : result !== undefined && result !== null
}

const tablesOf = {
  sqlite: `select m.name from sqlite_master m join pragma_table_info(m.name) c
    where m.type = 'table' and c.name = 'environment_id' order by 1`,
  postgres: `select table_name as name from information_schema.columns
    where table_schema = 'public' and column_name = 'environment_id' order by 1`,
}

export function storageIsolation(name: string, open: () => Promise<Engine>): void {
  describe(`an environment on ${name}, of which another one has every id,`, () => {
    let engine: Engine
    let stores: Stores
    let units: UnitsOfWork
    let victim: EnvironmentRecord
    let elsewhere: EnvironmentStores
    let calls: ReturnType<typeof foreignCalls>

    /** The rows of the environment, as text for each table. */
    async function rows(): Promise<Readonly<Record<string, string>>> {
      const texts: Record<string, string> = {}
      for (const { name: table } of await engine.read(statement(tablesOf[engine.dialect], { returns: true }))) {
        const sql = `select * from ${table} where environment_id = '${victim.id}' order by 1, 2`
        texts[String(table)] = JSON.stringify(await engine.read(statement(sql, { returns: true })))
      }
      return texts
    }

    beforeAll(async () => {
      engine = await open()
      await migrate(engine, () => now)
      stores = openStores(engine)
      units = unitsOfWork(engine, { onChanged: () => undefined, onLost: () => undefined })
      victim = f.environmentOf()
      const other = f.environmentOf()
      await units.run([stores.installation.insert({ key_id: 'k', key_check_sealed: 's', created_at: now })])
      await units.run([stores.environments.insert(victim), stores.environments.insert(other)])
      const things = thingsOf(victim.id)
      await units.run(insertsOf(stores.in(victim.id), things))
      elsewhere = stores.in(other.id)
      calls = foreignCalls(claimedBy(things, other.id))
    })
    afterAll(() => engine.close())

    it('has a row in every table', async () => {
      const contents = await rows()
      // API keys, setup sessions, staff and idempotency keys have stores that are not of one environment.
      const empty = Object.keys(contents).filter((table) => contents[table] === '[]')
      expect(empty).toEqual(['api_keys', 'setup_sessions'])
      expect(Object.keys(contents).length).toBeGreaterThan(15)
    })

    it('is untouched by every method of every store, and none of them finds anything', async () => {
      const wrong: string[] = []
      const every = Object.entries(calls).flatMap(([store, methods]) =>
        Object.entries(methods as unknown as Methods).map(([method, call]) => [store, method, ...call] as const),
      )
      // Calls that add rows come last, because reads would find the rows.
      const ordered = every.toSorted(([, , a], [, , b]) => Number(a === 'own row') - Number(b === 'own row'))
      let before = await rows()
      for (const [store, method, effect, call] of ordered) {
        const outcome = await effectOf(call(elsewhere[store as keyof EnvironmentStores]))
        if (outcome !== effect && outcome !== 'refused') wrong.push(`${store}.${method}: ${outcome}`)
        const after = await rows()
        const changed = Object.keys(before).filter((table) => after[table] !== before[table])
        if (changed.length > 0) wrong.push(`${store}.${method} changes ${changed.join(', ')}`)
        before = after
      }
      expect(wrong).toEqual([])
    })

    async function effectOf(called: unknown): Promise<Effect | 'refused' | 'found'> {
      if (called instanceof Promise) return found(await called) ? 'found' : 'nothing'
      const counted = async (): Promise<number> =>
        Number((await engine.read(statement(total, { returns: true })))[0]?.n)
      const tables = await engine.read(statement(tablesOf[engine.dialect], { returns: true }))
      const total = `select ${tables.map(({ name: table }) => `(select count(*) from ${table})`).join(' + ')} + (select count(*) from used_assertions) as n`
      const before = await counted()
      try {
        await units.run([called].flat() as Write[])
      } catch (error) {
        if (!(error instanceof UnitRefused)) throw error
        return 'refused'
      }
      return (await counted()) === before ? 'nothing' : 'own row'
    }

    it('keeps its default role when the other one moves its own', async () => {
      expect((await stores.in(victim.id).roles.all()).filter(({ is_default }) => is_default).length).toBe(1)
    })
  })
}

/** One suite of migration tests for every engine. */
import { afterAll, describe, expect, it } from 'vitest'
import { statement } from '../../../test/statement.ts'
import type { Engine } from '../engine/engine.ts'
import { migrate, migrations, schemaStatus } from '../schema/migrate.ts'
import type { Migration, Words } from '../schema/migration.ts'

const fine = { unfinished: [], unknown: [], changed: [], without_checksum: [] }
const names = migrations.map(({ name }) => name)

/** Rows that other rows refer to. */
const withOrganization = [
  statement(
    `insert into environments (id, name, slug, kind, is_default, version, created_at, updated_at)
       values ('env_1', 'Test', 'test', 'test', 1, 1, 1, 1)`,
  ),
  statement(
    `insert into organizations (id, environment_id, name, metadata, version, created_at, updated_at)
       values ('org_1', 'env_1', 'Acme', '{}', 1, 1, 1)`,
  ),
]

/** An environment with an organization and a connection, as the first migration has them. */
const withConnection = [
  `insert into environments (id, name, slug, kind, is_default, version, created_at, updated_at)
     values ('env_1', 'E', 'e', 'test', 0, 1, 1, 1)`,
  `insert into organizations (id, environment_id, name, metadata, version, created_at, updated_at)
     values ('org_1', 'env_1', 'O', '{}', 1, 1, 1)`,
  `insert into connections (id, environment_id, organization_id, type, name, state, settings, mapping, policy, version,
     created_at, updated_at) values ('conn_1', 'env_1', 'org_1', 'oidc', 'C', 'active', '{}', '{}', '{}', 1, 1, 1)`,
].map((sql) => statement(sql))

const withUser = `insert into users (id, environment_id, organization_id, kind, state, source, email_verified, name, roles,
  groups, is_admin, metadata, version, created_at, updated_at)
  values ('user_1', 'env_1', 'org_1', 'person', 'active', 'jit', 0, 'Ada', '[]', '[]', 0, '{}', 1, 1, 1)`

/** @param open opens a new database, or another connection to the one that was opened last */
export function storageMigrations(name: string, open: (which: 'new' | 'same') => Promise<Engine>): void {
  describe(`migrations on ${name}`, () => {
    const opened: Engine[] = []
    const engineOf = async (which: 'new' | 'same' = 'new') => {
      const engine = await open(which)
      opened.push(engine)
      return engine
    }
    afterAll(() => Promise.all(opened.map((engine) => engine.close())))

    it('are all pending at first, and reading their status changes nothing', async () => {
      const engine = await engineOf()
      const status = { ...fine, applied: [], pending: names }
      expect(await schemaStatus(engine)).toEqual(status)
      expect(await schemaStatus(engine)).toEqual(status)
    })
    it('run once', async () => {
      const engine = await engineOf()
      expect(await migrate(engine, () => 1)).toEqual(names)
      expect(await migrate(engine, () => 1)).toEqual([])
      expect(await schemaStatus(engine)).toEqual({ ...fine, applied: names, pending: [] })
    })
    it('R30 refuse a newer database', async () => {
      const engine = await engineOf()
      await migrate(engine, () => 1)
      await engine.unit([
        statement("insert into schema_migrations (name, started_at, finished_at) values ('9999_future', 1, 1)"),
      ])
      await expect(migrate(engine, () => 1)).rejects.toThrow(expect.objectContaining({ code: 'schema_newer' }))
    })
    it('R30 refuse a database in which a migration began but did not finish, and finish it on command', async () => {
      const engine = await engineOf()
      await engine.unit([
        statement('create table schema_migrations (name text, started_at integer, finished_at integer)'),
      ])
      await engine.unit([statement('create unique index schema_migrations_name on schema_migrations (name)')])
      await engine.unit([statement(`insert into schema_migrations values ('${names[0]}', 1, null)`)])
      await expect(migrate(engine, () => 1)).rejects.toThrow(expect.objectContaining({ code: 'schema_half_migrated' }))
      expect(await migrate(engine, () => 1, { finish: true })).toEqual(names)
      expect(await schemaStatus(engine)).toMatchObject({ applied: names, pending: [], unfinished: [] })
    })
    it('0003 set the empty handle and flow of a sign-in that a session answered to null, and keep the rest', async () => {
      const engine = await engineOf()
      await migrate(engine, () => 1, { timeline: migrations.slice(0, 2) })
      const insert = (id: string, state_hash: string, flow_sealed: string) =>
        statement(
          `insert into sign_ins (environment_id, id, application_id, organization_id, connection_id, state, state_hash,
             browser_hash, flow_sealed, restarted, created_at, expires_at)
           values ('env_1', '${id}', 'app_1', 'org_1', 'conn_1', 'succeeded', '${state_hash}', 'b', '${flow_sealed}', 1, 2, 3)`,
        )
      await engine.unit([insert('signin_1', '', ''), insert('signin_2', 'hash', 'flow')])
      const third = migrations.slice(0, 3)
      expect(await migrate(engine, () => 1, { timeline: third })).toEqual(names.slice(2, 3))
      const kept = { environment_id: 'env_1', user_id: null, restarted: 1, created_at: 2, expires_at: 3 }
      expect(await engine.read({ ...statement('select * from sign_ins order by id'), returns: true })).toMatchObject([
        { ...kept, id: 'signin_1', state_hash: null, flow_sealed: null },
        { ...kept, id: 'signin_2', state_hash: 'hash', flow_sealed: 'flow' },
      ])
    })
    it('0004 keep sign-ins and traces, and take refused requests of which nothing is known', async () => {
      const engine = await engineOf()
      await migrate(engine, () => 1, { timeline: migrations.slice(0, 3) })
      const values = "'env_1', 'signin_1', 'app_1', 'org_1', 'conn_1', 'failed', 'h', 'b', 'f', 0, 'user_unknown', 2, 3"
      await engine.unit([
        statement(
          `insert into sign_ins (environment_id, id, application_id, organization_id, connection_id, state, state_hash,
             browser_hash, flow_sealed, restarted, error_code, created_at, expires_at) values (${values})`,
        ),
        statement(
          `insert into sign_in_traces (sign_in_id, id, environment_id, entry, created_at)
             values ('signin_1', 'trace_1', 'env_1', '{}', 2)`,
        ),
      ])
      expect(await migrate(engine, () => 1, { timeline: migrations.slice(0, 4) })).toEqual(names.slice(3, 4))
      await engine.unit([
        statement(
          `insert into sign_ins (environment_id, id, state, restarted, error_code, created_at, expires_at, occurrences)
             values ('env_1', 'signin_2', 'failed', 0, 'client_unknown', 4, 4, 21)`,
        ),
      ])
      const unknown = { application_id: null, organization_id: null, connection_id: null, browser_hash: null }
      expect(await engine.read({ ...statement('select * from sign_ins order by id'), returns: true })).toMatchObject([
        {
          application_id: 'app_1',
          organization_id: 'org_1',
          connection_id: 'conn_1',
          browser_hash: 'b',
          error_code: 'user_unknown',
          occurrences: 1,
        },
        { ...unknown, state_hash: null, error_code: 'client_unknown', occurrences: 21 },
      ])
      expect(await engine.read({ ...statement('select * from sign_in_traces'), returns: true })).toMatchObject([
        { id: 'trace_1', sign_in_id: 'signin_1', request_id: null },
      ])
    })
    it('0006 keep the traces, which have no reference of the identity provider then', async () => {
      const engine = await engineOf()
      await migrate(engine, () => 1, { timeline: migrations.slice(0, 4) })
      await engine.unit([
        statement(
          `insert into sign_in_traces (sign_in_id, id, environment_id, entry, request_id, created_at)
             values ('signin_1', 'trace_1', 'env_1', '{}', 'req_1', 2)`,
        ),
      ])
      expect(await migrate(engine, () => 1, { timeline: migrations.slice(0, 6) })).toEqual(names.slice(4, 6))
      expect(await engine.read({ ...statement('select * from sign_in_traces'), returns: true })).toMatchObject([
        { id: 'trace_1', request_id: 'req_1', upstream_correlation_id: null, upstream_trace_id: null },
      ])
    })
    it('0007 say that the operator has verified the domains that are verified', async () => {
      const engine = await engineOf()
      await migrate(engine, () => 1, { timeline: migrations.slice(0, 6) })
      const insert = (id: string, state: string, verified_at: number | null) =>
        statement(
          `insert into domains (id, environment_id, organization_id, domain, state, verified_at, created_at)
             values ('${id}', 'env_1', 'org_1', '${id}.example', '${state}', ${verified_at}, 1)`,
        )
      await engine.unit([...withOrganization, insert('dom_1', 'verified', 2), insert('dom_2', 'pending', null)])
      await migrate(engine, () => 1, { timeline: migrations.slice(0, 7) })
      expect(await engine.read({ ...statement('select * from domains order by id'), returns: true })).toMatchObject([
        { id: 'dom_1', verified_at: 2, verified_by: 'operator' },
        { id: 'dom_2', verified_at: null, verified_by: null },
      ])
    })
    it('0010 keep what roles and policies of connections did until now', async () => {
      const engine = await engineOf()
      const before = migrations.findIndex(({ name }) => name === '0010_role_claims')
      await migrate(engine, () => 1, { timeline: migrations.slice(0, before) })
      await engine.unit([
        ...withOrganization,
        statement(
          `insert into connections (id, environment_id, organization_id, type, name, state, settings, mapping, policy,
             version, created_at, updated_at)
             values ('conn_1', 'env_1', 'org_1', 'oidc', 'Idp', 'active', '{}', '{}',
               '{"new_users":"refuse","link_by":[],"default_role":null,"userinfo":"never"}', 1, 1, 1)`,
        ),
        statement(
          `insert into roles (id, environment_id, slug, name, position, is_default, version, created_at, updated_at)
             values ('role_1', 'env_1', 'member', 'Member', 1, 1, 1, 1, 1)`,
        ),
      ])
      await migrate(engine, () => 1, { timeline: migrations.slice(0, before + 1) })
      const [connection] = await engine.read({ ...statement('select policy from connections'), returns: true })
      expect(JSON.parse(String(connection?.policy))).toEqual({
        ...{ new_users: 'refuse', link_by: [], default_role: null, userinfo: 'never' },
        ...{ role_sync: 'full', admin_values: [], groups_claim: 'received', on_incomplete_groups: 'keep' },
      })
      const read = { ...statement('select slug, claim_values from roles'), returns: true }
      expect(await engine.read(read)).toEqual([{ slug: 'member', claim_values: '[]' }])
    })
    it('0008 keep the secrets of connections, and take credentials without one', async () => {
      const engine = await engineOf()
      const before = migrations.findIndex(({ name }) => name === '0008_credential_types')
      await migrate(engine, () => 1, { timeline: migrations.slice(0, before) })
      await engine.unit(withConnection)
      await engine.unit([
        statement(
          `insert into credentials (id, environment_id, connection_id, type, active, secret_sealed, hint, not_after,
             last_used_at, trial, created_at)
             values ('cred_1', 'env_1', 'conn_1', 'client_secret', 1, 's1', 'abc', 2, 3, '{"result":"accepted"}', 4)`,
        ),
      ])
      expect(await migrate(engine, () => 1, { timeline: migrations.slice(0, before + 1) })).toHaveLength(1)
      await engine.unit([
        statement(
          `insert into credentials (id, environment_id, connection_id, type, active, certificate, created_at)
             values ('cred_2', 'env_1', 'conn_1', 'certificate', 0, '{}', 5)`,
        ),
      ])
      expect(await engine.read({ ...statement('select * from credentials order by id'), returns: true })).toEqual([
        {
          ...{ id: 'cred_1', environment_id: 'env_1', connection_id: 'conn_1', type: 'client_secret', active: 1 },
          ...{ secret_sealed: 's1', certificate: null, hint: 'abc', not_after: 2, last_used_at: 3 },
          ...{ trial: '{"result":"accepted"}', created_at: 4 },
        },
        {
          ...{ id: 'cred_2', environment_id: 'env_1', connection_id: 'conn_1', type: 'certificate', active: 0 },
          ...{ secret_sealed: null, certificate: '{}', hint: null, not_after: null, last_used_at: null },
          ...{ trial: null, created_at: 5 },
        },
      ])
    })
    it('0009 keep installation and credentials, and have one current and one next key of the federation issuer', async () => {
      const engine = await engineOf()
      const before = migrations.findIndex(({ name }) => name === '0009_federation')
      await migrate(engine, () => 1, { timeline: migrations.slice(0, before) })
      await engine.unit([
        ...withConnection,
        statement(
          `insert into installation (id, key_id, key_check_sealed, configuration_version, created_at)
             values (1, 'k', 's', 7, 2)`,
        ),
        statement(
          `insert into credentials (id, environment_id, connection_id, type, active, secret_sealed, created_at)
             values ('cred_1', 'env_1', 'conn_1', 'client_secret', 1, 's1', 4)`,
        ),
      ])
      expect(await migrate(engine, () => 1, { timeline: migrations.slice(0, before + 1) })).toHaveLength(1)
      const read = (table: string) => engine.read({ ...statement(`select * from ${table}`), returns: true })
      expect(await read('installation')).toMatchObject([{ key_id: 'k', federation_issuer: null }])
      expect(await read('credentials')).toMatchObject([{ id: 'cred_1', secret_sealed: 's1', federation: null }])
      const key = (id: string, state: string) =>
        statement(
          `insert into federation_keys (id, state, public_jwk, private_sealed, created_at, changed_at)
             values ('${id}', '${state}', '{}', 's', 1, 1)`,
        )
      await engine.unit([key('1', 'previous'), key('2', 'previous'), key('3', 'current'), key('4', 'next')])
      await expect(engine.unit([key('5', 'current')])).rejects.toThrow()
    })
    it('0012 keep credentials, and know which of them were accepted', async () => {
      const engine = await engineOf()
      const before = migrations.findIndex(({ name }) => name === '0012_credential_failures')
      await migrate(engine, () => 1, { timeline: migrations.slice(0, before) })
      const insert = (id: string, last_used_at: number | null, trial: string | null) =>
        statement(
          `insert into credentials (id, environment_id, connection_id, type, active, last_used_at, trial, created_at)
             values ('${id}', 'env_1', 'conn_1', 'federated', 0, ${last_used_at}, ${trial}, 4)`,
        )
      await engine.unit([
        ...withConnection,
        insert('cred_1', 3, null),
        insert('cred_2', null, `'{"result":"accepted","at":1,"error":null}'`),
        insert('cred_3', null, `'{"result":"refused","at":1,"error":null}'`),
      ])
      expect(await migrate(engine, () => 1, { timeline: migrations.slice(0, before + 1) })).toHaveLength(1)
      expect(await engine.read({ ...statement('select * from credentials order by id'), returns: true })).toMatchObject(
        [
          { id: 'cred_1', failed_at: null, proved_at: 4 },
          { id: 'cred_2', failed_at: null, proved_at: 4 },
          { id: 'cred_3', failed_at: null, proved_at: null },
        ],
      )
    })
    it('0014 keep credentials, all of them due for a trial', async () => {
      const engine = await engineOf()
      const before = migrations.findIndex(({ name }) => name === '0014_credential_watch')
      await migrate(engine, () => 1, { timeline: migrations.slice(0, before) })
      await engine.unit([
        ...withConnection,
        statement(
          `insert into credentials (id, environment_id, connection_id, type, active, not_after, created_at)
             values ('cred_1', 'env_1', 'conn_1', 'federated', 1, 5, 4)`,
        ),
      ])
      expect(await migrate(engine, () => 1, { timeline: migrations.slice(0, before + 1) })).toHaveLength(1)
      expect(await engine.read({ ...statement('select * from credentials'), returns: true })).toMatchObject([
        { id: 'cred_1', not_after: 5, probe_at: 0, warned_days: null },
      ])
    })
    it('0015 keep the policy of connections, which ask only at a sign-in', async () => {
      const engine = await engineOf()
      const before = migrations.findIndex(({ name }) => name === '0015_rechecks')
      await migrate(engine, () => 1, { timeline: migrations.slice(0, before) })
      await engine.unit([
        ...withConnection,
        statement(`update connections set policy = '{"new_users":"refuse","default_role":null}'`),
      ])
      expect(await migrate(engine, () => 1, { timeline: migrations.slice(0, before + 1) })).toHaveLength(1)
      const [row] = await engine.read({ ...statement('select policy from connections'), returns: true })
      expect(JSON.parse(String(row?.policy))).toEqual({
        new_users: 'refuse',
        default_role: null,
        recheck_minutes: null,
      })
    })
    it('0030 to 0032 keep policies, whose sessions live and end as before', async () => {
      const engine = await engineOf()
      const before = migrations.findIndex(({ name }) => name === '0030_session_policy')
      const after = migrations.findIndex(({ name }) => name === '0032_logout_channels')
      await migrate(engine, () => 1, { timeline: migrations.slice(0, before) })
      await engine.unit([
        ...withConnection,
        statement(`update connections set policy = '{"new_users":"refuse","default_role":null}'`),
        statement(`update organizations set policy = '{"default_role":null,"require_group":true}'`),
      ])
      await migrate(engine, () => 1, { timeline: migrations.slice(0, after + 1) })
      const policyIn = async (table: string): Promise<unknown> => {
        const [row] = await engine.read({ ...statement(`select policy from ${table}`), returns: true })
        return JSON.parse(String(row?.policy))
      }
      expect(await policyIn('connections')).toEqual({
        new_users: 'refuse',
        default_role: null,
        upstream_logout: false,
        logout_page_url: null,
      })
      expect(await policyIn('organizations')).toEqual({
        default_role: null,
        require_group: true,
        session: { idle_minutes: null, lifetime_minutes: null, logout_page_url: null },
      })
    })
    it('0020 give every domain a proof of its own, and look up those that wait', async () => {
      const engine = await engineOf()
      const before = migrations.findIndex(({ name }) => name === '0020_domain_proofs')
      await migrate(engine, () => 1, { timeline: migrations.slice(0, before) })
      const insert = (id: string, state: string) =>
        statement(
          `insert into domains (id, environment_id, organization_id, domain, state, created_at)
             values ('${id}', 'env_1', 'org_1', '${id}.example', '${state}', 7)`,
        )
      await engine.unit([...withOrganization, insert('dom_1', 'verified'), insert('dom_2', 'pending')])
      await migrate(engine, () => 1, { timeline: migrations.slice(0, before + 1) })
      const rows = await engine.read({ ...statement('select * from domains order by id'), returns: true })
      expect(rows).toMatchObject([
        { id: 'dom_1', check_at: null, pending_since: null, records: '[]' },
        { id: 'dom_2', check_at: 7, pending_since: 7, records: '[]' },
      ])
      expect(new Set(rows.map(({ proof_token }) => String(proof_token).length))).toEqual(new Set([32]))
      expect(rows[0]?.proof_token).not.toBe(rows[1]?.proof_token)
    })
    it('0025 keep whom each connection admits, and match by the names that users have', async () => {
      const engine = await engineOf()
      const before = migrations.findIndex(({ name }) => name === '0025_provisioning')
      await migrate(engine, () => 1, { timeline: migrations.slice(0, before) })
      const connection = (id: string, policy: object) =>
        statement(
          `insert into connections (id, environment_id, organization_id, type, name, state, settings, mapping, policy,
             version, created_at, updated_at)
             values ('${id}', 'env_1', 'org_1', 'oidc', 'C', 'active', '{}', '{}', '${JSON.stringify(policy)}', 1, 1, 1)`,
        )
      await engine.unit([
        ...withOrganization,
        connection('conn_1', { new_users: 'create', link_by: ['email'], default_role: null }),
        connection('conn_2', { new_users: 'refuse', link_by: ['preferred_username', 'email'], default_role: 'a' }),
        connection('conn_3', { new_users: 'create', link_by: [], default_role: null }),
        statement(
          `insert into users (id, environment_id, organization_id, kind, state, source, email_verified,
             preferred_username, external_id, roles, groups, is_admin, metadata, version, created_at, updated_at)
             values ('user_1', 'env_1', 'org_1', 'person', 'invited', 'api', 0, 'Ada', 'X-1', '[]', '[]', 0, '{}', 1, 1, 1)`,
        ),
      ])
      await migrate(engine, () => 1, { timeline: migrations.slice(0, before + 1) })
      const policies = async (table: string) => {
        const rows = await engine.read({ ...statement(`select policy from ${table} order by id`), returns: true })
        return rows.map(({ policy }) => JSON.parse(String(policy)))
      }
      const of_organization = { provisioning: 'just_in_time', match_by: ['email'], match_case: 'exact' }
      expect(await policies('organizations')).toEqual([expect.objectContaining(of_organization)])
      expect(await policies('connections')).toEqual([
        { provisioning: null, match_by: null, match_case: null, default_role: null },
        {
          ...{ provisioning: 'known_only', match_by: ['preferred_username', 'email'] },
          ...{ match_case: null, default_role: 'a' },
        },
        { provisioning: null, match_by: [], match_case: null, default_role: null },
      ])
      const users = await engine.read({ ...statement('select * from users'), returns: true })
      expect(users).toMatchObject([{ preferred_username_key: 'ada', external_id_key: 'x-1' }])
    })
    it('0018 keep environments and traces, whose personal data stays for 30 days as before', async () => {
      const engine = await engineOf()
      const before = migrations.findIndex(({ name }) => name === '0018_trace_days')
      await migrate(engine, () => 1, { timeline: migrations.slice(0, before) })
      await engine.unit([
        ...withConnection,
        statement(
          `insert into sign_in_traces (sign_in_id, id, environment_id, entry, entry_sealed, created_at)
             values ('signin_1', 'trace_1', 'env_1', '{}', 's', 1)`,
        ),
      ])
      expect(await migrate(engine, () => 1, { timeline: migrations.slice(0, before + 1) })).toHaveLength(1)
      const read = (table: string) => engine.read({ ...statement(`select * from ${table}`), returns: true })
      expect(await read('environments')).toMatchObject([{ id: 'env_1', trace_days: 30 }])
      expect(await read('sign_in_traces')).toMatchObject([{ id: 'trace_1', entry_sealed: 's' }])
    })
    it('0028 let users be found by the names that they have', async () => {
      const engine = await engineOf()
      const before = names.indexOf('0028_user_search')
      await migrate(engine, () => 1, { timeline: migrations.slice(0, before) })
      await engine.unit([...withConnection, statement(withUser)])
      expect(await migrate(engine, () => 1, { timeline: migrations.slice(0, before + 1) })).toHaveLength(1)
      const users = await engine.read({ ...statement('select * from users'), returns: true })
      expect(users).toMatchObject([{ id: 'user_1', name_key: 'ada', role_reasons: '[]' }])
    })
    it('0041 let users count from 0 what changes about their identities', async () => {
      const engine = await engineOf()
      const before = names.indexOf('0041_identities_version')
      await migrate(engine, () => 1, { timeline: migrations.slice(0, before) })
      await engine.unit([...withConnection, statement(withUser)])
      expect(await migrate(engine, () => 1, { timeline: migrations.slice(0, before + 1) })).toHaveLength(1)
      const users = await engine.read({ ...statement('select * from users'), returns: true })
      expect(users).toMatchObject([{ id: 'user_1', name: 'Ada', identities_version: 0 }])
    })
    it('0042 take the user names of earlier sign-ins as not proved', async () => {
      const engine = await engineOf()
      const before = names.indexOf('0042_proved_user_names')
      await migrate(engine, () => 1, { timeline: migrations.slice(0, before) })
      await engine.unit([...withConnection, statement(withUser)])
      expect(await migrate(engine, () => 1, { timeline: migrations.slice(0, before + 1) })).toHaveLength(1)
      const users = await engine.read({ ...statement('select * from users'), returns: true })
      expect(users).toMatchObject([{ id: 'user_1', preferred_username_verified: 0 }])
    })
    it('0054 keep connections, due for a look by SAML, and end the job that looked at all of them', async () => {
      const engine = await engineOf()
      const before = migrations.findIndex(({ name }) => name === '0054_saml_watch_at')
      await migrate(engine, () => 1, { timeline: migrations.slice(0, before) })
      const job = (id: string, kind: string) =>
        statement(
          `insert into jobs (id, kind, payload, state, run_at, every_ms, attempts, created_at)
             values ('${id}', '${kind}', '{}', 'waiting', 1, 1, 0, 1)`,
        )
      await engine.unit([...withConnection, job('job_1', 'saml_watch'), job('job_2', 'sweep')])
      expect(await migrate(engine, () => 1, { timeline: migrations.slice(0, before + 1) })).toHaveLength(1)
      const rows = (sql: string) => engine.read({ ...statement(sql), returns: true })
      expect(await rows('select kind from jobs')).toEqual([{ kind: 'sweep' }])
      expect(await rows('select id, saml_watch_at from connections')).toEqual([{ id: 'conn_1', saml_watch_at: 0 }])
    })
    describe('with a checksum', () => {
      const first = migrations[0] as Migration
      const changes: readonly (readonly [string, Migration])[] = [
        ['a statement more', { ...first, statements: (w) => [...first.statements(w), 'select 1'] }],
        ['a statement less', { ...first, statements: (w) => first.statements(w).slice(1) }],
        ['statements in another order', { ...first, statements: (w) => first.statements(w).toReversed() }],
        ['another blank in a statement', { ...first, statements: (w) => first.statements(w).map((sql) => `${sql} `) }],
      ]
      it.each(changes)('refuse a program that has %s', async (_, changed) => {
        const engine = await engineOf()
        await migrate(engine, () => 1)
        const timeline = [changed, ...migrations.slice(1)]
        await expect(migrate(engine, () => 1, { timeline })).rejects.toThrow(
          expect.objectContaining({ code: 'schema_changed', evidence: { received: first.name } }),
        )
        expect(await migrate(engine, () => 1)).toEqual([])
      })
      it('do not mind how the source of the SQL is written', async () => {
        const engine = await engineOf()
        await migrate(engine, () => 1)
        const timeline = migrations.map(({ name, statements }) => ({
          name,
          statements: (w: Words) => [...statements(w)],
        }))
        expect(await migrate(engine, () => 1, { timeline })).toEqual([])
      })
      it('get it once where they ran before checksums were kept, and hold it from then on', async () => {
        const engine = await engineOf()
        await migrate(engine, () => 1)
        await engine.unit([statement('alter table schema_migrations drop column checksum')])
        expect(await schemaStatus(engine)).toEqual({ ...fine, applied: names, pending: [], without_checksum: names })
        expect(await migrate(engine, () => 1)).toEqual([])
        const later = await engineOf('same')
        expect(await schemaStatus(later)).toEqual({ ...fine, applied: names, pending: [] })
        const timeline = [{ name: first.name, statements: () => ['select 1'] }, ...migrations.slice(1)]
        await expect(migrate(later, () => 1, { timeline })).rejects.toThrow(
          expect.objectContaining({ code: 'schema_changed' }),
        )
      })
    })
    it('leave nothing behind when one fails', async () => {
      const engine = await engineOf()
      await engine.unit([statement('create table organizations (id integer)')]) // in the way of the first one
      await expect(migrate(engine, () => 1)).rejects.toThrow()
      const other = await engineOf('same')
      expect((await schemaStatus(other)).applied).toEqual([])
      await expect(other.read(statement('select * from environments'))).rejects.toThrow()
    })
  })
}

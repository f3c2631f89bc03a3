/**
 * One suite that every engine must pass. It mocks nothing: each engine runs it on a real database (sqlite.test.ts,
 * postgres.http.test.ts).
 */
import { randomBytes } from 'node:crypto'
import { formatId, uuidv7 } from '@gatehouse-sso/core/ids'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ApiKeyRecord } from '../../domain/stores/api-keys.ts'
import type { ApplicationRecord } from '../../domain/stores/applications.ts'
import type { ConnectionRecord } from '../../domain/stores/connections.ts'
import type { EnvironmentRecord } from '../../domain/stores/environments.ts'
import type { GrantRecord } from '../../domain/stores/grants.ts'
import type { ListQuery } from '../../domain/stores/list.ts'
import type { OrganizationRecord } from '../../domain/stores/organizations.ts'
import type { SessionRecord } from '../../domain/stores/sessions.ts'
import type { TraceRecord } from '../../domain/stores/sign-ins.ts'
import type { EnvironmentStores, Stores } from '../../domain/stores/stores.ts'
import type { UnitsOfWork, Write } from '../../domain/stores/unit.ts'
import type { UserRecord } from '../../domain/stores/users.ts'
import type { Engine } from '../engine/engine.ts'
import { unitsOfWork } from '../engine/unit-of-work.ts'
import { migrate } from '../schema/migrate.ts'
import { openStores } from '../stores.ts'
import * as f from './fixtures.ts'

const now = 1_700_000_000_500

export function storageConformance(name: string, open: () => Promise<Engine>): void {
  describe(`storage on ${name}`, () => {
    let engine: Engine
    let stores: Stores
    let units: UnitsOfWork
    let changed: string[] = []

    let environment: EnvironmentRecord
    let here: EnvironmentStores
    let elsewhere: EnvironmentStores
    let organization: OrganizationRecord
    let connection: ConnectionRecord
    let application: ApplicationRecord
    let user: UserRecord
    let session: SessionRecord

    const run = (...writes: Write[]) => units.run(writes)
    const refused = (write: string, reason: string) => expect.objectContaining({ name: 'UnitRefused', write, reason })

    beforeAll(async () => {
      engine = await open()
      await migrate(engine, () => now)
      stores = openStores(engine)
      units = unitsOfWork(engine, {
        onChanged: (keys) => {
          changed = [...keys]
        },
        onLost: (_, error) => {
          throw error
        },
      })
      await run(stores.installation.insert({ key_id: 'k', key_check_sealed: 's', created_at: now }))
      environment = f.environmentOf()
      const other = f.environmentOf()
      await run(stores.environments.insert(environment), stores.environments.insert(other))
      here = stores.in(environment.id)
      elsewhere = stores.in(other.id)
      organization = f.organizationOf(environment.id, { slug: 'acme', host: 'acme.sso.example' })
      connection = f.connectionOf(organization)
      application = f.applicationOf(environment.id)
      user = f.userOf(organization)
      session = f.sessionOf(user, connection)
      await run(
        here.organizations.insert(organization),
        here.connections.insert(connection),
        here.applications.insert(application),
        here.users.insert(user),
        here.sessions.insert(session),
      )
    })
    afterAll(() => engine.close())

    describe('keeps every field of', () => {
      it('an environment', async () => {
        expect(await stores.environments.get(environment.id)).toEqual(environment)
        expect(await stores.environments.bySlug(environment.slug)).toEqual(environment)
      })
      it('an organization', async () => {
        expect(await here.organizations.get(organization.id)).toEqual(organization)
        expect(await here.organizations.bySlug('acme')).toEqual(organization)
        expect(await elsewhere.organizations.bySlug('acme')).toBeUndefined()
        expect(await stores.organizationHosts.byHost('acme.sso.example')).toEqual(organization)
      })
      it('a connection', async () => expect(await here.connections.get(connection.id)).toEqual(connection))
      it('an application', async () => expect(await here.applications.get(application.id)).toEqual(application))
      it('a user', async () => expect(await here.users.get(user.id)).toEqual(user))
      it('a session', async () => expect(await here.sessions.get(session.id)).toEqual(session))
      it('a domain', async () => {
        const domain = f.domainOf(organization)
        await run(here.domains.insert(domain))
        expect(await here.domains.get(organization.id, domain.id)).toEqual(domain)
        expect(await here.domains.verified('acme.example')).toEqual(domain)
      })
      it('an API resource and its tenant', async () => {
        const resource = f.apiResourceOf(environment.id, { organization_id: organization.id })
        const tenant = f.apiResourceTenantOf(resource, organization)
        await run(here.api_resources.insert(resource), here.api_resources.insertTenant(tenant))
        expect(await here.api_resources.get(resource.id)).toEqual(resource)
        expect(await stores.anyApiResources.get(resource.id)).toEqual(resource)
        expect(await here.api_resources.ofApplication(resource.application_id)).toEqual([resource])
        const [uri = ''] = resource.app_id_uris
        expect(await here.api_resources.ofAppIdUri(uri)).toEqual([resource])
        for (const other of [uri.slice(0, -1), `${uri}x`, uri.toUpperCase(), '', '%', '"']) {
          expect(await here.api_resources.ofAppIdUri(other)).toEqual([])
        }
        expect(await here.api_resources.tenant(resource.id, tenant.id)).toEqual(tenant)
        expect(await here.api_resources.tenantById(resource.id, tenant.tenant_id)).toEqual(tenant)
        const suspended = f.userOf(organization, { state: 'suspended', email_key: 'out@acme.example' })
        const theirs = { authority: `entra:public:${tenant.tenant_id}`, subject: 'oid-out' }
        await run(here.users.insert(suspended), here.users.insertIdentity(f.identityOf(suspended, theirs)))
        const subjects = [{ tenant_id: tenant.tenant_id, subject: 'oid-out' }]
        expect(await here.api_resources.suspended(resource.id, 'entra:public:', 10)).toEqual(subjects)
        expect(await here.api_resources.suspended(resource.id, 'entra:china:', 10)).toEqual([])
        const again = { ...tenant, id: f.keys.newId('rten') }
        await expect(run(here.api_resources.insertTenant(again))).rejects.toEqual(
          refused('api_resource_tenants.insert', 'unique'),
        )
        expect(changed).toEqual(expect.arrayContaining([`api_resource:${resource.id}`, 'api_resource_tenant']))
      })
      it('a role and a group', async () => {
        const role = f.roleOf(environment.id)
        const group = f.groupOf(organization)
        await run(here.roles.insert(role), here.groups.insert(group))
        expect(await here.roles.get(role.id)).toEqual(role)
        expect(await here.groups.get(group.id)).toEqual(group)
      })
      it('a sign-in and its trace', async () => {
        const sign_in = f.signInOf(connection, application)
        const trace: TraceRecord = {
          id: f.keys.newId('trace'),
          environment_id: environment.id,
          sign_in_id: sign_in.id,
          entry: { steps: [{ ok: true }] },
          entry_sealed: null,
          request_id: null,
          upstream_correlation_id: null,
          upstream_trace_id: null,
          created_at: now,
        }
        await run(here.sign_ins.insert(sign_in), here.sign_ins.insertTrace(trace))
        expect(await here.sign_ins.get(sign_in.id)).toEqual(sign_in)
        expect(await here.sign_ins.traces(sign_in.id)).toEqual([trace])
      })
      it('a grant', async () => {
        const grant = f.grantOf(session, application)
        await run(here.grants.insert(grant))
        expect(await here.grants.get(grant.id)).toEqual(grant)
      })
      it('an API key', async () => {
        const key: ApiKeyRecord = {
          id: f.keys.newId('key'),
          environment_id: environment.id,
          name: 'Backend',
          key_hash: f.keys.newSecret(256),
          hint: 'sk_test_a',
          scopes: ['users:read'],
          expires_at: null,
          last_used_at: null,
          last_used_address: null,
          revoked_at: null,
          created_at: now,
        }
        await run(stores.api_keys.insert(key))
        expect(await stores.api_keys.byHash(key.key_hash)).toEqual(key)
      })
    })

    it('lists the redirect URIs of active public clients only', async () => {
      const [uri, methods] = ['https://public.example/', ['none'] as const]
      const client = { ...application, redirect_uris: [uri], token_endpoint_auth_methods: methods }
      await run(here.applications.insert({ ...client, id: f.keys.newId('app') }))
      await run(here.applications.insert({ ...client, id: f.keys.newId('app'), state: 'inactive' }))
      expect(await here.applications.publicRedirectUris()).toEqual([uri])
      expect(await elsewhere.applications.publicRedirectUris()).toEqual([])
    })

    it('finds nothing of another environment', async () => {
      expect(await elsewhere.organizations.get(organization.id)).toBeUndefined()
      expect(await elsewhere.connections.get(connection.id)).toBeUndefined()
      expect(await elsewhere.applications.get(application.id)).toBeUndefined()
      expect(await elsewhere.users.get(user.id)).toBeUndefined()
      expect(await elsewhere.sessions.get(session.id)).toBeUndefined()
      await expect(run(...elsewhere.organizations.delete(organization.id, now))).rejects.toEqual(
        refused('organizations.delete', 'expectation'),
      )
    })

    describe('a unit', () => {
      it('is committed whole or not at all', async () => {
        const first = f.organizationOf(environment.id)
        const unknown = f.userOf(f.organizationOf(environment.id))
        const unit = run(here.organizations.insert(first), here.users.insert(unknown))
        await expect(unit).rejects.toEqual(refused('users.insert', 'reference'))
        expect(await here.organizations.get(first.id)).toBeUndefined()
      })

      it('that is refused does not affect others that wait with it', async () => {
        const good = [1, 2, 3].map(() => f.organizationOf(environment.id))
        const bad = f.userOf(f.organizationOf(environment.id))
        const answers = await Promise.allSettled([
          run(here.organizations.insert(good[0] as OrganizationRecord)),
          run(here.organizations.insert(good[1] as OrganizationRecord), here.users.insert(bad)),
          run(here.organizations.insert(good[2] as OrganizationRecord)),
        ])
        expect(answers.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
        expect(await here.organizations.get(good[0]?.id ?? '')).toBeDefined()
        expect(await here.organizations.get(good[1]?.id ?? '')).toBeUndefined()
        expect(await here.organizations.get(good[2]?.id ?? '')).toBeDefined()
      })

      it('that expects another version is refused', async () => {
        const record = f.organizationOf(environment.id)
        await run(here.organizations.insert(record))
        const next = { ...record, name: 'New', version: 2 }
        await run(here.organizations.update(next, 1))
        await expect(run(here.organizations.update({ ...next, version: 3 }, 1))).rejects.toEqual(
          refused('organizations.update', 'expectation'),
        )
        expect(await here.organizations.get(record.id)).toMatchObject({ name: 'New', version: 2 })
      })

      it('moves the version of the configuration only when it changes configuration', async () => {
        const version = async () => (await stores.installation.get())?.configuration_version
        const before = await version()
        await run(here.sign_ins.insert(f.signInOf(connection, application)))
        expect(await version()).toBe(before)
        await run(here.organizations.insert(f.organizationOf(environment.id)))
        expect(await version()).toBe(Number(before) + 1)
        expect(changed[0]).toMatch(/^organization:org_/)
      })

      it('wins alone when ten units change one record at the same moment', async () => {
        const record = f.organizationOf(environment.id)
        await run(here.organizations.insert(record))
        const attempts = Array.from({ length: 10 }, (_, index) =>
          run(here.organizations.update({ ...record, name: `${index}`, version: 2 }, 1)),
        )
        const won = (await Promise.allSettled(attempts)).filter(({ status }) => status === 'fulfilled')
        expect(won).toHaveLength(1)
      })
    })

    const uniqueCases: [string, (o: OrganizationRecord) => Write[], string][] = [
      [
        'a verified domain of another organization',
        (o) => [here.domains.insert(f.domainOf(o, { domain: 'taken.example' }))],
        'domains.insert',
      ],
      [
        'a role with a slug that is taken',
        () => [here.roles.insert(f.roleOf(environment.id, { slug: 'twice' }))],
        'roles.insert',
      ],
      [
        'an external id that is taken',
        () => [here.organizations.insert(f.organizationOf(environment.id, { external_id: 'twice' }))],
        'organizations.insert',
      ],
    ]
    it.each(uniqueCases)('refuses %s', async (_, write, refusedWrite) => {
      const [first, second] = [f.organizationOf(environment.id), f.organizationOf(environment.id)]
      await run(here.organizations.insert(first), here.organizations.insert(second), ...write(first))
      await expect(run(...write(second))).rejects.toEqual(refused(refusedWrite, 'unique'))
    })

    it('lets many organizations claim a domain, and one verify it', async () => {
      const [first, second] = [f.organizationOf(environment.id), f.organizationOf(environment.id)]
      const claim = { domain: 'claimed.example', state: 'pending', verified_at: null } as const
      const [mine, theirs] = [f.domainOf(first, claim), f.domainOf(second, claim)]
      await run(
        here.organizations.insert(first),
        here.organizations.insert(second),
        here.domains.insert(mine),
        here.domains.insert(theirs),
      )
      await run(here.domains.verify(mine))
      await expect(run(here.domains.verify(theirs))).rejects.toEqual(refused('domains.verify', 'unique'))
    })

    describe('the sign-ins of a time', () => {
      const times = [1_600_000_000_000, 1_600_000_060_000, 1_600_000_061_000, 1_600_000_120_000] as const
      const [, from, , to] = times
      const ids = times.map((time) => formatId('signin', uuidv7(time, 0, randomBytes(8))))
      beforeAll(() => run(...ids.map((id) => here.sign_ins.insert(f.signInOf(connection, application, { id })))))
      const cases = [
        ['begin at its start, and end before its end', { from, to }, [1, 2]],
        ['have no start', { to }, [0, 1, 2]],
        ['have no end', { from: to, limit: 1 }, [3]],
        ['are none where the end is before the start', { from: to, to: from }, []],
      ] as const
      it.each(cases)('%s', async (_, span, expected) => {
        const { records } = await here.sign_ins.list({ limit: 10, order: 'asc', ...span })
        expect(records.map(({ id }) => id)).toEqual(expected.map((index) => ids[index]))
      })
    })

    describe('a sign-in in flight', () => {
      const begin = async () => {
        const sign_in = f.signInOf(connection, application)
        await run(here.sign_ins.insert(sign_in))
        return sign_in.id
      }
      it('is finished once', async () => {
        const id = await begin()
        const finish = () => run(here.sign_ins.succeed(id, f.successOf(user)))
        const answers = await Promise.allSettled([finish(), finish()])
        expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
        await expect(run(here.sign_ins.fail(id, 'user_unknown', null, now))).rejects.toEqual(
          refused('sign_ins.fail', 'expectation'),
        )
      })
      it('is not finished after it failed', async () => {
        const id = await begin()
        await run(here.sign_ins.fail(id, 'user_unknown', 'ada@acme.example', now))
        expect(await here.sign_ins.get(id)).toMatchObject({ state: 'failed', error_code: 'user_unknown' })
        await expect(run(here.sign_ins.succeed(id, f.successOf(user)))).rejects.toEqual(
          refused('sign_ins.succeed', 'expectation'),
        )
      })
      it('is finished even after a second callback failed because its code was used', async () => {
        const id = await begin()
        await run(here.sign_ins.fail(id, 'upstream_code_refused', null, now))
        await run(here.sign_ins.succeed(id, f.successOf(user)))
        expect(await here.sign_ins.get(id)).toMatchObject({ state: 'succeeded', error_code: null, user_id: user.id })
      })
      it('is abandoned when it expires', async () => {
        const id = await begin()
        const { sweep } = stores
        await run(sweep.abandonSignIns(now, 100))
        expect((await here.sign_ins.get(id))?.state).toBe('in_progress')
        await run(sweep.abandonSignIns(1_700_000_900_008, 100))
        expect((await here.sign_ins.get(id))?.state).toBe('abandoned')
      })
      it('loses the personal data in its traces by the time of its own environment', async () => {
        const id = await begin()
        const trace: TraceRecord = {
          ...{ id: f.keys.newId('trace'), environment_id: environment.id, sign_in_id: id, created_at: now },
          ...{ entry: {}, entry_sealed: 's1.k.trace', request_id: null },
          ...{ upstream_correlation_id: null, upstream_trace_id: null },
        }
        await run(here.sign_ins.insertTrace(trace))
        const { sweep } = stores
        const kept = (await sweep.environments()).find((one) => one.id === environment.id)
        expect(kept).toEqual({ id: environment.id, trace_days: environment.trace_days })
        const sealed = async () => (await here.sign_ins.traces(id)).map(({ entry_sealed }) => entry_sealed)
        await run(sweep.forgetClaims(f.keys.newId('env'), now, 100), sweep.forgetClaims(environment.id, now - 1, 100))
        expect(await sealed()).toEqual([trace.entry_sealed])
        await run(sweep.forgetClaims(environment.id, now, 100))
        expect(await here.sign_ins.traces(id)).toEqual([{ ...trace, entry_sealed: null }])
      })
      it('tells when its connection was last used', async () => {
        expect(await here.connections.lastSignInAt(connection.id)).toBe(now)
        expect(await here.connections.lastSignInAt(f.connectionOf(organization).id)).toBeNull()
      })
    })

    it('opens no session through a connection that is not active, or of another organization', async () => {
      const off = f.connectionOf(organization, { state: 'inactive' })
      await run(here.connections.insert(off))
      const expectation = refused('sessions.insert', 'expectation')
      await expect(run(here.sessions.insert(f.sessionOf(user, off)))).rejects.toEqual(expectation)
      const foreign = { ...f.sessionOf(user, connection), organization_id: f.organizationOf(environment.id).id }
      await expect(run(here.sessions.insert(foreign))).rejects.toEqual(expectation)
    })

    describe('a code', () => {
      interface Case {
        grant?: Partial<GrantRecord>
        session?: Partial<SessionRecord>
        user?: Partial<UserRecord>
        application?: Partial<ApplicationRecord>
        redemption?: Record<string, unknown>
      }
      const redeem = async (change: Case) => {
        const person = f.userOf(organization)
        const client = f.applicationOf(environment.id)
        const live = f.sessionOf(person, connection)
        const grant = f.grantOf(live, client, change.grant)
        await run(
          here.users.insert(person),
          here.applications.insert(client),
          here.sessions.insert(live),
          here.grants.insert(grant),
        )
        if (change.session) await run(here.sessions.end(live.id, now, 'test'))
        if (change.user) await run(here.users.update({ ...person, ...change.user, version: 2 }, 1))
        if (change.application) await run(here.applications.update({ ...client, ...change.application, version: 2 }, 1))
        const unit = here.grants.redeem({
          id: grant.id,
          code_hash: 'code',
          application_id: client.id,
          redirect_uri: grant.redirect_uri,
          code_challenge: 'challenge',
          now,
          access_token: f.accessToken,
          ...change.redemption,
        })
        return { grant, person, live, unit, redeem: async () => unit.read(await units.run(unit.writes)) }
      }
      it('gives everything that tokens need, once', async () => {
        const { grant, person, live, redeem: use } = await redeem({})
        expect(await use()).toMatchObject({
          grant_id: grant.id,
          session_id: live.id,
          user_id: person.id,
          scopes: ['openid', 'email'],
          amr: ['pwd', 'mfa'],
          roles: ['admin', 'member'],
          groups: ['g1', 'g2'],
          email_verified: true,
          is_admin: true,
        })
        await expect(use()).rejects.toEqual(refused('grants.redeem', 'expectation'))
        expect(await here.grants.live(grant.id, now)).toMatchObject({ grant_id: grant.id, access_token: f.accessToken })
        const next = { ...f.accessToken, hash: 'next', scopes: ['openid'] }
        await run(here.grants.keepAccessToken(grant.id, next))
        expect(await here.grants.live(grant.id, now)).toMatchObject({ access_token: next })
      })
      it('is redeemed once when ten try at the same moment', async () => {
        const { redeem: use } = await redeem({})
        const answers = await Promise.allSettled(Array.from({ length: 10 }, use))
        expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
      })
      it('that has no challenge is redeemed without a verifier', async () => {
        const { redeem: use } = await redeem({ grant: { code_challenge: null }, redemption: { code_challenge: null } })
        expect(await use()).toMatchObject({ nonce: 'n' })
      })
      const wrong: [string, Case, string][] = [
        ['by another application', { redemption: { application_id: f.keys.newId('app') } }, 'grants.redeem'],
        ['with another redirect URI', { redemption: { redirect_uri: 'https://app.example/' } }, 'grants.redeem'],
        ['with another verifier', { redemption: { code_challenge: 'other' } }, 'grants.redeem'],
        ['without its verifier', { redemption: { code_challenge: null } }, 'grants.redeem'],
        ['with a verifier although it has no challenge', { grant: { code_challenge: null } }, 'grants.redeem'],
        ['with another secret', { redemption: { code_hash: 'other' } }, 'grants.redeem'],
        ['after it expired', { redemption: { now: 1_700_000_060_000 } }, 'grants.redeem'],
        ['when it was already redeemed', { grant: { code_redeemed_at: 1 } }, 'grants.redeem'],
        ['when its grant was revoked', { grant: { revoked_at: 1 } }, 'grants.redeem'],
        ['when its session has ended', { session: {} }, 'grants.readRedeemed'],
        ['when its user was suspended', { user: { state: 'suspended' } }, 'grants.readRedeemed'],
        ['when its application was deactivated', { application: { state: 'inactive' } }, 'grants.readRedeemed'],
      ]
      it.each(wrong)('is refused %s', async (_, change, write) => {
        const { grant, redeem: use } = await redeem(change)
        await expect(use()).rejects.toEqual(refused(write, 'expectation'))
        const untouched = await here.grants.get(grant.id)
        expect(untouched?.code_redeemed_at).toBe(grant.code_redeemed_at)
      })
    })

    describe('a column', () => {
      const texts: [string, string][] = [
        ['characters of four bytes', 'Zo\u00eb \u{1f9d1}\u200d\u{1f4bb} \u{20000} \u0627'],
        ['quotes, backslashes and placeholders', `'"\\ $1 ? :a \\u0000 \\x00 %s`],
        ['an empty text', ''],
        ['line breaks', 'a\r\n\tb'],
        ['a replaced half of a character', 'a\ufffdb'],
      ]
      it.each(texts)('keeps %s', async (_, text) => {
        const record = f.organizationOf(environment.id, { name: text, metadata: { [`k${text}`]: text } })
        await run(here.organizations.insert(record))
        expect(await here.organizations.get(record.id)).toEqual(record)
      })
      it('keeps a large document', async () => {
        const metadata = Object.fromEntries(Array.from({ length: 2_000 }, (_, index) => [`k${index}`, 'v'.repeat(500)]))
        const record = f.organizationOf(environment.id, { metadata })
        await run(here.organizations.insert(record))
        expect(await here.organizations.get(record.id)).toEqual(record)
      })
      it('keeps the largest exact integer', async () => {
        const last_sign_in_at = Number.MAX_SAFE_INTEGER
        const record = f.userOf(organization, { last_sign_in_at })
        await run(here.users.insert(record))
        expect(await here.users.get(record.id)).toMatchObject({ last_sign_in_at })
      })
      it('refuses a NUL, and finds nothing by one', async () => {
        const record = f.organizationOf(environment.id, { name: 'a\0b' })
        expect(() => here.organizations.insert(record)).toThrow(expect.objectContaining({ code: 'text_has_nul' }))
        expect(await here.organizations.get('org_\0')).toBeUndefined()
        const query = { limit: 1, order: 'asc', search: '\0' } as const
        expect((await here.organizations.list(query)).records).toEqual([])
      })
      it('compares and sorts text byte by byte', async () => {
        const owner = f.organizationOf(environment.id)
        const domains = ['b.example', 'B.example', 'a-b.example', 'ab.example', '\u00e4.example', 'z.example']
        await run(here.organizations.insert(owner))
        for (const domain of domains) {
          await run(here.domains.insert(f.domainOf(owner, { domain, state: 'pending' })))
        }
        const sorted = (await here.domains.ofOrganization(owner.id)).map(({ domain }) => domain)
        expect(sorted).toEqual(['B.example', 'a-b.example', 'ab.example', 'b.example', 'z.example', '\u00e4.example'])
      })
    })

    it('deletes an organization with everything in it', async () => {
      const gone = f.organizationOf(environment.id)
      const directory = f.connectionOf(gone)
      const person = f.userOf(gone)
      const open = f.sessionOf(person, directory)
      const grant = f.grantOf(open, application)
      await run(
        here.organizations.insert(gone),
        here.connections.insert(directory),
        here.users.insert(person),
        here.sessions.insert(open),
        here.grants.insert(grant),
      )
      expect(await here.grants.live(grant.id, now)).toBeDefined()
      await run(...here.organizations.delete(gone.id, now))
      expect(await here.users.get(person.id)).toBeUndefined()
      expect((await here.sessions.get(open.id))?.ended_because).toBe('organization_deleted')
      expect(await here.grants.live(grant.id, now)).toBeUndefined()
    })

    describe('lists', () => {
      const all = async (query: Omit<ListQuery, 'after' | 'before'>, between: () => Promise<void>) => {
        const ids: string[] = []
        let after: string | undefined
        do {
          const page = await elsewhere.organizations.list({ ...query, after })
          ids.push(...page.records.map(({ id }) => id))
          after = page.more_after ? page.records.at(-1)?.id : undefined
          await between()
        } while (after !== undefined)
        return ids
      }
      it('A3 return each record once, in order, while others are added', async () => {
        const other = (await stores.environments.list({ limit: 100, order: 'desc' })).records.find(
          ({ id }) => id !== environment.id,
        ) as EnvironmentRecord
        const made: string[] = []
        for (let count = 0; count < 23; count += 1) {
          const record = f.organizationOf(other.id)
          made.push(record.id)
          await run(elsewhere.organizations.insert(record))
        }
        const add = async () => void (await run(elsewhere.organizations.insert(f.organizationOf(other.id))))
        await fc.assert(
          fc.asyncProperty(fc.integer({ min: 1, max: 30 }), async (limit) => {
            const descending = await all({ limit, order: 'desc' }, add)
            expect(descending.filter((id) => made.includes(id))).toEqual([...made].reverse())
            expect(new Set(descending).size).toBe(descending.length)
          }),
          { seed: 6, numRuns: 8 },
        )
        const ascending = await all({ limit: 7, order: 'asc' }, async () => undefined)
        expect(ascending.slice(0, 23)).toEqual(made)
      })
      it('A3 go backwards', async () => {
        const first = await here.organizations.list({ limit: 4, order: 'asc' })
        const second = await here.organizations.list({ limit: 3, order: 'asc', after: first.records[3]?.id })
        const back = await here.organizations.list({ limit: 4, order: 'asc', before: second.records[0]?.id })
        expect(back.records).toEqual(first.records)
        expect(back).toMatchObject({ more_before: false, more_after: true })
      })
      it('199 treat a search as plain text, not as a pattern', async () => {
        const odd = f.organizationOf(environment.id, { name: "100%_o'Neill\\" })
        await run(here.organizations.insert(odd))
        const search = async (text: string) =>
          (await here.organizations.list({ limit: 100, order: 'asc', search: text })).records.map(({ id }) => id)
        expect(await search("%_O'NEILL\\")).toEqual([odd.id])
        expect(await search("' or '1'='1")).toEqual([])
        expect(await search('1__%')).toEqual([])
      })
    })
  })
}

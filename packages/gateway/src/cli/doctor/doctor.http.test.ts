/** Each case has one fault. The doctor must find it and name the remedy. */

import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { dayMs } from '@gatehouse-sso/core/time'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { makeCertificate } from '../../../../../test/e2e/certificate.ts'
import { runGatehouse } from '../../../test/gateway-process.ts'
import { addConnection, authorizeAddress, browser, type Harness, startHarness } from '../../../test/harness.ts'
import { newDatabase } from '../../../test/postgres-database.ts'
import { changeNow } from '../../../test/staged.ts'
import { initializeInstallation } from '../../app.ts'
import type { Variables } from '../../config.ts'
import { newMasterKey } from '../../keys/master-key.ts'
import { federatedOf } from '../../storage/conformance/fixtures.ts'
import { openSqlite } from '../../storage/engine/sqlite.ts'
import { examine } from './doctor.ts'
import type { Finding } from './finding.ts'
import { checkClock } from './public-url.ts'

const folder = mkdtempSync(join(tmpdir(), 'gatehouse-doctor-'))
const path = (name: string): string => join(folder, name)
const database_url = `sqlite:${path('good.db')}`
let harness: Harness
let good: Variables
/** Another server at the public address. */
let stranger: Server
let strange: { issuer: string; date: string | undefined }
const strangeUrl = (): string => `http://127.0.0.1:${(stranger.address() as AddressInfo).port}`

beforeAll(async () => {
  const GATEHOUSE_MASTER_KEY = newMasterKey()
  harness = await startHarness({ database_url, variables: { GATEHOUSE_MASTER_KEY } })
  const { host } = new URL(harness.provider.url)
  good = {
    GATEHOUSE_PUBLIC_URL: harness.url,
    GATEHOUSE_MASTER_KEY,
    GATEHOUSE_DATABASE_URL: database_url,
    GATEHOUSE_OUTBOUND_ALLOW: host,
  }
  stranger = createServer((_, response) => {
    const date = strange.date === undefined ? {} : { date: strange.date }
    response.writeHead(200, { 'content-type': 'application/json', ...date }).end(JSON.stringify(strange))
  })
  await new Promise<void>((resolve) => stranger.listen(0, '127.0.0.1', resolve))
})
afterAll(async () => {
  await harness.close()
  stranger.closeAllConnections()
  await new Promise((resolve) => stranger.close(resolve))
  rmSync(folder, { recursive: true })
})
beforeEach(() => {
  strange = { issuer: strangeUrl(), date: undefined }
})
afterEach(() => harness.provider.reset())

/** The findings that are not ok, without the warning about TLS, which every test on loopback has. */
async function found(change: Variables = {}, ahead = 0): Promise<Finding[]> {
  const findings = await examine({ ...good, ...change }, () => Date.now() + ahead)
  return findings.filter(({ id, result }) => result !== 'ok' && id !== 'tls')
}

/** Creates a database and changes it by one statement. */
async function spoiled(name: string, sql?: string): Promise<string> {
  const url = `sqlite:${path(name)}`
  await initializeInstallation({ ...good, GATEHOUSE_DATABASE_URL: url })
  if (sql === undefined) return url
  const engine = openSqlite(path(name))
  await engine.unit([{ name: 'spoil', sql, values: [], rows: null, returns: false, changes: [] }])
  await engine.close()
  return url
}

it('C2 finds no problem in a sound installation, and lists its checks', async () => {
  const findings = await examine(good, Date.now)
  expect(findings.filter(({ result }) => result !== 'ok').map(({ id }) => id)).toEqual(['tls'])
  const ids = ['runtime', 'settings', 'clock', 'database', 'disk', 'schema', 'master_key', 'environments']
  const more = ['connections', 'jobs', 'public_url', 'discovery']
  expect(findings.filter(({ result }) => result === 'ok').map(({ id }) => id)).toEqual([...ids, ...more])
})

describe('C2 the doctor finds in the settings', () => {
  const file = (mode: number): string => {
    writeFileSync(path('master-key'), String(good.GATEHOUSE_MASTER_KEY))
    chmodSync(path('master-key'), mode)
    return path('master-key')
  }
  const cases: [string, () => Variables, Partial<Finding>][] = [
    [
      'an unknown name',
      () => ({ GATEHOUSE_PUBLIK_URL: 'x' }),
      { id: 'settings', result: 'warn', message: expect.stringContaining('Did you mean GATEHOUSE_PUBLIC_URL') },
    ],
    [
      'a missing value',
      () => ({ GATEHOUSE_MASTER_KEY: undefined }),
      { id: 'settings', result: 'fail', code: 'master_key_missing' },
    ],
    ['a wrong value', () => ({ GATEHOUSE_LISTEN: 'x' }), { id: 'settings', result: 'fail', code: 'setting_invalid' }],
    [
      'a public http address',
      () => ({ GATEHOUSE_PUBLIC_URL: 'http://sso.example.com' }),
      { id: 'settings', result: 'fail', code: 'public_url_insecure' },
    ],
    [
      'a weak master key',
      () => ({ GATEHOUSE_MASTER_KEY: 'secret' }),
      { id: 'master_key', result: 'fail', code: 'master_key_weak' },
    ],
    [
      'another master key',
      () => ({ GATEHOUSE_MASTER_KEY: newMasterKey() }),
      { id: 'installation', result: 'fail', who: 'operator' },
    ],
    [
      'a secret that others can read',
      () => ({ GATEHOUSE_MASTER_KEY: undefined, GATEHOUSE_MASTER_KEY_FILE: file(0o644) }),
      { id: 'secret_files', result: 'fail', remedy: expect.stringContaining('chmod 600') },
    ],
  ]
  it.each(cases)('%s', async (_, change, finding) => {
    expect(await found(change())).toEqual([expect.objectContaining(finding)])
  })
  it('an outbound proxy, which it names without its password, with the host names that only the proxy resolves', async () => {
    const connection = await addConnection(harness)
    await changeNow(harness, connection.id, {
      settings: { ...connection.settings, discovery_url: 'https://idp.invalid/.well-known/openid-configuration' },
    })
    const findings = await examine({ ...good, HTTPS_PROXY: 'http://user:secret@127.0.0.1:1' }, Date.now)
    await harness.client.connections.deactivate(connection.id)
    const proxy = findings.filter(({ id }) => id === 'outbound_proxy')
    expect(proxy).toEqual([
      { id: 'outbound_proxy', result: 'ok', message: expect.stringContaining('127.0.0.1:1') },
      expect.objectContaining({ result: 'warn', who: 'operator', message: expect.stringContaining('idp.invalid') }),
    ])
    expect(JSON.stringify(findings)).not.toContain('secret@')
  })
  it('https without a trusted proxy', async () => {
    const [proxies] = await found({ GATEHOUSE_PUBLIC_URL: 'https://127.0.0.1:1' })
    expect(proxies).toMatchObject({ id: 'trusted_proxies', result: 'warn' })
  })
})

describe('C2 the doctor finds in the database', () => {
  const cases: [string, () => Variables | Promise<Variables>, Partial<Finding>][] = [
    [
      'a missing file',
      () => ({ GATEHOUSE_DATABASE_URL: `sqlite:${path('none.db')}` }),
      { id: 'database', remedy: expect.stringContaining('gatehouse init') },
    ],
    [
      'a server that does not answer',
      () => ({ GATEHOUSE_DATABASE_URL: 'postgres://127.0.0.1:1/x' }),
      { id: 'database', code: 'database_unavailable', message: expect.stringContaining('ECONNREFUSED') },
    ],
    [
      'a newer schema',
      async () => ({
        GATEHOUSE_DATABASE_URL: await spoiled(
          'newer.db',
          "insert into schema_migrations (name, started_at, finished_at) values ('9999_future', 1, 1)",
        ),
      }),
      { id: 'schema', code: 'schema_newer' },
    ],
    [
      'a half-migrated schema',
      async () => ({
        GATEHOUSE_DATABASE_URL: await spoiled('half.db', 'update schema_migrations set finished_at = null'),
      }),
      { id: 'schema', code: 'schema_half_migrated' },
    ],
    [
      'an older schema',
      async () => ({
        GATEHOUSE_DATABASE_URL: await spoiled('older.db', "delete from schema_migrations where name = '0001_initial'"),
      }),
      { id: 'schema', message: expect.stringContaining('0001_initial') },
    ],
    [
      'that it is not initialized',
      async () => ({ GATEHOUSE_DATABASE_URL: await spoiled('empty.db', 'delete from installation') }),
      { id: 'installation', code: 'not_initialized' },
    ],
  ]
  it.each(cases)('%s', async (_, change, finding) => {
    expect(await found(await change())).toEqual([expect.objectContaining({ ...finding, result: 'fail' })])
  })
  it('a file that others can read', async () => {
    chmodSync(path('good.db'), 0o644)
    const findings = await found().finally(() => chmodSync(path('good.db'), 0o600))
    expect(findings).toEqual([expect.objectContaining({ id: 'database_file', result: 'warn' })])
  })
  it('that it has no environment, and then does not ask the public address for one', async () => {
    const findings = await found({ GATEHOUSE_DATABASE_URL: await spoiled('new.db') })
    expect(findings).toEqual([expect.objectContaining({ id: 'environments', result: 'warn' })])
  })
  it('a PostgreSQL setting that may lose acknowledged changes', async () => {
    const GATEHOUSE_DATABASE_URL = await newDatabase()
    await initializeInstallation({ ...good, GATEHOUSE_DATABASE_URL })
    const options = new URLSearchParams({ options: '-c synchronous_commit=off' })
    const address = `${GATEHOUSE_DATABASE_URL}${GATEHOUSE_DATABASE_URL.includes('?') ? '&' : '?'}${options}`
    const [lossy] = await found({ GATEHOUSE_DATABASE_URL: address })
    expect(lossy).toMatchObject({ id: 'durability', result: 'warn', expected: 'on', received: 'off' })
    const fine = await examine({ ...good, GATEHOUSE_DATABASE_URL }, Date.now)
    expect(fine).toContainEqual(expect.objectContaining({ id: 'durability', result: 'ok' }))
  })
})

describe('C2 the doctor finds at the public address', () => {
  it('no server', async () => {
    const [silent] = await found({ GATEHOUSE_PUBLIC_URL: 'http://127.0.0.1:1' })
    expect(silent).toMatchObject({
      id: 'public_url',
      result: 'fail',
      remedy: expect.stringContaining('Start the gateway'),
    })
  })
  it('a server with another issuer', async () => {
    strange.issuer = 'https://other.example'
    const [other] = await found({ GATEHOUSE_PUBLIC_URL: strangeUrl() })
    expect(other).toMatchObject({ id: 'discovery', expected: strangeUrl(), received: 'https://other.example' })
  })
  it('another installation with the same issuer', async () => {
    const [other] = await found({ GATEHOUSE_PUBLIC_URL: strangeUrl() })
    expect(other).toMatchObject({ id: 'discovery', message: expect.stringContaining('another installation') })
  })
  it('a certificate that expires soon and is not trusted', async () => {
    const server = createTlsServer(makeCertificate(folder, ['localhost']))
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const { port } = server.address() as AddressInfo
    const trust = { GATEHOUSE_TRUSTED_PROXIES: '127.0.0.1' }
    const findings = await found({ GATEHOUSE_PUBLIC_URL: `https://localhost:${port}`, ...trust })
    server.close()
    expect(findings).toEqual([
      expect.objectContaining({
        id: 'certificate',
        result: 'fail',
        message: expect.stringContaining('expires in 1 day'),
      }),
      expect.objectContaining({ id: 'public_url', message: expect.stringContaining('certificate') }),
    ])
  })
  it('the clock that differs most', () => {
    const others = { 'the database': 60_000, 'the public address': 119_000 }
    expect(checkClock(120_000, others).message).toContain('that of the database by 60 s')
    expect(checkClock(120_000, { ...others, 'the database': null })).toMatchObject({ result: 'ok' })
    expect(checkClock(120_000, {}).message).toBe('nothing to compare it with')
  })
  it.each([
    ['a minute', 60_000, 'warn'],
    ['ten minutes', 600_000, 'fail'],
  ])('a clock that differs by %s', async (_, ms, result) => {
    strange.date = new Date(Date.now() - ms).toUTCString()
    const findings = await found({ GATEHOUSE_PUBLIC_URL: strangeUrl() })
    expect(findings).toContainEqual(expect.objectContaining({ id: 'clock', result }))
  })
})

describe('C2 the doctor finds in the contents', () => {
  it('an identity provider with another issuer', async () => {
    harness.provider.behaviour = { ...harness.provider.behaviour, discovery: { issuer: 'https://evil.example' } }
    expect(await found()).toEqual([
      expect.objectContaining({
        id: 'connections',
        result: 'fail',
        code: 'discovery_issuer_mismatch',
        message: expect.stringContaining(`Acme, OpenID Connect (${harness.connection_id})`),
        received: 'https://evil.example',
      }),
    ])
  })
  it('an identity provider without a key', async () => {
    harness.provider.behaviour = { ...harness.provider.behaviour, keys: [] }
    expect(await found()).toEqual([expect.objectContaining({ id: 'connections', code: 'keys_unusable' })])
  })
  it('16 an identity provider that names other endpoints since the last sign-in', async () => {
    const moved = await addConnection(harness, { path: '/moved', name: 'Moved' })
    const to = authorizeAddress(harness, { connection: moved.id })
    await browser().get(to)
    const discovery = { authorization_endpoint: 'https://evil.example/authorize' }
    harness.provider.behaviour = { ...harness.provider.behaviour, discovery }
    harness.clock.ahead += 11 * 60_000
    await browser().get(to)
    harness.clock.ahead = 0
    harness.provider.reset()
    expect(await found()).toContainEqual(
      expect.objectContaining({
        ...{ id: 'connections', result: 'warn', code: 'endpoints_changed' },
        received: 'authorization_endpoint https://evil.example/authorize',
        remedy: expect.stringContaining('confirm-endpoints'),
      }),
    )
    await harness.client.connections.delete(moved.id)
  })

  it('a credential and an API key that expire soon or have expired', async () => {
    const in20days = new Date(Date.now() + 20 * dayMs).toISOString()
    const { id } = await addConnection(harness, { path: '/ending' })
    const [old] = await harness.client.credentials.list(id).toArray()
    const body = { type: 'client_secret', client_secret: 'ending', not_after: in20days } as const
    const credential = await harness.client.credentials.create(id, body)
    await harness.client.credentials.activate(id, credential.id)
    if (old) await harness.client.credentials.delete(id, old.id)
    await harness.client.apiKeys.create({ name: 'Nightly import', expires_at: in20days })
    const ids = async (ahead: number) =>
      (await found({}, ahead)).filter(({ id: what }) => /credentials|api_keys/.test(what))
    expect(await ids(0)).toEqual([
      expect.objectContaining({
        id: 'api_keys',
        result: 'warn',
        message: expect.stringContaining('“Nightly import” of test expires in 19 days'),
      }),
      expect.objectContaining({
        id: 'credentials',
        result: 'warn',
        who: 'administrator',
        message: expect.stringContaining('expires in 19 days'),
      }),
    ])
    expect(await ids(21 * dayMs)).toEqual([
      expect.objectContaining({
        id: 'credentials',
        result: 'fail',
        message: expect.stringContaining('expired 2 days ago'),
      }),
    ])
    await harness.client.connections.deactivate(id)
  })
  it('a federation issuer that moved with the public address', async () => {
    const { units, ports } = harness.gateway.work
    const { federation, in: open } = ports.stores
    const { credentials } = open(harness.environment_id)
    const now = { issuer: `${harness.url}/federation`, subject: 's', audience: 'api://AzureADTokenExchange' }
    const before = { ...now, issuer: 'https://before.example/federation' }
    await units.run([federation.setIssuer(before.issuer, null)])
    expect((await found()).map(({ id }) => id)).not.toContain('federation')
    const connection = await ports.stores.in(harness.environment_id).connections.get(harness.connection_id)
    if (!connection) throw new TypeError('no connection')
    const record = federatedOf(connection, { id: ports.keys.newId('cred'), active: false, federation: before })
    await units.run([credentials.insert(record)])
    expect(await found()).toContainEqual(
      expect.objectContaining({ id: 'federation', result: 'warn', received: before.issuer, expected: now.issuer }),
    )
    const shown = (await harness.client.credentials.list(harness.connection_id).toArray()).find(
      ({ id }) => id === record.id,
    )
    expect(shown?.federation?.warning).toContain(harness.url)
    await harness.client.credentials.delete(harness.connection_id, record.id)
    expect((await found()).map(({ id }) => id)).not.toContain('federation')
  })
  it('overdue jobs and signing keys that were not replaced', async () => {
    const findings = await found({}, 100 * dayMs)
    expect(findings).toContainEqual(expect.objectContaining({ id: 'jobs', result: 'warn' }))
    expect(findings).toContainEqual(expect.objectContaining({ id: 'signing_keys', result: 'warn' }))
  })
  it('a live environment that shares its origin', async () => {
    const { id } = await harness.installation.environments.create({ name: 'Production', slug: 'live', kind: 'live' })
    expect(id).toMatch(/^env_/)
    expect(await found()).toContainEqual(expect.objectContaining({ id: 'environments', result: 'warn' }))
  })
  it('a job that failed for good', async () => {
    const { units, ports } = harness.gateway.work
    const { stores, keys } = ports
    const job = { kind: 'mail', payload: {}, state: 'dead', every_ms: null, attempts: 8, run_at: 1 } as const
    const free = { lease_token: null, lease_until: null, created_at: 1, last_error: 'no route to host' }
    await units.run([stores.jobs.insert({ ...job, ...free, id: keys.newId('job') })])
    const message = '1 job failed for good, last mail: no route to host'
    expect(await found()).toContainEqual(expect.objectContaining({ id: 'jobs', result: 'fail', message }))
  })
})

describe('gatehouse doctor', () => {
  it('C2 prints a line for each check, with a remedy, and ends with 1 when a check fails', async () => {
    const { code, stdout, stderr } = await runGatehouse(['doctor'], { ...good, GATEHOUSE_LISTEN: 'x' })
    expect(code).toBe(1)
    expect(stdout).toMatch(
      /^ok {4}runtime +Node [\d.]+\nfail {2}settings +.*GATEHOUSE_LISTEN\n +expected .*\n +received x\n +operator: .*\n +code setting_invalid/,
    )
    expect(stderr).toMatch(/\d+ to correct/)
  })
  it('C3 prints one JSON object, without a secret', async () => {
    const { stdout } = await runGatehouse(['doctor', '--json'], good)
    const printed = JSON.parse(stdout)
    expect(printed).toMatchObject({ object: 'doctor', result: expect.stringMatching(/warn|fail/) })
    for (const check of printed.checks)
      expect(check).toMatchObject({ id: expect.any(String), message: expect.any(String) })
    expect(stdout).not.toContain(good.GATEHOUSE_MASTER_KEY)
  })
})

/** The live check of a connection: each trouble at Entra, the item that shows it, and what to do. */

import type { Connection } from '@gatehouse-sso/sdk/contract/connection'
import type { ConnectionCheck } from '@gatehouse-sso/sdk/contract/connection-check'
import { type FaultName, faultList } from 'entra-emulator'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { browser, locationOf } from '../../packages/gateway/test/harness.ts'
import { type Entra, startEntra, upstreamSecret } from './entra.ts'

const ada = 'ada@contoso.example'
const application = {
  displayName: 'Gatehouse',
  appId: '0b1c2d3e-4f50-4617-8293-a4b5c6d7e8f9',
  passwordCredentials: [{ secretText: upstreamSecret }],
}

type Item = ConnectionCheck['checks'][number]

let entra: Entra
beforeAll(async () => {
  entra = await startEntra([
    {
      displayName: 'Contoso',
      domains: ['contoso.example'],
      users: [{ userPrincipalName: ada, mail: ada, displayName: 'Ada Muster' }],
      applications: [application],
    },
  ])
})
afterAll(() => entra.close())
beforeEach(async () => {
  await entra.emulator.admin('DELETE', '/faults')
  entra.harness.clock.ahead = 0
})

const client = () => entra.harness.client
let organizations = 0
const check = ({ id }: Connection, body: { of?: 'candidate' | 'current' } = {}): Promise<ConnectionCheck> =>
  client().connections.check(id, body)
const itemOf = ({ checks }: ConnectionCheck, id: Item['id']): Item => {
  const item = checks.find((one) => one.id === id)
  if (!item) throw new Error(`no item ${id}`)
  return item
}
const results = ({ checks }: ConnectionCheck): Record<string, string> =>
  Object.fromEntries(checks.map(({ id, result }) => [id, result]))

/** A connection of its own, because one may be checked ten times in a minute. */
async function scene(change: Parameters<Entra['connect']>[0] = {}): Promise<Connection> {
  organizations += 1
  const { id } = await client().organizations.create({ name: `Organization ${organizations}` })
  return entra.connect({ organization_id: id, ...change })
}

describe('the check of a connection', () => {
  it('names each value, and what is not known yet', async () => {
    const checked = await check(await scene())
    expect(results(checked)).toEqual({
      settings: 'ok',
      discovery: 'ok',
      issuer: 'ok',
      keys: 'ok',
      client_id: 'ok',
      redirect_uri: 'ok',
      clock: 'ok',
      credential: 'ok',
      expiry: 'warn',
      consent: 'warn',
      claims: 'warn',
      groups: 'warn',
    })
    expect(checked).toMatchObject({ object: 'connection_check', of: 'current', result: 'warn' })
    for (const { result, remedy, who } of checked.checks) {
      expect([remedy !== null, who !== null]).toEqual(result === 'ok' ? [false, false] : [true, true])
    }
  })

  it('knows the claims of the last test, and the consent that it showed', async () => {
    const { id } = await scene()
    const person = browser()
    const away = locationOf(await person.get((await client().connections.test(id)).url))
    const { pathname, search } = new URL((await entra.emulator.signIn(away, ada)).url)
    await person.get(`${entra.harness.url}${pathname}${search}`)
    const checked = await client().connections.check(id)
    expect(itemOf(checked, 'claims')).toMatchObject({ result: 'ok', received: expect.stringContaining('email') })
    expect(itemOf(checked, 'groups')).toMatchObject({ result: 'warn' })
    expect(itemOf(checked, 'consent')).toMatchObject({ result: 'ok', received: 'seen' })
    expect(JSON.stringify(checked)).not.toContain(ada)
  })

  it('shows why the last test failed', async () => {
    const { id } = await scene()
    const person = browser()
    const away = locationOf(await person.get((await client().connections.test(id)).url))
    await entra.emulator.admin('POST', '/faults', { name: 'wrong-nonce', times: 1 })
    const { pathname, search } = new URL((await entra.emulator.signIn(away, ada)).url)
    await person.get(`${entra.harness.url}${pathname}${search}`)
    expect(itemOf(await client().connections.check(id), 'claims')).toMatchObject({
      result: 'fail',
      message: expect.stringContaining('The last test failed'),
      remedy: expect.any(String),
    })
  })

  it('says of a draft which settings are missing, and asks nobody', async () => {
    const draft = await client().connections.create({
      organization_id: entra.harness.organization_id,
      type: 'entra_oidc',
    })
    const checked = await check(draft)
    expect(results(checked)).toEqual({
      settings: 'fail',
      credential: 'fail',
      consent: 'warn',
      claims: 'warn',
      groups: 'warn',
    })
    expect(itemOf(checked, 'settings').message).toContain('tenant_id')
  })

  it('checks the candidate, or the settings in force', async () => {
    const made = await scene()
    await client().connections.update(made.id, { settings: { client_id: '2b1c2d3e-4f50-4617-8293-a4b5c6d7e8f9' } })
    const both = [await check(made), await check(made, { of: 'current' })]
    expect(both.map((checked) => [checked.of, itemOf(checked, 'client_id').result])).toEqual([
      ['candidate', 'fail'],
      ['current', 'ok'],
    ])
    await client().connections.discardCandidate(made.id)
    await expect(check(made, { of: 'candidate' })).rejects.toMatchObject({ code: 'state_conflict' })
  })

  it('is refused after ten in a minute, for this connection alone', async () => {
    const { id } = await client().connections.create({
      organization_id: entra.harness.organization_id,
      type: 'entra_oidc',
    })
    for (let count = 0; count < 10; count += 1) await client().connections.check(id)
    await expect(client().connections.check(id)).rejects.toMatchObject({ code: 'rate_limited' })
    await check(await scene())
    entra.harness.clock.ahead = 61_000
    await client().connections.check(id)
  })
})

interface Trouble {
  readonly name: string
  readonly make: () => Promise<Connection>
  readonly ahead_ms?: number
  readonly item: Item['id']
  readonly shows: Partial<Record<keyof Item, unknown>>
}

const unknownId = '9c1c2d3e-4f50-4617-8293-a4b5c6d7e8f9'
/** Takes the registered redirect URIs away after the connection was made. */
async function unregistered(redirectUris: (uri: string) => readonly string[]): Promise<Connection> {
  const made = await scene()
  await entra.emulator.admin('PATCH', entra.tenants[0]?.application ?? '', {
    web: { redirectUris: redirectUris(made.redirect_uri) },
  })
  return made
}
async function withSettings(settings: Record<string, unknown>): Promise<Connection> {
  const made = await scene()
  return client().connections.update(made.id, { settings })
}
/** A connection whose only credential is this one. */
async function withCredential(
  body: Parameters<ReturnType<typeof client>['credentials']['create']>[1],
): Promise<Connection> {
  const { id, credentials } = await scene()
  await client().connections.deactivate(id)
  for (const { id: first } of credentials) await client().credentials.delete(id, first)
  await client().credentials.create(id, body)
  return client().connections.get(id)
}
const withSecret = (client_secret: string, not_after?: string): Promise<Connection> =>
  withCredential({ type: 'client_secret', client_secret, ...(not_after && { not_after }) })

const troubles: readonly Trouble[] = [
  {
    name: 'a tenant that does not exist',
    make: () => withSettings({ tenant_id: unknownId }),
    item: 'discovery',
    shows: { result: 'fail', who: 'administrator', received: expect.stringContaining('AADSTS90002') },
  },
  {
    name: 'tenant ID and client ID that were swapped',
    make: () => withSettings({ tenant_id: application.appId, client_id: entra.tenants[0]?.id }),
    item: 'discovery',
    shows: { result: 'fail', remedy: expect.stringMatching(/swap|exchange|other/i) },
  },
  {
    name: 'a client that does not exist',
    make: () => withSettings({ client_id: unknownId }),
    item: 'client_id',
    shows: {
      result: 'fail',
      expected: unknownId,
      received: expect.stringContaining('AADSTS700016'),
      who: 'administrator',
    },
  },
  {
    name: 'a redirect URI that is not registered',
    make: () => unregistered(() => []),
    item: 'redirect_uri',
    shows: {
      result: 'fail',
      expected: expect.stringContaining('/sso/oidc/callback/conn_'),
      received: expect.stringContaining('AADSTS50011'),
      where: expect.stringContaining('Redirect URIs'),
      who: 'administrator',
    },
  },
  {
    name: 'a redirect URI with a slash at the end',
    make: () => unregistered((uri) => [`${uri}/`]),
    item: 'redirect_uri',
    shows: { result: 'fail', received: expect.stringContaining('AADSTS50011') },
  },
  {
    name: 'another secret',
    make: () => withSecret('Xy8Q~another-secret-of-somebody-else-000'),
    item: 'credential',
    shows: {
      result: 'fail',
      received: expect.stringContaining('AADSTS7000215'),
      remedy: expect.stringContaining('Value'),
    },
  },
  {
    name: 'a certificate that was not uploaded',
    make: () => withCredential({ type: 'certificate' }),
    item: 'credential',
    shows: {
      result: 'fail',
      message: expect.stringContaining('The active certificate is refused'),
      received: expect.stringContaining('AADSTS700027'),
    },
  },
  {
    name: 'a federated credential that was not added',
    make: () => withCredential({ type: 'federated' }),
    item: 'credential',
    shows: {
      result: 'fail',
      message: expect.stringContaining('The active federated credential is refused'),
      received: expect.stringMatching(/AADSTS7002/),
    },
  },
  {
    name: 'a secret that ends in a week',
    make: () => withSecret(upstreamSecret, new Date(Date.now() + 7 * 24 * 60 * 60_000).toISOString()),
    item: 'expiry',
    shows: {
      result: 'warn',
      message: expect.stringContaining('7 more days'),
      remedy: expect.stringContaining('activate it'),
    },
  },
  {
    name: 'a secret after its last day',
    make: () => withSecret(upstreamSecret, new Date(Date.now() + 60_000).toISOString()),
    ahead_ms: 100_000,
    item: 'credential',
    shows: { result: 'fail', message: expect.stringContaining('has expired') },
  },
  {
    name: 'a clock that is 5 minutes ahead',
    make: () => scene(),
    ahead_ms: 5 * 60_000,
    item: 'clock',
    shows: { result: 'fail', who: 'operator', message: expect.stringMatching(/differ by (?:29\d|30\d) seconds/) },
  },
  {
    name: 'a clock that is a minute behind',
    make: () => scene(),
    ahead_ms: -60_000,
    item: 'clock',
    shows: { result: 'warn', who: 'operator' },
  },
]

describe('the check finds', () => {
  it.each(troubles)('$name', async ({ make, ahead_ms = 0, item, shows }) => {
    const made = await make()
    entra.harness.clock.ahead = ahead_ms
    const found = itemOf(await check(made), item)
    expect(found).toMatchObject(shows)
    expect(found.remedy).toEqual(expect.any(String))
  })
})

type Seen = readonly [Item['id'], 'warn' | 'fail', RegExp]
const temporary = /Try again|again|wait/i

/** Each fault of the emulator that a look without a person can see. All others act on people and their tokens. */
const faults: Readonly<Partial<Record<FaultName, Seen>>> = {
  'discovery-429': ['discovery', 'fail', temporary],
  'discovery-500': ['discovery', 'fail', temporary],
  'discovery-503': ['discovery', 'fail', temporary],
  'discovery-hangs': ['discovery', 'fail', /./],
  'discovery-wrong-issuer': ['issuer', 'fail', /./],
  'jwks-429': ['keys', 'fail', temporary],
  'jwks-500': ['keys', 'fail', temporary],
  'jwks-503': ['keys', 'fail', temporary],
  'jwks-empty': ['keys', 'fail', /./],
  'jwks-hangs': ['keys', 'fail', /./],
  'secret-expired': ['credential', 'fail', /secret/],
  'token-429': ['credential', 'warn', temporary],
  'token-500': ['credential', 'warn', /./],
  'token-503': ['credential', 'warn', temporary],
  'token-hangs': ['credential', 'warn', /./],
}
const names = (Object.keys(faultList) as FaultName[]).filter((name) => name !== 'error' && !name.endsWith('-slow'))

describe('with the fault', () => {
  it.each(names)(
    '%s the check shows it in one item, with a remedy',
    async (name) => {
      const made = await scene()
      await entra.emulator.admin('POST', '/faults', { name })
      const checked = await check(made)
      await entra.emulator.admin('DELETE', '/faults')
      const seen = faults[name]
      if (!seen) return expect(checked.checks.filter(({ result }) => result === 'fail')).toEqual([])
      const [id, result, remedy] = seen
      expect(itemOf(checked, id)).toMatchObject({
        result,
        remedy: expect.stringMatching(remedy),
        who: expect.any(String),
      })
    },
    20_000,
  )

  const errors: { code: number; item: Item['id'] }[] = [
    { code: 50011, item: 'redirect_uri' },
    { code: 700016, item: 'client_id' },
    { code: 50194, item: 'client_id' },
    { code: 7000112, item: 'client_id' },
  ]
  it.each(errors)('AADSTS$code on the page the check names $item', async ({ code, item }) => {
    const made = await scene()
    await entra.emulator.admin('POST', '/faults', { name: 'error', code, at: 'request' })
    expect(itemOf(await check(made), item)).toMatchObject({ result: 'fail', remedy: expect.any(String) })
  })
})

describe('any other OpenID provider', () => {
  it('is checked as far as it can be', async () => {
    const checked = await client().connections.check(entra.harness.connection_id)
    expect(results(checked)).toMatchObject({
      settings: 'ok',
      discovery: 'ok',
      issuer: 'ok',
      keys: 'ok',
      credential: 'warn',
    })
    expect(checked.checks.map(({ id }) => id)).not.toContain('consent')
  })
})

/** Clients that authenticate with a signature of their own: RFC 7523, 3; OpenID Connect Core 1.0, 9. */
import { createServer, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { exportJWK, generateKeyPair, type JWK, SignJWT } from 'jose'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import {
  addApplication,
  addEnvironment,
  authorizeAddress,
  backChannel,
  codeIn,
  type Harness,
  redeem,
  signIn,
  startHarness,
} from '../../../test/harness.ts'

const type = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer'

interface Client {
  readonly harness: Harness
  assertion(
    change?: Record<string, unknown>,
    header?: { alg?: string; kid?: string; key?: CryptoKey | Uint8Array },
  ): Promise<string>
}

/** Where a client publishes its keys. */
let published: JWK[] = []
let fetches = 0
let keyServer: Server
/** The response of the key server in place of its keys. */
let instead: ((response: ServerResponse) => unknown) | undefined
let harness: Harness
const keys = { first: await generateKeyPair('ES256'), second: await generateKeyPair('ES256') }
const jwkOf = async (name: keyof typeof keys): Promise<JWK> => ({
  ...(await exportJWK(keys[name].publicKey)),
  kid: name,
})

beforeAll(async () => {
  keyServer = createServer((_, response) => {
    fetches += 1
    if (instead) return void instead(response)
    response.setHeader('content-type', 'application/json').end(JSON.stringify({ keys: published }))
  })
  await new Promise<void>((resolve) => keyServer.listen(0, '127.0.0.1', resolve))
  harness = await startHarness({ variables: { GATEHOUSE_OUTBOUND_ALLOW: `127.0.0.1` } })
})
afterAll(async () => {
  await harness.close()
  await new Promise((resolve) => keyServer.close(resolve))
})
beforeEach(async () => {
  harness.clock.ahead = 0
  harness.provider.reset()
  published = [await jwkOf('first')]
  instead = undefined
})

const keyAddress = (): string => `http://127.0.0.1:${(keyServer.address() as AddressInfo).port}/jwks`
let count = 0

async function clientWith(change: Parameters<typeof addApplication>[1], at: Harness = harness): Promise<Client> {
  const created = await addApplication(at, { token_endpoint_auth_methods: ['private_key_jwt'], ...change })
  const application = { ...created, client_secret: undefined as unknown as string }
  return {
    harness: { ...at, application },
    assertion: (claims = {}, { alg = 'ES256', kid = 'first', key = keys.first.privateKey } = {}) => {
      const now = Math.floor((Date.now() + at.clock.ahead) / 1000)
      count += 1
      const { client_id } = application
      const good = { iss: client_id, sub: client_id, aud: at.url, exp: now + 60, iat: now, jti: `jti-${count}` }
      const header = { alg, ...(kid === '' ? {} : { kid }) }
      return new SignJWT({ ...good, ...claims }).setProtectedHeader(header).sign(key)
    },
  }
}

const withKeys = async (): Promise<Client> => clientWith({ jwks: { keys: [await jwkOf('first')] } })
const asserted = (client_assertion: string) => ({
  client_assertion,
  client_assertion_type: type,
  client_secret: undefined,
})

async function redeemWith(
  { harness: at }: Client,
  assertion: string,
  change = {},
): Promise<[number, string | undefined]> {
  const { searchParams } = await signIn(at)
  const response = await redeem(at, String(searchParams.get('code')), { ...asserted(assertion), ...change })
  return [response.status, codeIn((await response.json()) as object)]
}

describe('a client is accepted', () => {
  it('with a key it is registered with', async () => {
    const client = await withKeys()
    expect(await redeemWith(client, await client.assertion())).toEqual([200, undefined])
  })

  it('with the token endpoint as audience, without client_id, and without kid', async () => {
    const client = await withKeys()
    const assertion = await client.assertion({ aud: `${harness.url}/oauth/token` }, { kid: '' })
    expect(await redeemWith(client, assertion, { client_id: undefined })).toEqual([200, undefined])
  })

  it('at introspection, revocation and pushed requests too', async () => {
    const client = await withKeys()
    for (const endpoint of ['introspect', 'revoke']) {
      const sent = { token: 'x', ...asserted(await client.assertion()) }
      expect((await backChannel(client.harness, endpoint, sent)).status).toBe(200)
    }
  })

  it('with keys that it publishes, and with a new one at once; the document is fetched seldom', async () => {
    const client = await clientWith({ jwks_uri: keyAddress() })
    fetches = 0
    for (let count = 0; count < 3; count += 1) {
      expect(await redeemWith(client, await client.assertion())).toEqual([200, undefined])
    }
    expect(fetches).toBe(1)
    published = [await jwkOf('second')]
    const signed = { kid: 'second', key: keys.second.privateKey }
    expect(await redeemWith(client, await client.assertion({}, signed))).toEqual([200, undefined])
    expect(fetches).toBe(2)
    // A key that is nowhere costs one look a minute, however often somebody tries.
    for (let count = 0; count < 5; count += 1)
      await redeemWith(client, await client.assertion({}, { ...signed, kid: 'x' }))
    expect(fetches).toBe(2)
  })
})

describe('a jti', () => {
  it('counts for one client: another one may use the same, each of them once', async () => {
    const clients = [await withKeys(), await withKeys()]
    const statuses = async () => {
      const answers = clients.map(async (client) => {
        const assertion = asserted(await client.assertion({ jti: 'shared' }))
        return (await backChannel(client.harness, 'introspect', { token: 'x', ...assertion })).status
      })
      return Promise.all(answers)
    }
    expect(await statuses()).toEqual([200, 200])
    expect(await statuses()).toEqual([401, 401])
  })

  it('counts for one environment', async () => {
    const elsewhere = await addEnvironment(harness, 'assertion-jti')
    for (const at of [harness, elsewhere]) {
      const client = await clientWith({ jwks: { keys: [await jwkOf('first')] } }, at)
      const assertion = asserted(await client.assertion({ jti: 'shared by environments' }))
      expect((await backChannel(client.harness, 'introspect', { token: 'x', ...assertion })).status).toBe(200)
    }
  })
})

describe('a client is refused', () => {
  it.each<[string, Record<string, unknown>, Parameters<Client['assertion']>[1]]>([
    ['another audience', { aud: 'https://other.example' }, {}],
    ['an expired one', { exp: 1_700_000_000 }, {}],
    ['one that lives an hour', { exp: Math.floor(Date.now() / 1000) + 3600 }, {}],
    ['no jti', { jti: undefined }, {}],
    ['another issuer', { iss: 'app_00000000000000000000000000' }, {}],
    ['a key that is not its own', {}, { key: keys.second.privateKey }],
    ['a kid that is not its own', {}, { kid: 'second' }],
    ['a symmetric signature', {}, { alg: 'HS256', key: new TextEncoder().encode('x'.repeat(32)) }],
  ])('with %s', async (_, claims, header) => {
    const client = await withKeys()
    expect(await redeemWith(client, await client.assertion(claims, header))).toEqual([
      401,
      'client_authentication_failed',
    ])
  })

  it('with an unsigned assertion', async () => {
    const client = await withKeys()
    const payload = String((await client.assertion()).split('.')[1])
    const header = Buffer.from('{"alg":"none"}').toString('base64url')
    expect((await redeemWith(client, `${header}.${payload}.AA`))[0]).toBe(401)
  })

  it('with an assertion that was used before; of two at the same moment one is accepted', async () => {
    const client = await withKeys()
    const assertion = await client.assertion()
    const sent = { token: 'x', ...asserted(assertion) }
    const answers = await Promise.all([1, 2].map(() => backChannel(client.harness, 'introspect', sent)))
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 401])
    expect((await backChannel(client.harness, 'introspect', sent)).status).toBe(401)
  })

  it('with the jti of an assertion that it used at another endpoint', async () => {
    const client = await withKeys()
    const pushed = Object.fromEntries(new URL(authorizeAddress(client.harness)).searchParams)
    const used = { jti: 'used-at-token' }
    expect(await redeemWith(client, await client.assertion(used))).toEqual([200, undefined])
    // Signed anew, with another time: what counts is the jti.
    for (const [endpoint, sent] of [
      ['par', pushed],
      ['introspect', { token: 'x' }],
      ['revoke', { token: 'x' }],
    ] as const) {
      const assertion = await client.assertion({ ...used, exp: Math.floor(Date.now() / 1000) + 30 })
      const response = await backChannel(client.harness, endpoint, { ...sent, ...asserted(assertion) })
      const code = codeIn((await response.json()) as object)
      expect([endpoint, response.status, code]).toEqual([endpoint, 401, 'client_authentication_failed'])
    }
    const fresh = await backChannel(client.harness, 'par', { ...pushed, ...asserted(await client.assertion()) })
    expect(fresh.status).toBe(201)
    // And the other way round.
    const assertion = await client.assertion({ jti: 'used-at-par' })
    expect((await backChannel(client.harness, 'par', { ...pushed, ...asserted(assertion) })).status).toBe(201)
    expect(await redeemWith(client, assertion)).toEqual([401, 'client_authentication_failed'])
  })

  it('with the assertion of another client, or of another environment', async () => {
    const [client, rival] = [await withKeys(), await withKeys()]
    const sent = { token: 'x', ...asserted(await rival.assertion()) }
    expect((await backChannel(client.harness, 'introspect', sent)).status).toBe(401)
    const elsewhere = await addEnvironment(harness, 'assertion-other')
    const assertion = asserted(await client.assertion())
    const answer = await backChannel({ ...elsewhere, application: client.harness.application }, 'introspect', assertion)
    expect(answer.status).toBe(401)
  })

  it('without an assertion, or with a secret', async () => {
    const client = await withKeys()
    for (const client_secret of [undefined, 'secret']) {
      expect((await backChannel(client.harness, 'introspect', { token: 'x', client_secret })).status).toBe(401)
    }
  })

  const answers: readonly [string, (response: ServerResponse) => unknown][] = [
    ['an error', (response) => response.writeHead(500).end('secret of the inside')],
    ['a page', (response) => response.setHeader('content-type', 'text/html').end('<p>secret of the inside</p>')],
    ['no key set', (response) => response.setHeader('content-type', 'application/json').end('{"secret":1}')],
    ['a redirect', (response) => response.writeHead(302, { location: 'http://169.254.169.254/secret' }).end()],
    ['an end in the middle', (response) => response.destroy()],
  ]
  it.each(answers)('when its address answers with %s, and learns nothing of it', async (name, answer) => {
    // An address of its own: the keys of another one would still be known.
    const client = await clientWith({ jwks_uri: `${keyAddress()}?${encodeURIComponent(name)}` })
    instead = answer
    const response = await backChannel(client.harness, 'introspect', {
      token: 'x',
      ...asserted(await client.assertion()),
    })
    const text = await response.text()
    expect([response.status, JSON.parse(text).error]).toEqual([401, 'invalid_client'])
    expect(text).toContain('(client_keys_unusable)')
    expect(text).not.toMatch(/secret|169|127\.0/)
  })
  it('when its address does not answer', async () => {
    const client = await clientWith({ jwks_uri: 'http://127.0.0.1:9/jwks' })
    expect(await redeemWith(client, await client.assertion())).toEqual([401, 'client_keys_unusable'])
  })
  it('with an audience of ours and another one', async () => {
    const client = await withKeys()
    const aud = [harness.url, 'https://other.example']
    expect(await redeemWith(client, await client.assertion({ aud }))).toEqual([401, 'client_authentication_failed'])
  })
})

describe('an application cannot be registered', () => {
  it.each([
    ['without any key', {}],
    ['with keys and an address', { jwks: { keys: [{ kty: 'EC' }] }, jwks_uri: 'https://app.example/jwks' }],
    ['with a set without usable keys', { jwks: { keys: [{ kty: 'oct', k: 'c2VjcmV0' }] } }],
    ['with no set', { jwks: {} }],
  ])('%s', async (_, change) => {
    await expect(clientWith(change)).rejects.toMatchObject({ code: 'values_invalid' })
  })
})

describe('an address of keys that may not be called', () => {
  const inside = [
    'https://10.0.0.1/jwks',
    'https://169.254.169.254/jwks',
    'https://[fd00:ec2::254]/jwks',
    'https://[::7f00:2]/jwks',
    'https://168.63.129.16/jwks',
    'https://metadata.google.internal/jwks',
    'https://app.example:22/jwks',
  ]
  it.each(inside)('is refused when it is saved: %s', async (jwks_uri) => {
    const errors = [expect.objectContaining({ param: '/jwks_uri', code: 'address_refused' })]
    await expect(clientWith({ jwks_uri })).rejects.toMatchObject({ code: 'values_invalid', errors })
    const { id } = await clientOf({ jwks_uri: 'https://app.example/jwks' })
    const update = harness.client.applications.update(id, { jwks_uri })
    await expect(update).rejects.toMatchObject({ code: 'values_invalid', errors })
  })
  it('that was saved before hinders no other change', async () => {
    const { id } = await clientOf({ jwks_uri: 'https://app.example/jwks' })
    expect(await harness.client.applications.update(id, { name: 'Renamed' })).toMatchObject({ name: 'Renamed' })
  })
})

const clientOf = (change: object) =>
  harness.client.applications.create({
    name: 'Keys',
    redirect_uris: ['https://app.example/callback'],
    token_endpoint_auth_methods: ['private_key_jwt'],
    ...change,
  })

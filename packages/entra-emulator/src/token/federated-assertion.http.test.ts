/** Federated identity credentials: assertions of an issuer that the test runs. */
import { generateKeyPairSync, type KeyObject } from 'node:crypto'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { SignJWT } from 'jose'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { codeFor, token } from '../../test/code.ts'
import { apiCid, cid, contoso, daemonCid, redirectUri, tid } from '../../test/contoso.ts'
import { type Answer, unverified } from '../../test/http.ts'
import { type Emulator, startEmulator } from '../emulator.ts'

const audience = 'api://AzureADTokenExchange'
const subject = 'org:1:connection:1'
const pair = () => generateKeyPairSync('rsa', { modulusLength: 2048 })
const [first, second] = [pair(), pair()]

interface Issuer {
  readonly url: string
  /** Published keys by their id. */
  keys: Record<string, KeyObject>
  discovery: Record<string, unknown>
  /** The status of each answer. */
  status: number
  requests: number
  readonly server: Server
}

async function startIssuer(): Promise<Issuer> {
  const server = createServer((request, response) => {
    issuer.requests += 1
    const keys = Object.entries(issuer.keys).map(([kid, key]) => ({ ...key.export({ format: 'jwk' }), kid }))
    const isDiscovery = String(request.url).endsWith('/.well-known/openid-configuration')
    const location = issuer.status === 302 ? { location: '/elsewhere' } : {}
    response.writeHead(issuer.status, location)
    response.end(JSON.stringify(isDiscovery ? issuer.discovery : { keys }))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/federation`
  const issuer: Issuer = { url, keys: {}, discovery: {}, status: 200, requests: 0, server }
  return issuer
}

describe('a federated identity credential', () => {
  let emulator: Emulator
  let issuer: Issuer
  const path = (id: string) => `/tenants/${tid}/applications/${id}`
  const credential = (change: object = {}) => ({
    name: 'gatehouse',
    issuer: issuer.url,
    subject,
    audiences: [audience],
    ...change,
  })
  beforeAll(async () => {
    issuer = await startIssuer()
    emulator = await startEmulator({ fixture: contoso })
  })
  beforeEach(async () => {
    await emulator.admin('POST', '/reset')
    const published = { issuer: issuer.url, jwks_uri: `${issuer.url}/jwks` }
    Object.assign(issuer, { keys: { k1: first.publicKey }, discovery: published, status: 200, requests: 0 })
    for (const id of [cid, daemonCid]) {
      await emulator.admin('POST', `${path(id)}/federatedIdentityCredentials`, credential())
    }
  })
  afterAll(async () => {
    await emulator.close()
    issuer.server.close()
  })

  const seconds = () => Math.floor(Date.now() / 1000)
  interface Parts {
    readonly alg?: string
    readonly kid?: string
    readonly key?: KeyObject
    readonly claims?: Record<string, unknown>
  }
  const signed = ({ alg = 'RS256', kid = 'k1', key = first.privateKey, claims = {} }: Parts = {}) =>
    new SignJWT({
      ...{ iss: issuer.url, sub: subject, aud: audience },
      ...{ iat: seconds(), nbf: seconds(), exp: seconds() + 300, jti: crypto.randomUUID(), ...claims },
    })
      .setProtectedHeader({ alg, kid, typ: 'JWT' })
      .sign(key)
  const ask = async (assertion: string, more: Record<string, string | undefined> = {}): Promise<Answer> =>
    token(emulator, {
      grant_type: 'client_credentials',
      client_id: daemonCid,
      client_secret: undefined,
      client_assertion: assertion,
      client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
      scope: `api://${apiCid}/.default`,
      ...more,
    })

  it('takes the assertion of its issuer instead of a secret', async () => {
    const { status, json } = await ask(await signed())
    expect(status).toBe(200)
    expect(unverified(json.access_token).payload).toMatchObject({ azp: daemonCid, azpacr: '2' })
  })

  it('redeems a code and refreshes', async () => {
    const code = await codeFor(emulator, { scope: 'openid offline_access' })
    const client = { client_id: cid, scope: undefined, redirect_uri: redirectUri }
    const redeemed = await ask(await signed(), { ...client, grant_type: 'authorization_code', code })
    expect(redeemed.status).toBe(200)
    const refresh_token = String(redeemed.json.refresh_token)
    const refreshed = await ask(await signed(), { ...client, grant_type: 'refresh_token', refresh_token })
    expect(refreshed.json).toHaveProperty('id_token')
  })

  it('redeems a code once, of two requests at the same moment', async () => {
    const code = await codeFor(emulator, {})
    const client = {
      client_id: cid,
      scope: undefined,
      redirect_uri: redirectUri,
      grant_type: 'authorization_code',
      code,
    }
    const assertions = await Promise.all([signed(), signed()])
    const answers = await Promise.all(assertions.map((assertion) => ask(assertion, client)))
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 400])
  })

  it('reads the keys of its issuer once, and again for a key that it does not know', async () => {
    for (let count = 0; count < 3; count += 1) await ask(await signed())
    expect(issuer.requests).toBe(2)
    issuer.keys = { k1: first.publicKey, k2: second.publicKey }
    expect((await ask(await signed({ kid: 'k2', key: second.privateKey }))).status).toBe(200)
    expect(issuer.requests).toBe(4)
  })

  it('has one of the first 100 keys', async () => {
    const others = Array.from({ length: 100 }, (_, index) => [`other-${index}`, second.publicKey])
    issuer.keys = Object.fromEntries([...others, ['k1', first.publicKey]])
    expect((await ask(await signed())).json.error_codes).toEqual([7000274])
  })

  const refused: { name: string; parts?: Parts; before?: () => unknown; error?: string; code: number }[] = [
    {
      name: 'there is none',
      before: () => emulator.admin('PATCH', path(daemonCid), { federatedIdentityCredentials: [] }),
      error: 'invalid_request',
      code: 70021,
    },
    { name: 'the issuer is another', parts: { claims: { iss: 'https://other.example' } }, code: 700211 },
    { name: 'the subject is another', parts: { claims: { sub: 'org:1:connection:2' } }, code: 700213 },
    { name: 'the audience is another', parts: { claims: { aud: `${audience}USGov` } }, code: 700212 },
    { name: 'there are two audiences', parts: { claims: { aud: [audience, 'x'] } }, code: 700212 },
    { name: 'the subject differs in case', parts: { claims: { sub: subject.toUpperCase() } }, code: 7002138 },
    { name: 'the audience differs in case', parts: { claims: { aud: audience.toLowerCase() } }, code: 7002138 },
    { name: 'another key signed', parts: { key: second.privateKey }, code: 7000274 },
    { name: 'the key is unknown', parts: { kid: 'k9' }, code: 7000274 },
    { name: 'the algorithm is PS256', parts: { alg: 'PS256' }, code: 7000274 },
    { name: 'it has expired', parts: { claims: { exp: seconds() - 3600 } }, code: 700024 },
    { name: 'it has no end', parts: { claims: { exp: undefined } }, code: 700024 },
    ...[
      { name: 'the issuer is away', before: () => Object.assign(issuer, { status: 503 }) },
      { name: 'the issuer redirects', before: () => Object.assign(issuer, { status: 302 }) },
      {
        name: 'the document names another issuer',
        before: () => Object.assign(issuer.discovery, { issuer: `${issuer.url}/` }),
      },
      {
        name: 'the keys stand on http',
        before: () => Object.assign(issuer.discovery, { jwks_uri: 'http://entra.test/jwks' }),
      },
    ].map((one) => ({ ...one, error: 'invalid_request', code: 90061 })),
  ]
  it.each(refused)('refuses the assertion with $code when $name', async ({ parts, before, error, code }) => {
    await before?.()
    const { status, json } = await ask(await signed(parts))
    expect(json).toMatchObject({ error: error ?? 'invalid_client', error_codes: [code] })
    expect(status).toBe(error === undefined ? 401 : 400)
  })

  const wrong: [string, object, string][] = [
    ['a short name', { name: 'ab' }, 'federatedIdentityCredentials[1].name: must be 3 to 120'],
    ['two audiences', { name: 'other', audiences: ['a', 'b'] }, 'audiences: must have exactly one entry'],
    ['a blank at the end', { name: 'other', subject: 'x ' }, 'subject: must have at most 600 characters'],
    ['issuer and subject of another', { name: 'other' }, '[1]: has the name, or the issuer and subject, of another'],
    ['the name of another', { subject: 'x' }, '[1]: has the name, or the issuer and subject, of another'],
  ]
  it.each(wrong)('cannot be added with %s', async (_, change, says) => {
    const added = emulator.admin('POST', `${path(daemonCid)}/federatedIdentityCredentials`, credential(change))
    await expect(added).rejects.toThrow(says)
  })

  it('is one of at most 20, is deleted by name, and survives a copy of the directory', async () => {
    const all = Array.from({ length: 21 }, (_, index) => credential({ name: `name-${index}`, subject: `s-${index}` }))
    const change = (federatedIdentityCredentials: object[]) =>
      emulator.admin('PATCH', path(daemonCid), { federatedIdentityCredentials })
    await expect(change(all)).rejects.toThrow('must have at most 20 entries, has 21')
    await change([...all.slice(0, 19), credential()])
    await emulator.admin('DELETE', `${path(daemonCid)}/federatedIdentityCredentials/name-3`)
    await emulator.admin('PUT', '/directory', (await emulator.admin('GET', '/directory')) as object)
    expect((await ask(await signed())).status).toBe(200)
    await emulator.admin('DELETE', `${path(daemonCid)}/federatedIdentityCredentials/gatehouse`)
    expect((await ask(await signed())).json.error_codes).toEqual([700213])
  })
})

import { beforeAll, describe, expect, it } from 'vitest'
import {
  ada,
  api_id,
  discovery_url,
  entra_issuer,
  jwks_uri,
  login,
  newKey,
  other_tenant_id,
  personClaims,
  type SigningKey,
  script_id,
  sign,
  startWorld,
  tenant_id,
  type World,
} from '../../test/token-issuer.ts'
import { AccessTokenError } from './access-token-error.ts'
import type { RulesOptions } from './options.ts'
import { verifierOf } from './verifier.ts'

let key: SigningKey
let stranger: SigningKey
let small: SigningKey
let curve: SigningKey
beforeAll(async () => {
  key = await newKey('k1')
  stranger = await newKey('k1')
  small = await newKey('small', 'RS256', 1024)
  curve = await newKey('curve', 'ES256')
})

const rules: RulesOptions = {
  application_id: api_id.toUpperCase(),
  tenants: [{ tenant_id }],
  allowed_clients: [script_id],
  required_scopes: ['access_as_user'],
}

const verifierFor = (world: World, change: Partial<RulesOptions> = {}) =>
  verifierOf(
    { rules: { ...rules, ...change }, background: false },
    { now: () => world.now, fetch: world.fetch, repeat: () => () => undefined },
  )

const refusal = async (work: Promise<unknown>): Promise<AccessTokenError> => {
  const error: unknown = await work.then(
    () => 'accepted',
    (reason: unknown) => reason,
  )
  if (error instanceof AccessTokenError) return error
  throw new Error(`not refused: ${String(error)}`)
}

describe('a token of a customer', () => {
  it('is accepted, and the answer says that nobody has looked at the user', async () => {
    const world = startWorld(key)
    const access = await verifierFor(world).verify(await sign(key, personClaims(world)))
    expect(access).toMatchObject({
      ...{ issued_by: 'entra', judged_by: 'rules', version: 'v2', tenant_id, subject: ada, client_id: script_id },
      ...{ kind: 'delegated', scopes: ['access_as_user'], app_roles: [], groups_incomplete: false },
      expires_at: world.now + 3_600_000,
    })
    if (access.issued_by !== 'entra') throw new Error('not of Entra')
    expect(access.profile()).toMatchObject({ email: 'ada@contoso.example', name: 'Ada Muster', groups: ['engineers'] })
  })

  it.each<[name: string, claims: object, change: Partial<RulesOptions>, header?: object]>([
    [
      'of version 1.0',
      { ver: '1.0', iss: `https://sts.windows.net/${tenant_id}/`, appid: script_id },
      { accepts_v1: true },
    ],
    ['of a program', { idtyp: 'app', scp: undefined, roles: ['Orders.Write'] }, { allow_app_only: true }],
    ['of a client of the tenant', { azp: api_id }, { tenants: [{ tenant_id, allowed_clients: [api_id] }] }],
    ['inside the tolerance', { exp: Date.UTC(2026, 10, 26, 12) / 1000 - 119 }, {}],
    ['with claims that are null', { nbf: null, acrs: null }, {}],
    ['without a kid', {}, {}, { kid: undefined }],
  ])('%s is accepted', async (_, claims, change, header) => {
    const world = startWorld(small, stranger, key)
    world.documents.set(jwks_uri, { keys: [small.public_jwk, { ...stranger.public_jwk, kid: 'k0' }, key.public_jwk] })
    await verifierFor(world, change).verify(await sign(key, personClaims(world, { ...claims }), header))
  })
})

type Make = (world: World) => Promise<string>
const claims =
  (change: object, header?: object): Make =>
  (world) =>
    sign(key, personClaims(world, { ...change }), header)
const edited =
  (edit: (token: string) => string): Make =>
  async (world) =>
    edit(await sign(key, personClaims(world)))
const part = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url')
const lastBit = (token: string): string => {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'
  return token.slice(0, -1) + alphabet[alphabet.indexOf(token.slice(-1)) ^ 1]
}

describe('a hostile token', () => {
  it.each<[name: string, code: string, status: number, make: Make]>([
    ['that is empty', 'access_token_malformed', 401, async () => ''],
    ['with two parts', 'access_token_malformed', 401, edited((token) => token.split('.').slice(0, 2).join('.'))],
    ['with four parts', 'access_token_malformed', 401, edited((token) => `${token}.a`)],
    ['with an empty signature', 'access_token_malformed', 401, edited((token) => token.replace(/[^.]*$/, ''))],
    ['of 1 MiB', 'access_token_malformed', 401, edited((token) => token + 'a'.repeat(2 ** 20))],
    ['with characters of base64', 'access_token_malformed', 401, edited((token) => token.replace('.', '+.'))],
    [
      'with a signature that is no base64url',
      'access_token_malformed',
      401,
      edited((token) => `${token.slice(0, -9)}*&^%$#@!~`),
    ],
    ['with padding', 'access_token_malformed', 401, edited((token) => `${token}=`)],
    ['with a list as claims', 'access_token_malformed', 401, () => sign(key, [1])],
    ['with a text as claims', 'access_token_malformed', 401, () => sign(key, '"text"')],
    [
      'with claims that are not UTF-8',
      'access_token_malformed',
      401,
      edited((token) => token.replace(/\.[^.]*\./, `.${Buffer.from([0x7b, 0xff, 0x7d]).toString('base64url')}.`)),
    ],
    ['with a crit header', 'access_token_malformed', 401, claims({}, { crit: ['x'], x: 1 })],
    ['with b64 false', 'access_token_malformed', 401, claims({}, { b64: false })],
    ['with a kid of 10 KiB', 'access_token_malformed', 401, claims({}, { kid: 'k'.repeat(10_240) })],
    ['with a number as kid', 'access_token_malformed', 401, claims({}, { kid: 7 })],
    ['with alg none', 'access_token_algorithm', 401, claims({}, { alg: 'none' })],
    ['with alg nOnE', 'access_token_algorithm', 401, claims({}, { alg: 'nOnE' })],
    ['with alg HS256', 'access_token_algorithm', 401, claims({}, { alg: 'HS256' })],
    ['with alg ES256', 'access_token_algorithm', 401, (world) => sign(curve, personClaims(world))],
    ['with alg PS256', 'access_token_algorithm', 401, claims({}, { alg: 'PS256' })],
    [
      'that is encrypted',
      'access_token_malformed',
      401,
      edited((token) => `${part({ alg: 'PBES2', p2c: 1e7 })}.a.b.c.${token}`),
    ],
    ['with a path as kid', 'access_token_key_unknown', 401, claims({}, { kid: '../../etc/passwd' })],
    ['with another kid', 'access_token_key_unknown', 401, claims({}, { kid: 'k9' })],
    ['with a small key', 'access_token_key_unknown', 401, (world) => sign(small, personClaims(world))],
    ['signed by somebody else', 'access_token_signature', 401, (world) => sign(stranger, personClaims(world))],
    [
      'with its own key in the header',
      'access_token_signature',
      401,
      (world) => sign(stranger, personClaims(world), { jwk: stranger.public_jwk, jku: 'https://evil.example/keys' }),
    ],
    ['with a short signature', 'access_token_signature', 401, edited((token) => token.slice(0, -4))],
    ['with the last bit of the signature changed', 'access_token_signature', 401, edited(lastBit)],
    [
      'with a claim changed',
      'access_token_signature',
      401,
      async (world) => {
        const [head, , signature] = (await sign(key, personClaims(world))).split('.')
        return `${head}.${part(personClaims(world, { oid: api_id }))}.${signature}`
      },
    ],
    ['for Graph', 'access_token_for_graph', 401, claims({ aud: 'https://graph.microsoft.com' })],
    ['with a nonce in its header', 'access_token_for_graph', 401, claims({}, { nonce: 'n' })],
    ['that is an ID token', 'access_token_kind', 401, claims({ azp: undefined, nonce: 'n' })],
    ['that is a logout token', 'access_token_kind', 401, claims({ events: {} })],
    ['of version 1.0', 'access_token_version', 401, claims({ ver: '1.0', appid: script_id })],
    ['for another API', 'access_token_audience', 401, claims({ aud: script_id })],
    ['for two APIs', 'access_token_audience', 401, claims({ aud: [api_id, script_id] })],
    ['without exp', 'access_token_claim_missing', 401, claims({ exp: undefined })],
    ['that has expired', 'access_token_expired', 401, claims({ exp: Date.UTC(2026, 10, 26, 12) / 1000 - 121 })],
    ['of the future', 'access_token_not_yet_valid', 401, claims({ nbf: Date.UTC(2026, 10, 26, 12) / 1000 + 121 })],
    ['without a tenant', 'access_token_claim_missing', 401, claims({ tid: undefined })],
    ['of another tenant', 'access_tenant_unknown', 403, claims({ tid: other_tenant_id })],
    [
      'with the issuer of another tenant',
      'access_token_issuer',
      401,
      claims({ iss: `${login}/${other_tenant_id}/v2.0` }),
    ],
    ['with a slash after its issuer', 'access_token_issuer', 401, claims({ iss: `${entra_issuer}/` })],
    [
      'with the issuer of version 1.0',
      'access_token_issuer',
      401,
      claims({ iss: `https://sts.windows.net/${tenant_id}/` }),
    ],
    ['of another client', 'access_client_refused', 403, claims({ azp: api_id })],
    ['without oid', 'access_token_claim_missing', 401, claims({ oid: undefined })],
    ['without the scope', 'access_scope_missing', 403, claims({ scp: 'other' })],
    ['of a program', 'access_app_only_refused', 403, claims({ idtyp: 'app', scp: undefined, roles: ['R'] })],
  ])('%s is refused with %s', async (_, code, status, make) => {
    const world = startWorld(key, small)
    const verifier = verifierFor(world)
    const token = await make(world)
    const error = await refusal(verifier.verify(token))
    expect([error.code, error.status]).toEqual([code, status])
    expect(error.www_authenticate).toMatch(
      /^Bearer realm="gatehouse", authorization_uri="https:\/\/login\.microsoftonline/,
    )
    expect(error.remedy).toMatch(/\.$/)
    if (token.length > 20) expect(error.body + error.www_authenticate).not.toContain(token.slice(-20))
    expect(world.fetched.filter((address) => ![discovery_url, jwks_uri].includes(address))).toEqual([])
    // It is refused again: only accepted tokens are remembered, and the key of one is no more than a guess for others.
    await verifier.verify(await sign(key, personClaims(world)))
    expect((await refusal(verifier.verify(token))).code).toBe(code)
    await Promise.all([
      verifier.verify(await sign(key, personClaims(world, { uti: 'other' }))),
      refusal(verifier.verify(token)),
    ])
  })

  it('fetches nothing for a token of another API or tenant', async () => {
    const world = startWorld(key)
    const verifier = verifierFor(world)
    for (const change of [{ aud: script_id }, { tid: other_tenant_id }, { iss: 'https://evil.example' }]) {
      await refusal(verifier.verify(await sign(key, personClaims(world, change))))
    }
    expect(world.fetched).toEqual([])
  })
})

describe('a published key', () => {
  it.each<[name: string, change: object]>([
    ['for personal accounts', { issuer: 'https://login.live.com' }],
    ['of another tenant', { issuer: `${login}/${other_tenant_id}/v2.0` }],
    ['of another cloud', { cloud_instance_name: 'microsoftonline.us' }],
    ['for encryption', { use: 'enc' }],
    ['for another algorithm', { alg: 'RS512' }],
    ['with a private member', { d: 'AQAB' }],
    ['for signing only', { key_ops: ['sign'] }],
    ['that is symmetric', { kty: 'oct', k: 'AQAB' }],
    ['that cannot be read', { n: '!' }],
  ])('%s is not used', async (_, change) => {
    const world = startWorld(key)
    world.documents.set(jwks_uri, { keys: [{ ...key.public_jwk, ...change }] })
    const error = await refusal(verifierFor(world).verify(await sign(key, personClaims(world))))
    expect(error.code).toBe('access_token_key_unknown')
  })

  it.each<[name: string, change: object]>([
    ['for every tenant', { issuer: `${login}/{tenantid}/v2.0` }],
    ['of this tenant', { issuer: entra_issuer, cloud_instance_name: 'microsoftonline.com' }],
  ])('%s is used', async (_, change) => {
    const world = startWorld(key)
    world.documents.set(jwks_uri, { keys: [{ ...key.public_jwk, ...change }] })
    await verifierFor(world).verify(await sign(key, personClaims(world)))
  })

  it.each<[name: string, address: string, document: unknown]>([
    ['an issuer that was not asked for', discovery_url, { issuer: `${entra_issuer}/`, jwks_uri }],
    ['keys on http', discovery_url, { issuer: entra_issuer, jwks_uri: 'http://login.microsoftonline.com/keys' }],
    ['no address of keys', discovery_url, { issuer: entra_issuer }],
    ['a redirect', discovery_url, 302],
    ['an error', jwks_uri, 500],
    ['no JSON', jwks_uri, () => new Response('<html>')],
    ['no keys', jwks_uri, {}],
    ['101 keys', jwks_uri, { keys: Array(101).fill({}) }],
    ['1 MiB', jwks_uri, { keys: [], padding: 'a'.repeat(2 ** 20) }],
    ['nothing', jwks_uri, undefined],
  ])('cannot be had from documents with %s, and calls are refused with 503', async (_, address, document) => {
    const world = startWorld(key)
    world.documents.set(address, document)
    const error = await refusal(verifierFor(world).verify(await sign(key, personClaims(world))))
    expect([error.code, error.status, error.www_authenticate]).toEqual(['access_keys_unavailable', 503, null])
  })
})

describe('calls at the same time', () => {
  it('are each judged by their own token', async () => {
    const world = startWorld(key)
    const verifier = verifierFor(world)
    await verifier.ready()
    const good = await Promise.all(
      Array.from({ length: 20 }, (_, index) => sign(key, personClaims(world, { uti: `${index}` }))),
    )
    const bad = await Promise.all(
      Array.from({ length: 20 }, (_, index) => sign(stranger, personClaims(world, { uti: `${index}` }))),
    )
    const asked = good.flatMap((token, index) => [token, bad[index] ?? '', token])
    const outcomes = await Promise.all(
      asked.map((token) =>
        verifier.verify(token).then(
          () => true,
          () => false,
        ),
      ),
    )
    expect(outcomes).toEqual(good.flatMap(() => [true, false, true]))
  })
})

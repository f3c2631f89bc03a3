import { beforeAll, describe, expect, it } from 'vitest'
import {
  api_id,
  newKey,
  personClaims,
  type SigningKey,
  script_id,
  sign,
  sso,
  startWorld,
  tenant_id,
  type World,
} from '../../test/token-issuer.ts'
import { AccessTokenError } from './access-token-error.ts'
import type { VerifierOptions } from './options.ts'
import { verifierOf } from './verifier.ts'

let [curve, rsa, entra]: SigningKey[] = []
beforeAll(async () => {
  curve = await newKey('sig_1', 'ES256')
  rsa = await newKey('sig_2')
  entra = await newKey('k1')
})

const audience = 'https://api.example'
const gateway = { issuer: sso, audience, required_scopes: ['orders.read'] }
const both = {
  gateway,
  rules: { application_id: api_id, tenants: [{ tenant_id }], allowed_clients: [script_id] },
}

function start(options: VerifierOptions = { gateway }) {
  const world = startWorld(entra as SigningKey)
  world.documents.set(`${sso}/.well-known/openid-configuration`, { issuer: sso, jwks_uri: `${sso}/oauth/jwks` })
  world.documents.set(`${sso}/oauth/jwks`, { keys: [curve?.public_jwk, rsa?.public_jwk] })
  const surroundings = { now: () => world.now, fetch: world.fetch, repeat: () => () => undefined }
  return { world, verifier: verifierOf({ ...options, background: false }, surroundings) }
}

const issued = ({ now }: World, change: object = {}): object => ({
  ...{ iss: sso, aud: audience, iat: now / 1000, exp: now / 1000 + 600, sub: 'user_1', client_id: 'app_1' },
  ...{ scope: 'openid orders.read', grant_id: 'grant_1', sid: 'sess_1' },
  ...change,
})
const typ = { typ: 'at+jwt' }

describe('a token of the gateway', () => {
  it.each(['ES256', 'RS256'])('is accepted with %s', async (alg) => {
    const { world, verifier } = start()
    const token = await sign((alg === 'ES256' ? curve : rsa) as SigningKey, issued(world), typ)
    expect(await verifier.verify(token)).toMatchObject({
      ...{ issued_by: 'gateway', judged_by: 'rules', user_id: 'user_1', client_id: 'app_1' },
      ...{ scopes: ['openid', 'orders.read'], grant_id: 'grant_1', session_id: 'sess_1' },
      ...{ organization_id: null, role: null, roles: [], groups: [], groups_incomplete: false, is_admin: false },
      expires_at: world.now + 600_000,
    })
    world.news()
    await verifier.verify(token)
    expect(world.news()).toEqual([])
  })

  it('says who the person is', async () => {
    const { world, verifier } = start()
    const person = { org_id: 'org_1', role: 'admin', roles: ['admin', 'member'], groups: ['g1'], is_admin: true }
    const token = await sign(curve as SigningKey, issued(world, person), typ)
    const { org_id, ...others } = person
    expect(await verifier.verify(token)).toMatchObject({ organization_id: org_id, ...others, groups_incomplete: false })
    const many = await sign(curve as SigningKey, issued(world, { hasgroups: true, roles: ['a', 7, null] }), typ)
    expect(await verifier.verify(many)).toMatchObject({ groups: [], groups_incomplete: true, roles: ['a'] })
  })

  it.each<[name: string, code: string, change: object, header?: object]>([
    ['that is an ID token', 'access_token_kind', {}, { typ: 'JWT' }],
    ['for another API', 'access_token_audience', { aud: sso }],
    ['of another environment', 'access_token_issuer', { iss: `${sso}/env/test` }],
    ['that has expired', 'access_token_expired', { exp: Date.UTC(2026, 10, 26, 11, 57) / 1000 }],
    ['without the scope', 'access_scope_missing', { scope: 'openid' }],
    ['with another kid', 'access_token_key_unknown', {}, { kid: 'sig_9', ...typ }],
    ['with the key of the other algorithm', 'access_token_key_unknown', {}, { kid: 'sig_2', ...typ }],
    ['with alg none', 'access_token_algorithm', {}, { alg: 'none', ...typ }],
  ])('%s is refused with %s', async (_, code, change, header = typ) => {
    const { world, verifier } = start()
    const token = await sign(curve as SigningKey, issued(world, change), header)
    await expect(verifier.verify(token)).rejects.toMatchObject({ code })
  })

  it('is told what scope it lacks', async () => {
    const { world, verifier } = start()
    const token = await sign(curve as SigningKey, issued(world, { scope: 'openid' }), typ)
    const error: unknown = await verifier.verify(token).catch((reason: unknown) => reason)
    if (!(error instanceof AccessTokenError)) throw error
    expect([error.status, error.www_authenticate]).toEqual([403, expect.stringContaining('scope="orders.read"')])
  })
})

describe('a verifier for both kinds', () => {
  it('tells them apart by the issuer, and lends neither the rules of the other', async () => {
    const { world, verifier } = start(both)
    const own = await verifier.verify(await sign(curve as SigningKey, issued(world), typ))
    const customer = await verifier.verify(await sign(entra as SigningKey, personClaims(world)))
    expect([own.issued_by, customer.issued_by]).toEqual(['gateway', 'entra'])
    // The key of a tenant signs no token of the gateway, and the key of the gateway none of a tenant.
    const crossed = await sign(entra as SigningKey, issued(world), typ)
    await expect(verifier.verify(crossed)).rejects.toMatchObject({ code: 'access_token_key_unknown' })
    const other = await sign(rsa as SigningKey, personClaims(world))
    await expect(verifier.verify(other)).rejects.toMatchObject({ code: 'access_token_key_unknown' })
  })
})

describe('a verifier', () => {
  it.each<[name: string, options: object]>([
    ['without any issuer', {}],
    ['with a policy and rules', { policy: { api_resource_id: 'res_1' }, rules: both.rules }],
    ['without the id of an API resource', { policy: { api_resource_id: 'x', base_url: sso, api_key: 'k' } }],
    ['without a key', { policy: { api_resource_id: 'res_1', base_url: sso, api_key: '' } }],
    ['without an audience', { gateway: { issuer: sso, audience: '' } }],
    ['without an issuer', { gateway: { issuer: '', audience } }],
    ['with an issuer on http', { gateway: { issuer: 'http://sso.example', audience } }],
    ['without an application', { rules: { ...both.rules, application_id: '' } }],
    ['without a tenant', { rules: { ...both.rules, tenants: [] } }],
    ['with a word for all tenants', { rules: { ...both.rules, tenants: [{ tenant_id: 'common' }] } }],
    ['without a client', { rules: { ...both.rules, allowed_clients: [] } }],
    ['with the name of a client', { rules: { ...both.rules, allowed_clients: ['script'] } }],
    ['with a cloud that has no host', { rules: { ...both.rules, cloud: 'custom' } }],
    ['with a host on http', { rules: { ...both.rules, cloud: 'custom', authority_host: 'http://login.example' } }],
  ])('%s is not made', (_, options) => {
    expect(() => start(options as VerifierOptions)).toThrow(TypeError)
  })

  it('refuses what is no text', async () => {
    const { verifier } = start(both)
    await expect(verifier.verify(undefined as never)).rejects.toMatchObject({
      code: 'access_token_missing',
      status: 401,
    })
  })

  it.each<[name: string, code: string, header: string | null | undefined]>([
    ['without a token', 'access_token_missing', undefined],
    ['with another scheme', 'access_token_malformed', 'Basic YTpi'],
  ])('refuses a request %s', async (_, code, header) => {
    const { verifier } = start(both)
    const error: unknown = await verifier.authenticate(header).catch((reason: unknown) => reason)
    if (!(error instanceof AccessTokenError)) throw error
    expect([error.code, error.status]).toEqual([code, 401])
    const uri = 'authorization_uri="https://login.microsoftonline.com/organizations/oauth2/v2.0/authorize"'
    expect(error.www_authenticate).toContain(uri)
    expect(error.www_authenticate?.includes('error=')).toBe(code !== 'access_token_missing')
    const answer = error.toResponse()
    expect([answer.status, answer.headers.get('cache-control')]).toEqual([401, 'no-store'])
    expect(((await answer.json()) as { error: { code: string } }).error.code).toBe(code)
  })
})

import { beforeAll, describe, expect, it } from 'vitest'
import {
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
import { verifierOf } from './verifier.ts'

let [first, second]: SigningKey[] = []
beforeAll(async () => {
  first = await newKey('k1')
  second = await newKey('k2')
})

const minuteMs = 60_000

function start(background = false, tenants = [tenant_id]) {
  const world = startWorld(first as SigningKey)
  const listed = tenants.map((id) => ({ tenant_id: id }))
  const rules = { application_id: api_id, tenants: listed, allowed_clients: [script_id] }
  const verifier = verifierOf({ rules, background }, { now: () => world.now, fetch: world.fetch, repeat: world.repeat })
  const token = (key: SigningKey | undefined, change: object = {}, header: object = {}) =>
    sign(key as SigningKey, personClaims(world, { exp: world.now / 1000 + 10 * 86_400, ...change }), header)
  const outcome = (text: string): Promise<string> =>
    verifier.verify(text).then(
      () => 'accepted',
      (error: unknown) => (error instanceof AccessTokenError ? error.code : String(error)),
    )
  return { world, verifier, token, outcome }
}

const publish = ({ documents }: World, ...keys: (SigningKey | undefined)[]): unknown =>
  documents.set(jwks_uri, { keys: keys.map((key) => key?.public_jwk) })
const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

describe('the keys of a tenant', () => {
  it('are read once, and then no call waits for the network', async () => {
    const { world, token, outcome } = start()
    const tokens = await Promise.all(Array.from({ length: 50 }, (_, uti) => token(first, { uti: `${uti}` })))
    expect(await Promise.all(tokens.map(outcome))).toEqual(Array(50).fill('accepted'))
    expect(world.news()).toEqual([discovery_url, jwks_uri])
    for (const one of tokens) await outcome(one)
    expect(world.news()).toEqual([])
  })

  it('may be new: the first token of a key makes one fetch', async () => {
    const { world, token, outcome } = start()
    await outcome(await token(first))
    world.news()
    publish(world, first, second)
    expect(await outcome(await token(second))).toBe('accepted')
    expect(world.news()).toEqual([jwks_uri])
  })

  it('are fetched once a minute, however many tokens name a key that is not there', async () => {
    const { world, token, outcome } = start()
    await outcome(await token(first))
    world.news()
    for (let minute = 0; minute < 3; minute += 1) {
      for (let call = 0; call < 30; call += 1) {
        expect(await outcome(await token(second, {}, { kid: `k${minute}-${call}` }))).toBe('access_token_key_unknown')
      }
      world.now += minuteMs
    }
    expect(world.news()).toEqual([jwks_uri, jwks_uri, jwks_uri])
  })

  it('may change under one name', async () => {
    const { world, token, outcome } = start()
    await outcome(await token(first))
    const successor: SigningKey = { ...(second as SigningKey), kid: 'k1' }
    const { public_jwk } = successor
    world.documents.set(jwks_uri, { keys: [{ ...public_jwk, kid: 'k1' }] })
    const old = await token(first, { uti: 'old' })
    expect(await outcome(await token(successor))).toBe('accepted')
    expect(await outcome(old)).toBe('access_token_signature')
  })

  it('are renewed behind the calls after five minutes', async () => {
    const { world, token, outcome } = start()
    const one = await token(first)
    await outcome(one)
    world.news()
    world.now += 5 * minuteMs
    await outcome(one)
    expect(world.news()).toEqual([])
    world.now += 1
    await outcome(one)
    await settled()
    expect(world.news()).toEqual([jwks_uri])
  })

  it('are renewed by a timer, where calls were accepted with them', async () => {
    const { world, token, outcome } = start(true)
    const one = await token(first)
    await outcome(one)
    world.news()
    publish(world, second)
    world.now += 5 * minuteMs
    for (const run of world.timers) run()
    await settled()
    await settled()
    expect(world.news()).toEqual([jwks_uri])
    expect(await outcome(one)).toBe('access_token_key_unknown')
    world.now += 120 * minuteMs
    world.news()
    for (const run of world.timers) run()
    expect(world.news()).toEqual([])
  })

  it('that were withdrawn count for ten minutes at most, also for tokens that were seen before', async () => {
    const { world, token, outcome } = start()
    const one = await token(first)
    expect(await outcome(one)).toBe('accepted')
    publish(world, second)
    world.now += 10 * minuteMs + 1
    expect(await outcome(one)).toBe('access_token_key_unknown')
  })

  it('serve for 24 hours while the issuer does not answer', async () => {
    const { world, token, outcome } = start()
    const one = await token(first)
    expect(await outcome(one)).toBe('accepted')
    world.documents.delete(jwks_uri)
    world.documents.delete(discovery_url)
    world.now += 24 * 60 * minuteMs
    expect([await outcome(one), await outcome(await token(first, { uti: 'x' }))]).toEqual(['accepted', 'accepted'])
    world.now += 6_000
    expect(await outcome(one)).toBe('access_keys_unavailable')
    world.documents.set(discovery_url, { issuer: entra_issuer, jwks_uri })
    publish(world, first)
    world.now += 6_000
    expect(await outcome(one)).toBe('accepted')
  })
})

describe('the keys of two tenants', () => {
  it('are not those of each other, although the last token had the same header', async () => {
    const { world, token, outcome } = start(false, [tenant_id, other_tenant_id])
    const issuer = `${login}/${other_tenant_id}/v2.0`
    world.documents.set(`${issuer}/.well-known/openid-configuration`, { issuer, jwks_uri: `${login}/other-keys` })
    world.documents.set(`${login}/other-keys`, { keys: [second?.public_jwk] })
    const other = await token(first, { tid: other_tenant_id, iss: issuer })
    expect(await outcome(await token(first))).toBe('accepted')
    expect(await outcome(other)).toBe('access_token_key_unknown')
    world.documents.set(`${login}/other-keys`, { keys: [first?.public_jwk] })
    world.now += minuteMs
    expect(await outcome(other)).toBe('accepted')
  })
})

describe('a token that was accepted', () => {
  it('is refused once it has expired', async () => {
    const { world, token, outcome } = start()
    const one = await token(first, { exp: world.now / 1000 + 60 })
    expect(await outcome(one)).toBe('accepted')
    world.now += 179_999
    expect(await outcome(one)).toBe('accepted')
    world.now += 1
    expect(await outcome(one)).toBe('access_token_expired')
  })

  it('gives the same answer again, which no call can change', async () => {
    const { verifier, token } = start()
    const one = await token(first)
    const access = await verifier.verify(one)
    expect(await verifier.verify(one)).toBe(access)
    expect(() => (access.scopes as string[]).push('admin')).toThrow(TypeError)
    expect(() => Object.assign(access, { subject: 'x' })).toThrow(TypeError)
    expect(() => Object.assign(access.claims, { oid: 'x' })).toThrow(TypeError)
  })
})

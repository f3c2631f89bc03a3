/** A11: keys with the least power: scopes, one environment, an end, a last use, a successor. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { api } from '../../../test/api.ts'
import { addEnvironment, type Harness, startHarness, until } from '../../../test/harness.ts'

let harness: Harness
beforeAll(async () => {
  harness = await startHarness()
})
afterAll(() => harness.close())

const statusWith = async (key: string, route = 'GET /v1/organizations') => (await api(harness, route, { key })).status

describe('A11 an API key', () => {
  it('is shown once, and stored as a hash', async () => {
    const made = await harness.client.apiKeys.create({ name: 'Once' })
    expect(made.secret).toMatch(/^sk_test_[0-9A-Za-z]{40,}$/)
    const record = await harness.gateway.work.ports.stores.api_keys.get(harness.environment_id, made.id)
    expect(record?.key_hash).toBe(harness.gateway.work.ports.keys.sha256(made.secret))
    expect(JSON.stringify(record)).not.toContain(made.secret)
    expect(await harness.client.apiKeys.get(made.id)).not.toHaveProperty('secret')
    const [begin, end] = (await harness.client.apiKeys.get(made.id)).hint.split('…')
    expect([made.secret.startsWith(String(begin)), made.secret.endsWith(String(end))]).toEqual([true, true])
  })

  it('with a typo is refused before anything is read', async () => {
    const { secret } = await harness.client.apiKeys.create({ name: 'Typo' })
    const reads: string[] = []
    const { api_keys } = harness.gateway.work.ports.stores
    const { byHash } = api_keys
    Object.assign(api_keys, { byHash: (hash: string) => byHash(String(reads.push(hash) && hash)) })
    const middle = Math.floor(secret.length / 2)
    const typo = `${secret.slice(0, middle)}${secret[middle] === 'x' ? 'y' : 'x'}${secret.slice(middle + 1)}`
    expect(await statusWith(typo)).toBe(401)
    expect(reads).toEqual([])
    Object.assign(api_keys, { byHash })
  })

  it('190 does what its scopes say, and nothing else', async () => {
    const { secret } = await harness.client.apiKeys.create({ name: 'Reader', scopes: ['organizations:read'] })
    expect(await statusWith(secret)).toBe(200)
    const write = await api(harness, 'POST /v1/organizations', { key: secret, body: { name: 'X' } })
    expect([write.status, write.code, write.body.error.message]).toEqual([
      403,
      'scope_missing',
      expect.stringContaining('organizations:write'),
    ])
    expect(await statusWith(secret, 'GET /v1/users')).toBe(403)
  })

  it('196 makes no key that may do more than it may itself', async () => {
    const { secret } = await harness.client.apiKeys.create({ name: 'Maker', scopes: ['api_keys:write', 'users:read'] })
    const make = (scopes?: string[]) =>
      api(harness, 'POST /v1/api_keys', { key: secret, body: { name: 'Made', ...(scopes ? { scopes } : {}) } })
    const refused = await make(['users:read', 'users:write'])
    expect([refused.status, refused.code, refused.body.error.param]).toEqual([403, 'scope_missing', '/scopes'])
    expect((await make(['users:read'])).body.scopes).toEqual(['users:read'])
    expect((await make()).body.scopes.toSorted()).toEqual(['api_keys:write', 'users:read'])
    const strong = await harness.client.apiKeys.create({ name: 'Strong' })
    const rotated = await api(harness, `POST /v1/api_keys/${strong.id}/rotate`, { key: secret, body: {} })
    expect([rotated.status, rotated.code]).toEqual([403, 'scope_missing'])
  })

  it('belongs to one environment', async () => {
    const elsewhere = await addEnvironment(harness, 'bound')
    expect(await statusWith(elsewhere.api_key, `GET /v1/organizations/${harness.organization_id}`)).toBe(404)
  })

  it('ends when it was meant to', async () => {
    const expires_at = new Date(Date.now() + harness.clock.ahead + 60_000).toISOString()
    const { secret } = await harness.client.apiKeys.create({ name: 'Short', expires_at })
    expect(await statusWith(secret)).toBe(200)
    harness.clock.ahead += 61_000
    expect(await statusWith(secret)).toBe(401)
  })

  it('that would end in the past is not made', async () => {
    const body = { name: 'Past', expires_at: '2020-01-01T00:00:00Z' }
    const { status, body: answer } = await api(harness, 'POST /v1/api_keys', { body })
    expect([status, answer.error.errors[0].param]).toEqual([422, '/expires_at'])
  })

  it('shows when and from where it was last used', async () => {
    const made = await harness.client.apiKeys.create({ name: 'Used' })
    expect(await harness.client.apiKeys.get(made.id)).toMatchObject({ last_used_at: null, last_used_address: null })
    await statusWith(made.secret)
    // The note of use is written a moment later.
    const used = await until(
      () => harness.client.apiKeys.get(made.id),
      ({ last_used_at }) => last_used_at !== null,
    )
    expect(used.last_used_address).toBe('127.0.0.1')
    expect(Date.parse(String(used.last_used_at))).toBeGreaterThan(Date.parse(used.created_at) - 1)
  })

  it('has a successor while it still works, and then ends', async () => {
    const old = await harness.client.apiKeys.create({ name: 'Rotated', scopes: ['organizations:read'] })
    const next = await harness.client.apiKeys.rotate(old.id, { overlap_seconds: 3_600 })
    expect([next.name, next.scopes]).toEqual(['Rotated', ['organizations:read']])
    expect([await statusWith(old.secret), await statusWith(next.secret)]).toEqual([200, 200])
    harness.clock.ahead += 3_601_000
    expect([await statusWith(old.secret), await statusWith(next.secret)]).toEqual([401, 200])
  })

  it('with an end has a successor with one, a lifetime later', async () => {
    const [now, hour] = [Date.now() + harness.clock.ahead, 3_600_000]
    const old = await harness.client.apiKeys.create({ name: 'Ends', expires_at: new Date(now + hour).toISOString() })
    harness.clock.ahead += hour / 2
    const next = await harness.client.apiKeys.rotate(old.id)
    const left = Date.parse(String(next.expires_at)) - Date.parse(next.created_at)
    expect(Math.abs(left - hour)).toBeLessThan(5_000)
  })

  it('whose successor comes at once ends at once', async () => {
    const old = await harness.client.apiKeys.create({ name: 'Leaked' })
    const next = await harness.client.apiKeys.rotate(old.id, { overlap_seconds: 0 })
    expect([await statusWith(old.secret), await statusWith(next.secret)]).toEqual([401, 200])
  })

  it('works no longer by being rotated', async () => {
    const expires_at = new Date(Date.now() + harness.clock.ahead + 60_000).toISOString()
    const old = await harness.client.apiKeys.create({ name: 'Ends soon', expires_at })
    await harness.client.apiKeys.rotate(old.id)
    expect((await harness.client.apiKeys.get(old.id)).expires_at).toBe(expires_at)
  })

  it('is gone at once when it is revoked, and from the list', async () => {
    const { id, secret } = await harness.client.apiKeys.create({ name: 'Revoked' })
    await harness.client.apiKeys.revoke(id)
    expect(await statusWith(secret)).toBe(401)
    expect((await harness.client.apiKeys.list({ limit: 100 })).data.map((key) => key.id)).not.toContain(id)
    await expect(harness.client.apiKeys.revoke(id)).rejects.toMatchObject({ code: 'resource_missing' })
  })
})

describe('A11 an API key with an end can do, and undo, no more than itself', () => {
  const hour = 3_600_000
  const inHours = (hours: number) => new Date(Date.now() + harness.clock.ahead + hours * hour).toISOString()
  const makeCaller = () =>
    harness.client.apiKeys.create({
      name: 'Ends',
      scopes: ['api_keys:write', 'users:read', 'organizations:read'],
      expires_at: inHours(1),
    })
  type Made = Awaited<ReturnType<typeof makeCaller>>
  const makeOther = (change: { scopes?: Made['scopes']; expires_at?: string }) =>
    harness.client.apiKeys.create({ name: 'Other', scopes: ['users:read'], expires_at: inHours(0.5), ...change })

  it('makes a key that ends when it ends, where nothing is asked', async () => {
    const caller = await makeCaller()
    const made = await api(harness, 'POST /v1/api_keys', { key: caller.secret, body: { name: 'Made' } })
    expect([made.status, made.body.expires_at]).toEqual([201, caller.expires_at])
  })

  it.each([
    ['sooner', () => inHours(0.5), 201],
    ['later', () => inHours(2), 403],
    ['much later', () => '9999-12-31T00:00:00Z', 403],
  ])('asked for a key that ends %s, it answers', async (_, expires_at, status) => {
    const caller = await makeCaller()
    const body = { name: 'Made', expires_at: expires_at() }
    const made = await api(harness, 'POST /v1/api_keys', { key: caller.secret, body })
    expect(made.status).toBe(status)
    if (status === 403) expect([made.code, made.body.error.param]).toEqual(['api_key_outlives_caller', '/expires_at'])
  })

  it('gets no more time by rotating itself', async () => {
    const caller = await makeCaller()
    harness.clock.ahead += hour / 2
    const route = `POST /v1/api_keys/${caller.id}/rotate`
    const longer = await api(harness, route, { key: caller.secret, body: { expires_at: inHours(1) } })
    expect([longer.status, longer.code]).toEqual([403, 'api_key_outlives_caller'])
    const next = await api(harness, route, { key: caller.secret, body: {} })
    expect([next.status, next.body.expires_at]).toEqual([201, caller.expires_at])
  })

  const others: [string, () => Parameters<typeof makeOther>[0], string | undefined][] = [
    ['that is weaker', () => ({}), undefined],
    ['that ends later', () => ({ expires_at: inHours(2) }), 'api_key_outlives_caller'],
    ['with another scope', () => ({ scopes: ['users:write'] }), 'scope_missing'],
    ['with a scope more', () => ({ scopes: ['users:read', 'events:read'] }), 'scope_missing'],
  ]
  it.each(others)('rotates and revokes a key only when it is no stronger: one %s', async (_, change, code) => {
    const [caller, other] = await Promise.all([makeCaller(), makeOther(change())])
    const rotated = await api(harness, `POST /v1/api_keys/${other.id}/rotate`, { key: caller.secret, body: {} })
    const revoked = await api(harness, `DELETE /v1/api_keys/${other.id}`, { key: caller.secret })
    expect([rotated.code, revoked.code]).toEqual([code, code])
    const still = await harness.client.apiKeys.get(other.id).catch(() => null)
    if (code !== undefined) expect(still).toMatchObject({ expires_at: other.expires_at, name: 'Other' })
    else expect(still).toBeNull()
  })

  it('neither rotates nor revokes a key that never ends', async () => {
    const caller = await makeCaller()
    const forever = await harness.client.apiKeys.create({ name: 'Forever', scopes: ['users:read'] })
    const rotated = await api(harness, `POST /v1/api_keys/${forever.id}/rotate`, { key: caller.secret, body: {} })
    const revoked = await api(harness, `DELETE /v1/api_keys/${forever.id}`, { key: caller.secret })
    expect([rotated.code, revoked.code]).toEqual(['api_key_outlives_caller', 'api_key_outlives_caller'])
    expect(await harness.client.apiKeys.get(forever.id)).toMatchObject({ expires_at: null })
  })

  it('revokes itself', async () => {
    const caller = await makeCaller()
    expect((await api(harness, `DELETE /v1/api_keys/${caller.id}`, { key: caller.secret })).status).toBe(204)
    expect(await statusWith(caller.secret)).toBe(401)
  })
})

import { beforeAll, describe, expect, it } from 'vitest'
import {
  ada,
  api_id,
  newKey,
  personClaims,
  policy_url,
  policyDocument,
  publishPolicy,
  resource_id,
  type SigningKey,
  sign,
  sso,
  startWorld,
  tenant_id,
  type World,
} from '../../test/token-issuer.ts'
import type { Access } from './access.ts'
import { AccessTokenError } from './access-token-error.ts'
import { type AccessTokenVerifier, verifierOf } from './verifier.ts'

let key: SigningKey
beforeAll(async () => {
  key = await newKey('k1')
})

interface Asked {
  readonly world: World
  readonly verifier: AccessTokenVerifier
  token(change?: object): Promise<string>
  /** The code of a refusal, or `accepted`. */
  outcome(token: string): Promise<string>
}

function start(document: object | null = policyDocument(), background = false): Asked {
  const world = startWorld(key)
  if (document) publishPolicy(world, document)
  const verifier = verifierOf(
    { policy: { api_resource_id: resource_id, base_url: `${sso}/v1/`, api_key: 'sk_test_1' }, background },
    { now: () => world.now, fetch: world.fetch, repeat: world.repeat },
  )
  return {
    world,
    verifier,
    token: (change = {}) => sign(key, personClaims(world, { exp: world.now / 1000 + 86_400, ...change })),
    outcome: (token) => verifier.verify(token).then(() => 'accepted', codeOf),
  }
}

const codeOf = (error: unknown): string => {
  if (error instanceof AccessTokenError) return error.code
  throw error
}

const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))
const suspended = policyDocument({ suspended: [{ tenant_id, subject: ada }] })

describe('a token judged by a policy', () => {
  it('leads to an organization', async () => {
    const { verifier, token } = start()
    const access: Access = await verifier.verify(await token())
    expect(access).toMatchObject({
      judged_by: 'policy',
      api_resource_id: resource_id,
      organization_id: 'org_01jd2x3y4z5a6b7c8d9e0f1g2h',
    })
  })

  it.each<[name: string, code: string, change: object]>([
    ['of a suspended user', 'user_suspended', { suspended: [{ tenant_id, subject: ada }] }],
    ['for an API that is switched off', 'api_resource_disabled', { enabled: false }],
    ['of a client that is not on the list', 'access_client_refused', { allowed_clients: [] }],
    ['of a tenant that is not on the list', 'access_tenant_unknown', { tenants: [] }],
    ['without a scope', 'access_scope_missing', { required_scopes: ['orders.write'] }],
    ['without a context', 'access_claims_needed', { required_acr: 'c1' }],
  ])('%s is refused, also if it was accepted before', async (_, code, change) => {
    const { world, token, outcome } = start()
    const one = await token()
    expect(await outcome(one)).toBe('accepted')
    publishPolicy(world, policyDocument(change))
    world.now += 36_000
    expect(await outcome(one)).toBe(code)
    expect(await outcome(await token())).toBe(code)
    publishPolicy(world, policyDocument())
    world.now += 36_000
    expect(await outcome(one)).toBe('accepted')
  })

  it('of a suspended user is refused within 35 seconds, and others go on', async () => {
    const { world, token, outcome } = start()
    const [one, other] = [await token(), await token({ oid: api_id })]
    expect(await outcome(one)).toBe('accepted')
    publishPolicy(world, suspended)
    world.now += 30_000
    expect(await outcome(one)).toBe('accepted')
    world.now += 5_001
    expect([await outcome(one), await outcome(other)]).toEqual(['user_suspended', 'accepted'])
  })
})

describe('the policy', () => {
  it('is read behind the calls, by its ETag', async () => {
    const { world, token, outcome } = start()
    const answers: number[] = []
    const publish = world.documents.get(policy_url) as (headers: Headers) => Response
    world.documents.set(policy_url, (headers: Headers) => {
      expect(headers.get('authorization')).toBe('Bearer sk_test_1')
      const answer = publish(headers)
      answers.push(answer.status)
      return answer
    })
    const one = await token()
    for (let call = 0; call < 5; call += 1) {
      expect(await outcome(one)).toBe('accepted')
      await settled()
      world.now += 32_000
    }
    expect(answers).toEqual([200, 304, 304, 304, 304])
  })

  it('is renewed by a timer, so that calls wait for nothing', async () => {
    const { world, token, outcome } = start(policyDocument(), true)
    const one = await token()
    await settled()
    expect(await outcome(one)).toBe('accepted')
    publishPolicy(world, suspended)
    world.now += 30_000
    for (const run of world.timers) run()
    await settled()
    world.news()
    expect(await outcome(one)).toBe('user_suspended')
    expect(world.news()).toEqual([])
  })

  it('serves for 10 minutes while the gateway does not answer, and calls do not wait for each attempt', async () => {
    const { world, token, outcome } = start()
    const one = await token()
    expect(await outcome(one)).toBe('accepted')
    world.documents.delete(policy_url)
    world.news()
    world.now += 60_000
    expect(await outcome(one)).toBe('accepted')
    expect(await outcome(one)).toBe('accepted')
    expect(world.news()).toEqual([policy_url])
    world.now += 540_000
    expect(await outcome(one)).toBe('accepted')
    await settled()
    world.now += 5_001
    expect(await outcome(one)).toBe('access_gateway_unavailable')
    publishPolicy(world, policyDocument())
    world.now += 5_001
    expect(await outcome(one)).toBe('accepted')
  })

  it('and the keys may both be away, and every call is refused', async () => {
    const { world, verifier, token, outcome } = start()
    const one = await token({ exp: world.now / 1000 + 30 * 86_400 })
    expect(await outcome(one)).toBe('accepted')
    const kept = new Map(world.documents)
    world.documents.clear()
    world.now += 25 * 3_600_000
    expect(await Promise.all([outcome(one), outcome(one)])).toEqual(Array(2).fill('access_gateway_unavailable'))
    await expect(verifier.ready()).rejects.toMatchObject({ code: 'access_gateway_unavailable' })
    world.documents.set(policy_url, kept.get(policy_url))
    world.now += 6_000
    expect(await Promise.all([outcome(one), outcome(one)])).toEqual(Array(2).fill('access_keys_unavailable'))
    expect(await outcome(one)).toBe('access_keys_unavailable')
    await expect(verifier.ready()).rejects.toMatchObject({ code: 'access_keys_unavailable' })
  })

  it('of an API resource that is gone is forgotten at once', async () => {
    const { world, token, outcome } = start()
    const one = await token()
    expect(await outcome(one)).toBe('accepted')
    world.documents.set(policy_url, 404)
    world.now += 36_000
    expect(await outcome(one)).toBe('api_resource_missing')
    world.now += 1_000
    expect(await outcome(one)).toBe('api_resource_missing')
  })

  it.each<[name: string, answer: unknown]>([
    ['that the key may not read', 403],
    ['behind a redirect', 302],
    ['of another API resource', policyDocument({ id: 'res_01jd2x3y4z5a6b7c8d9e0f1g35' })],
    ['that is a page', () => new Response('<html>')],
    ['that does not come', undefined],
  ])('%s judges nothing', async (_, answer) => {
    const { world, token, outcome } = start(null)
    world.documents.set(policy_url, answer)
    expect(await outcome(await token())).toBe('access_gateway_unavailable')
    // For five seconds nobody asks again, and nobody waits.
    world.news()
    expect(await outcome(await token())).toBe('access_gateway_unavailable')
    expect(world.news()).toEqual([])
  })

  it('is read once for calls at the same time', async () => {
    const { world, token, outcome } = start()
    const one = await token()
    await Promise.all(Array.from({ length: 20 }, () => outcome(one)))
    expect(world.fetched.filter((address) => address === policy_url)).toHaveLength(1)
  })

  it('lets a runtime finish what a call began', async () => {
    const { world, verifier, token } = start()
    const one = await token()
    await verifier.verify(one)
    world.now += 32_000
    const kept: Promise<unknown>[] = []
    await verifier.verify(one, { waitUntil: (work) => void kept.push(work) })
    expect(kept).toHaveLength(1)
    await kept[0]
  })
})

describe('a policy that lists too little', () => {
  const document = policyDocument({ mode: 'introspect', tenants: [], suspended: [] })
  const endpoint = `${sso}/oauth/introspect`
  const active = {
    ...{ active: true, sub: 'user_1', org_id: 'org_1', role: 'editor', roles: ['editor'], groups: ['g'] },
    is_admin: false,
  }

  it('makes the gateway judge each token, once in 30 seconds', async () => {
    const { world, verifier, token, outcome } = start(document)
    const forms: string[] = []
    world.documents.set(endpoint, (headers: Headers, body: unknown) => {
      forms.push(`${headers.get('authorization')} ${new URLSearchParams(String(body)).get('resource')}`)
      return active
    })
    const one = await token()
    expect(await verifier.verify(one)).toMatchObject({
      ...{ judged_by: 'introspection', user_id: 'user_1', organization_id: 'org_1', role: 'editor', subject: ada },
    })
    expect(await outcome(one)).toBe('accepted')
    expect(forms).toEqual([`Bearer sk_test_1 ${resource_id}`])
    world.documents.set(endpoint, { active: false })
    world.now += 30_000
    expect(await outcome(one)).toBe('access_token_invalid')
  })

  it('judges what needs only the token', async () => {
    const { world, token, outcome } = start(document)
    world.documents.set(endpoint, active)
    await outcome(await token())
    world.news()
    expect(await outcome(await token({ aud: tenant_id }))).toBe('access_token_audience')
    expect(world.news()).toEqual([])
  })

  it('accepts nothing while the gateway does not answer', async () => {
    const { token, outcome } = start(document)
    expect(await outcome(await token())).toBe('access_gateway_unavailable')
  })
})

import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import {
  authorizeAddress,
  browser,
  databases,
  type Harness,
  locationOf,
  payloadOf,
  redeem,
  redirect_uri,
  signIn,
  startHarness,
  until,
} from '../../../test/harness.ts'

describe.each(databases)('a sign-in on %s', (_, database) => {
  let harness: Harness
  beforeAll(async () => {
    harness = await startHarness({ database_url: await database() })
  })
  afterAll(() => harness.close())
  beforeEach(() => harness.provider.reset())

  it('takes a person to the application in two hops, with who they are', async () => {
    const person = browser()
    const first = await person.get(authorizeAddress(harness))
    expect(first.status).toBe(303)
    const upstream = new URL(locationOf(first))
    expect(upstream.origin).toBe(harness.provider.url)
    const second = await person.get(harness.provider.answer(upstream.href).href)
    expect(second.status).toBe(303)
    const callback = new URL(locationOf(second))
    expect(`${callback.origin}${callback.pathname}`).toBe(redirect_uri)
    expect(callback.searchParams.get('state')).toBe('the-state')
    expect(callback.searchParams.get('iss')).toBe(harness.url)

    const response = await redeem(harness, callback.searchParams.get('code') ?? '')
    expect(response.status).toBe(200)
    expect(response.headers.get('cache-control')).toBe('no-store')
    const tokens = (await response.json()) as Record<string, string>
    expect(payloadOf(String(tokens.id_token))).toMatchObject({
      iss: harness.url,
      aud: harness.application.client_id,
      nonce: 'the-nonce',
      org_id: harness.organization_id,
      connection_id: harness.connection_id,
      email: 'ada@acme.example',
      email_verified: true,
      name: 'Ada Muster',
      role: 'member',
      roles: ['member'],
      groups: [],
      is_admin: false,
    })
    const userinfo = await fetch(`${harness.url}/oauth/userinfo`, {
      headers: { authorization: `Bearer ${tokens.access_token}` },
    })
    expect(await userinfo.json()).toMatchObject({ email: 'ada@acme.example', org_id: harness.organization_id })
    expect(harness.provider.requests.filter((line) => line.startsWith('POST'))).toEqual(['POST /token'])
  })

  it('leaves a record with each step, the claims, the mapping and the decision', async () => {
    await signIn(harness)
    const [latest] = (await harness.client.signIns.list({ limit: 1 })).data
    const id = latest?.id as `signin_${string}`
    await until(
      () => harness.client.signIns.get(id),
      ({ steps }) => steps.length > 5,
    )
    const record = await harness.client.signIns.reveal(id)
    expect(record.state).toBe('succeeded')
    expect(record.steps.map(({ name }) => name)).toEqual([
      'request',
      'redirect',
      'callback',
      'authorization_response',
      'token_response',
      'signature',
      'id_token',
      'known',
    ])
    expect(record.claims?.id_token).toMatchObject({ sub: 'subject-1', email: 'ada@acme.example' })
    expect(record.mapping.find(({ attribute }) => attribute === 'email')).toMatchObject({
      claim: 'email',
      source: 'id_token',
      value: 'ada@acme.example',
    })
    expect(record.decision).toMatchObject({ outcome: 'known', roles: [{ role: 'member', because: 'default' }] })
    expect(record.error).toBeNull()
  })
})

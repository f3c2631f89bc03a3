/** The verifier of the SDK at a real gateway and the emulator: the same verdict as that of the gateway itself. */
import { AccessTokenError, createAccessTokenVerifier } from '@gatehouse-sso/sdk/verify'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  type AccessHarness,
  api_id,
  forged,
  other_tenant_id,
  script_id,
  startAccessHarness,
  stranger_id,
  tenant_id,
} from '../../packages/gateway/test/access-harness.ts'
import { addEnvironment, browser, redeem, signIn, type TokenAnswer } from '../../packages/gateway/test/harness.ts'

let harness: AccessHarness
let api_key: string
const clock = { ahead: 0 }
/** Status and path of each answer to the verifier. */
const answers: string[] = []

const recorded: typeof fetch = async (input, init) => {
  const answer = await fetch(input, init)
  answers.push(`${answer.status} ${new URL(String(input)).pathname}`)
  return answer
}

beforeAll(async () => {
  harness = await startAccessHarness()
  api_key = (await harness.client.apiKeys.create({ name: 'API', scopes: ['api_resources:verify'] })).secret
})
afterAll(() => harness.close())

const now = (): number => Date.now() + clock.ahead
const newVerifier = (change: { api_key?: string; base_url?: string } = {}) =>
  createAccessTokenVerifier({
    policy: { api_resource_id: harness.resource.id, base_url: harness.url, api_key, ...change },
    ...{ now, fetch: recorded, background: false },
  })

const codeOf = (verifier: { verify(token: string): Promise<unknown> }, token: string): Promise<string> =>
  verifier.verify(token).then(
    () => 'accepted',
    (error: unknown) => {
      if (error instanceof AccessTokenError) return error.code
      throw error
    },
  )
const update = (change: object) => harness.client.apiResources.update(harness.resource.id, change)

describe('a token of a customer', () => {
  it('leads to the same person as at the gateway, and creates no user', async () => {
    const before = harness.counts()
    const access = await newVerifier().verify(await harness.personToken())
    expect(harness.counts()).toEqual(before)
    const headers = (await harness.verify(await harness.personToken())).headers
    expect(access).toMatchObject({
      judged_by: 'policy',
      organization_id: headers.get('gatehouse-organization-id'),
      tenant_id: headers.get('gatehouse-tenant-id'),
      subject: headers.get('gatehouse-subject'),
      client_id: headers.get('gatehouse-client-id'),
      scopes: ['access_as_user'],
    })
    expect(access.profile()).toMatchObject({
      email: headers.get('gatehouse-email'),
      groups: [headers.get('gatehouse-groups')],
    })
  })

  it('of a program is accepted if the API says so', async () => {
    const token = await harness.programToken()
    expect(await codeOf(newVerifier(), token)).toBe('access_app_only_refused')
    await update({ allow_app_only: true, required_app_roles: ['Orders.Write'] })
    expect(await newVerifier().verify(token)).toMatchObject({ kind: 'app_only', app_roles: ['Orders.Write'] })
    await update({ allow_app_only: false, required_app_roles: [] })
  })

  it('of version 1.0 is accepted if the API says so', async () => {
    const register = (requestedAccessTokenVersion: number) =>
      harness.register({ api: { requestedAccessTokenVersion, oauth2PermissionScopes: [{ value: 'access_as_user' }] } })
    await register(1)
    const token = await harness.personToken()
    expect(await codeOf(newVerifier(), token)).toBe('access_token_version')
    await update({ accepts_v1: true })
    expect(await newVerifier().verify(token)).toMatchObject({ version: 'v1', client_id: script_id })
    await update({ accepts_v1: false })
    await register(2)
  })

  it('makes the same challenge as the gateway', async () => {
    await update({ required_acr: 'c1' })
    const token = await harness.personToken()
    const error: unknown = await newVerifier()
      .verify(token)
      .catch((reason: unknown) => reason)
    if (!(error instanceof AccessTokenError)) throw error
    expect(error.code).toBe('access_claims_needed')
    expect(error.www_authenticate).toBe((await harness.verify(token)).headers.get('www-authenticate'))
    await update({ required_acr: null })
  })
})

const fault = (name: string) => async () => {
  await harness.provoke(name)
  return harness.personToken()
}
const changed = (change: object, header?: object) => async () => forged(await harness.personToken(), change, header)

describe('a hostile token', () => {
  it.each<[name: string, token: () => Promise<string> | string]>([
    ['that is no token', () => 'x'],
    ['with alg none', fault('alg-none')],
    ['with alg none and a signature', changed({}, { alg: 'none' })],
    ['with HS256 by the public key', fault('alg-hs256')],
    ['with a key that is not published', fault('unknown-kid')],
    ['with the key of another cloud', fault('foreign-key')],
    ['with the key of personal accounts', fault('consumer-key')],
    ['with one bit of its signature changed', fault('bad-signature')],
    ['with the tid of another tenant', fault('wrong-tenant')],
    ['signed by somebody else', changed({})],
    ['that has expired', changed({ exp: 1_600_000_000 })],
    ['for another API', changed({ aud: stranger_id })],
    ['of a tenant that may not call', () => harness.personToken('ada@fabrikam.example', { tenant: other_tenant_id })],
    ['for Microsoft Graph', () => harness.personToken('ada@contoso.example', { scope: 'User.Read' })],
    [
      'of a client that is not on the list',
      () => harness.personToken('ada@contoso.example', { client_id: stranger_id }),
    ],
  ])('%s is refused with the code, the status and the challenge of the gateway', async (_, make) => {
    const token = await make()
    const answer = await harness.verify(token)
    const { error } = (await answer.json()) as { error: { code: string; hint: string } }
    const verifier = newVerifier()
    // Without a policy yet, the challenge to a text that is no token could name no address.
    await verifier.ready()
    const refused: unknown = await verifier.verify(token).catch((reason: unknown) => reason)
    if (!(refused instanceof AccessTokenError)) throw refused
    expect([refused.code, refused.status, refused.remedy]).toEqual([error.code, answer.status, error.hint])
    expect(refused.www_authenticate).toBe(answer.headers.get('www-authenticate'))
  })
})

describe('a verifier', () => {
  it('asks for nothing once it is ready', async () => {
    const verifier = newVerifier()
    await verifier.ready()
    const token = await harness.personToken()
    answers.length = 0
    for (let call = 0; call < 20; call += 1) await verifier.verify(token)
    await verifier.verify(await harness.personToken('ben@contoso.example'))
    expect(answers).toEqual([])
  })

  it('refuses a suspended user within 35 seconds, and the gateway does at once', async () => {
    const verifier = newVerifier()
    const token = await harness.personToken('eve@contoso.example')
    const id = (await harness.verify(token)).headers.get('gatehouse-user-id') ?? ''
    expect(await codeOf(verifier, token)).toBe('accepted')
    await harness.client.users.suspend(id)
    expect((await harness.verify(token)).status).toBe(403)
    clock.ahead = 35_001
    expect(await codeOf(verifier, token)).toBe('user_suspended')
    await harness.client.users.reactivate(id)
    clock.ahead = 71_000
    expect(await codeOf(verifier, token)).toBe('accepted')
    clock.ahead = 0
  })

  it('reads the policy by its ETag', async () => {
    const verifier = newVerifier()
    const token = await harness.personToken()
    await verifier.verify(token)
    answers.length = 0
    clock.ahead = 36_000
    await verifier.verify(token)
    clock.ahead = 0
    expect(answers).toEqual([`304 /v1/api_resources/${harness.resource.id}/policy`])
  })

  it('judges nothing with a key that may not read the policy', async () => {
    const weak = (await harness.client.apiKeys.create({ name: 'Weak', scopes: ['users:read'] })).secret
    const elsewhere = await addEnvironment(harness, 'elsewhere')
    const token = await harness.personToken()
    expect(await codeOf(newVerifier({ api_key: weak }), token)).toBe('access_gateway_unavailable')
    expect(await codeOf(newVerifier({ api_key: elsewhere.api_key }), token)).toBe('api_resource_missing')
  })

  it('asks the gateway about each token where the policy lists too little', async () => {
    const short: typeof fetch = async (input, init) => {
      const answer = await fetch(input, init)
      if (!String(input).endsWith('/policy')) return answer
      return Response.json({ ...((await answer.json()) as object), mode: 'introspect', tenants: [], suspended: [] })
    }
    const policy = { api_resource_id: harness.resource.id, base_url: harness.url, api_key }
    const verifier = createAccessTokenVerifier({ policy, fetch: short, background: false })
    const access = await verifier.verify(await harness.personToken())
    const [user] = (await harness.client.users.list({ email: 'ada@contoso.example' })).data
    expect(access).toMatchObject({ judged_by: 'introspection', user_id: user?.id, tenant_id })
    expect(await codeOf(verifier, forged(await harness.personToken()))).toBe('access_token_invalid')
  })
})

describe('an access token of the gateway', () => {
  it('is verified by its issuer, and an ID token is none', async () => {
    const back = await signIn(harness, browser(), { resource: harness.resource.id })
    const tokens = (await (await redeem(harness, back.searchParams.get('code') ?? '')).json()) as TokenAnswer
    const verifier = createAccessTokenVerifier({
      gateway: { issuer: harness.url, audience: `api://${api_id}`, required_scopes: ['email'] },
      background: false,
    })
    const access = await verifier.verify(tokens.access_token)
    expect(access).toMatchObject({ issued_by: 'gateway', client_id: harness.application.client_id })
    expect(access).toMatchObject({ organization_id: harness.organization_id, role: 'member', roles: ['member'] })
    expect(access.user_id).toMatch(/^user_/)
    expect(await codeOf(verifier, tokens.id_token)).toBe('access_token_kind')
    expect(await codeOf(verifier, `${tokens.access_token.slice(0, -8)}AAAAAAAA`)).toBe('access_token_signature')
    expect(await codeOf(verifier, await harness.personToken())).toBe('access_token_kind')
  })
})

// The last test: the gateway itself reads new keys once a minute, and hostile tokens have used that up.
describe('a verifier that is ready', () => {
  it('accepts a token of a key that was rotated in just before', async () => {
    const verifier = newVerifier()
    await verifier.ready()
    await harness.emulator.admin('POST', '/keys/rotate')
    expect(await codeOf(verifier, await harness.personToken())).toBe('accepted')
  })
})

import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  type AccessHarness,
  engineers,
  forged,
  other_tenant_id,
  script_id,
  startAccessHarness,
  stranger_id,
  tenant_id,
} from '../../../test/access-harness.ts'
import { api } from '../../../test/api.ts'
import { addEnvironment } from '../../../test/harness.ts'

let harness: AccessHarness
beforeAll(async () => {
  harness = await startAccessHarness()
})
afterAll(() => harness.close())

const test = (access_token: string, id: string = harness.resource.id) =>
  harness.client.apiResources.test(id, { access_token })
const update = (change: object) => harness.client.apiResources.update(harness.resource.id, change)

describe('the test of an access token', () => {
  it('shows every rule and the user whom a call would create, and writes nothing', async () => {
    const before = harness.counts()
    const token = await harness.personToken()
    const { allowed, steps, token: facts, user } = await test(token)
    expect([allowed, steps.every(({ passed, error }) => passed && error === null)]).toEqual([true, true])
    expect(steps.map(({ name }) => name)).toEqual([
      ...['resource', 'form', 'not_graph', 'algorithm', 'kind', 'version', 'audience', 'times', 'tenant', 'issuer'],
      ...['signature', 'client', 'subject', 'permissions', 'authentication_context', 'user'],
    ])
    expect(facts).toMatchObject({ version: 'v2', kind: 'delegated', tenant_id, client_id: script_id })
    expect(user).toMatchObject({
      id: null,
      outcome: 'created',
      organization_id: harness.organization_id,
      email: 'ada@contoso.example',
      groups: [engineers],
      unmapped_groups: [engineers],
    })
    expect(harness.counts()).toEqual(before)

    const id = (await harness.verify(token)).headers.get('gatehouse-user-id')
    const known = await test(token)
    expect(known.user).toMatchObject({ id, outcome: 'known', email: 'ada@contoso.example' })
  })

  it('keeps no answer, also with an idempotency key', async () => {
    const route = `POST /v1/api_resources/${harness.resource.id}/test`
    const headers = { 'idempotency-key': 'the-same' }
    for (const access_token of [await harness.personToken(), forged(await harness.personToken())]) {
      const answer = await api(harness, route, { body: { access_token }, headers })
      expect([answer.status, answer.headers.get('idempotent-replayed')]).toEqual([200, null])
    }
  })

  it('counts nobody as a new user of the tenant', async () => {
    const { minute_counts } = harness.gateway.work.ports
    const key = `newcomers ${harness.resource.id} ${tenant_id}`
    const before = minute_counts.of(key)
    await test(await harness.personToken('ben@contoso.example'))
    expect(minute_counts.of(key)).toBe(before)
  })

  it('leaves no part of the token in the log', async () => {
    const token = await harness.personToken()
    const from = harness.log_lines.length
    await update({ debug: true })
    await test(forged(token, {}))
    await update({ debug: false })
    const lines = harness.log_lines.slice(from).join('\n')
    for (const part of token.split('.').slice(1)) expect(lines).not.toContain(part)
  })

  it.each<[string, string, string, () => Promise<string> | string]>([
    ['that is no token', 'form', 'access_token_malformed', () => 'x'],
    [
      'for Microsoft Graph',
      'not_graph',
      'access_token_for_graph',
      () => harness.personToken('ada@contoso.example', { scope: 'User.Read' }),
    ],
    [
      'of a tenant that may not call',
      'tenant',
      'access_tenant_unknown',
      () => harness.personToken('ada@fabrikam.example', { tenant: other_tenant_id }),
    ],
    ['signed by somebody else', 'signature', 'access_token_signature', async () => forged(await harness.personToken())],
    [
      'of a client that is not on the list',
      'client',
      'access_client_refused',
      () => harness.personToken('ada@contoso.example', { client_id: stranger_id }),
    ],
  ])('%s fails at the step %s', async (_, name, code, make) => {
    const { allowed, steps, user } = await test(await make())
    // The steps of one kind are all shown: the first that failed is the reason.
    const failed = steps.find(({ passed }) => !passed)
    expect([allowed, failed?.name, failed?.error?.code, user]).toEqual([false, name, code, null])
    expect(failed?.error?.remedy).not.toBe('')
  })

  it('says that the API resource is not enabled', async () => {
    await update({ enabled: false })
    const { steps } = await test(await harness.personToken())
    expect(steps).toMatchObject([{ name: 'resource', passed: false, error: { code: 'api_resource_disabled' } }])
    await update({ enabled: true })
  })

  it('says that the user is suspended', async () => {
    const token = await harness.personToken('eve@contoso.example')
    const id = (await harness.verify(token)).headers.get('gatehouse-user-id') ?? ''
    await harness.client.users.suspend(id)
    expect((await test(token)).steps.at(-1)).toMatchObject({ name: 'user', error: { code: 'user_suspended' } })
    await harness.client.users.reactivate(id)
  })

  it('shows roles of a claim that the customer maps, in a token that is signed with a key of the API', async () => {
    await harness.client.roles.create({ slug: 'editor', name: 'Editor', claim_values: ['orders-editor'] })
    const claimsMapping = [{ jwtClaimType: 'orderRoles', value: 'orders-editor', group: 'Engineers' }]
    await harness.register({ customSigningKey: true, claimsMapping })
    await update({ application_keys: true, claims: { roles: 'orderRoles' } })
    const roles = async (person: string) => (await test(await harness.personToken(person))).user?.roles
    expect(await roles('ada@contoso.example')).toContain('editor')
    expect(await roles('ben@contoso.example')).not.toContain('editor')
    await harness.register({ customSigningKey: false, claimsMapping: [] })
    await update({ application_keys: false, claims: { roles: 'groups' } })
  })

  it('needs the scope, and an API resource of the environment', async () => {
    const { client, url } = harness
    const post = (key: string) =>
      fetch(`${new URL(url).origin}/v1/api_resources/${harness.resource.id}/test`, {
        method: 'POST',
        headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
        body: JSON.stringify({ access_token: 'x' }),
      })
    const may = await client.apiKeys.create({ name: 'May', scopes: ['api_resources:verify'] })
    const mayNot = await client.apiKeys.create({ name: 'May not', scopes: ['api_resources:read'] })
    const elsewhere = await addEnvironment(harness, 'elsewhere')
    const statuses = await Promise.all([may.secret, mayNot.secret, elsewhere.api_key].map(async (key) => post(key)))
    expect(statuses.map(({ status }) => status)).toEqual([200, 403, 404])
  })
})

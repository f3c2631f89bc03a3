/** Connections over HTTP: errors name the fields that there are, and `null` gives a rule back to the provider. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { api } from '../../../test/api.ts'
import { type Harness, startHarness } from '../../../test/harness.ts'

let harness: Harness
beforeAll(async () => {
  harness = await startHarness()
})
afterAll(() => harness.close())

interface FieldError {
  readonly param: string
  readonly code: string
  readonly message: string
}

describe('an unknown name is refused with the names that there are', () => {
  const guid = '8f1c2b3a-4d5e-4f60-8a7b-9c0d1e2f3a4b'
  const entra = { tenant_id: guid, client_id: '0b1c2d3e-4f50-4617-8293-a4b5c6d7e8f9' }
  const oidc = { discovery_url: 'https://idp.example/.well-known/openid-configuration', client_id: 'x' }
  const cases: readonly (readonly [string, object, string, RegExp])[] = [
    [
      'a setting of entra_oidc',
      { type: 'entra_oidc', settings: { ...entra, tenant: 'x' } },
      '/settings/tenant',
      /tenant_id, client_id, .*scopes$/,
    ],
    [
      'a setting of oidc',
      { type: 'oidc', settings: { ...oidc, secret: 'x' } },
      '/settings/secret',
      /discovery_url, issuer, client_id/,
    ],
    [
      'a setting of the other type',
      { type: 'oidc', settings: { ...oidc, tenant_id: guid } },
      '/settings/tenant_id',
      /not a setting of oidc/,
    ],
    [
      'a field',
      { type: 'oidc', settings: oidc, colour: 'red' },
      '/colour',
      /organization_id, type, name, settings, mapping, policy$/,
    ],
    [
      'an attribute',
      { type: 'oidc', settings: oidc, mapping: { mail: 'x' } },
      '/mapping/mail',
      /identifier, email, .*is_admin$/,
    ],
    [
      'a policy',
      { type: 'oidc', settings: oidc, policy: { jit: true } },
      '/policy/jit',
      /new_users, link_by, default_role, userinfo$/,
    ],
  ]
  it.each(cases)('%s', async (_, change, param, message) => {
    const body = { organization_id: harness.organization_id, ...change }
    const answer = await api(harness, 'POST /v1/connections', { body })
    expect([answer.status, answer.code]).toEqual([422, 'values_invalid'])
    const errors = answer.body.error.errors as readonly FieldError[]
    expect(errors).toEqual([{ param, code: 'unknown_field', message: expect.stringMatching(message) }])
    expect(answer.body.error.message).toContain(param)
  })

  it('a query', async () => {
    const answer = await api(harness, 'GET /v1/connections?colour=red')
    expect([answer.status, answer.code, answer.body.error.param]).toEqual([400, 'query_invalid', '/colour'])
    expect(answer.body.error.message).toMatch(
      /The fields: limit, after, before, order, expand, organization_id, type, state/,
    )
    expect(answer.body.error.message).not.toContain('Received')
  })
})

describe('the mapping of a connection', () => {
  it('keeps what a change leaves out, and gives null back to the provider', async () => {
    const { id } = await harness.client.connections.get(harness.connection_id)
    const change = (mapping: Parameters<typeof harness.client.connections.update>[1]['mapping']) =>
      harness.client.connections.update(id, { mapping })
    expect((await change({ email: 'mail', groups: ['teams'] })).mapping).toMatchObject({
      email: ['mail'],
      groups: ['teams'],
    })
    expect((await change({ groups: [] })).mapping).toMatchObject({ email: ['mail'], groups: [] })
    expect((await change({ email: null, groups: null })).mapping).toMatchObject({
      email: ['email'],
      groups: ['groups'],
    })
  })
})

/** Output claims: from a claim of the identity provider to a claim with a name of the application's choice. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import {
  addConnection,
  browser,
  databases,
  type Harness,
  payloadOf,
  redeem,
  signIn,
  startHarness,
} from '../../../test/harness.ts'

const named = {
  displayName: 'name',
  identifier: 'identifier',
  department: 'custom_attributes.department',
  'https://app.example/sites': 'custom_attributes.sites',
} as const

describe.each(databases)('output claims on %s', (_, database) => {
  let harness: Harness
  let organization: string
  beforeAll(async () => {
    harness = await startHarness({ database_url: await database() })
    await harness.client.applications.update(harness.application.client_id, { output_claims: named })
    organization = (await harness.client.organizations.create({ name: 'Named' })).id
    await addConnection(
      { ...harness, organization_id: organization as Harness['organization_id'] },
      { mapping: { custom_attributes: { department: ['org.department', 'dept'], sites: 'sites', unsent: 'unsent' } } },
    )
  })
  afterAll(() => harness.close())
  beforeEach(() => {
    harness.provider.reset()
    harness.provider.behaviour = {
      claims: { sub: 'ada', name: 'Ada Muster', org: { department: 'R&D' }, sites: ['Bern', 'Oslo'] },
    }
  })

  const signedIn = async () => {
    const { searchParams } = await signIn(harness, browser(), { organization })
    const answer = await redeem(harness, String(searchParams.get('code')))
    const { id_token, access_token } = (await answer.json()) as Record<string, string>
    const headers = { authorization: `Bearer ${access_token}` }
    const userinfo = (await (await fetch(`${harness.url}/oauth/userinfo`, { headers })).json()) as object
    return { id_token: payloadOf(String(id_token)), userinfo }
  }
  const expected = {
    displayName: 'Ada Muster',
    identifier: 'ada',
    department: 'R&D',
    'https://app.example/sites': ['Bern', 'Oslo'],
  }

  it('are in the ID token, in userinfo and in the preview', async () => {
    const { id_token, userinfo } = await signedIn()
    expect(id_token).toMatchObject(expected)
    expect(id_token).not.toHaveProperty('custom_attributes')
    expect(userinfo).toMatchObject({
      ...expected,
      custom_attributes: { department: 'R&D', sites: ['Bern', 'Oslo'] },
    })
    const preview = await harness.client.applications.previewClaims(harness.application.client_id, String(id_token.sub))
    const { nonce, sid, auth_time, amr, acr, iat, exp, ...lasting } = id_token
    expect(preview.id_token).toEqual({ ...lasting, iat: expect.any(Number), exp: expect.any(Number) })
    expect(preview.userinfo).toEqual(userinfo)
    const user = await harness.client.users.get(String(id_token.sub))
    expect(user).toMatchObject({
      identifier: 'ada',
      custom_attributes: { department: 'R&D', sites: ['Bern', 'Oslo'] },
    })
  })

  it('follow the claims of the next sign-in', async () => {
    harness.provider.behaviour = { claims: { sub: 'ada', dept: 'Sales' } }
    const { id_token } = await signedIn()
    expect(id_token).toMatchObject({ department: 'Sales' })
    expect(id_token).not.toHaveProperty(['https://app.example/sites'])
  })

  it('are read from userinfo when the ID token lacks them', async () => {
    harness.provider.behaviour = { claims: { sub: 'ada' }, userinfo: { sub: 'ada', dept: 'Legal' } }
    expect((await signedIn()).id_token).toMatchObject({ department: 'Legal' })
  })

  it('show only what the scopes of a preview allow beside them', async () => {
    const { id_token } = await signedIn()
    const preview = await harness.client.applications.previewClaims(
      harness.application.client_id,
      String(id_token.sub),
      {
        scope: 'openid',
      },
    )
    expect(preview.id_token).toMatchObject(expected)
    expect(preview.id_token).not.toHaveProperty('name')
  })

  const bad: readonly [string, Record<string, string>, string][] = [
    ['a standard claim', { email_verified: 'is_admin' }, 'is a claim that no application can name'],
    ['our own claim', { org_id: 'name' }, 'is a claim that no application can name'],
    ['a name with a space', { 'display name': 'name' }, 'must be letters'],
    ['an unknown attribute', { displayName: 'full_name' }, 'is not an attribute'],
  ]
  it.each(bad)('are refused with %s', async (_, output_claims, message) => {
    await expect(
      harness.client.applications.update(harness.application.client_id, { output_claims }),
    ).rejects.toMatchObject({
      code: 'values_invalid',
      errors: [{ message: expect.stringContaining(message) }],
    })
  })
})

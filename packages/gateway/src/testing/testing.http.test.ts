import { expect, it } from 'vitest'
import { createTestGatehouse } from './testing.ts'

it('S10 gives a test a gateway with people who can sign in', async () => {
  const gatehouse = await createTestGatehouse({
    organizations: [
      { name: 'Acme', users: [{ email: 'ada@acme.example', name: 'Ada Muster', groups: ['Engineering'] }] },
      { name: 'Globex', users: [{ email: 'hank@globex.example' }] },
    ],
  })
  try {
    for (const email of ['ada@acme.example', 'hank@globex.example']) {
      const { callback_url } = await gatehouse.signInAs(email)
      const { client_id, client_secret, redirect_uri } = gatehouse.application
      const code = new URL(callback_url).searchParams.get('code') ?? ''
      const body = new URLSearchParams({
        grant_type: 'authorization_code',
        code,
        redirect_uri,
        client_id,
        client_secret,
      })
      const response = await fetch(`${gatehouse.url}/oauth/token`, { method: 'POST', body })
      expect(response.status).toBe(200)
      const [user] = (await gatehouse.client.users.list({ email })).data
      expect(user).toMatchObject({ email, email_verified: true, state: 'active', source: 'jit' })
    }
  } finally {
    await gatehouse.close()
  }
})

it('S10 gives a client whose sso signs a person in to the application', async () => {
  const gatehouse = await createTestGatehouse()
  try {
    const { client, application, organizations } = gatehouse
    const { redirect_uri } = application
    const organization = organizations[0]?.id ?? ''
    const { url, sealed_state } = await client.sso.authorizationUrl({ organization, redirect_uri })
    const { callback_url } = await gatehouse.signInAs('ada@acme.example', url)
    const { profile } = await client.sso.authenticate({ callback_url, sealed_state })
    expect(profile).toMatchObject({ email: 'ada@acme.example', organization_id: organization })
  } finally {
    await gatehouse.close()
  }
})

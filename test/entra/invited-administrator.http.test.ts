/** An administrator without an account and without a mailbox: invited, consents for the organization, and gets an account. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { browser, locationOf } from '../../packages/gateway/test/harness.ts'
import { type Entra, startEntra, upstreamSecret } from './entra.ts'

const admin = 'admin@contoso.example'
let entra: Entra
beforeAll(async () => {
  entra = await startEntra([
    {
      displayName: 'Contoso',
      domains: ['contoso.example'],
      users: [
        { userPrincipalName: admin, displayName: 'Ada Admin', isAdministrator: true },
        { userPrincipalName: 'ben@contoso.example', displayName: 'Ben Muster' },
      ],
      applications: [
        {
          displayName: 'Gatehouse',
          appId: '0b1c2d3e-4f50-4617-8293-a4b5c6d7e8f9',
          passwordCredentials: [{ secretText: upstreamSecret }],
          apiPermissions: { delegated: ['openid', 'profile', 'email'] },
        },
      ],
    },
  ])
  const { client, application } = entra.harness
  await client.applications.update(application.client_id, { initiate_login_uri: 'https://app.example/login' })
})
afterAll(() => entra.close())

const here = (address: string | URL): string => {
  const { pathname, search } = new URL(address)
  return `${entra.harness.url}${pathname}${search}`
}

describe('an invited administrator', () => {
  it('consents, and then gets an account by the user name', async () => {
    const { harness, emulator } = entra
    const { client, application } = harness
    const organization = await client.organizations.create({
      name: 'Contoso',
      domains: [{ domain: 'contoso.example', verified: true }],
      policy: { provisioning: 'invited_only' },
    })
    const connection = await entra.connect({ organization_id: organization.id })
    const path = entra.tenants[0]?.application ?? ''
    await emulator.admin('DELETE', `${path}/consents`)
    const { web } = (await emulator.admin('GET', path)) as { web: { redirectUris: string[] } }
    const redirectUris = [...web.redirectUris, String(connection.consent_redirect_uri)]
    await emulator.admin('PATCH', path, { web: { redirectUris } })

    const { id, url } = await client.invitations.create({
      ...{ organization_id: organization.id, application_id: application.client_id, connection_id: connection.id },
      ...{ email: admin, asks_consent: true },
    })
    const person = browser()
    expect(await (await person.get(url)).text()).toContain('You are invited as an administrator of Contoso')
    const consentPage = locationOf(await person.post(url, {}, { origin: harness.url }))
    expect(await (await person.get(consentPage)).text()).toContain('Give consent for Contoso')
    const away = locationOf(await person.post(consentPage, {}))
    expect(new URL(away).pathname).toContain('/adminconsent')
    const answer = here((await emulator.signIn(away, admin)).url)
    const proof = here((await emulator.signIn(locationOf(await person.get(answer)), admin)).url)
    const result = await (await person.get(locationOf(await person.get(proof)))).text()
    expect(result).toContain('Your organization consented, and sign-in works')
    const start = /<a class="button" href="([^"]*)">Sign in to /.exec(result)?.[1]?.replaceAll('&amp;', '&')
    expect(Object.fromEntries(new URL(String(start)).searchParams)).toEqual({
      ...{ iss: harness.url, login_hint: admin, organization: organization.id, connection: connection.id },
    })
    // The consent made no user: the sign-in at the application does.
    expect((await client.users.list({ organization_id: organization.id })).data).toEqual([])

    const user_id = String((await entra.claimsOf(connection.id, admin, { person })).sub)
    expect(await client.users.get(user_id)).toMatchObject({ source: 'invite', email: null, preferred_username: admin })
    expect(await client.invitations.get(id)).toMatchObject({ state: 'accepted', accepted_by: user_id })

    // Consent and invitation of one let nobody else in.
    await entra.signIn(connection.id, 'ben@contoso.example')
    expect((await entra.latest()).error_code).toBe('invitation_missing')
  })
})

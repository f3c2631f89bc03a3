import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type Desk, factOn, openDesk, registered } from '../../../test/admin-center.ts'
import { textOf } from '../../../test/browser.ts'
import { codeFor, token } from '../../../test/code.ts'
import { cid, contoso, tid } from '../../../test/contoso.ts'
import { ask, guid, unverified } from '../../../test/http.ts'
import { type Emulator, startEmulator } from '../../emulator.ts'

const ada = { name: 'ada@contoso.example', password: 'ada-password' }
const redirectUri = 'https://sso.example/callback/'

describe('app registrations', () => {
  let emulator: Emulator
  let desk: Desk
  beforeAll(async () => {
    emulator = await startEmulator({ fixture: contoso })
  })
  afterAll(() => emulator.close())
  beforeEach(async () => {
    await emulator.admin('POST', '/reset')
    desk = await openDesk(emulator.url, ada)
  })
  const stored = async (appId: string) => Object(await emulator.admin('GET', `/tenants/${tid}/applications/${appId}`))
  const directory = async () => JSON.stringify(await emulator.admin('GET', '/directory'))

  it('are registered with a name, a type and a redirect URI, and sign people in at once', async () => {
    const appId = await registered(desk, { name: 'Acme Planner', platform: 'web', redirectUri })
    expect(appId).toMatch(guid)
    expect(await stored(appId)).toMatchObject({
      displayName: 'Acme Planner',
      signInAudience: 'AzureADMyOrg',
      web: { redirectUris: [redirectUri] },
      apiPermissions: { delegated: ['User.Read'], application: [] },
      tags: ['HideApp'],
      passwordCredentials: [],
    })
    const code = await codeFor(emulator, { client_id: appId, redirect_uri: redirectUri })
    expect(code).toMatch(/^1\./)
  })

  it('may lack a redirect URI', async () => {
    const appId = await registered(desk, { name: 'Script' })
    expect(await stored(appId)).toMatchObject({ web: { redirectUris: [] }, publicClient: { redirectUris: [] } })
  })

  it('show the IDs on the overview, and the endpoints that are served', async () => {
    const overview = await desk.at(`/app-registrations/${cid}`)
    expect(factOn(overview, 'Application (client) ID')).toBe(cid)
    expect(factOn(overview, 'Directory (tenant) ID')).toBe(tid)
    expect(factOn(overview, 'Object ID')).toMatch(guid)
    const endpoints = await desk.at(`/app-registrations/${cid}/endpoints`)
    const metadata = factOn(endpoints, 'OpenID Connect metadata document')
    const { json } = await ask(metadata)
    expect(json).toMatchObject({
      authorization_endpoint: factOn(endpoints, 'OAuth 2.0 authorization endpoint (v2)'),
      token_endpoint: factOn(endpoints, 'OAuth 2.0 token endpoint (v2)'),
    })
  })

  it.each([
    ['AzureADMyOrg', 'the tenant'],
    ['AzureADMultipleOrgs', 'organizations'],
    ['AzureADandPersonalMicrosoftAccount', 'common'],
  ] as const)('of %s have endpoints of that audience', async (signInAudience, authority) => {
    const appId = await registered(desk, { name: 'Acme Planner', signInAudience })
    const metadata = factOn(await desk.at(`/app-registrations/${appId}/endpoints`), 'OpenID Connect metadata document')
    const expected = authority === 'the tenant' ? tid : authority
    expect(new URL(metadata).pathname.split('/')[1]).toBe(expected)
  })

  it('are listed by name, and by owner', async () => {
    await registered(desk, { name: 'Acme Planner' })
    expect(textOf(await desk.at('/app-registrations?q=PLANN'))).toContain('Acme Planner')
    expect(textOf(await desk.at('/app-registrations?q=PLANN'))).not.toContain('Web application')
    const owned = textOf(await desk.at('/app-registrations?scope=owned'))
    expect([owned.includes('Acme Planner'), owned.includes('Web application')]).toEqual([true, false])
  })

  it.each([
    { name: 'no name', fields: {}, says: 'Name: enter a value.' },
    { name: 'a long name', fields: { name: 'x'.repeat(121) }, says: 'Name: at most 120 characters.' },
    { name: 'markup in the name', fields: { name: '<b>' }, says: 'Name: must have none of the characters' },
    { name: 'no platform', fields: { name: 'A', redirectUri }, says: 'Redirect URI: select a platform.' },
    {
      name: 'an unknown type',
      fields: { name: 'A', signInAudience: 'x' },
      says: 'Supported account types: choose one.',
    },
    {
      name: 'personal accounts',
      fields: { name: 'A', signInAudience: 'PersonalMicrosoftAccount' },
      says: 'this emulator has no personal accounts',
    },
    {
      name: 'http on another host',
      fields: { name: 'A', platform: 'web', redirectUri: 'http://sso.example/' },
      says: 'Redirect URI: must be https, or http on localhost',
    },
    {
      name: 'a fragment',
      fields: { name: 'A', platform: 'spa', redirectUri: 'https://sso.example/#x' },
      says: 'Redirect URI: must have no fragment',
    },
  ])('are not registered with $name', async ({ fields, says }) => {
    const before = await directory()
    const view = await desk.fill('/app-registrations/new', 'Register', fields)
    expect(view.status).toBe(400)
    expect(textOf(view)).toContain(says)
    expect(await directory()).toBe(before)
  })

  it('keep the typed values when they are refused', async () => {
    const view = await desk.fill('/app-registrations/new', 'Register', { name: 'Kept', redirectUri })
    expect(view.forms.find(({ buttons }) => buttons[0]?.text === 'Register')?.values).toMatchObject({
      name: 'Kept',
      redirectUri,
      signInAudience: 'AzureADMyOrg',
    })
  })

  it('are renamed and deleted, after a question', async () => {
    const here = `/app-registrations/${cid}`
    const renamed = await desk.fill(`${here}?rename=1`, 'Save', { name: 'New name' })
    expect(textOf(renamed)).toContain('The application is now called New name.')
    const asked = await desk.fill(here, 'Delete')
    expect(await stored(cid)).toMatchObject({ displayName: 'New name' })
    expect(textOf(await desk.browser.fill(asked, 'Delete app registration'))).toContain(
      'Deleted the application New name.',
    )
    expect((await desk.at(here)).status).toBe(404)
  })

  describe('Authentication', () => {
    const here = `/app-registrations/${cid}/authentication`

    it('adds, changes and removes redirect URIs', async () => {
      await desk.fill(here, 'Save', { web_0: redirectUri, web_1: undefined, web_3: 'https://new.example/a' })
      expect((await stored(cid)).web.redirectUris).toEqual([
        redirectUri,
        'https://bare.example',
        'https://new.example/a',
      ])
    })

    it('adds a platform', async () => {
      await desk.fill(`${here}?platform=spa`, 'Save', { spa_0: 'https://spa.example/a' })
      expect((await stored(cid)).spa.redirectUris).toEqual(['https://spa.example/a'])
    })

    it('sets logout URL, ticks, type and public client flows', async () => {
      await desk.fill(here, 'Save', {
        logoutUrl: 'https://sso.example/logout',
        enableIdTokenIssuance: '1',
        enableAccessTokenIssuance: '1',
        signInAudience: 'AzureADMultipleOrgs',
        isFallbackPublicClient: 'yes',
      })
      expect(await stored(cid)).toMatchObject({
        web: {
          logoutUrl: 'https://sso.example/logout',
          implicitGrantSettings: { enableIdTokenIssuance: true, enableAccessTokenIssuance: true },
        },
        signInAudience: 'AzureADMultipleOrgs',
        isFallbackPublicClient: true,
      })
    })

    it.each([
      { name: 'a wildcard', fields: { web_0: 'https://*.example/' }, says: 'Redirect URI: must have no wildcard' },
      {
        name: 'a logout URL on http',
        fields: { logoutUrl: 'http://a.example' },
        says: 'Front-channel logout URL: must be',
      },
    ])('refuses $name, and changes nothing', async ({ fields, says }) => {
      const before = await directory()
      const view = await desk.fill(here, 'Save', { ...fields, isFallbackPublicClient: 'yes' })
      expect([view.status, textOf(view).includes(says)]).toEqual([400, true])
      expect(await directory()).toBe(before)
    })
  })

  describe('Token configuration', () => {
    const here = `/app-registrations/${cid}/token-configuration`
    const idToken = async () => {
      const code = await codeFor(emulator, { scope: 'openid profile' })
      const parameters = { grant_type: 'authorization_code', code, redirect_uri: 'https://app.example/callback' }
      return unverified((await token(emulator, parameters)).json.id_token).payload
    }

    it('asks for the permissions that the claims need, and adds them', async () => {
      const fields = { 'claim:email': '1', 'claim:given_name': '1', token_type: 'idToken' }
      const asked = await desk.fill(`${here}?add=optional-claim`, 'Add', fields)
      expect(textOf(asked)).toContain('Turn on the Microsoft Graph email, profile permission')
      expect((await stored(cid)).optionalClaims.idToken).toEqual([])
      await desk.browser.fill(asked, 'Add', { turn_on: '1' })
      expect(await stored(cid)).toMatchObject({
        optionalClaims: { idToken: [{ name: 'email' }, { name: 'given_name' }] },
        apiPermissions: { delegated: ['User.Read', 'email', 'profile'] },
      })
      expect(await idToken()).toMatchObject({ email: 'ada@contoso.example', given_name: 'Ada' })
      const permissions = textOf(await desk.at(`/app-registrations/${cid}/api-permissions`))
      expect(permissions).toContain("email Microsoft Graph Delegated View users' email address")
    })

    it('adds the claims alone when the box stays empty', async () => {
      const asked = await desk.fill(`${here}?add=optional-claim`, 'Add', { 'claim:email': '1' })
      await desk.browser.fill(asked, 'Add')
      expect(await stored(cid)).toMatchObject({
        optionalClaims: { idToken: [{ name: 'email' }] },
        apiPermissions: { delegated: ['User.Read'] },
      })
    })

    it('asks nothing about claims that need no permission, and removes them', async () => {
      const added = await desk.fill(`${here}?add=optional-claim`, 'Add', {
        'claim:xms_edov': '1',
        token_type: 'accessToken',
      })
      expect((await stored(cid)).optionalClaims.accessToken).toMatchObject([{ name: 'xms_edov' }])
      await desk.browser.fill(added, 'Delete xms_edov of Access')
      expect((await stored(cid)).optionalClaims.accessToken).toEqual([])
    })

    it.each([
      { name: 'no claim', fields: {} },
      { name: 'a claim of another token type', fields: { 'claim:idtyp': '1' } },
      { name: 'a claim that is unknown', fields: { 'claim:constructor': '1' } },
    ])('refuses $name', async ({ fields }) => {
      const view = await desk.fill(`${here}?add=optional-claim`, 'Add', fields)
      expect([view.status, textOf(view).includes('Claim: choose at least one')]).toEqual([400, true])
    })

    it('sends groups in the form of each token type', async () => {
      await emulator.admin('PATCH', `/tenants/${tid}/groups/Staff`, { onPremisesSamAccountName: 'STAFF' })
      await desk.fill(`${here}?add=groups-claim`, 'Add', {
        'kind:SecurityGroup': '1',
        format_idToken: 'sam_account_name',
      })
      expect(await stored(cid)).toMatchObject({
        groupMembershipClaims: 'SecurityGroup',
        optionalClaims: {
          idToken: [{ name: 'groups', additionalProperties: ['sam_account_name'] }],
          accessToken: [{ name: 'groups', additionalProperties: [] }],
        },
      })
      expect((await idToken()).groups).toContain('STAFF')
      await desk.fill(`${here}?add=groups-claim`, 'Add', { format_idToken: 'id', 'idToken:emit_as_roles': '1' })
      const { roles } = await idToken()
      expect(roles).toContain(emulator.tenants()[0]?.groups[0]?.id)
      await desk.fill(`${here}?add=groups-claim`, 'Add', { 'kind:SecurityGroup': undefined })
      expect(await stored(cid)).toMatchObject({ groupMembershipClaims: null, optionalClaims: { idToken: [] } })
    })
  })

  describe('Manifest', () => {
    const here = `/app-registrations/${cid}/manifest`
    const changed = async (change: (manifest: Record<string, unknown>) => object) => {
      const view = await desk.at(here)
      const manifest: unknown = JSON.parse(view.forms.find(({ values }) => values.manifest)?.values.manifest ?? '')
      return desk.browser.fill(view, 'Save', { manifest: JSON.stringify(change(Object(manifest))) })
    }

    it('changes optional claims, the token version and acceptMappedClaims', async () => {
      await changed((manifest) => ({
        ...manifest,
        optionalClaims: { idToken: [{ name: 'xms_edov' }] },
        api: { ...Object(manifest.api), requestedAccessTokenVersion: 2, acceptMappedClaims: true },
      }))
      expect(await stored(cid)).toMatchObject({
        optionalClaims: { idToken: [{ name: 'xms_edov', essential: false }] },
        api: { requestedAccessTokenVersion: 2, acceptMappedClaims: true },
      })
    })

    it('never shows the value of a secret', async () => {
      const { text } = await desk.at(here)
      expect(text).not.toContain('test-secret-of-the-web-application')
      expect(text).toContain('&quot;hint&quot;: &quot;Zq1&quot;')
    })

    it.each<[string, (manifest: Record<string, unknown>) => object, string]>([
      ['another name', (all) => ({ ...all, displayName: 'X' }), 'displayName cannot be changed here'],
      ['a new secret', (all) => ({ ...all, passwordCredentials: [] }), 'passwordCredentials cannot be changed here'],
      [
        'another scope',
        (all) => ({ ...all, api: { ...Object(all.api), oauth2PermissionScopes: [{}] } }),
        'api.oauth2PermissionScopes cannot',
      ],
      ['an unknown member', (all) => ({ ...all, extra: 1 }), 'extra cannot be changed here'],
      [
        'an unknown claim',
        (all) => ({ ...all, optionalClaims: { idToken: [{ name: 'nothing' }] } }),
        'is no optional claim of Entra',
      ],
      [
        'a wrong version',
        (all) => ({ ...all, api: { ...Object(all.api), requestedAccessTokenVersion: 3 } }),
        'must be one of 1, 2, null',
      ],
      ['no change', (all) => all, 'nothing has changed'],
    ])('refuses %s', async (_, change, says) => {
      const before = await directory()
      const view = await changed(change)
      expect([view.status, textOf(view)]).toEqual([400, expect.stringContaining(says)])
      expect(await directory()).toBe(before)
    })

    it.each([
      { name: 'half an object', manifest: '{' },
      { name: 'a list', manifest: '[]' },
      { name: 'a text', manifest: '"x"' },
      { name: 'endless brackets', manifest: `{"a":${'['.repeat(100_000)}${']'.repeat(100_000)}}` },
      { name: 'more than it can be', manifest: 'x'.repeat(500_001) },
    ])('refuses $name', async ({ manifest }) => {
      expect((await desk.fill(here, 'Save', { manifest })).status).toBe(400)
    })
  })

  describe('App roles', () => {
    const here = `/app-registrations/${cid}/app-roles`
    const fields = { display_name: 'Writers', value: 'Task.Write', description: 'Writes tasks' }

    it('are created, disabled and then deleted', async () => {
      await desk.fill(`${here}?add=role`, 'Apply', { ...fields, members: 'Both' })
      expect((await stored(cid)).appRoles).toMatchObject([
        {
          ...{ displayName: 'Writers', value: 'Task.Write' },
          allowedMemberTypes: ['User', 'Application'],
          isEnabled: true,
        },
      ])
      await desk.fill(here, 'Disable Writers')
      await desk.fill(here, 'Delete Writers')
      expect((await stored(cid)).appRoles).toEqual([])
    })

    it.each([
      { name: 'blanks in the value', change: { value: 'Task Write' }, says: 'Value: letters, digits' },
      { name: 'no description', change: { description: undefined }, says: 'Description: enter a value.' },
      { name: 'no kind of members', change: { members: 'x' }, says: 'Allowed member types: choose one.' },
    ])('are refused with $name', async ({ change, says }) => {
      const view = await desk.fill(`${here}?add=role`, 'Apply', { ...fields, ...change })
      expect([view.status, textOf(view)]).toEqual([400, expect.stringContaining(says)])
    })
  })
})

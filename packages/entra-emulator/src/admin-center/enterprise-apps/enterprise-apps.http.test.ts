import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type Desk, factOn, openDesk } from '../../../test/admin-center.ts'
import { openBrowser, textOf } from '../../../test/browser.ts'
import { codeFor, redeem } from '../../../test/code.ts'
import { authorizeUrl, cid, contoso, tid } from '../../../test/contoso.ts'
import { unverified } from '../../../test/http.ts'
import { type Emulator, startEmulator } from '../../emulator.ts'

const ada = { name: 'ada@contoso.example', password: 'ada-password' }
const ben = { name: 'ben@contoso.example', password: 'ben-password' }

describe('enterprise applications', () => {
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
  const here = `/enterprise-apps/${cid}`
  const stored = async (appId = cid) => Object(await emulator.admin('GET', `/tenants/${tid}/applications/${appId}`))
  const idOf = (name: string): string => {
    const [tenant] = emulator.tenants()
    const found = [...(tenant?.users ?? []), ...(tenant?.groups ?? [])].find(({ displayName }) => displayName === name)
    return String(found?.id)
  }
  /** The page after the password of an ordinary person. */
  const signInOfBen = async () => {
    const browser = openBrowser(emulator.url)
    const view = await browser.open(authorizeUrl(emulator.url, { login_hint: ben.name }))
    return browser.press(view, 'Sign in', { password: ben.password })
  }

  describe('of one’s own', () => {
    const create = (fields: Record<string, string>) => desk.fill('/enterprise-apps/new?create=1', 'Create', fields)

    it('are registered, and end at the enterprise application', async () => {
      const form = await create({ name: 'Acme Planner', intention: 'register' })
      expect(textOf(form)).toContain('Register an application')
      const view = await desk.browser.fill(form, 'Register', { platform: 'web', redirectUri: 'https://sso.example/cb' })
      expect(view.url.pathname).toMatch(/^\/admin-center\/enterprise-apps\/[0-9a-f-]{36}$/)
      const appId = factOn(view, 'Application ID')
      expect(await stored(appId)).toMatchObject({
        displayName: 'Acme Planner',
        web: { redirectUris: ['https://sso.example/cb'] },
      })
      const sso = await desk.at(`/enterprise-apps/${appId}/single-sign-on`)
      expect(textOf(sso)).toContain('was created using the App registrations experience')
      expect(sso.text).toContain(`<a href="/admin-center/app-registrations/${appId}">App registrations experience</a>`)
    })

    it('that are not in the gallery need an assignment, and offer SAML', async () => {
      const view = await create({ name: 'Old portal' })
      const appId = factOn(view, 'Application ID')
      expect(await stored(appId)).toMatchObject({ displayName: 'Old portal', appRoleAssignmentRequired: true })
      const sso = textOf(await desk.at(`/enterprise-apps/${appId}/single-sign-on`))
      expect(sso).toContain('Select a single sign-on method')
    })

    it.each([
      { name: 'no name', fields: { name: '' } },
      { name: 'an unknown intention', fields: { name: 'A', intention: 'proxy' } },
    ])('are refused with $name', async ({ fields }) => expect((await create(fields)).status).toBe(400))
  })

  it('are found by name', async () => {
    const page = textOf(await desk.at('/enterprise-apps?q=orders'))
    expect([page.includes('Orders API'), page.includes('Web application')]).toEqual([true, false])
  })

  describe('Properties', () => {
    it('decide whether people may sign in', async () => {
      await desk.fill(`${here}/properties`, 'Save', { enabled: 'no' })
      expect(textOf(await openBrowser(emulator.url).open(authorizeUrl(emulator.url)))).toContain('AADSTS7000112')
    })

    it('have a tile for people or not', async () => {
      await desk.fill(`${here}/properties`, 'Save', { visible: 'no' })
      expect((await stored()).tags).toEqual(['HideApp'])
      await desk.fill(`${here}/properties`, 'Save', { visible: 'yes' })
      expect((await stored()).tags).toEqual([])
    })

    it('are refused without an answer', async () => {
      const view = await desk.fill(`${here}/properties`, 'Save', { enabled: 'no', assignment: 'maybe' })
      expect(view.status).toBe(400)
      expect((await stored()).enabled).toBe(true)
    })
  })

  describe('Users and groups, with assignment required', () => {
    const list = `${here}/users-and-groups`
    beforeEach(() => desk.fill(`${here}/properties`, 'Save', { assignment: 'yes' }))
    const assign = (name: string, fields = {}) =>
      desk.fill(`${list}/add`, 'Assign', { [`principal:${idOf(name)}`]: '1', ...fields })

    it.each([
      { name: 'Ben Okafor', allowed: true },
      { name: 'Engineering', allowed: true },
      { name: 'Staff', allowed: false },
      { name: 'Ada Muster', allowed: false },
    ])('and $name assigned let Ben in: $allowed', async ({ name, allowed }) => {
      expect(textOf(await signInOfBen())).toContain('AADSTS50105')
      expect(textOf(await assign(name))).toContain('Assigned 1 user or group.')
      const view = await signInOfBen()
      expect(view.status).toBe(allowed ? 0 : 400)
      if (!allowed) expect(textOf(view)).toContain('AADSTS50105')
    })

    it('refuse the next sign-in after Remove and Yes', async () => {
      await assign('Ben Okafor')
      expect((await signInOfBen()).status).toBe(0)
      const asked = await desk.fill(list, 'Remove', {
        [`assigned:${idOf('Ben Okafor')}.00000000-0000-0000-0000-000000000000`]: '1',
      })
      expect(textOf(asked)).toContain('Do you want to remove the selected assignment?')
      expect((await signInOfBen()).status).toBe(0)
      expect(textOf(await desk.browser.fill(asked, 'Yes'))).toContain('Removed 1 assignment.')
      expect(textOf(await signInOfBen())).toContain('AADSTS50105')
    })

    it('ask for a tick before Remove', async () => {
      await assign('Ben Okafor')
      expect(textOf(await desk.fill(list, 'Remove'))).toContain('Tick the people and groups to remove.')
    })

    it('give a role, which the ID token has', async () => {
      const roles = `/app-registrations/${cid}/app-roles`
      await desk.fill(`${roles}?add=role`, 'Apply', { display_name: 'Admins', value: 'admin', description: 'All' })
      const id = (await stored()).appRoles[0].id
      expect(textOf(await desk.at(`${list}/add`))).toContain('Select a role Admins')
      await assign('Ben Okafor', { role: id })
      const { json } = await redeem(emulator, await codeFor(emulator, {}, ben))
      expect(unverified(json.id_token).payload.roles).toEqual(['admin'])
      expect(textOf(await desk.at(list))).toContain('Ben Okafor ben@contoso.example User Admins')
    })

    it.each([
      { name: 'nobody', fields: {}, says: 'Users and groups: choose at least one.' },
      {
        name: 'somebody of another tenant',
        fields: { 'principal:11111111-2222-4333-8444-000000000000': '1' },
        says: 'choose at least one',
      },
      {
        name: 'an unknown role',
        fields: { 'principal:11111111-2222-4333-8444-555555555555': '1', role: 'x' },
        says: 'Select a role.',
      },
    ])('are not assigned to $name', async ({ fields, says }) => {
      const view = await desk.fill(`${list}/add`, 'Assign', fields)
      expect([view.status, textOf(view)]).toEqual([400, expect.stringContaining(says)])
      expect((await stored()).appRoleAssignments).toEqual([])
    })
  })

  describe('Attributes & Claims', () => {
    const sso = `${here}/single-sign-on`
    const idTokenOf = async (person: typeof ben) => {
      const { json, status } = await redeem(emulator, await codeFor(emulator, { scope: 'openid profile' }, person))
      return status === 200 ? unverified(json.id_token).payload : json
    }
    const accept = async () => {
      const view = await desk.at(`/app-registrations/${cid}/manifest`)
      const manifest = Object(JSON.parse(view.forms.find(({ values }) => values.manifest)?.values.manifest ?? ''))
      const api = { ...manifest.api, acceptMappedClaims: true, requestedAccessTokenVersion: 2 }
      await desk.browser.fill(view, 'Save', { manifest: JSON.stringify({ ...manifest, api }) })
    }

    it('emit custom claims, refused with 50146 until the manifest accepts them', async () => {
      const roles = { claim_name: 'planner_role', source: 'constant', constant: 'viewer' }
      await desk.fill(`${sso}?add=claim`, 'Save', roles)
      await desk.fill(`${sso}?add=claim`, 'Save', { ...roles, constant: 'editor', group: idOf('Engineering') })
      const added = await desk.fill(`${sso}?add=claim`, 'Save', { claim_name: 'person', attribute: 'displayname' })
      expect(textOf(added)).toContain('Sign-ins are refused with AADSTS50146')
      expect(await idTokenOf(ben)).toMatchObject({ error_codes: [50146] })
      await accept()
      expect(textOf(await desk.at(sso))).not.toContain('AADSTS50146')
      expect(await idTokenOf(ben)).toMatchObject({ planner_role: 'editor', person: 'Ben Okafor' })
      expect(await idTokenOf(ada)).toMatchObject({ planner_role: 'viewer', person: 'Ada Muster' })
    })

    it('need no acceptance with a key of the application’s own', async () => {
      await desk.fill(`${sso}?add=claim`, 'Save', { claim_name: 'tier', source: 'constant', constant: 'gold' })
      await emulator.admin('PATCH', `/tenants/${tid}/applications/${cid}`, { customSigningKey: true })
      expect(textOf(await desk.at(sso))).not.toContain('AADSTS50146')
      expect(await idTokenOf(ben)).toMatchObject({ tier: 'gold' })
    })

    it('are deleted one by one', async () => {
      await desk.fill(`${sso}?add=claim`, 'Save', { claim_name: 'tier', source: 'constant', constant: 'gold' })
      await desk.fill(sso, 'Delete claim 1, tier')
      expect((await stored()).claimsMapping).toEqual([])
    })

    it.each([
      { name: 'no name', fields: { claim_name: undefined }, says: 'Name: enter a value.' },
      { name: 'a claim of Entra', fields: { claim_name: 'oid' }, says: 'Name: "oid" is restricted' },
      { name: 'an attribute that is none', fields: { attribute: 'constructor' }, says: 'must be one of country' },
      { name: 'no constant', fields: { source: 'constant' }, says: 'Constant value: enter a value.' },
      { name: 'a group of another tenant', fields: { group: tid }, says: 'Scoped Groups: choose one.' },
    ])('refuse a claim with $name', async ({ fields, says }) => {
      const view = await desk.fill(`${sso}?add=claim`, 'Save', { claim_name: 'tier', ...fields })
      expect([view.status, textOf(view)]).toEqual([400, expect.stringContaining(says)])
      expect((await stored()).claimsMapping).toEqual([])
    })
  })
})

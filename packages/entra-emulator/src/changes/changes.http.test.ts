import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { answerAt, codeFor, redeem, token } from '../../test/code.ts'
import { adaOid, cid, contoso } from '../../test/contoso.ts'
import { ask, unverified } from '../../test/http.ts'
import { type Emulator, startEmulator } from '../emulator.ts'
import { type ChangeName, changeNames } from './change-list.ts'
import { personChanges } from './person-changes.ts'

describe('a change of the directory', () => {
  let emulator: Emulator
  beforeAll(async () => {
    emulator = await startEmulator({ fixture: contoso })
  })
  beforeEach(async () => {
    await emulator.admin('POST', '/reset')
    await emulator.admin('PATCH', `/tenants/contoso.example/applications/${cid}`, {
      groupMembershipClaims: 'SecurityGroup',
      optionalClaims: { idToken: [{ name: 'email' }, { name: 'xms_edov' }] },
    })
  })
  afterAll(() => emulator.close())

  const ada = 'ada@contoso.example'
  const make = (name: string, of?: string) =>
    emulator.admin('POST', '/changes', { name, of: of ?? (name in personChanges ? ada : cid) })
  const claims = async (name = ada): Promise<Readonly<Record<string, unknown>>> => {
    const code = await codeFor(emulator, {}, { name, password: 'ada-password' })
    return unverified((await redeem(emulator, code)).json.id_token).payload
  }
  /** The sign-in ends on a page with this number. */
  const endsOnPage = async (aadsts: number): Promise<void> =>
    expect(answerAt(emulator)).rejects.toMatchObject({ aadsts })
  const codesAtToken = async () => (await redeem(emulator, await codeFor(emulator))).json.error_codes

  /** Makes each change itself, and checks its effect at a sign-in. */
  const effects: Readonly<Record<ChangeName, () => Promise<void>>> = {
    disable: () => make('disable').then(() => endsOnPage(50057)),
    lock: () => make('lock').then(() => endsOnPage(50053)),
    'expire-password': () => make('expire-password').then(() => endsOnPage(50055)),
    'revoke-sessions': async () => {
      const first = await redeem(emulator, await codeFor(emulator, { scope: 'openid offline_access' }))
      await emulator.admin('POST', '/clock', { advance_seconds: 5 })
      await make('revoke-sessions')
      const refresh_token = String(first.json.refresh_token)
      expect((await token(emulator, { grant_type: 'refresh_token', refresh_token })).json.error_codes).toEqual([50173])
    },
    rename: async () => {
      await make('rename')
      expect(await claims('ada.renamed@contoso.example')).toMatchObject({
        oid: adaOid,
        name: 'Ada Muster Renamed',
        preferred_username: 'ada.renamed@contoso.example',
        email: 'ada.renamed@contoso.example',
      })
      await make('rename', 'ada.renamed@contoso.example')
      expect(await claims('ada.renamed@contoso.example')).toMatchObject({ name: 'Ada Muster Renamed' })
    },
    'remove-email': async () => {
      await make('remove-email')
      expect(await claims()).not.toHaveProperty('email')
    },
    'unverified-email': async () => {
      await make('unverified-email')
      expect(await claims()).toMatchObject({ xms_edov: false })
    },
    'verified-email-as-text': async () => {
      await make('verified-email-as-text')
      expect(await claims()).toMatchObject({ xms_edov: '1' })
    },
    'make-guest': async () => {
      await make('make-guest')
      expect(await claims('ada_partner.example#EXT#@contoso.example')).toMatchObject({
        oid: adaOid,
        email: 'ada@partner.example',
        idp: expect.any(String),
      })
    },
    'many-groups': async () => {
      await make('many-groups')
      await make('many-groups')
      const payload = await claims()
      expect(payload).not.toHaveProperty('groups')
      expect(payload._claim_names).toEqual({ groups: 'src1' })
      expect(emulator.tenants()[0]?.groups).toHaveLength(233)
    },
    'expire-secrets': async () => {
      await make('expire-secrets')
      expect(await codesAtToken()).toEqual([7000222])
    },
    'replace-secrets': async () => {
      await make('replace-secrets')
      expect(await codesAtToken()).toEqual([7000215])
    },
    'require-assignment': () => make('require-assignment').then(() => endsOnPage(50105)),
    'remove-assignments': async () => {
      await emulator.admin('POST', `/tenants/contoso.example/applications/${cid}/appRoleAssignments`, {
        principalId: ada,
      })
      await make('remove-assignments')
      const [tenant] = emulator.tenants()
      expect(tenant?.applications.find(({ appId }) => appId === cid)?.appRoleAssignments).toEqual([])
    },
    'remove-consents': async () => {
      const consents = () => emulator.tenants()[0]?.applications.find(({ appId }) => appId === cid)?.consents
      await make('remove-consents')
      expect(consents()).toEqual([])
      await claims() // the sign-in consents again
      expect(consents()).toMatchObject([{ principalId: adaOid }])
    },
    'admin-consent-only': async () => {
      await make('admin-consent-only')
      const ben = { name: 'ben@contoso.example', password: 'ben-password' }
      await expect(answerAt(emulator, {}, ben)).rejects.toMatchObject({ aadsts: 90094 })
    },
    'switch-off': () => make('switch-off').then(() => endsOnPage(7000112)),
    'remove-redirect-uris': () => make('remove-redirect-uris').then(() => endsOnPage(50011)),
    delete: () => make('delete').then(() => endsOnPage(700016)),
  }

  it.each(Object.entries(effects))('%s has its effect', (_name, effect) => effect())

  it('is listed with a sentence', async () => {
    const { value } = (await emulator.admin('GET', '/changes')) as { value: { name: string; says: string }[] }
    expect(value.map(({ name }) => name)).toEqual(changeNames)
    for (const { says } of value) expect(says).toMatch(/^[A-Zx].{10,80}\.$/)
  })

  it.each([
    { name: 'of an unknown name', body: { name: 'rename-all', of: ada }, says: 'There is no change' },
    { name: 'of an unknown person', body: { name: 'rename', of: 'x@y.example' }, says: 'there is no user' },
    { name: 'of an unknown application', body: { name: 'delete', of: ada }, says: 'there is no application' },
    { name: 'of nothing', body: { name: 'delete' }, says: 'of: missing' },
  ])('is refused $name, and nothing changes', async ({ body, says }) => {
    const before = emulator.tenants()
    await expect(emulator.admin('POST', '/changes', body)).rejects.toThrow(says)
    expect(emulator.tenants()).toBe(before)
  })

  it('can be made on the home page, and taken back there', async () => {
    const before = emulator.tenants()[0]?.users[0]
    const post = (path: string, form: Record<string, string> = {}) =>
      ask(`${emulator.url}/_home/${path}`, { method: 'POST', body: new URLSearchParams(form) })
    const text = (await ask(emulator.url)).text
    for (const name of changeNames) expect(text).toContain(`value="${name}"`)
    expect((await post('changes', { name: 'disable', of: adaOid })).headers.get('location')).toBe('/#changes')
    expect(emulator.tenants()[0]?.users[0]?.accountEnabled).toBe(false)
    expect((await post('changes', { name: 'disable', of: 'x' })).status).toBe(400)
    expect((await post('reset')).headers.get('location')).toBe('/#changes')
    expect(emulator.tenants()[0]?.users[0]).toEqual(before)
  })
})

import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { cid, contoso, tid } from '../../test/contoso.ts'
import { guid } from '../../test/http.ts'
import { type Emulator, startEmulator } from '../emulator.ts'

const appId = 'aa11bb22-cc33-4d44-8e55-ff6677889900'
const application = `/tenants/${tid}/applications/${appId}`
const certificates = `${application}/saml/signingCertificates`

describe('the SAML settings in the admin API', () => {
  let emulator: Emulator
  beforeAll(async () => {
    emulator = await startEmulator({ fixture: contoso })
  })
  beforeEach(async () => {
    await emulator.admin('POST', '/reset')
    await emulator.admin('POST', `/tenants/${tid}/applications`, { appId, displayName: 'SAML app', saml: {} })
  })
  afterAll(() => emulator.close())

  const saml = () => emulator.tenants()[0]?.applications.find((one) => one.appId === appId)?.saml
  const states = () => saml()?.signingCertificates.map(({ active }) => active)
  const add = async (body: object = {}): Promise<string> =>
    String(Object(await emulator.admin('POST', certificates, body)).keyId)

  it('are merged by PATCH, which keeps the certificate', async () => {
    const [before] = saml()?.signingCertificates ?? []
    const patch = { relayState: 'there', nameId: { format: 'persistent' } }
    expect(await emulator.admin('PATCH', application, { saml: patch })).toMatchObject({
      saml: { relayState: 'there', nameId: { format: 'persistent', id: 'userprincipalname' }, loginUrl: null },
    })
    expect(saml()?.signingCertificates).toEqual([before])
  })

  it('are taken away by null', async () => {
    await emulator.admin('PATCH', application, { saml: null })
    expect(saml()).toBeNull()
  })

  it('get a second certificate, inactive and for three years from the time of the clock', async () => {
    await emulator.admin('POST', '/clock', { advance_seconds: 86_400 })
    const keyId = await add()
    expect(keyId).toMatch(guid)
    expect(states()).toEqual([true, false])
    const [, added] = saml()?.signingCertificates ?? []
    const { now } = Object(await emulator.admin('GET', '/clock'))
    expect(added?.startDateTime.slice(0, 10)).toBe(String(now).slice(0, 10))
    expect(Number(added?.endDateTime.slice(0, 4))).toBe(Number(added?.startDateTime.slice(0, 4)) + 3)
  })

  it('sign with the certificate that is made active, and may lose the other', async () => {
    const [old] = saml()?.signingCertificates ?? []
    const keyId = await add()
    await emulator.admin('POST', `${certificates}/${keyId}/activate`)
    expect(states()).toEqual([false, true])
    await emulator.admin('DELETE', `${certificates}/${old?.keyId}`)
    expect(saml()?.signingCertificates.map((one) => one.keyId)).toEqual([keyId])
  })

  const refused: { name: string; method: 'POST' | 'DELETE' | 'PATCH'; path: string; body?: object; says: string }[] = [
    {
      name: 'an unknown certificate',
      method: 'DELETE',
      path: `${certificates}/${tid}`,
      says: 'no signing certificate',
    },
    {
      name: 'an application without SAML',
      method: 'POST',
      path: `/tenants/${tid}/applications/${cid}/saml/signingCertificates`,
      body: {},
      says: 'has no \\"saml\\"',
    },
    {
      name: 'a second active certificate',
      method: 'POST',
      path: certificates,
      body: { active: true },
      says: 'only one certificate can be active',
    },
    {
      name: 'a misspelt member',
      method: 'PATCH',
      path: application,
      body: { saml: { relaystate: 'x' } },
      says: 'saml.relaystate: unknown member',
    },
  ]
  it.each(refused)('refuse $name', async ({ method, path, body, says }) => {
    await expect(emulator.admin(method, path, body)).rejects.toThrow(says)
  })
})

import { constants, createDecipheriv, privateDecrypt } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { clientCertificate } from '../../test/certificate.ts'
import { adaOid, contoso, tid } from '../../test/contoso.ts'
import { ask } from '../../test/http.ts'
import {
  acsUrl,
  addApplication,
  attributesIn,
  authnRequest,
  ben,
  certificatesIn,
  entityId,
  firstOf,
  isSigned,
  redirectUrl,
  responseTo,
} from '../../test/saml.ts'
import { everyMember, globalAdministrator } from '../directory/directory-role.ts'
import { type Emulator, type SamlApplicationAddresses, startEmulator } from '../emulator.ts'

const older = 'http://schemas.microsoft.com/ws/2008/06/identity/claims'

describe('an assertion', () => {
  let emulator: Emulator
  let app: SamlApplicationAddresses
  beforeAll(async () => {
    emulator = await startEmulator({ fixture: contoso })
  })
  beforeEach(async () => {
    await emulator.admin('POST', '/reset')
    app = addApplication(emulator)
  })
  afterAll(() => emulator.close())

  const change = (body: object) => emulator.admin('PATCH', `/tenants/${tid}/applications/${app.app_id}`, body)
  const assertion = async (inside = '', person = undefined as typeof ben | undefined): Promise<string> =>
    (await responseTo(emulator, redirectUrl(app.sso_url, authnRequest({ inside })), person)).xml
  const groupId = (name: string): string =>
    emulator.tenants()[0]?.groups.find(({ displayName }) => displayName === name)?.id ?? ''

  describe('has a Name ID', () => {
    const name = (xml: string) => [
      firstOf(xml, /<NameID Format="[^"]+:([\w]+)"/),
      firstOf(xml, /<NameID [^>]*>([^<]+)</),
    ]
    const format = (version: string, kind: string): string =>
      `<samlp:NameIDPolicy Format="urn:oasis:names:tc:SAML:${version}:nameid-format:${kind}"/>`

    it('with the user name of a guest in this tenant', async () => {
      const guest = { userPrincipalName: 'gail@fabrikam.example', password: 'gail-password' }
      const xml = await assertion('', guest)
      expect(name(xml)).toEqual(['emailAddress', 'gail_fabrikam.example#EXT#@contoso.example'])
      expect(attributesIn(xml)['http://schemas.microsoft.com/identity/claims/identityprovider']?.[0]).not.toContain(tid)
    })

    it('that is pairwise if the request wants a persistent one, and the same each time', async () => {
      const first = name(await assertion(format('2.0', 'persistent')))
      expect(first).toEqual(['persistent', expect.stringMatching(/^[\w-]{43}$/)])
      expect(name(await assertion(format('2.0', 'persistent')))).toEqual(first)
    })

    it('that is new each time if the request wants a transient one', async () => {
      const first = name(await assertion(format('2.0', 'transient')))
      expect(first[0]).toBe('transient')
      expect(name(await assertion(format('2.0', 'transient')))[1]).not.toBe(first[1])
    })

    const settings = [
      { nameId: { format: 'persistent', id: 'objectid' }, inside: '', gives: ['persistent', adaOid] },
      {
        nameId: { format: 'persistent', id: 'objectid' },
        inside: format('2.0', 'persistent'),
        gives: ['persistent', adaOid],
      },
      { nameId: { format: 'unspecified', id: 'mail' }, inside: '', gives: ['unspecified', 'ada@contoso.example'] },
      {
        nameId: { format: 'persistent', id: 'mail' },
        inside: format('1.1', 'emailAddress'),
        gives: ['emailAddress', 'ada@contoso.example'],
      },
      {
        nameId: { format: 'persistent', id: 'objectid' },
        inside: format('1.1', 'unspecified'),
        gives: ['persistent', adaOid],
      },
    ]
    it.each(settings)('of the setting $nameId with the policy "$inside"', async ({ nameId, inside, gives }) => {
      await change({ saml: { nameId } })
      expect(name(await assertion(inside))).toEqual(gives)
    })

    it('or ends with AADSTS501241 if its source is empty', async () => {
      await change({ saml: { nameId: { id: 'mail' } } })
      await expect(assertion('', ben)).rejects.toMatchObject({ aadsts: 501241 })
    })
  })

  it('has the groups, direct and nested, and the roles', async () => {
    await change({
      groupMembershipClaims: 'SecurityGroup',
      appRoles: [{ value: 'Editor' }],
      appRoleAssignments: [{ principalId: 'Engineering', appRoleId: 'Editor' }],
    })
    const found = attributesIn(await assertion('', ben))
    expect(found[`${older}/groups`]?.sort()).toEqual([groupId('Staff'), groupId('Engineering')].sort())
    expect(found[`${older}/role`]).toEqual(['Editor'])
  })

  it('has the directory roles', async () => {
    await change({ groupMembershipClaims: 'DirectoryRole' })
    const found = attributesIn(await assertion())
    expect(found[`${older}/wids`]).toEqual([globalAdministrator, everyMember])
    expect(found[`${older}/groups`]).toBeUndefined()
  })

  it('has names of groups, under another name, or as roles, if that is set', async () => {
    const saml2Token = [{ name: 'groups', additionalProperties: ['cloud_displayname'] }]
    await change({
      groupMembershipClaims: 'ApplicationGroup',
      optionalClaims: { saml2Token },
      saml: { groupClaimName: 'team' },
      appRoleAssignments: [{ principalId: 'Engineering' }],
    })
    expect(attributesIn(await assertion('', ben)).team).toEqual(['Engineering'])
    const properties = { additionalProperties: ['cloud_displayname', 'emit_as_roles'] }
    await change({ optionalClaims: { saml2Token: [{ name: 'groups', ...properties }] } })
    expect(attributesIn(await assertion('', ben))[`${older}/role`]).toEqual(['Engineering'])
  })

  it.each([
    { count: 150, link: false },
    { count: 151, link: true },
  ])('of a person in $count groups has the pointer instead: $link', async ({ count, link }) => {
    const existing = 2 // Staff and Engineering
    const groups = Array.from({ length: count - existing }, (_, index) => ({
      displayName: `Many ${index}`,
      members: ['ben@contoso.example'],
    }))
    const tenant = Object(await emulator.admin('GET', `/tenants/${tid}`))
    await emulator.admin('PATCH', `/tenants/${tid}`, { groups: [...tenant.groups, ...groups] })
    await change({ groupMembershipClaims: 'SecurityGroup' })
    const found = attributesIn(await assertion('', ben))
    expect(found[`${older}/groups`]?.length).toBe(link ? undefined : count)
    const endpoint = found['http://schemas.microsoft.com/claims/groups.link']
    expect(endpoint?.[0] ?? '').toMatch(link ? /^https:\/\/graph\.windows\.net\/.*\/getMemberObjects$/ : /^$/)
  })

  it('has the claims of the settings, with the text escaped', async () => {
    const claims = [
      { samlClaimType: 'team', value: 'R&D <one> "two"' },
      { samlClaimType: 'land', id: 'country' },
      { samlClaimType: 'none', id: 'jobtitle' },
    ]
    await change({ saml: { claims } })
    const found = attributesIn(await assertion())
    expect(found.team).toEqual(['R&amp;D &lt;one&gt; "two"'])
    expect(found.land).toEqual(['de'])
    expect(found.none).toBeUndefined()
  })

  describe('that is encrypted', () => {
    const own = clientCertificate()
    const decrypted = (xml: string): string => {
      const cipher = firstOf(xml, /xenc:EncryptionMethod Algorithm="[^"]*#([^"]+)"/)
      const values = [...xml.matchAll(/CipherValue>([^<]+)</g)].map(([, value = '']) => Buffer.from(value, 'base64'))
      const [wrapped = Buffer.alloc(0), data = Buffer.alloc(0)] = values
      const padding = constants.RSA_PKCS1_OAEP_PADDING
      const key = privateDecrypt({ key: own.key, padding, oaepHash: 'sha1' }, wrapped)
      if (cipher === 'aes256-cbc') {
        const maker = createDecipheriv('aes-256-cbc', key, data.subarray(0, 16))
        return Buffer.concat([maker.update(data.subarray(16)), maker.final()]).toString()
      }
      const maker = createDecipheriv('aes-256-gcm', key, data.subarray(0, 12))
      maker.setAuthTag(data.subarray(-16))
      return Buffer.concat([maker.update(data.subarray(12, -16)), maker.final()]).toString()
    }

    it('has AES-256-CBC and RSA-OAEP, and is signed inside', async () => {
      await change({ saml: { tokenEncryptionCertificate: own.cert, signingOption: 'both' } })
      const xml = await assertion()
      expect(xml).not.toContain('<Assertion ')
      expect(xml).not.toContain('ada@contoso.example')
      expect(xml).toContain('http://www.w3.org/2001/04/xmlenc#rsa-oaep-mgf1p')
      expect(xml).toContain('http://www.w3.org/2001/04/xmlenc#aes256-cbc')
      const inner = decrypted(xml)
      const [certificate = ''] = await certificatesIn(app.metadata_url)
      expect(isSigned(inner, firstOf(inner, /<Assertion ID="([^"]+)"/), certificate)).toBe(true)
      expect(isSigned(xml, firstOf(xml, /<samlp:Response ID="([^"]+)"/), certificate)).toBe(true)
    })

    it('has AES-256-GCM with the fault', async () => {
      await change({ saml: { tokenEncryptionCertificate: own.cert } })
      await emulator.admin('POST', '/faults', { name: 'saml-gcm', times: 1 })
      const xml = await assertion()
      expect(xml).toContain('http://www.w3.org/2009/xmlenc11#aes256-gcm')
      expect(decrypted(xml)).toContain('ada@contoso.example')
    })
  })

  describe('that nobody asked for', () => {
    it('comes from the tile, with the Relay State of the settings and without InResponseTo', async () => {
      await change({ saml: { relayState: 'https://sp.example/deep' } })
      const { url, xml, relay_state } = await responseTo(emulator, app.user_access_url)
      expect([url, relay_state]).toEqual([acsUrl, 'https://sp.example/deep'])
      expect(xml).not.toContain('InResponseTo')
      expect(firstOf(xml, /<Audience>([^<]+)</)).toBe(entityId)
      const [certificate = ''] = await certificatesIn(app.metadata_url)
      expect(isSigned(xml, firstOf(xml, /<Assertion ID="([^"]+)"/), certificate)).toBe(true)
    })

    it('has no RelayState without one in the settings', async () => {
      expect((await responseTo(emulator, app.user_access_url)).relay_state).toBeNull()
    })

    it('does not come if there is a Sign on URL: the tile opens that', async () => {
      await change({ saml: { loginUrl: 'https://sp.example/login' } })
      const { status, headers } = await ask(app.user_access_url)
      expect([status, headers.get('location')]).toEqual([302, 'https://sp.example/login'])
    })

    it('begins on the page of the tiles, except for a hidden application', async () => {
      const { pathname, search } = new URL(app.user_access_url)
      expect((await ask(`${emulator.url}/myapps`)).text).toContain(`href="${pathname}${search}"`)
      await change({ tags: ['HideApp'] })
      expect((await ask(`${emulator.url}/myapps`)).text).not.toContain(app.app_id)
      expect((await ask(emulator.url)).text).toContain('href="/myapps"')
    })

    it('needs an application with SAML, in the tenant', async () => {
      const [web] = emulator.tenants()[0]?.applications ?? []
      const of = (appId: string, tenant: string): string => `${emulator.url}/api/signin/${appId}?tenantId=${tenant}`
      expect((await ask(of(web?.appId ?? '', tid))).text).toContain('AADSTS650056')
      expect((await ask(of(tid, tid))).text).toContain('AADSTS700016')
      expect((await ask(of(app.app_id, 'nowhere.example'))).text).toContain('AADSTS90002')
      expect((await ask(`${emulator.url}/api/signin/${app.app_id}`)).text).toContain('AADSTS900144')
    })
  })
})

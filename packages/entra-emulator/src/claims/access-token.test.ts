import { describe, expect, it } from 'vitest'
import { adaOid, apiCid, apiOneCid, cid, contoso, daemonCid, tid } from '../../test/contoso.ts'
import { guid } from '../../test/http.ts'
import { base, now, personIn, settingOf } from '../../test/setting.ts'
import { accessTokenClaims } from './access-token.ts'
import { appTokenClaims } from './app-token.ts'
import { accessTokenSeconds } from './token-times.ts'

const setting = settingOf(contoso)
const apiOf = (appId: string) => {
  const api = setting.directory.application(appId)?.application
  if (!api) throw new Error('the fixture changed')
  return api
}
const internal = { aio: expect.any(String), rh: expect.any(String), uti: expect.stringMatching(/^[\w-]{22}$/) }
const request = {
  scope: 'access_as_user',
  lifetime_seconds: 4800,
  client_authentication: '1',
  forced_overage: false,
} as const

describe('the access token of a person', () => {
  it('is v2.0 if the API’s registration says 2, in the documented order', () => {
    const claims = accessTokenClaims(setting, personIn(setting, 'ada@contoso.example'), {
      ...request,
      api: apiOf(apiCid),
      identifier: `api://${apiCid}`,
    })
    expect(Object.keys(claims).join(' ')).toBe(
      'aud iss iat nbf exp aio azp azpacr name oid preferred_username rh roles scp sid sub tid uti ver',
    )
    expect(claims).toEqual({
      aud: apiCid,
      iss: `${base}/${tid}/v2.0`,
      iat: now - 300,
      nbf: now - 300,
      exp: now + 4800,
      ...internal,
      azp: cid,
      azpacr: '1',
      name: 'Ada Muster',
      oid: adaOid,
      preferred_username: 'ada@contoso.example',
      roles: ['Reader'],
      scp: 'access_as_user',
      sid: expect.stringMatching(guid),
      sub: expect.stringMatching(/^[\w-]{43}$/),
      tid,
      ver: '2.0',
    })
  })

  it('is v1.0 otherwise, in the documented order', () => {
    const claims = accessTokenClaims(setting, personIn(setting, 'ada@contoso.example'), {
      ...request,
      api: apiOf(apiOneCid),
      identifier: `api://${apiOneCid}`,
    })
    expect(Object.keys(claims).join(' ')).toBe(
      'aud iss iat nbf exp acr aio amr appid appidacr family_name given_name ipaddr name oid rh scp sub tid unique_name upn uti ver',
    )
    expect(claims).toMatchObject({
      aud: `api://${apiOneCid}`,
      iss: `${base}/${tid}/`,
      acr: '1',
      amr: ['pwd'],
      appid: cid,
      appidacr: '1',
      unique_name: 'ada@contoso.example',
      upn: 'ada@contoso.example',
      ver: '1.0',
    })
  })

  const withClaims = (accessToken: { name: string; additionalProperties?: string[] }[], appId: string) => {
    const api = apiOf(appId)
    const entries = accessToken.map((entry) => ({
      source: null,
      essential: false,
      additionalProperties: [],
      ...entry,
    }))
    return { ...api, optionalClaims: { ...api.optionalClaims, accessToken: entries } }
  }

  it('takes optional claims from the API, never from the client', () => {
    const api = withClaims([{ name: 'email' }, { name: 'idtyp', additionalProperties: ['include_user_token'] }], apiCid)
    const person = personIn(setting, 'ada@contoso.example')
    const client = withClaims([{ name: 'family_name' }], cid)
    const claims = accessTokenClaims(setting, { ...person, client }, { ...request, api, identifier: apiCid })
    expect(claims).toMatchObject({ email: 'ada@contoso.example', idtyp: 'user' })
    expect(claims).not.toHaveProperty('family_name')
  })

  it('carries xms_cc if the API requests it and the client declares capabilities', () => {
    const api = withClaims([{ name: 'xms_cc' }], apiCid)
    const claimsOf = (capabilities: string[]) =>
      accessTokenClaims(setting, personIn(setting, 'ada@contoso.example', { capabilities }), {
        ...request,
        api,
        identifier: apiCid,
      })
    expect(claimsOf(['cp1']).xms_cc).toEqual(['cp1'])
    expect(claimsOf([])).not.toHaveProperty('xms_cc')
  })

  it('has the GUID as v1.0 audience with use_guid', () => {
    const api = withClaims([{ name: 'aud', additionalProperties: ['use_guid'] }], apiOneCid)
    const person = personIn(setting, 'ada@contoso.example')
    expect(accessTokenClaims(setting, person, { ...request, api, identifier: 'https://x/' }).aud).toBe(apiOneCid)
  })

  it('lives 60 to 90 minutes', () => {
    const lives = [0, 1, 1800, 1801, 65_535].map((chance) => {
      const bytes = Buffer.alloc(2)
      bytes.writeUInt16BE(chance)
      return accessTokenSeconds(() => bytes)
    })
    expect(Math.min(...lives)).toBe(3600)
    expect(Math.max(...lives)).toBe(5400)
  })
})

describe('the access token of a program', () => {
  const tenant = setting.directory.tenantNamed(tid)
  const id = '0a1b2c3d-4e5f-4a6b-8c7d-9e0f1a2b3c4d'
  const claimsFor = (appId: string, roles: string[]) => {
    if (!tenant) throw new Error('the fixture changed')
    const program = { tenant, client: apiOf(daemonCid), service_principal_id: id, client_authentication: '1' as const }
    return appTokenClaims(setting, program, apiOf(appId), `api://${appId}`, roles)
  }

  it('is v2.0 with roles, without a name and without scp', () => {
    const claims = claimsFor(apiCid, ['Ingest.Write'])
    expect(Object.keys(claims).join(' ')).toBe('aud iss iat nbf exp aio azp azpacr idtyp oid rh roles sub tid uti ver')
    expect(claims).toMatchObject({
      aud: apiCid,
      azp: daemonCid,
      idtyp: 'app',
      roles: ['Ingest.Write'],
      oid: id,
      sub: id,
    })
  })

  it('is v1.0 for an older API', () => {
    const claims = claimsFor(apiOneCid, [])
    expect(Object.keys(claims).join(' ')).toBe(
      'aud iss iat nbf exp aio appid appidacr idp idtyp oid rh sub tid uti ver',
    )
    expect(claims).toMatchObject({ aud: `api://${apiOneCid}`, iss: `${base}/${tid}/`, appidacr: '1' })
  })
})

import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { codeFor, redeem } from '../../test/code.ts'
import { apiCid, apiOneCid, cid, contoso, tid } from '../../test/contoso.ts'
import { unverified } from '../../test/http.ts'
import { type Emulator, startEmulator } from '../emulator.ts'

const claimsMapping = [
  { jwtClaimType: 'userRoles', value: 'viewer' },
  { jwtClaimType: 'userRoles', value: 'editor', group: 'Engineering' },
  { jwtClaimType: 'mobile', id: 'extension_0_mobile' },
  { jwtClaimType: 'region', id: 'country' },
  { jwtClaimType: 'empty', id: 'jobtitle' },
]
const ben = { name: 'ben@contoso.example', password: 'ben-password' }

describe('claims that a policy maps', () => {
  let emulator: Emulator
  beforeAll(async () => {
    emulator = await startEmulator({ fixture: contoso })
  })
  beforeEach(() => emulator.admin('POST', '/reset'))
  afterAll(() => emulator.close())

  const register = (appId: string, change: object) =>
    emulator.admin('PATCH', `/tenants/${tid}/applications/${appId}`, change as never)
  const consent = { resourceAppId: apiCid, scope: 'access_as_user' }
  const tokens = async (scope: string, person?: typeof ben) => {
    await register(cid, { consents: [consent, { ...consent, resourceAppId: apiOneCid }, { scope: 'openid profile' }] })
    const { json } = await redeem(emulator, await codeFor(emulator, { scope }, person))
    return json
  }
  const apiTwo = (person?: typeof ben) => tokens(`openid api://${apiCid}/access_as_user`, person)

  it('are in the access tokens for the API, signed with its own key, and in no other token', async () => {
    await register(apiCid, { claimsMapping, customSigningKey: true })
    const json = await apiTwo()
    expect(unverified(json.access_token).payload).toMatchObject({ userRoles: 'viewer', region: 'de' })
    expect(unverified(json.access_token).payload).not.toHaveProperty('empty')
    expect(unverified(json.id_token).payload).not.toHaveProperty('userRoles')
    expect(unverified((await apiTwo(ben)).access_token).payload).toMatchObject({ userRoles: 'editor' })
  })

  it('are in the ID token of the application', async () => {
    await register(cid, { claimsMapping, customSigningKey: true })
    expect(unverified((await tokens('openid profile', ben)).id_token).payload).toMatchObject({ userRoles: 'editor' })
  })

  it.each<[string, object, readonly number[] | undefined]>([
    ['neither a key of its own nor acceptMappedClaims', {}, [50146]],
    [
      'acceptMappedClaims, and its GUID as audience',
      { requestedAccessTokenVersion: 2, acceptMappedClaims: true },
      undefined,
    ],
    [
      'acceptMappedClaims, and api:// as audience',
      { requestedAccessTokenVersion: 1, acceptMappedClaims: true },
      [501461],
    ],
  ])('are refused or issued for an application with %s', async (_, api, codes) => {
    await register(apiCid, {
      claimsMapping,
      api: { oauth2PermissionScopes: [{ value: 'access_as_user' }], ...api },
    })
    const json = await apiTwo()
    expect(json.error_codes).toEqual(codes)
    if (codes === undefined) expect(unverified(json.access_token).payload).toMatchObject({ userRoles: 'viewer' })
  })

  it('are issued for an audience in a domain of the tenant', async () => {
    await register(apiOneCid, {
      claimsMapping,
      api: { oauth2PermissionScopes: [{ value: 'access_as_user' }], acceptMappedClaims: true },
    })
    const json = await tokens('openid https://contoso.example/old//access_as_user')
    expect(unverified(json.access_token).payload).toMatchObject({ userRoles: 'viewer', ver: '1.0' })
  })

  it('go with the group that they are for', async () => {
    await register(apiCid, { claimsMapping, customSigningKey: true })
    await emulator.admin('DELETE', `/tenants/${tid}/groups/Engineering`)
    expect(unverified((await apiTwo(ben)).access_token).payload).toMatchObject({ userRoles: 'viewer' })
  })

  it.each([
    ['a claim of Entra', { jwtClaimType: 'oid', value: 'x' }, 'restricted'],
    ['neither id nor value', { jwtClaimType: 'x' }, 'needs either'],
    ['both', { jwtClaimType: 'x', id: 'mail', value: 'x' }, 'needs either'],
    ['a property that nobody has', { jwtClaimType: 'x', id: 'shoe' }, 'must be one of'],
    ['a group that is not there', { jwtClaimType: 'x', value: 'x', group: 'Nobody' }, 'is no group'],
  ])('cannot be %s', async (_, claim, problem) => {
    await expect(register(apiCid, { claimsMapping: [claim] })).rejects.toThrow(problem)
  })
})

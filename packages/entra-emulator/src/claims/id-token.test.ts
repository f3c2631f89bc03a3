import { describe, expect, it } from 'vitest'
import { adaOid, cid, contoso, fabrikamTid, multiCid, tid } from '../../test/contoso.ts'
import { guid } from '../../test/http.ts'
import { base, now, personIn, settingOf } from '../../test/setting.ts'
import type { ApplicationFixture, Fixture, UserFixture } from '../emulator.ts'
import type { Claims } from './claim-order.ts'
import { idTokenClaims } from './id-token.ts'

/** The claim names of a work account's ID token from /token, in the order of a real token. */
const documented = 'aud iss iat nbf exp aio email name nonce oid preferred_username rh sid sub tid uti ver'.split(' ')

const fromToken = { nonce: 'n-0S6_WzA2Mj', c_hash: undefined, carrier: 'token', forced_overage: false } as const

/** The test's directory with changes to its first application and one more user. */
function withMore(application: Partial<ApplicationFixture>, user?: UserFixture): Fixture {
  return {
    tenants: contoso.tenants.map((tenant, index) =>
      index > 0
        ? tenant
        : {
            ...tenant,
            users: [...(tenant.users ?? []), ...(user ? [user] : [])],
            applications: (tenant.applications ?? []).map((one) =>
              one.appId === cid || one.appId === multiCid ? { ...one, ...application } : one,
            ),
          },
    ),
  }
}

function claimsFor(
  fixture: Fixture,
  name: string,
  given: Parameters<typeof personIn>[2] = {},
  request: Partial<Parameters<typeof idTokenClaims>[2]> = {},
): Claims {
  const setting = settingOf(fixture)
  return idTokenClaims(setting, personIn(setting, name, given), { ...fromToken, ...request })
}

describe('an ID token', () => {
  it('has the documented claims in the documented order', () => {
    const claims = claimsFor(contoso, 'ada@contoso.example')
    expect(Object.keys(claims)).toEqual(documented)
    expect(claims).toEqual({
      aud: cid,
      iss: `${base}/${tid}/v2.0`,
      iat: now - 300,
      nbf: now - 300,
      exp: now + 3600,
      aio: expect.stringMatching(/^AVQAq\/8ZAAAA[A-Za-z0-9+/]{63}=$/),
      email: 'ada@contoso.example',
      name: 'Ada Muster',
      nonce: 'n-0S6_WzA2Mj',
      oid: adaOid,
      preferred_username: 'ada@contoso.example',
      rh: expect.stringMatching(/^1\.AS4A[\w-]+AA\.$/),
      sid: expect.stringMatching(guid),
      sub: expect.stringMatching(/^[\w-]{43}$/),
      tid,
      uti: expect.stringMatching(/^[\w-]{22}$/),
      ver: '2.0',
    })
    expect(Number(claims.exp) - Number(claims.iat)).toBe(3900)
  })

  it('has another sub for each application, and the same sub at each start', () => {
    const one = claimsFor(contoso, 'ada@contoso.example')
    expect(claimsFor(contoso, 'ada@contoso.example').sub).toBe(one.sub)
    const other = claimsFor(contoso, 'ada@contoso.example', { client: multiCid })
    expect(other.sub).not.toBe(one.sub)
    expect(other.oid).toBe(one.oid)
  })

  const byScope: { scope: string; has: string[]; lacks: string[] }[] = [
    { scope: 'openid', has: ['sub', 'tid'], lacks: ['name', 'preferred_username', 'oid', 'email'] },
    { scope: 'openid profile', has: ['name', 'preferred_username', 'oid'], lacks: ['email', 'given_name', 'upn'] },
    { scope: 'openid email', has: ['email'], lacks: ['name', 'oid'] },
  ]
  it.each(byScope)('for "$scope" has $has and not $lacks', ({ scope, has, lacks }) => {
    const names = Object.keys(claimsFor(contoso, 'ada@contoso.example', { scope }))
    expect(has.filter((name) => !names.includes(name))).toEqual([])
    expect(lacks.filter((name) => names.includes(name))).toEqual([])
  })

  it('has no email for a user without an address', () =>
    expect(claimsFor(contoso, 'ben@contoso.example')).not.toHaveProperty('email'))

  it('has no nonce if none was sent, and c_hash only from /authorize', () => {
    expect(claimsFor(contoso, 'ada@contoso.example', {}, { nonce: undefined })).not.toHaveProperty('nonce')
    const claims = claimsFor(contoso, 'ada@contoso.example', {}, { c_hash: 'hash', carrier: 'redirect' })
    expect(Object.keys(claims)).toEqual([...documented.slice(0, 6), 'c_hash', ...documented.slice(6)])
  })
})

/** Each optional claim with its configuration and the value for Ada. */
const optional: { claim: string; more?: object; user?: Partial<UserFixture>; value: unknown }[] = [
  { claim: 'acct', value: 0 },
  { claim: 'auth_time', value: now - 60 },
  { claim: 'ctry', user: { country: 'de' }, value: 'DE' },
  { claim: 'ctry', user: { country: 'Germany' }, value: undefined },
  { claim: 'email', user: { mail: 'x@contoso.example' }, value: 'x@contoso.example' },
  { claim: 'family_name', user: { surname: 'Muster' }, value: 'Muster' },
  { claim: 'family_name', value: undefined },
  { claim: 'given_name', user: { givenName: 'Xenia' }, value: 'Xenia' },
  { claim: 'login_hint', value: expect.stringMatching(/^O\.[\w-]+$/) },
  { claim: 'onprem_sid', user: { onPremisesSecurityIdentifier: 'S-1-5-21-1-2-3-500' }, value: 'S-1-5-21-1-2-3-500' },
  { claim: 'sid', value: expect.stringMatching(guid) },
  { claim: 'tenant_ctry', value: 'DE' },
  { claim: 'tenant_region_scope', value: 'EU' },
  { claim: 'upn', value: 'x@contoso.example' },
  { claim: 'verified_primary_email', user: { mail: 'x@contoso.example' }, value: ['x@contoso.example'] },
  { claim: 'verified_primary_email', user: { mail: 'x@elsewhere.example' }, value: undefined },
  { claim: 'verified_secondary_email', user: { otherMails: ['y@contoso.example'] }, value: ['y@contoso.example'] },
  { claim: 'xms_edov', user: { mail: 'x@contoso.example' }, value: true },
  { claim: 'xms_edov', user: { mail: 'x@elsewhere.example' }, value: false },
  { claim: 'xms_edov', user: { mail: 'x@a.example', emailDomainOwnerVerified: '1' }, value: '1' },
  { claim: 'xms_edov', user: { mail: 'x@a.example', emailDomainOwnerVerified: 1 }, value: 1 },
  { claim: 'xms_edov', value: undefined },
  { claim: 'xms_pl', user: { preferredLanguage: 'de-DE' }, value: 'de-DE' },
  { claim: 'xms_tpl', value: 'en' },
  { claim: 'in_corp', value: undefined },
  {
    claim: 'extn.costcentre',
    more: { name: 'extension_0123456789abcdef0123456789abcdef_costcentre', source: 'user' },
    user: { extensions: { extension_0123456789abcdef0123456789abcdef_costcentre: '4711' } },
    value: '4711',
  },
]

describe('an optional claim', () => {
  it.each(optional)('$claim for $user is $value', ({ claim, more, user, value }) => {
    const fixture = withMore(
      { optionalClaims: { idToken: [{ name: claim, ...more }] } },
      { userPrincipalName: 'x@contoso.example', displayName: 'X', ...user },
    )
    expect(claimsFor(fixture, 'x@contoso.example', { scope: 'openid profile email' })[claim]).toEqual(value)
  })

  it('of names and upn needs the scope profile', () => {
    const fixture = withMore({ optionalClaims: { idToken: [{ name: 'given_name' }, { name: 'upn' }] } })
    expect(claimsFor(fixture, 'ada@contoso.example', { scope: 'openid' })).not.toHaveProperty('given_name')
    expect(claimsFor(fixture, 'ada@contoso.example', { scope: 'openid' })).not.toHaveProperty('upn')
  })

  it('email comes without the scope email', () => {
    const fixture = withMore({ optionalClaims: { idToken: [{ name: 'email' }] } })
    expect(claimsFor(fixture, 'ada@contoso.example', { scope: 'openid' }).email).toBe('ada@contoso.example')
  })

  it('auth_time also comes if the request asks for it', () =>
    expect(claimsFor(contoso, 'ada@contoso.example', { auth_time_claim: true }).auth_time).toBe(now - 60))
})

describe('a guest', () => {
  const guestName = 'gail_fabrikam.example#EXT#@contoso.example'

  it('has the user name and idp of the home tenant, and an email by default', () => {
    const fixture = withMore({ optionalClaims: { idToken: [{ name: 'acct' }, { name: 'upn' }] } })
    expect(claimsFor(fixture, guestName, { scope: 'openid profile' })).toMatchObject({
      tid,
      acct: 1,
      email: 'gail@fabrikam.example',
      preferred_username: 'gail@fabrikam.example',
      idp: `${base}/${fabrikamTid}/`,
    })
    expect(claimsFor(fixture, guestName)).not.toHaveProperty('upn')
  })

  it.each([
    { property: 'include_externally_authenticated_upn', upn: guestName },
    { property: 'include_externally_authenticated_upn_without_hash', upn: guestName.replaceAll('#', '_') },
  ])('has an upn with $property', ({ property, upn }) => {
    const fixture = withMore({ optionalClaims: { idToken: [{ name: 'upn', additionalProperties: [property] }] } })
    expect(claimsFor(fixture, guestName).upn).toBe(upn)
  })

  it.each([
    { identityProvider: 'live.com', mail: 'g@outlook.example', idp: 'live.com' },
    { identityProvider: undefined, mail: 'g@nowhere.example', idp: 'mail' },
  ])('of $identityProvider is $idp', ({ identityProvider, mail, idp }) => {
    const user: UserFixture = {
      userType: 'Guest',
      mail,
      ...(identityProvider === undefined ? {} : { identityProvider }),
    }
    expect(claimsFor(withMore({}, user), `${mail.replace('@', '_')}#EXT#@contoso.example`).idp).toBe(idp)
  })
})

describe('an address with an unverified domain', () => {
  const user: UserFixture = { userPrincipalName: 'x@contoso.example', mail: 'boss@victim.example' }
  const emailIn = (client: string, removeUnverifiedEmailClaim?: boolean) => {
    const behaviors =
      removeUnverifiedEmailClaim === undefined ? {} : { authenticationBehaviors: { removeUnverifiedEmailClaim } }
    return claimsFor(withMore(behaviors, user), 'x@contoso.example', { client }).email
  }
  it.each([
    { of: 'one tenant', client: cid, remove: undefined, email: 'boss@victim.example' },
    { of: 'one tenant', client: cid, remove: true, email: undefined },
    { of: 'several tenants', client: multiCid, remove: undefined, email: undefined },
    { of: 'several tenants', client: multiCid, remove: false, email: 'boss@victim.example' },
  ])('in an application of $of, removeUnverifiedEmailClaim $remove: $email', ({ client, remove, email }) =>
    expect(emailIn(client, remove)).toBe(email),
  )
})

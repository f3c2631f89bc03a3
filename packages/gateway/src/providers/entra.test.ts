import type { Claims } from '@gatehouse-sso/core/oidc/claims'
import { describe, expect, it } from 'vitest'
import { entra } from './entra.ts'
import { entraHints, unknownHint } from './entra-hints/index.ts'

const tenant = '8f1c2b3a-4d5e-4f60-8a7b-9c0d1e2f3a4b'
const other = '11111111-2222-4333-8444-555555555555'
const client = '0b1c2d3e-4f50-4617-8293-a4b5c6d7e8f9'
const oid = 'aaaaaaaa-bbbb-4ccc-8ddd-eeeeeeeeeeee'
const good = { tenant_id: tenant, client_id: client }
const settingsOf = (change: object = {}) => entra.settings.parse({ ...good, ...change })
const mistakes = (change: object): string[] => {
  const parsed = entra.settings.safeParse({ ...good, ...change })
  return (parsed.error?.issues ?? []).map(({ path, message }) => `${path.join('.')} ${message}`)
}

describe('settings of an Entra connection', () => {
  it('may be two GUIDs, in any case and with blanks around them', () => {
    expect(settingsOf({ tenant_id: ` ${tenant.toUpperCase()}\n` })).toEqual({ ...good, cloud: 'public' })
  })

  /** Each mistake of an administrator, with the message for it. */
  const cases: readonly [string, object, RegExp][] = [
    ['the tenant is a name', { tenant_id: 'Contoso' }, /^tenant_id is not the Directory \(tenant\) ID/],
    [
      'the tenant is that of personal accounts',
      { tenant_id: '9188040d-6c67-4c5b-b112-36a304b66dad' },
      /^tenant_id is the tenant of personal accounts/,
    ],
    ['the tenant stands for personal accounts', { tenant_id: 'consumers' }, /^tenant_id is the tenant of personal/],
    [
      'an allowed tenant is that of personal accounts',
      { tenant_id: 'common', allowed_tenants: ['9188040d-6c67-4c5b-b112-36a304b66dad'] },
      /^allowed_tenants\.0 is the tenant of personal accounts/,
    ],
    [
      'the host of External ID is another',
      { cloud: 'external_id', authority_host: 'https://contoso.example' },
      /^authority_host is not a host of Entra External ID/,
    ],
    ['the tenant is empty', { tenant_id: '' }, /^tenant_id is not the Directory \(tenant\) ID/],
    ['the tenant is missing', { tenant_id: undefined }, /^tenant_id is not the Directory \(tenant\) ID/],
    ['the tenant is an address', { tenant_id: `https://login.microsoftonline.com/${tenant}` }, /^tenant_id is not/],
    ['the tenant has braces', { tenant_id: `{${tenant}}` }, /^tenant_id is not the Directory/],
    ['the client is a name', { client_id: 'Gatehouse' }, /^client_id is not the Application \(client\) ID: it looks/],
    [
      'the client is a secret',
      { client_id: 'abc8Q~verysecretvaluefromtheportal' },
      /^client_id is not the Application/,
    ],
    ['the two are swapped or the same', { client_id: tenant }, /^client_id is the same as the tenant ID: copy the/],
    [
      'every tenant may sign in',
      { tenant_id: 'organizations' },
      /^allowed_tenants is needed: `organizations` lets every/,
    ],
    [
      'every account may sign in',
      { tenant_id: 'common' },
      /^allowed_tenants is needed: `common` lets every Entra tenant/,
    ],
    ['the list of tenants is empty', { tenant_id: 'organizations', allowed_tenants: [] }, /^allowed_tenants is needed/],
    [
      'the list of tenants contains a name',
      { tenant_id: 'organizations', allowed_tenants: ['contoso.example'] },
      /^allowed_tenants\.0 is not the Directory \(tenant\) ID/,
    ],
    [
      'the cloud has no host',
      { cloud: 'custom' },
      /^authority_host goes with cloud `custom` or `external_id`, and is needed there/,
    ],
    ['the client is missing', { client_id: undefined }, /^client_id is not the Application \(client\) ID/],
    ['the host is a name', { cloud: 'custom', authority_host: 'login.example' }, /^authority_host is not an address/],
    ['174 the host is a file', { cloud: 'custom', authority_host: 'file:///x' }, /^authority_host is not an address/],
    [
      'the host is named like a cloud',
      { cloud: 'custom', authority_host: 'https://public' },
      /^authority_host is the name/,
    ],
    [
      'two scopes are in one text',
      { scopes: ['openid', 'openid email'] },
      /^scopes\.1 has a space: list each scope by itself/,
    ],
    [
      'a host is given without the cloud custom',
      { authority_host: 'https://evil.example' },
      /^authority_host goes with cloud/,
    ],
    ['there is an unknown field', { tenant: tenant }, /Unrecognized key: "tenant"/],
  ]
  it.each(cases)('are refused with their own message when %s', (_, change, sentence) => {
    expect(mistakes(change)).toEqual([expect.stringMatching(sentence)])
  })

  it('2 accept a template with the list of allowed tenants', () => {
    const settings = settingsOf({ tenant_id: 'organizations', allowed_tenants: [tenant] })
    expect(entra.client(settings)).toMatchObject({
      discovery_url: 'https://login.microsoftonline.com/organizations/v2.0/.well-known/openid-configuration',
      discovery_issuers: ['https://login.microsoftonline.com/{tenantid}/v2.0'],
    })
  })

  it.each([
    ['public', 'https://login.microsoftonline.com'],
    ['us_government', 'https://login.microsoftonline.us'],
    ['china', 'https://login.partner.microsoftonline.cn'],
  ])('use the hosts of the cloud %s', (cloud, host) => {
    expect(entra.client(settingsOf({ cloud })).discovery_issuers[0]).toBe(`${host}/${tenant}/v2.0`)
  })

  it('of External ID accept the issuer at its host and below its id', () => {
    const settings = settingsOf({ cloud: 'external_id', authority_host: 'https://contoso.ciamlogin.com' })
    expect(entra.client(settings).discovery_issuers).toEqual([
      `https://contoso.ciamlogin.com/${tenant}/v2.0`,
      `https://${tenant}.ciamlogin.com/${tenant}/v2.0`,
    ])
  })

  it('with keys of the application ask for them at discovery', () => {
    expect(entra.client(settingsOf({ application_keys: true })).discovery_url).toBe(
      `https://login.microsoftonline.com/${tenant}/v2.0/.well-known/openid-configuration?appid=${client}`,
    )
  })

  it('use only the origin of a custom host', () => {
    const settings = settingsOf({ cloud: 'custom', authority_host: 'https://sts.example:8443/a/b?c#d' })
    expect(entra.client(settings).discovery_issuers[0]).toBe(`https://sts.example:8443/${tenant}/v2.0`)
  })
})

describe('a client secret', () => {
  it('is not the Secret ID', () => {
    expect(entra.secretProblem?.('6f9b1c2d-3e4f-4a5b-8c6d-7e8f9a0b1c2d')).toMatch(/^is the Secret ID: copy the column/)
    expect(entra.secretProblem?.('abc8Q~value')).toBeUndefined()
  })
})

describe('expectedIssuer', () => {
  const issuer = `https://login.microsoftonline.com/${tenant}/v2.0`
  const single = settingsOf()
  const template = settingsOf({ tenant_id: 'organizations', allowed_tenants: [tenant] })
  it('is the issuer of the tenant', () => {
    expect(entra.expectedIssuer(single, { tid: tenant }, issuer)).toBe(issuer)
    expect(entra.expectedIssuer(template, { tid: tenant }, issuer)).toBe(issuer)
  })
  it.each([
    ['of another tenant', { tid: other }],
    ['without tenant', {}],
    ['with a list as tenant', { tid: [tenant] }],
    ['with a path as tenant', { tid: `${tenant}/../${other}` }],
    ['with the template as tenant', { tid: '{tenantid}' }],
    ['with `organizations` as tenant', { tid: 'organizations' }],
  ] satisfies [string, Claims][])('2 is none for claims %s', (_, claims) => {
    expect(entra.expectedIssuer(single, claims, issuer)).toBeNull()
    expect(entra.expectedIssuer(template, claims, issuer)).toBeNull()
  })
})

describe('acceptsKey', () => {
  const iss = `https://login.microsoftonline.com/${tenant}/v2.0`
  const claims = { iss, tid: tenant }
  const accepts = (key: object, discovery: Claims = { cloud_instance_name: 'microsoftonline.com' }) =>
    entra.acceptsKey?.(settingsOf(), key, claims, discovery)
  it.each([
    ['says nothing', {}],
    ['is for every tenant', { issuer: 'https://login.microsoftonline.com/{tenantid}/v2.0' }],
    ['is for every tenant, in another case', { issuer: 'https://login.microsoftonline.com/{TenantId}/v2.0' }],
    ['is for this tenant', { issuer: iss }],
    ['is for this cloud', { cloud_instance_name: 'microsoftonline.com' }],
  ])('accepts a key that %s', (_, key) => expect(accepts(key)).toBe(true))
  it.each([
    ['is for another tenant', { issuer: `https://login.microsoftonline.com/${other}/v2.0` }],
    ['is for personal accounts', { issuer: 'https://login.live.com' }],
    ['is for version 1 of the endpoints', { issuer: 'https://sts.windows.net/{tenantid}/' }],
    ['is for another cloud', { issuer: iss, cloud_instance_name: 'microsoftonline.us' }],
    ['has a number as issuer', { issuer: 7 }],
    ['has a list as issuer', { issuer: [iss] }],
    ['has an empty issuer', { issuer: '' }],
    ['has null as issuer', { issuer: null }],
  ])('refuses a key that %s', (_, key) => expect(accepts(key)).toBe(false))

  const instances = {
    public: 'microsoftonline.com',
    us_government: 'microsoftonline.us',
    china: 'partner.microsoftonline.cn',
    external_id: 'microsoftonline.com',
    custom: 'microsoftonline.com',
  }
  const hosts: Readonly<Record<string, string>> = {
    external_id: 'https://contoso.ciamlogin.com',
    custom: 'http://localhost:4100',
  }
  const consumers = 'https://login.microsoftonline.com/9188040d-6c67-4c5b-b112-36a304b66dad/v2.0'
  describe.each(Object.entries(instances))('in the cloud %s', (cloud, cloud_instance_name) => {
    const settings = settingsOf({ cloud, ...(hosts[cloud] && { authority_host: hosts[cloud] }) })
    const issuer = entra.client(settings).discovery_issuers[0] ?? ''
    const isAccepted = (key: object, discovery: Claims = { cloud_instance_name }) =>
      entra.acceptsKey?.(settings, key, { iss: issuer, tid: tenant }, discovery)
    it('accepts its own key', () => expect(isAccepted({ issuer, cloud_instance_name })).toBe(true))
    it.each(Object.values(instances).filter((name) => name !== cloud_instance_name))(
      'refuses a key of %s',
      (foreign) => {
        expect(isAccepted({ issuer, cloud_instance_name: foreign })).toBe(false)
        expect(isAccepted({ cloud_instance_name: foreign })).toBe(false)
        expect(isAccepted({ cloud_instance_name: foreign }, {})).toBe(cloud in hosts)
      },
    )
    it('refuses a key for personal accounts', () => {
      expect(isAccepted({ issuer: consumers, cloud_instance_name })).toBe(false)
      expect(isAccepted({ issuer: consumers }, {})).toBe(false)
    })
  })
})

describe('identityOf', () => {
  it('depends on tenant and object only, not on other claims', () => {
    const claims = { tid: tenant.toUpperCase(), oid: oid.toUpperCase(), sub: 'pairwise', email: 'a@b.example' }
    const identity = { authority: `entra:public:${tenant}`, subject: oid }
    expect(entra.identityOf(settingsOf(), claims, 'conn_1')).toEqual(identity)
    expect(entra.identityOf(settingsOf(), { ...claims, sub: 'another' }, 'conn_2')).toEqual(identity)
  })
  it('differs between clouds, and between custom hosts', () => {
    const claims = { tid: tenant, oid }
    const authority = (change: object) => entra.identityOf(settingsOf(change), claims, 'conn_1')?.authority
    expect(authority({ cloud: 'china' })).toBe(`entra:china:${tenant}`)
    expect(authority({ cloud: 'us_government' })).toBe(`entra:us_government:${tenant}`)
    const custom = { cloud: 'custom', authority_host: 'https://login.microsoftonline.com.evil.example' }
    expect(authority(custom)).toBe(`entra:login.microsoftonline.com.evil.example:${tenant}`)
  })
  it.each([
    ['no oid', { tid: tenant }],
    ['an empty oid', { tid: tenant, oid: '' }],
    ['a name as oid', { tid: tenant, oid: 'ada' }],
    ['a list as oid', { tid: tenant, oid: [oid] }],
    ['an oid with a line break', { tid: tenant, oid: `${oid}\n` }],
    ['no tenant', { oid }],
  ] satisfies [string, Claims][])('is none with %s', (_, claims) => {
    expect(entra.identityOf(settingsOf(), claims, 'conn_1')).toBeNull()
  })
})

describe('95 emailWord', () => {
  it.each([
    [true, 'domain_owner'],
    ['1', 'domain_owner'],
    [1, 'domain_owner'],
    ['true', 'domain_owner'],
    [false, 'none'],
    ['0', 'none'],
    [0, 'none'],
    ['false', 'none'],
    ['yes', 'none'],
    [[true], 'none'],
    [null, null],
    [undefined, null],
  ] as const)('with xms_edov %j is %s', (xms_edov, trust) => {
    expect(entra.emailWord({ email: 'a@b.example', xms_edov })).toBe(trust)
  })
  it('ignores email_verified, which Entra does not send', () => {
    expect(entra.emailWord({ email: 'a@b.example', email_verified: true })).toBeNull()
    expect(entra.default_email_word).toBe('asserted')
    expect(entra.emailWord({ email: 'a@b.example', email_verified: true, xms_edov: false })).toBe('none')
  })
})

describe('groupsIncomplete', () => {
  it.each([
    ['no groups at all', {}, false],
    ['groups', { groups: ['a'] }, false],
    ['groups and hasgroups', { groups: ['a'], hasgroups: true }, false],
    ['hasgroups without groups', { hasgroups: true }, true],
    ['hasgroups as text', { hasgroups: 'true' }, true],
    ['a claim source for groups', { _claim_names: { groups: 'src1' } }, true],
    ['a claim source for another claim', { _claim_names: { other: 'src1' } }, false],
    ['null as _claim_names', { _claim_names: null }, false],
    ['text as _claim_names', { _claim_names: 'groups' }, false],
  ] satisfies [string, Claims, boolean][])('decides for %s', (_, claims, incomplete) => {
    expect(entra.groupsIncomplete?.(claims)).toBe(incomplete)
  })
})

describe('error codes', () => {
  it('are read from a description, each once', () => {
    const text = 'AADSTS7000215: Invalid client secret. AADSTS7000215 Trace ID: AADSTS AADSTS50011: x'
    expect(entra.errorCodes?.(text)).toEqual(['AADSTS7000215', 'AADSTS50011'])
    expect(entra.errorCodes?.('nothing of the kind')).toEqual([])
  })
  it.each(Object.keys(entraHints))('%s says who must act, why, and what to do on which page', (code) => {
    const explained = entra.explain(settingsOf(), code, 'en')
    expect(explained).toMatchObject({ code, who: expect.stringMatching(/^(person|administrator|developer|operator)$/) })
    const { cause = '', what = '', where = '', url } = explained ?? {}
    expect([cause, what]).toEqual([expect.stringMatching(/^[A-Z].{10,}\.$/), expect.stringMatching(/^[A-Z].{10,}\.$/)])
    expect(where.length).toBeGreaterThan(8)
    // An administrator gets a link that opens the page of this application, where there is one.
    if (where.includes('your app') && where.includes('App registrations')) expect(url).toContain(settingsOf().client_id)
    expect(explained?.cause).not.toBe(unknownHint.cause)
  })
  const references = { correlation_id: other, trace_id: oid, timestamp: '2026-11-26 03:00:00Z' }
  it.each([
    [
      'line breaks',
      `AADSTS50105: No.\r\nTrace ID: ${oid}\r\nCorrelation ID: ${other}\r\nTimestamp: 2026-11-26 03:00:00Z`,
      references,
    ],
    [
      'blanks',
      `AADSTS50105: No. Trace ID: ${oid} Correlation ID: ${other} Timestamp: 2026-11-26 03:00:00Z`,
      references,
    ],
    [
      'its page',
      `AADSTS50105: No.\nRequest Id\n${oid}\nCorrelation Id\n${other}\nTimestamp\n2026-11-26T03:00:00Z`,
      { ...references, timestamp: '2026-11-26T03:00:00Z' },
    ],
    ['no trailer', 'AADSTS50105: No.', {}],
    ['a trailer that is none', 'Trace ID: x Correlation ID: y Timestamp: z', {}],
  ])('come with the references of a trailer with %s', (_, text, expected) => {
    expect(entra.errorReferences?.(text)).toEqual(expected)
  })
  it('are at least sixty', () => expect(Object.keys(entraHints).length).toBeGreaterThanOrEqual(60))
  it('that nobody knows lead to Microsoft’s page about them', () => {
    expect(entra.explain(settingsOf(), 'AADSTS123456', 'en')).toMatchObject({
      url: 'https://login.microsoftonline.com/error?code=123456',
    })
    expect(entra.explain(settingsOf(), 'nonsense', 'en')).toBeUndefined()
  })
  it.each([
    ['public', `https://entra.microsoft.com/${tenant}#`],
    ['us_government', `https://entra.microsoft.us/${tenant}#`],
    ['china', `https://portal.azure.cn/${tenant}#`],
  ] as const)('open the admin center of the cloud %s in the tenant', (cloud, start) => {
    expect(entra.explain(settingsOf({ cloud }), 'AADSTS7000215', 'en')?.url?.startsWith(start)).toBe(true)
  })
  it('have no address in the emulator', () => {
    const custom = settingsOf({ cloud: 'custom', authority_host: 'http://localhost:4100' })
    expect(entra.explain(custom, 'AADSTS7000215', 'en')?.url).toBeNull()
  })
})

import { randomBytes } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { clientCertificate } from '../../test/certificate.ts'
import { readFixture } from './fixture.ts'
import { signingCertificate } from './saml-certificate.ts'

const now = Date.parse('2026-11-01T12:00:00Z')
const place = 'tenants[0].applications[0]'

function read(more: object) {
  const application = { displayName: 'App', identifierUris: ['urn:app'], ...more }
  const fixture = { tenants: [{ displayName: 'Contoso', applications: [application] }] }
  return readFixture(fixture, { now, entropy: randomBytes }).tenants[0]?.applications[0]
}

describe('the SAML settings of an application', () => {
  it('are null without the member', () => expect(read({})?.saml).toBeNull())

  it('have the defaults of a new application of Entra', () => {
    const saml = read({ saml: {} })?.saml
    expect(saml).toMatchObject({
      loginUrl: null,
      relayState: null,
      signingOption: 'assertion',
      signingAlgorithm: 'sha256',
      tokenEncryptionCertificate: null,
      nameId: { format: 'emailAddress', id: 'userprincipalname' },
      requireVerificationCertificates: false,
    })
    expect(saml?.claims.map(({ samlClaimType, id }) => [samlClaimType.split('/').at(-1), id])).toEqual([
      ['givenname', 'givenname'],
      ['surname', 'surname'],
      ['emailaddress', 'mail'],
      ['name', 'userprincipalname'],
    ])
  })

  it('have one active certificate for three years, with the same id each time', () => {
    const [first, ...others] = read({ saml: {} })?.saml?.signingCertificates ?? []
    expect(others).toEqual([])
    expect(first).toMatchObject({ active: true, startDateTime: '2026-10-02T12:00:00.000Z' })
    expect(first?.endDateTime).toBe('2029-10-02T12:00:00.000Z')
    expect(read({ saml: {} })?.saml?.signingCertificates[0]?.keyId).toBe(first?.keyId)
  })

  it('may have no certificate and no claim', () =>
    expect(read({ saml: { signingCertificates: [], claims: [] } })?.saml).toMatchObject({
      signingCertificates: [],
      claims: [],
    }))

  it('are the same after they are written and read again', () => {
    const key = clientCertificate().cert
    const saml = {
      tokenEncryptionCertificate: key,
      verificationCertificates: [{ key }],
      nameId: { format: 'persistent', id: 'objectid' },
      claims: [{ samlClaimType: 'team', value: 'one' }],
    }
    const application = read({ saml })
    expect(application?.saml?.tokenEncryptionCertificate).toMatch(/^MII/)
    expect(read({ ...JSON.parse(JSON.stringify(application)) })).toEqual(application)
  })

  const refused: { name: string; saml: object; says: string }[] = [
    {
      name: 'a misspelt member',
      saml: { loginURL: 'https://a.example' },
      says: `${place}.saml.loginURL: unknown member`,
    },
    {
      name: 'an unknown option',
      saml: { signingOption: 'none' },
      says: `${place}.saml.signingOption: must be one of "assertion", "response", "both"`,
    },
    {
      name: 'two active certificates',
      saml: { signingCertificates: [{}, { active: true }] },
      says: `${place}.saml.signingCertificates[1].active: only one certificate can be active`,
    },
    {
      name: 'a certificate that ends before it begins',
      saml: { signingCertificates: [{ endDateTime: '2020-01-01T00:00:00Z' }] },
      says: `${place}.saml.signingCertificates[0].endDateTime: must be after startDateTime`,
    },
    {
      name: 'an encryption certificate that is none',
      saml: { tokenEncryptionCertificate: 'AAAA' },
      says: `${place}.saml.tokenEncryptionCertificate: must be a certificate`,
    },
    {
      name: 'a claim of an unknown property',
      saml: { claims: [{ samlClaimType: 'a', id: 'shoe-size' }] },
      says: `${place}.saml.claims[0].id: must be one of country`,
    },
    {
      name: 'a claim with a property and a text',
      saml: { claims: [{ samlClaimType: 'a', id: 'mail', value: 'b' }] },
      says: `${place}.saml.claims[0]: needs either "id" or "value"`,
    },
    {
      name: 'a Name ID of an unknown property',
      saml: { nameId: { id: 'email' } },
      says: `${place}.saml.nameId.id: must be one of country`,
    },
  ]
  it.each(refused)('refuse $name', ({ saml, says }) => expect(() => read({ saml })).toThrow(says))

  it('refuse an identifier that another application of the tenant has', () => {
    const application = { identifierUris: ['urn:app'] }
    const applications = [
      { displayName: 'A', ...application },
      { displayName: 'B', ...application },
    ]
    const fixture = { tenants: [{ displayName: 'Contoso', applications }] }
    expect(() => readFixture(fixture, { now, entropy: randomBytes })).toThrow(
      'tenants[0].applications[1].identifierUris[0]: "urn:app" appears twice',
    )
  })
})

describe('the certificate that signs', () => {
  const certificate = (keyId: string, active: boolean, startDateTime: string, endDateTime: string) => ({
    keyId,
    active,
    startDateTime,
    endDateTime,
  })
  const valid = certificate('valid', true, '2026-01-01T00:00:00Z', '2029-01-01T00:00:00Z')
  const expired = certificate('expired', true, '2023-01-01T00:00:00Z', '2026-01-01T00:00:00Z')
  const standby = { ...valid, keyId: 'standby', active: false }
  const future = certificate('future', false, '2027-01-01T00:00:00Z', '2030-01-01T00:00:00Z')

  const cases = [
    { name: 'the active one', all: [standby, valid], keyId: 'valid' },
    { name: 'a valid inactive one beside an expired active one', all: [expired, future, standby], keyId: 'standby' },
    { name: 'the expired active one where no other is valid', all: [expired, future], keyId: 'expired' },
    { name: 'none where none is active', all: [standby], keyId: undefined },
  ]
  it.each(cases)('is $name', ({ all, keyId }) => expect(signingCertificate(all, now)?.keyId).toBe(keyId))
})

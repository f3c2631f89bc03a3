import { describe, expect, it } from 'vitest'
import { type EmailFacts, type EmailTrustLevel, emailTrust, emailTrustLevels, isProvedEmail } from './email-trust.ts'

const facts: EmailFacts = {
  email: 'ada@acme.example',
  claim: 'email',
  email_claims: ['email'],
  word: 'asserted',
  is_pinned: true,
  is_guest: false,
  domain_verified_by: 'dns',
}

describe('the trust in an email', () => {
  const cases: readonly (readonly [string, Partial<EmailFacts>, EmailTrustLevel, RegExp])[] = [
    ['in a domain that DNS proves', {}, 'verified_domain', /verified domain of the organization/],
    [
      'in a domain on the word of the operator',
      { domain_verified_by: 'operator' },
      'verified_domain',
      /word of the operator/,
    ],
    ['that is not there', { email: null, claim: null }, 'missing', /no email/],
    ['from another claim', { claim: 'upn' }, 'unverified', /another claim/],
    [
      'from another claim, of a tenant that owns the domain',
      { claim: 'upn', word: 'domain_owner' },
      'unverified',
      /another claim/,
    ],
    [
      'from an attribute of SAML',
      { claim: 'mail', email_claims: ['email', 'mail'] },
      'verified_domain',
      /verified domain/,
    ],
    ['that the provider does not vouch for', { word: 'none' }, 'unverified', /does not vouch/],
    ['of a guest', { is_guest: true }, 'unverified', /guest/],
    ['of one of several tenants', { is_pinned: false }, 'unverified', /several tenants/],
    ['in a foreign domain', { domain_verified_by: null }, 'unverified', /not a verified domain/],
    ['whose domain the tenant owns', { domain_verified_by: null, word: 'domain_owner' }, 'xms_edov', /tenant owns/],
    ['of a guest whose domain the tenant owns', { is_guest: true, word: 'domain_owner' }, 'xms_edov', /tenant owns/],
    [
      'of one of several tenants that owns the domain',
      { is_pinned: false, word: 'domain_owner' },
      'xms_edov',
      /tenant owns/,
    ],
    [
      'in a foreign domain, verified by the provider',
      { domain_verified_by: null, word: 'verified' },
      'email_verified',
      /calls it verified/,
    ],
    ['in the own domain, verified by the provider', { word: 'verified' }, 'verified_domain', /verified domain/],
  ]
  it.each(cases)('%s', (_, change, level, because) => {
    expect(emailTrust({ ...facts, ...change })).toEqual({ level, because: expect.stringMatching(because) })
  })

  it('is proof only by a domain', () => {
    expect(emailTrustLevels.filter(isProvedEmail)).toEqual(['verified_domain', 'xms_edov'])
  })
})

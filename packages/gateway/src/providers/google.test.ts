import { describe, expect, it } from 'vitest'
import { google } from './google.ts'

const settings = google.settings.parse({
  client_id: '1-a.apps.googleusercontent.com',
  hosted_domains: ['contoso.example'],
})
const issuer = 'https://accounts.google.com'

describe('a Google connection', () => {
  it.each([
    ['an account of the domain', { hd: 'contoso.example' }, issuer],
    ['a domain in capitals', { hd: 'Contoso.Example' }, issuer],
    ['an account of another domain', { hd: 'evil.example' }, null],
    ['a private account', {}, null],
    ['a private account with an email of the domain', { email: 'ada@contoso.example', email_verified: true }, null],
    ['a list of domains', { hd: ['contoso.example'] }, null],
  ])('accepts tokens by the claim hd: %s', (_, claims, expected) => {
    expect(google.expectedIssuer(settings, claims, issuer)).toBe(expected)
  })

  it.each([
    ['a text with several domains', 'contoso.example, fabrikam.example', ['contoso.example', 'fabrikam.example']],
    ['a list', ['contoso.example'], ['contoso.example']],
  ])('reads its domains from %s', (_, hosted_domains, domains) => {
    const entered = google.rewrite?.({ client_id: 'x', hosted_domains })
    expect(google.settings.parse(entered).hosted_domains).toEqual(domains)
  })

  it.each([
    ['no domain', []],
    ['an email', ['ada@contoso.example']],
    ['a wildcard', ['*.example']],
  ])('is refused with %s', (_, hosted_domains) => {
    expect(google.settings.safeParse({ client_id: 'x', hosted_domains }).success).toBe(false)
  })

  it('is of its own connection, like every provider but Entra', () => {
    expect(google.identityOf(settings, { iss: issuer, sub: '1' }, 'conn_1')?.authority).toBe(`conn_1|${issuer}`)
  })
})

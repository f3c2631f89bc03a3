import { describe, expect, it } from 'vitest'
import { okta } from './okta.ts'
import type { OidcProvider } from './provider.ts'

const read = (entered: Record<string, unknown>) => {
  const rewritten = okta.rewrite?.({ client_id: '0oa1', ...entered }) ?? entered
  const parsed = okta.settings.safeParse(rewritten)
  return parsed.success ? parsed.data : parsed.error.issues.map(({ path, message }) => `${path.join('.')} ${message}`)
}
const discoveryOf = (settings: unknown) => (okta as OidcProvider).client(settings).discovery_url

describe('the settings of an Okta connection', () => {
  it.each([
    ['the domain', 'contoso.okta.com', 'https://contoso.okta.com/.well-known/openid-configuration'],
    ['blanks and capitals', ' Contoso.okta.com ', 'https://contoso.okta.com/.well-known/openid-configuration'],
    [
      'the address of the admin console',
      'https://contoso-admin.okta.com/admin/dashboard',
      'https://contoso.okta.com/.well-known/openid-configuration',
    ],
    [
      'the domain of the admin console',
      'contoso-admin.oktapreview.com',
      'https://contoso.oktapreview.com/.well-known/openid-configuration',
    ],
    [
      'a domain of the customer',
      'login.contoso.example',
      'https://login.contoso.example/.well-known/openid-configuration',
    ],
    [
      'the issuer of a custom server',
      'https://contoso.okta.com/oauth2/aus1abc/.well-known/openid-configuration',
      'https://contoso.okta.com/oauth2/aus1abc/.well-known/openid-configuration',
    ],
    [
      'the endpoint of the server of the organization',
      'https://contoso.okta.com/oauth2/v1/authorize',
      'https://contoso.okta.com/.well-known/openid-configuration',
    ],
  ])('are read from %s', (_, okta_domain, discovery) => {
    expect(discoveryOf(read({ okta_domain }))).toBe(discovery)
  })

  it.each([
    ['a word', 'contoso', /^okta_domain is not the domain/],
    ['a path without a host', '/admin', /^okta_domain is not the domain/],
    ['a domain with a user', 'a@contoso.okta.com', /^okta_domain is not the domain/],
  ])('are refused for %s', (_, okta_domain, sentence) => {
    expect(read({ okta_domain })).toEqual([expect.stringMatching(sentence)])
  })

  it('refuse a server that is no ID', () => {
    expect(read({ okta_domain: 'contoso.okta.com', authorization_server: '../x' })).toEqual([
      expect.stringMatching(/^authorization_server is not the ID/),
    ])
  })

  it('ask for groups at the server of the organization only', () => {
    const scopes = (settings: object) =>
      (okta as OidcProvider).client(read({ okta_domain: 'a.okta.com', ...settings })).scopes
    expect(scopes({})).toContain('groups')
    expect(scopes({ authorization_server: 'default' })).not.toContain('groups')
  })

  it('pin the issuer', () => {
    expect((okta as OidcProvider).client(read({ okta_domain: 'contoso.okta.com' })).discovery_issuers).toEqual([
      'https://contoso.okta.com',
    ])
  })
})

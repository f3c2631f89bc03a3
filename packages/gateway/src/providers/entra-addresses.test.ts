import { describe, expect, it } from 'vitest'
import { withoutAddresses } from './entra-addresses.ts'

const tid = '8f1c2b3a-4d5e-4f60-8a7b-9c0d1e2f3a4b'
const cid = '0b1c2d3e-4f50-4617-8293-a4b5c6d7e8f9'
const at = (host: string, tenant = tid) => ({
  discovery_url: `https://${host}/${tenant}/v2.0/.well-known/openid-configuration`,
  authorization_endpoint: `https://${host}/${tenant}/oauth2/v2.0/authorize`,
  token_endpoint: `https://${host}/${tenant}/oauth2/v2.0/token`,
})
const world = at('login.microsoftonline.com')
const meant = { tenant_id: tid, cloud: 'public', authority_host: null }

describe('an address of Entra', () => {
  const accepted: readonly (readonly [string, Record<string, unknown>, Record<string, unknown>])[] = [
    ['no address', { tenant_id: tid, client_id: cid }, { tenant_id: tid, client_id: cid }],
    ['the discovery URL', { discovery_url: world.discovery_url }, meant],
    ['a discovery URL with blanks around it', { discovery_url: ` ${world.discovery_url}\n` }, meant],
    [
      'the discovery URL with the keys of the application',
      { discovery_url: `${world.discovery_url}?appid=${cid}` },
      { ...meant, application_keys: true },
    ],
    [
      'both endpoints',
      { authorization_endpoint: world.authorization_endpoint, token_endpoint: world.token_endpoint },
      meant,
    ],
    ['one endpoint', { token_endpoint: world.token_endpoint }, meant],
    [
      'a domain in the path',
      { discovery_url: at('login.microsoftonline.com', 'contoso.com').discovery_url },
      { ...meant, tenant_id: 'contoso.com' },
    ],
    [
      'a word for many tenants',
      { discovery_url: at('login.microsoftonline.com', 'common').discovery_url },
      { ...meant, tenant_id: 'common' },
    ],
    ['an older host of the cloud', { token_endpoint: at('login.windows.net').token_endpoint }, meant],
    [
      'US government',
      { token_endpoint: at('login.microsoftonline.us').token_endpoint },
      { ...meant, cloud: 'us_government' },
    ],
    ['China', { token_endpoint: at('login.chinacloudapi.cn').token_endpoint }, { ...meant, cloud: 'china' }],
    [
      'External ID',
      { token_endpoint: at('contoso.ciamlogin.com').token_endpoint },
      { ...meant, cloud: 'external_id', authority_host: 'https://contoso.ciamlogin.com' },
    ],
    [
      'another origin',
      { token_endpoint: `http://localhost:4100/${tid}/oauth2/v2.0/token` },
      { ...meant, cloud: 'custom', authority_host: 'http://localhost:4100' },
    ],
    ['the same tenant beside it', { ...{ tenant_id: tid.toUpperCase() }, token_endpoint: world.token_endpoint }, meant],
    ['null', { discovery_url: null, tenant_id: tid }, { tenant_id: tid }],
  ]
  it.each(accepted)('is read: %s', (_, entered, expected) => expect(withoutAddresses(entered)).toEqual(expected))

  const refused: readonly (readonly [string, Record<string, unknown>, string, RegExp])[] = [
    ['a name', { discovery_url: 'contoso' }, '/discovery_url', /^is not an address: it looks like https:/],
    ['a number', { token_endpoint: 7 }, '/token_endpoint', /^is not an address/],
    ['a script', { token_endpoint: 'javascript:alert(1)' }, '/token_endpoint', /^is not an address/],
    [
      'the endpoint in the wrong field',
      { token_endpoint: world.authorization_endpoint },
      '/token_endpoint',
      /^is the value of `authorization_endpoint`/,
    ],
    [
      'version 1',
      { token_endpoint: `https://login.microsoftonline.com/${tid}/oauth2/token` },
      '/token_endpoint',
      /^is not an address of version 2\.0/,
    ],
    [
      'another page',
      { discovery_url: 'https://entra.microsoft.com/' },
      '/discovery_url',
      /^is not such an address of Entra/,
    ],
    [
      'B2C',
      { discovery_url: at('contoso.b2clogin.com').discovery_url },
      '/discovery_url',
      /^is an address of Azure AD B2C: create a connection of the type `oidc`/,
    ],
    [
      'another tenant beside it',
      { tenant_id: cid, token_endpoint: world.token_endpoint },
      '/token_endpoint',
      /^says another `tenant_id`/,
    ],
    [
      'another cloud beside it',
      { cloud: 'china', token_endpoint: world.token_endpoint },
      '/token_endpoint',
      /^says another `cloud`/,
    ],
    [
      'two endpoints of two tenants',
      {
        authorization_endpoint: world.authorization_endpoint,
        token_endpoint: at('login.microsoftonline.com', cid).token_endpoint,
      },
      '/token_endpoint',
      /^says another `tenant_id`/,
    ],
    [
      'two endpoints of two hosts',
      { authorization_endpoint: world.authorization_endpoint, token_endpoint: at('login.evil.example').token_endpoint },
      '/token_endpoint',
      /^says another `cloud`/,
    ],
  ]
  it.each(refused)('is refused: %s', (_, entered, param, message) => {
    expect(withoutAddresses(entered)).toEqual([
      { param, code: 'invalid_format', message: expect.stringMatching(message) },
    ])
  })
})

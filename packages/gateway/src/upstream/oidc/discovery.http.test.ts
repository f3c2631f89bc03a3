/** Group A of the security cases: configuration documents that must not be used. */
import type { FailureCode } from '@gatehouse-sso/core/failures'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import {
  addConnection,
  authorizeAddress,
  browser,
  codeOnPage,
  type Harness,
  locationOf,
  signIn,
  startHarness,
} from '../../../test/harness.ts'
import type { Behaviour } from '../../../test/hostile-provider.ts'
import { refusal } from '../../../test/refusal.ts'

let harness: Harness
beforeAll(async () => {
  harness = await startHarness()
})
afterAll(() => harness.close())
beforeEach(() => harness.provider.reset())

let paths = 0
/** A connection to a provider that nothing is known of yet. */
const freshConnection = async (): Promise<{ path: string; connection: string }> => {
  paths += 1
  const path = `/p${paths}`
  return { path, connection: (await addConnection(harness, { path })).id }
}

interface Case {
  readonly name: string
  readonly document: (issuer: string) => Behaviour['discovery'] & object
  readonly code: FailureCode
  readonly expected?: string
}

const changed = (members: Record<string, unknown>) => () => members

const cases: readonly Case[] = [
  {
    name: '1 another issuer',
    document: changed({ issuer: 'https://evil.example' }),
    code: 'discovery_issuer_mismatch',
  },
  {
    name: '1 the issuer with two slashes more',
    document: (issuer) => ({ issuer: `${issuer}//` }),
    code: 'discovery_issuer_mismatch',
  },
  {
    name: '1 the issuer with a slash and a space more',
    document: (issuer) => ({ issuer: `${issuer}/ ` }),
    code: 'discovery_issuer_mismatch',
  },
  {
    name: '1 the issuer in upper case',
    document: (issuer) => ({ issuer: issuer.toUpperCase() }),
    code: 'discovery_issuer_mismatch',
  },
  {
    name: '1 the issuer by another name of the host',
    document: (issuer) => ({ issuer: issuer.replace('127.0.0.1', 'localhost') }),
    code: 'discovery_issuer_mismatch',
  },
  { name: '1 no issuer', document: changed({ issuer: undefined }), code: 'discovery_issuer_mismatch' },
  { name: '1 a list as issuer', document: (issuer) => ({ issuer: [issuer] }), code: 'discovery_issuer_mismatch' },
  ...['authorization_endpoint', 'token_endpoint', 'jwks_uri', 'userinfo_endpoint', 'end_session_endpoint'].flatMap(
    (name): Case[] => [
      { name: `4 ${name} over http`, document: changed({ [name]: 'http://idp.example/x' }), code: 'address_refused' },
      {
        name: `5 ${name} on a private network`,
        document: changed({ [name]: 'https://10.0.0.1/x' }),
        code: 'address_refused',
      },
    ],
  ),
  {
    name: '5 token_endpoint on the address of cloud metadata, written as one number',
    document: changed({ token_endpoint: 'https://2852039166/x' }),
    code: 'address_refused',
  },
  {
    name: '5 jwks_uri on another port of this machine',
    document: changed({ jwks_uri: 'http://127.0.0.1:1/jwks' }),
    code: 'address_refused',
  },
  {
    name: '174 authorization_endpoint with javascript',
    document: changed({ authorization_endpoint: 'javascript:alert(1)' }),
    code: 'address_refused',
  },
  {
    name: '174 token_endpoint with credentials',
    document: changed({ token_endpoint: 'https://user:secret@idp.example/token' }),
    code: 'address_refused',
  },
  { name: '174 jwks_uri as a file', document: changed({ jwks_uri: 'file:///etc/passwd' }), code: 'address_refused' },
  { name: 'no token_endpoint', document: changed({ token_endpoint: undefined }), code: 'discovery_unusable' },
  { name: 'a number as jwks_uri', document: changed({ jwks_uri: 7 }), code: 'discovery_unusable' },
  {
    name: '11 more than 512 KiB',
    document: changed({ padding: 'a'.repeat(600_000) }),
    code: 'discovery_unusable',
  },
  {
    name: '15 a redirect to another host',
    document: changed({ status: 302, headers: { location: 'https://evil.example/' } }),
    code: 'discovery_unusable',
    expected: 'status 200, without a redirect',
  },
  {
    name: '15 a redirect that keeps the method',
    document: changed({ status: 307, headers: { location: '/.well-known/openid-configuration' } }),
    code: 'discovery_unusable',
  },
  { name: 'a page', document: changed({ status: 200, body: '<html>' }), code: 'discovery_unusable' },
  { name: 'nothing', document: changed({ status: 200, body: '' }), code: 'discovery_unusable' },
  { name: 'not found', document: changed({ status: 404, body: '{}' }), code: 'discovery_unusable' },
  { name: 'no content', document: changed({ status: 204 }), code: 'discovery_unusable' },
  {
    name: 'a compressed document',
    document: changed({ status: 200, body: '{}', headers: { 'content-encoding': 'gzip' } }),
    code: 'discovery_unusable',
  },
  { name: 'a fault of its own', document: changed({ status: 503, body: '{}' }), code: 'upstream_error' },
]

describe('a configuration document is refused', () => {
  it.each(cases)('$name', async ({ document, code, expected }) => {
    const { path, connection } = await freshConnection()
    const replaced = document(`${harness.provider.url}${path}`)
    harness.provider.behaviour = { ...harness.provider.behaviour, discovery: replaced }
    const before = harness.counts()
    const response = await browser().get(authorizeAddress(harness, { connection }))
    expect(response.headers.get('location')).toBeNull()
    expect(await codeOnPage(response)).toBe(code)
    expect(response.status).not.toBe(500)

    // The person was not sent there, the gateway asked the provider for nothing else, and the attempt is on record.
    expect(harness.provider.requests).toEqual([`GET ${path}/.well-known/openid-configuration`])
    const [latest] = (await harness.client.signIns.list({ limit: 1 })).data
    expect(latest).toMatchObject({ state: 'failed', error_code: code, connection_id: connection })
    expect(harness.counts()).toEqual(before)
    const { error } = await harness.client.signIns.get(String(latest?.id))
    expect(error).toMatchObject({ code, ...(expected === undefined ? {} : { expected }) })
  })

  it('1 and both issuers are named on the page', async () => {
    const { path, connection } = await freshConnection()
    harness.provider.behaviour = { ...harness.provider.behaviour, discovery: { issuer: 'https://evil.example' } }
    const page = await (await browser().get(authorizeAddress(harness, { connection }))).text()
    expect(page).toContain(
      `<dt>Expected</dt><dd>${harness.provider.url}${path} or ${harness.provider.url}${path}/</dd>`,
    )
    expect(page).toContain('<dt>Received</dt><dd>https://evil.example</dd>')
  })

  it('and is not kept: the next sign-in asks again, and works when the document is right', async () => {
    const { connection } = await freshConnection()
    harness.provider.behaviour = { ...harness.provider.behaviour, discovery: { status: 500 } }
    await browser().get(authorizeAddress(harness, { connection }))
    harness.provider.reset()
    expect((await signIn(harness, browser(), { connection })).searchParams.get('code')).toBeTruthy()
  })
})

describe('a configuration document is used', () => {
  it('with members that nobody knows', async () => {
    const { connection } = await freshConnection()
    const discovery = { code_challenge_methods_supported: 7, x: [], userinfo_endpoint: undefined }
    harness.provider.behaviour = { ...harness.provider.behaviour, discovery }
    expect((await signIn(harness, browser(), { connection })).searchParams.get('code')).toBeTruthy()
  })

  it('with a query in its authorization endpoint, which cannot set our parameters', async () => {
    const { connection } = await freshConnection()
    const authorization_endpoint = `${harness.provider.url}/authorize?tenant=1&state=fixed&client_id=other`
    harness.provider.behaviour = { ...harness.provider.behaviour, discovery: { authorization_endpoint } }
    const response = await browser().get(authorizeAddress(harness, { connection }))
    const { searchParams } = new URL(locationOf(response))
    expect(searchParams.get('tenant')).toBe('1')
    expect(searchParams.getAll('client_id')).toEqual(['gateway'])
    expect(searchParams.getAll('state')).toEqual([expect.not.stringMatching(/^fixed$/)])
  })

  it('once, however many sign-ins begin at the same moment', async () => {
    const { path, connection } = await freshConnection()
    const responses = await Promise.all(
      Array.from({ length: 20 }, () => browser().get(authorizeAddress(harness, { connection }))),
    )
    expect(responses.map(({ status }) => status)).toEqual(Array(20).fill(303))
    expect(harness.provider.requests).toEqual([`GET ${path}/.well-known/openid-configuration`])
  })
})

describe('1 an issuer that is not the address without its end', () => {
  const end = '/.well-known/openid-configuration'
  interface Shape {
    readonly name: string
    readonly address: (base: string) => string
    readonly issuer: (base: string) => string
    readonly given?: true
  }
  const shapes: readonly Shape[] = [
    { name: 'it ends in a slash (authentik)', address: (base) => `${base}${end}`, issuer: (base) => `${base}/` },
    {
      name: 'the address has a query (Azure AD B2C)',
      address: (base) => `${base}${end}?p=B2C_1`,
      issuer: (base) => base,
    },
    {
      name: 'the address has a query and the issuer another path (Azure AD B2C)',
      address: (base) => `${base}${end}?p=B2C_1`,
      issuer: (base) => `${base}/8f1c2b3a/v2.0/`,
      given: true,
    },
    {
      name: 'it is on another host (ADFS)',
      address: (base) => `${base}${end}`,
      issuer: () => 'http://adfs.example/adfs/services/trust',
      given: true,
    },
  ]
  let next = 0
  async function connect({ address, issuer, given }: Shape) {
    const base = `${harness.provider.url}/shape-${next++}`
    const settings = { discovery_url: address(base), ...(given ? { issuer: issuer(base) } : {}) }
    const { id } = await addConnection(harness, { settings })
    const set = (document: string, token: string) => {
      const { behaviour } = harness.provider
      harness.provider.behaviour = { ...behaviour, discovery: { issuer: document }, token_claims: { iss: token } }
    }
    return { connection: id, issuer: issuer(base), base, set }
  }

  it.each(shapes)('signs in: $name', async (shape) => {
    const { connection, issuer, set } = await connect(shape)
    set(issuer, issuer)
    expect((await signIn(harness, browser(), { connection })).searchParams.get('code')).toBeTruthy()
  })

  it.each(shapes)('is expected of tokens, character by character: $name', async (shape) => {
    const { connection, issuer, set } = await connect(shape)
    const another = issuer.endsWith('/') ? issuer.slice(0, -1) : `${issuer}/`
    set(issuer, another)
    const record = await refusal(harness, { change: { connection } })
    expect(record.error).toMatchObject({ code: 'token_issuer_wrong', expected: issuer })
    expect(record.error?.received).toContain(another)
  })

  it('is refused when the document names another one than the setting, with both and the setting to change', async () => {
    const { connection, set, base } = await connect({
      name: '',
      address: (base) => `${base}${end}`,
      issuer: () => 'https://given.example',
      given: true,
    })
    set(base, base)
    const response = await browser().get(authorizeAddress(harness, { connection }))
    const page = await response.text()
    expect(response.status).toBe(502)
    expect(page).toContain('<dt>Expected</dt><dd>https://given.example</dd>')
    expect(page).toContain(`<dt>Received</dt><dd>${base}</dd>`)
    expect(page).toContain('Set <code>issuer</code> in the settings of the connection')
  })
})

describe('6 an endpoint is called as it is published', () => {
  it('with a query that would be written otherwise, byte for byte', async () => {
    const { path, connection } = await freshConnection()
    const url = `${harness.provider.url}${path}`
    const query = 'p=B2C_1&a=x%20y+z&b=%7e~&c&d==&e=%C3%A4'
    harness.provider.behaviour = {
      ...harness.provider.behaviour,
      discovery: { authorization_endpoint: `${url}/authorize?${query}`, token_endpoint: `${url}/token?${query}` },
    }
    const location = locationOf(await browser().get(authorizeAddress(harness, { connection })))
    expect(location).toMatch(new RegExp(`^${url}/authorize\\?${query.replace(/[+?.]/g, '\\$&')}&client_id=`))
    expect((await signIn(harness, browser(), { connection })).searchParams.get('code')).toBeTruthy()
    expect(harness.provider.addresses).toContain(`${path}/token?${query}`)
  })
})

import { createHash, X509Certificate } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { authorizeUrl, cid, contoso, fabrikamTid, tid } from '../../test/contoso.ts'
import { ask, guid, namesOf, unverified } from '../../test/http.ts'
import { type Emulator, startEmulator } from '../emulator.ts'

/** Entra's own document, with BASE for https://login.microsoftonline.com and HOST for graph.microsoft.com. */
const documented = `{
 "token_endpoint":"BASE/WORD/oauth2/v2.0/token",
 "token_endpoint_auth_methods_supported":["client_secret_post","private_key_jwt","client_secret_basic"],
 "jwks_uri":"BASE/WORD/discovery/v2.0/keys",
 "response_modes_supported":["query","fragment","form_post"],
 "subject_types_supported":["pairwise"],
 "id_token_signing_alg_values_supported":["RS256"],
 "response_types_supported":["code","id_token","code id_token","id_token token"],
 "scopes_supported":["openid","profile","email","offline_access"],
 "issuer":"BASE/ISSUER/v2.0",
 "request_uri_parameter_supported":false,
 "userinfo_endpoint":"BASE/oidc/userinfo",
 "authorization_endpoint":"BASE/WORD/oauth2/v2.0/authorize",
 "device_authorization_endpoint":"BASE/WORD/oauth2/v2.0/devicecode",
 "http_logout_supported":true,
 "frontchannel_logout_supported":true,
 "end_session_endpoint":"BASE/WORD/oauth2/v2.0/logout",
 "claims_supported":["sub","iss","cloud_instance_name","cloud_instance_host_name","cloud_graph_host_name","msgraph_host","aud","exp","iat","auth_time","acr","nonce","preferred_username","name","tid","ver","at_hash","c_hash","email"],
 "kerberos_endpoint":"BASE/WORD/kerberos",
 "tenant_region_scope":REGION,
 "cloud_instance_name":"microsoftonline.com",
 "cloud_graph_host_name":"graph.windows.net",
 "msgraph_host":"HOST",
 "rbac_url":"https://pas.windows.net"
}`

const documentedV1 = `{
 "token_endpoint":"BASE/WORD/oauth2/token",
 "token_endpoint_auth_methods_supported":["client_secret_post","private_key_jwt","client_secret_basic"],
 "jwks_uri":"BASE/common/discovery/keys",
 "response_modes_supported":["query","fragment","form_post"],
 "subject_types_supported":["pairwise"],
 "id_token_signing_alg_values_supported":["RS256"],
 "response_types_supported":["code","id_token","code id_token","token id_token","token"],
 "scopes_supported":["openid"],
 "issuer":"BASE/ISSUER/",
 "microsoft_multi_refresh_token":true,
 "authorization_endpoint":"BASE/WORD/oauth2/authorize",
 "device_authorization_endpoint":"BASE/WORD/oauth2/devicecode",
 "http_logout_supported":true,
 "frontchannel_logout_supported":true,
 "end_session_endpoint":"BASE/WORD/oauth2/logout",
 "claims_supported":["sub","iss","cloud_instance_name","cloud_instance_host_name","cloud_graph_host_name","msgraph_host","aud","exp","iat","auth_time","acr","amr","nonce","email","given_name","family_name","nickname"],
 "check_session_iframe":"BASE/WORD/oauth2/checksession",
 "userinfo_endpoint":"BASE/WORD/openid/userinfo",
 "kerberos_endpoint":"BASE/WORD/kerberos",
 "tenant_region_scope":REGION,
 "cloud_instance_name":"microsoftonline.com",
 "cloud_graph_host_name":"graph.windows.net",
 "msgraph_host":"HOST",
 "rbac_url":"https://pas.windows.net"
}`

/** The members and values of Entra's documents for which the emulator has nothing. */
const notEmulated = {
  v2: {
    members: ['kerberos_endpoint', 'cloud_graph_host_name', 'rbac_url'],
    values: {
      response_types_supported: ['id_token token'],
      claims_supported: [
        'cloud_instance_name',
        'cloud_instance_host_name',
        'cloud_graph_host_name',
        'msgraph_host',
        'acr',
        'at_hash',
      ],
    },
  },
  v1: {
    members: `token_endpoint token_endpoint_auth_methods_supported response_modes_supported response_types_supported
      scopes_supported microsoft_multi_refresh_token authorization_endpoint device_authorization_endpoint
      http_logout_supported frontchannel_logout_supported end_session_endpoint claims_supported check_session_iframe
      userinfo_endpoint kerberos_endpoint cloud_graph_host_name rbac_url`.split(/\s+/),
    values: {},
  },
}

const absent = `code_challenge_methods_supported grant_types_supported introspection_endpoint revocation_endpoint
  registration_endpoint pushed_authorization_request_endpoint backchannel_logout_supported
  frontchannel_logout_session_supported claims_parameter_supported acr_values_supported`.split(/\s+/)

const posted = ['token_endpoint', 'device_authorization_endpoint']

const personal = '9188040d-6c67-4c5b-b112-36a304b66dad'
const authorities = [
  { name: 'a tenant by GUID', path: tid, word: tid, issuer: tid, region: '"EU"' },
  { name: 'a tenant by GUID in capitals', path: tid.toUpperCase(), word: tid, issuer: tid, region: '"EU"' },
  { name: 'a tenant by domain', path: 'contoso.example', word: tid, issuer: tid, region: '"EU"' },
  { name: 'a tenant by its second domain', path: 'contoso.test', word: tid, issuer: tid, region: '"EU"' },
  { name: 'another region', path: fabrikamTid, word: fabrikamTid, issuer: fabrikamTid, region: '"NA"' },
  { name: 'common', path: 'common', word: 'common', issuer: '{tenantid}', region: 'null' },
  { name: 'organizations', path: 'organizations', word: 'organizations', issuer: '{tenantid}', region: 'null' },
  { name: 'consumers', path: 'consumers', word: 'consumers', issuer: personal, region: 'null' },
]

describe('discovery', () => {
  let emulator: Emulator
  beforeAll(async () => {
    emulator = await startEmulator({ fixture: contoso })
  })
  afterAll(() => emulator.close())

  type Place = { readonly word: string; readonly issuer: string; readonly region: string }
  /** Entra's text for this emulator, without the parts that are not emulated. */
  const filled = (version: keyof typeof notEmulated, { word, issuer, region }: Place) => {
    const text = { v2: documented, v1: documentedV1 }[version]
      .replaceAll('BASE', emulator.url)
      .replaceAll('WORD', word)
      .replaceAll('ISSUER', issuer)
      .replaceAll('REGION', region)
      .replaceAll('HOST', new URL(emulator.url).host)
    const { members, values } = notEmulated[version]
    const left: ReadonlyMap<string, readonly string[]> = new Map(Object.entries(values))
    const kept = Object.entries(JSON.parse(text) as Record<string, unknown>)
      .filter(([name]) => !members.includes(name))
      .map(([name, value]) => [
        name,
        Array.isArray(value) ? value.filter((one) => !left.get(name)?.includes(String(one))) : value,
      ])
    return JSON.stringify(Object.fromEntries(kept))
  }

  it.each(authorities)('v2.0 of $name is the documented text, member by member', async (authority) => {
    const answer = await ask(`${emulator.url}/${authority.path}/v2.0/.well-known/openid-configuration`)
    expect(answer.status).toBe(200)
    expect(answer.text).toBe(filled('v2', authority))
    expect(namesOf(answer.json).filter((name) => absent.includes(name))).toEqual([])
  })

  it.each(authorities)('v1.0 of $name is the documented text', async (authority) => {
    const answer = await ask(`${emulator.url}/${authority.path}/.well-known/openid-configuration`)
    expect(answer.text).toBe(filled('v1', authority))
  })

  it.each(authorities)('of $name names only URLs that are served, on its own host', async ({ path }) => {
    for (const version of ['/v2.0', '']) {
      const { json } = await ask(`${emulator.url}/${path}${version}/.well-known/openid-configuration`)
      const texts = Object.entries(json).filter(
        (member): member is [string, string] =>
          member[0] !== 'issuer' && /\/|^[\w-]+(\.[\w-]+)+/.test(String(member[1])),
      )
      const urls = texts.filter(([, text]) => text.includes('/'))
      expect(urls.length).toBeGreaterThan(0)
      for (const [name, url] of urls) {
        expect(url.startsWith(`${emulator.url}/`), name).toBe(true)
        const answer = await ask(url, { method: posted.includes(name) ? 'POST' : 'GET' })
        expect(answer.status, name).not.toBe(404)
        expect(answer.text, name).not.toContain('not_emulated')
      }
      const hosts = texts.filter(([, text]) => !text.includes('/'))
      expect(hosts).toEqual([
        // The name of the cloud, as in each key of the key set. It is compared, and nobody connects to it.
        ['cloud_instance_name', 'microsoftonline.com'],
        ['msgraph_host', new URL(emulator.url).host],
      ])
      expect((await ask(`${emulator.url}/v1.0/me`)).status).toBe(401)
    }
  })

  it.each(['code', 'id_token', 'code id_token'])('names response_type %s, which works', async (type) => {
    const { json } = await ask(`${emulator.url}/${tid}/v2.0/.well-known/openid-configuration`)
    expect(json.response_types_supported).toContain(type)
    await emulator.admin('PATCH', `/tenants/${tid}/applications/${cid}`, {
      web: { implicitGrantSettings: { enableIdTokenIssuance: true } },
    })
    const url = authorizeUrl(emulator.url, { response_type: type })
    const { parameters } = await emulator.signIn(url, 'ada@contoso.example')
    expect(type.split(' ').every((name) => parameters.has(name))).toBe(true)
  })

  it('names only claims that ID tokens can have', async () => {
    const { json } = await ask(`${emulator.url}/${tid}/v2.0/.well-known/openid-configuration`)
    const url = authorizeUrl(emulator.url, {
      response_type: 'code id_token',
      claims: '{"id_token":{"auth_time":{"essential":true}}}',
    })
    const { parameters } = await emulator.signIn(url, 'ada@contoso.example')
    const names = namesOf(unverified(parameters.get('id_token')).payload)
    expect((json.claims_supported as string[]).filter((name) => !names.includes(name))).toEqual([])
  })

  it('has the documented headers except Strict-Transport-Security', async () => {
    const { headers } = await ask(`${emulator.url}/${tid}/v2.0/.well-known/openid-configuration`)
    expect(Object.fromEntries(headers)).toMatchObject({
      'cache-control': 'max-age=86400, private',
      'content-type': 'application/json; charset=utf-8',
      'access-control-allow-origin': '*',
      'access-control-allow-methods': 'GET, OPTIONS',
      'x-content-type-options': 'nosniff',
      p3p: expect.any(String),
      'x-ms-request-id': expect.stringMatching(guid),
      'x-ms-ests-server': expect.stringMatching(/^2\.1\./),
    })
    const cookies = headers.getSetCookie().map((cookie) => cookie.split('=')[0])
    expect(cookies).toEqual(['fpc', 'esctx', 'x-ms-gateway-slice', 'stsservicecookie'])
    expect(headers.has('strict-transport-security')).toBe(false)
  })

  it('passes appid on to the key set', async () => {
    const answer = await ask(`${emulator.url}/${tid}/v2.0/.well-known/openid-configuration?appid=abc`)
    expect(answer.json.jwks_uri).toBe(`${emulator.url}/${tid}/discovery/v2.0/keys?appid=abc`)
    expect((await ask(String(answer.json.jwks_uri))).status).toBe(200)
  })

  it('ignores case in the path, as Entra does', async () => {
    expect((await ask(`${emulator.url}/Common/V2.0/.well-known/OpenID-Configuration`)).status).toBe(200)
  })

  it.each(['/nowhere.example/v2.0/', '/nowhere.example/', '/00000000-0000-0000-0000-000000000000/v2.0/'])(
    'answers invalid_tenant for an unknown one: %s',
    async (path) => {
      const correlationId = 'c0ffee00-1111-4222-8333-444455556666'
      const answer = await ask(`${emulator.url}${path}.well-known/openid-configuration`, {
        headers: { 'client-request-id': correlationId },
      })
      const name = path.split('/')[1]
      expect(answer.status).toBe(400)
      expect(namesOf(answer.json)).toEqual([
        'error',
        'error_description',
        'error_codes',
        'timestamp',
        'trace_id',
        'correlation_id',
        'error_uri',
      ])
      const { trace_id: traceId, timestamp } = answer.json
      expect(answer.json).toEqual({
        error: 'invalid_tenant',
        error_description: `AADSTS90002: Tenant '${name}' not found. Check to make sure you have the correct tenant ID and are signing into the correct cloud. Check with your subscription administrator, this may happen if there are no active subscriptions for the tenant.\r\nTrace ID: ${traceId}\r\nCorrelation ID: ${correlationId}\r\nTimestamp: ${timestamp}`,
        error_codes: [90002],
        timestamp: expect.stringMatching(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\dZ$/),
        trace_id: expect.stringMatching(guid),
        correlation_id: correlationId,
        error_uri: `${emulator.url}/error?code=90002`,
      })
      expect(answer.headers.get('client-request-id')).toBe(correlationId)
      expect(answer.headers.get('x-ms-request-id')).toBe(traceId)
    },
  )
})

describe('the key set', () => {
  let emulator: Emulator
  beforeAll(async () => {
    emulator = await startEmulator({ fixture: contoso })
  })
  afterAll(() => emulator.close())
  const keysAt = async (path: string): Promise<Record<string, unknown>[]> => {
    const { json } = await ask(`${emulator.url}${path}`)
    return Array.isArray(json.keys) ? json.keys : []
  }

  it('v2.0 has Entra’s members in their order, and no alg', async () => {
    for (const key of await keysAt('/common/discovery/v2.0/keys')) {
      expect(namesOf(key)).toEqual(['kty', 'use', 'kid', 'x5t', 'n', 'e', 'x5c', 'cloud_instance_name', 'issuer'])
      const [certificate] = Array.isArray(key.x5c) ? key.x5c : []
      const der = Buffer.from(String(certificate), 'base64')
      const thumbprint = createHash('sha1').update(der).digest('base64url')
      expect(key).toMatchObject({ kty: 'RSA', use: 'sig', kid: thumbprint, x5t: thumbprint, e: 'AQAB' })
      expect(new X509Certificate(der).publicKey.export({ format: 'jwk' }).n).toBe(key.n)
    }
  })

  it('has issuer and cloud of each key', async () => {
    const template = `${emulator.url}/{tenantid}/v2.0`
    expect((await keysAt(`/${tid}/discovery/v2.0/keys`)).map((key) => [key.cloud_instance_name, key.issuer])).toEqual([
      ['microsoftonline.com', template],
      ['microsoftonline.com', template],
      ['microsoftonline.us', template],
      ['microsoftonline.com', `${emulator.url}/9188040d-6c67-4c5b-b112-36a304b66dad/v2.0`],
    ])
  })

  it('v1.0 has the same keys without issuer and cloud', async () => {
    const one = await keysAt('/common/discovery/keys')
    const two = await keysAt('/common/discovery/v2.0/keys')
    expect(one.map(({ kid }) => kid)).toEqual(two.map(({ kid }) => kid))
    for (const key of one) expect(namesOf(key)).toEqual(['kty', 'use', 'kid', 'x5t', 'n', 'e', 'x5c'])
  })
})

describe('instance discovery', () => {
  let emulator: Emulator
  beforeAll(async () => {
    emulator = await startEmulator({ fixture: contoso })
  })
  afterAll(() => emulator.close())
  const asked = (endpoint: string) =>
    ask(
      `${emulator.url}/common/discovery/instance?api-version=1.1&authorization_endpoint=${encodeURIComponent(endpoint)}`,
    )

  it('knows this host as one cloud', async () => {
    const { host } = new URL(emulator.url)
    const answer = await asked(`${emulator.url}/${tid}/oauth2/v2.0/authorize`)
    expect(answer.json).toEqual({
      tenant_discovery_endpoint: `${emulator.url}/${tid}/v2.0/.well-known/openid-configuration`,
      'api-version': '1.1',
      metadata: [{ preferred_network: host, preferred_cache: host, aliases: [host] }],
    })
  })

  it('refuses another host, and a request without parameters', async () => {
    expect((await asked('https://evil.example/common/oauth2/v2.0/authorize')).json).toMatchObject({
      error: 'invalid_instance',
      error_codes: [50049],
    })
    expect((await ask(`${emulator.url}/common/discovery/instance`)).json).toMatchObject({ error_codes: [900144] })
  })
})

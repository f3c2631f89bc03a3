/** Group G of the security cases: requests that the authorization endpoint refuses, and where it says so. */
import type { FailureCode } from '@gatehouse-sso/core/failures'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import {
  addApplication,
  answerOf,
  authorizeAddress,
  browser,
  codeOnPage,
  goUpstream,
  type Harness,
  locationOf,
  redeem,
  redirect_uri,
  signIn,
  startHarness,
} from '../../../test/harness.ts'

let harness: Harness
beforeAll(async () => {
  harness = await startHarness()
})
afterAll(() => harness.close())
beforeEach(() => harness.provider.reset())

type Change = Record<string, string | undefined>

/** A refused request starts nothing: no sign-in in progress, nothing upstream. */
async function refusedRequest(address: string): Promise<Response> {
  const [before] = (await harness.client.signIns.list({ limit: 1, state: 'in_progress' })).data
  const response = await browser().get(address)
  const [after] = (await harness.client.signIns.list({ limit: 1, state: 'in_progress' })).data
  expect(after?.id).toBe(before?.id)
  expect(harness.provider.requests).toEqual([])
  expect(response.status).toBeLessThan(500)
  return response
}

describe('a request is refused on our page, and nobody is sent anywhere', () => {
  const cases: readonly [string, Change, FailureCode][] = [
    ['a client that is not there', { client_id: 'app_00000000000000000000000000' }, 'client_unknown'],
    ['no client', { client_id: undefined }, 'client_unknown'],
    ['a client with NUL', { client_id: 'app\u0000' }, 'client_unknown'],
    ['a client with HTML', { client_id: '<script>alert(1)</script>' }, 'client_unknown'],
    ['no redirect URI', { redirect_uri: undefined }, 'redirect_uri_missing'],
    ...[
      ['an extra path', `${redirect_uri}/more`],
      ['a slash more', `${redirect_uri}/`],
      ['a query', `${redirect_uri}?x=1`],
      ['an empty query', `${redirect_uri}?`],
      ['a fragment', `${redirect_uri}#x`],
      ['a port', 'https://app.example:443/callback'],
      ['http', 'http://app.example/callback'],
      ['capitals in the host', 'https://APP.example/callback'],
      ['capitals in the path', 'https://app.example/CALLBACK'],
      ['a dot after the host', 'https://app.example./callback'],
      ['a letter as percent sign', 'https://app.example/%63allback'],
      ['a way up and down again', 'https://app.example/x/../callback'],
      ['a host that begins alike', 'https://app.example.evil.example/callback'],
      ['a name before the host', 'https://app.example@evil.example/callback'],
      ['another host', 'https://evil.example/callback'],
      ['a blank before it', ` ${redirect_uri}`],
      ['a line break after it', `${redirect_uri}\n`],
      ['a line break and a header', `${redirect_uri}\r\nset-cookie: x=1`],
      ['a script', 'javascript:alert(1)//https://app.example/callback'],
      ['no scheme', '//app.example/callback'],
      ['a loopback port, which is for native applications', 'http://127.0.0.1:1234/callback'],
    ].map(([what = '', sent = '']): [string, Change, FailureCode] => [
      `109 a redirect URI with ${what}`,
      { redirect_uri: sent },
      'redirect_uri_not_registered',
    ]),
  ]
  it.each(cases)('%s', async (_, change, code) => {
    const response = await refusedRequest(authorizeAddress(harness, change))
    expect([response.status, response.headers.get('location')]).toEqual([400, null])
    const text = await response.clone().text()
    expect(text).not.toContain('<script')
    expect(await codeOnPage(response)).toBe(code)
    // The page must not show the addresses that are registered for the application.
    if (change.redirect_uri !== undefined && !change.redirect_uri.includes(redirect_uri)) {
      expect(text).not.toContain(redirect_uri)
    }
  })

  it.each(['client_id', 'redirect_uri', 'state', 'x'])('113 %s that comes twice', async (name) => {
    const response = await refusedRequest(`${authorizeAddress(harness, { x: '1' })}&${name}=y`)
    expect([response.status, await codeOnPage(response)]).toEqual([400, 'parameter_repeated'])
  })

  it('109 what is registered for another application', async () => {
    await addApplication(harness, { redirect_uris: ['https://other.example/cb'] })
    const response = await refusedRequest(authorizeAddress(harness, { redirect_uri: 'https://other.example/cb' }))
    expect(await codeOnPage(response)).toBe('redirect_uri_not_registered')
  })
})

describe('a request is refused to the application', () => {
  const cases: readonly [string, Change, string, FailureCode][] = [
    ['112 response type token', { response_type: 'token' }, 'unsupported_response_type', 'response_type_unsupported'],
    [
      '112 response type id_token',
      { response_type: 'id_token' },
      'unsupported_response_type',
      'response_type_unsupported',
    ],
    [
      '112 response type code token',
      { response_type: 'code token' },
      'unsupported_response_type',
      'response_type_unsupported',
    ],
    [
      '112 response type code id_token',
      { response_type: 'code id_token' },
      'unsupported_response_type',
      'response_type_unsupported',
    ],
    ['112 response type none', { response_type: 'none' }, 'unsupported_response_type', 'response_type_unsupported'],
    ['113 no response type', { response_type: undefined }, 'invalid_request', 'response_type_missing'],
    ['113 an empty response type', { response_type: '' }, 'invalid_request', 'response_type_missing'],
    ['response mode fragment', { response_mode: 'fragment' }, 'invalid_request', 'response_mode_unsupported'],
    ['response mode jwt', { response_mode: 'jwt' }, 'invalid_request', 'response_mode_unsupported'],
    [
      '119 a request object',
      { request: 'eyJhbGciOiJub25lIn0.e30.' },
      'request_not_supported',
      'request_object_unsupported',
    ],
    [
      '119 the address of a request object',
      { request_uri: 'https://evil.example/r' },
      'request_uri_not_supported',
      'request_uri_unsupported',
    ],
    [
      '114 no PKCE',
      { code_challenge: undefined, code_challenge_method: undefined },
      'invalid_request',
      'pkce_required',
    ],
    ['114 a method without a challenge', { code_challenge: undefined }, 'invalid_request', 'pkce_required'],
    ['115 plain', { code_challenge_method: 'plain' }, 'invalid_request', 'pkce_method_unsupported'],
    ['115 no method', { code_challenge_method: undefined }, 'invalid_request', 'pkce_method_unsupported'],
    [
      '115 a challenge of 20 characters',
      { code_challenge: 'a'.repeat(20) },
      'invalid_request',
      'pkce_challenge_malformed',
    ],
    [
      '115 a challenge of 200 characters',
      { code_challenge: 'a'.repeat(200) },
      'invalid_request',
      'pkce_challenge_malformed',
    ],
    ['120 no scope', { scope: undefined }, 'invalid_scope', 'scope_invalid'],
    ['120 a scope without openid', { scope: 'email' }, 'invalid_scope', 'scope_invalid'],
    ['120 a scope with a line break', { scope: 'openid\nemail' }, 'invalid_scope', 'scope_invalid'],
    ['120 a scope with quotes', { scope: 'openid "email"' }, 'invalid_scope', 'scope_invalid'],
    ['120 a scope of 10 KiB', { scope: `openid ${'a'.repeat(10_000)}` }, 'invalid_scope', 'scope_invalid'],
    ['121 a state of 10 KiB', { state: 's'.repeat(10_000) }, 'invalid_request', 'parameter_too_long'],
    ['121 a state with a control character', { state: 'a\u0007b' }, 'invalid_request', 'parameter_too_long'],
    ['185 a state with a line break', { state: 'a\r\nset-cookie: x=1' }, 'invalid_request', 'parameter_too_long'],
    ['121 a nonce of 10 KiB', { nonce: 'n'.repeat(10_000) }, 'invalid_request', 'parameter_too_long'],
    ['a login hint of 1 KiB', { login_hint: 'a'.repeat(1024) }, 'invalid_request', 'parameter_too_long'],
    ['an unknown prompt', { prompt: 'create' }, 'invalid_request', 'prompt_invalid'],
    ['116 prompt none and another', { prompt: 'none login' }, 'invalid_request', 'prompt_invalid'],
    ['117 a negative max_age', { max_age: '-1' }, 'invalid_request', 'max_age_invalid'],
    ['117 a max_age with a fraction', { max_age: '1.5' }, 'invalid_request', 'max_age_invalid'],
    ['117 a max_age of ten digits', { max_age: '9999999999' }, 'invalid_request', 'max_age_invalid'],
  ]
  it.each(cases)('%s', async (_, change, error, code) => {
    const response = await refusedRequest(authorizeAddress(harness, change))
    expect(response.status).toBe(303)
    expect(locationOf(response)).toMatch(/^https:\/\/app\.example\/callback\?[\x21-\x7e]*$/)
    const answer = answerOf(response)
    expect(answer).toMatchObject({ error, error_description: expect.stringContaining(`(${code})`), iss: harness.url })
    expect(answer.state).toBe('state' in change ? change.state : 'the-state')
    expect(answer.code).toBeUndefined()
    expect(response.headers.get('set-cookie') ?? '').not.toContain('x=1')
  })

  it('126 always with iss, and with state only if one was sent', async () => {
    const answer = answerOf(await refusedRequest(authorizeAddress(harness, { scope: 'x', state: undefined })))
    expect(Object.keys(answer).sort()).toEqual(['error', 'error_description', 'iss'])
    expect(answer.iss).toBe(harness.url)
  })
})

describe('a request is accepted', () => {
  const cases: readonly [string, Change][] = [
    [
      '113 with parameters that nobody knows',
      { display: 'page', ui_locales: 'de', acr_values: 'x', claims: '{}', registration: 'x' },
    ],
    ['120 with scopes that nobody knows, which are dropped', { scope: 'openid email phone offline_access' }],
    ['121 with the longest state', { state: 's'.repeat(2048) }],
    ['without state and nonce', { state: undefined, nonce: undefined }],
    ['with an empty parameter, as if it were not sent', { prompt: '', max_age: '', login_hint: '' }],
  ]
  it.each(cases)('%s', async (_, change) => {
    expect((await signIn(harness, browser(), change)).searchParams.get('code')).toBeTruthy()
  })

  it('120 and only what is known is granted', async () => {
    const { searchParams } = await signIn(harness, browser(), { scope: 'openid admin offline_access email' })
    const answer = await (await redeem(harness, String(searchParams.get('code')))).json()
    expect(answer).toMatchObject({ scope: 'openid email offline_access' })
  })

  it.each(['a b', 'a+b%20&c=d', 'ü€😀', '"<script>"', "'", 'a;b,c', '{"x":1}', '%', ' ', '\\'])(
    '121 and its state comes back as it was: %s',
    async (state) => {
      const { searchParams, hash } = await signIn(harness, browser(), { state })
      expect([searchParams.get('state'), searchParams.get('iss'), hash]).toEqual([state, harness.url, ''])
    },
  )

  it('124 by POST, and every redirect is a 303', async () => {
    const person = browser()
    const form = Object.fromEntries(new URL(authorizeAddress(harness)).searchParams)
    const first = await person.post(`${harness.url}/oauth/authorize`, form)
    expect(first.status).toBe(303)
    const second = await person.get(locationOf(first)) // without cookies it comes once more as a GET
    const back = harness.provider.answer(locationOf(second))
    expect([second.status, (await person.get(back.href)).status]).toEqual([303, 303])
    const third = await person.post(`${harness.url}/oauth/authorize`, { ...form, prompt: 'login' })
    expect([third.status, new URL(locationOf(third)).origin]).toEqual([303, harness.provider.url])
  })

  it('with its query kept at a redirect URI that was registered with one', async () => {
    const app = await addApplication(harness, { redirect_uris: ['https://app.example/cb?tenant=1'] })
    const change = { client_id: app.client_id, redirect_uri: app.redirect_uri }
    const location = await signIn(harness, browser(), change)
    expect([location.searchParams.get('tenant'), location.searchParams.get('code')]).toEqual(['1', expect.any(String)])
  })

  it('109 at any port of this machine, from a native application', async () => {
    const app = await addApplication(harness, { type: 'native', redirect_uris: ['http://127.0.0.1/cb'] })
    const change = { client_id: app.client_id, redirect_uri: 'http://127.0.0.1:51004/cb' }
    expect((await signIn(harness, browser(), change)).origin).toBe('http://127.0.0.1:51004')
    for (const sent of ['http://127.0.0.1:51004/other', 'http://localhost:51004/cb', 'http://127.0.0.2:51004/cb']) {
      const response = await browser().get(authorizeAddress(harness, { ...change, redirect_uri: sent }))
      expect(await codeOnPage(response)).toBe('redirect_uri_not_registered')
    }
  })

  it('114 without PKCE from a confidential application that need not', async () => {
    const app = await addApplication(harness, { require_pkce: false })
    const change = { client_id: app.client_id, code_challenge: undefined, code_challenge_method: undefined }
    expect((await signIn(harness, browser(), change)).searchParams.get('code')).toBeTruthy()
  })

  it('with our own nonce, verifier and state towards the identity provider, never those of the application', async () => {
    const response = await browser().get(authorizeAddress(harness))
    const upstream = new URL(locationOf(response)).searchParams
    const sent = new URL(authorizeAddress(harness)).searchParams
    for (const name of ['state', 'nonce', 'code_challenge', 'client_id', 'redirect_uri']) {
      expect(upstream.get(name)).toBeTruthy()
      expect(upstream.get(name)).not.toBe(sent.get(name))
    }
    expect(upstream.get('code_challenge_method')).toBe('S256')
  })
})

describe('a redirect or post-logout URI that is registered', () => {
  it.each([
    ['111 a wildcard host', 'https://*.app.example/cb'],
    ['111 a wildcard path', 'https://app.example/*'],
    ['182 a script', 'javascript:alert(1)'],
    ['182 data', 'data:text/html,x'],
    ['http outside this machine', 'http://app.example/cb'],
    ['a fragment', 'https://app.example/cb#x'],
    ['185 a line break', 'https://app.example/cb\r\nx: y'],
    ['185 a letter that no header can hold', 'https://app.example/日本'],
    ['185 a host that no header can hold', 'https://日本.example/'],
    ['185 half a letter', 'https://app.example/\ud800'],
    ['credentials', 'https://u:p@app.example/cb'],
  ])('is not %s', async (_, uri) => {
    for (const field of ['redirect_uris', 'post_logout_redirect_uris']) {
      const change = { redirect_uris: [redirect_uri], [field]: [uri] }
      await expect(addApplication(harness, change)).rejects.toMatchObject({ status: 422, code: 'values_invalid' })
    }
  })

  it.each(['javascript:alert(1)', 'data:text/html,x', 'http://app.example/', 'ftp://app.example/', 'x'])(
    '182 %s is not where a sign-in starts anew',
    async (initiate_login_uri) => {
      await expect(addApplication(harness, { initiate_login_uri })).rejects.toMatchObject({ status: 422 })
    },
  )
})

describe('a code', () => {
  it('is not in any log, and neither are state, nonce and cookie', async () => {
    const person = browser()
    const back = await goUpstream(harness, person)
    const { code = '' } = answerOf(await person.get(back.href))
    await redeem(harness, code)
    const log = harness.log_lines.join('')
    for (const secret of [
      code,
      String(back.searchParams.get('code')),
      String(back.searchParams.get('state')),
      'the-nonce',
    ]) {
      expect(log).not.toContain(secret)
    }
    expect(log).toContain('/oauth/token')
    expect(person.cookies.size).toBeGreaterThan(1)
    for (const value of person.cookies.values()) expect(log).not.toContain(value)
    expect(log).not.toContain(harness.application.client_secret)
  })
})

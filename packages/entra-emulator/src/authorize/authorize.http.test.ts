import { createHash } from 'node:crypto'
import { createLocalJWKSet, jwtVerify } from 'jose'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { openBrowser, signIn, textOf } from '../../test/browser.ts'
import { answerAt, redeem } from '../../test/code.ts'
import { authorizeUrl, cid, contoso, nativeCid, redirectUri, spaCid, tid } from '../../test/contoso.ts'
import { ask, guid, postForm, unverified } from '../../test/http.ts'
import { type Emulator, startEmulator } from '../emulator.ts'

type Changes = Record<string, string | undefined>

describe('/authorize', () => {
  let emulator: Emulator
  beforeAll(async () => {
    emulator = await startEmulator({ fixture: contoso })
  })
  afterAll(() => emulator.close())
  beforeEach(() => emulator.admin('POST', '/reset'))

  /** Requests that are refused on Entra's own page and never reported to the application. */
  const shown: { name: string; change: Changes; word?: string; says: string }[] = [
    {
      name: 'an unknown redirect URI',
      change: { redirect_uri: 'https://evil.example/cb' },
      says: `AADSTS50011: The redirect URI 'https://evil.example/cb' specified in the request does not match the redirect URIs configured for the application '${cid}'.`,
    },
    { name: 'a redirect URI with an extra slash', change: { redirect_uri: `${redirectUri}/` }, says: 'AADSTS50011' },
    { name: 'a redirect URI in capitals', change: { redirect_uri: redirectUri.toUpperCase() }, says: 'AADSTS50011' },
    {
      name: 'an unknown application',
      change: { client_id: tid },
      says: `AADSTS700016: Application with identifier '${tid}' was not found in the directory 'Contoso'.`,
    },
    { name: 'an application of another tenant', change: {}, word: 'fabrikam.example', says: 'AADSTS700016' },
    {
      name: 'no application',
      change: { client_id: undefined },
      says: "AADSTS900144: The request body must contain the following parameter: 'client_id'.",
    },
    {
      name: 'no scope',
      change: { scope: undefined },
      says: "AADSTS900144: The request body must contain the following parameter: 'scope'.",
    },
    { name: 'no response type', change: { response_type: undefined }, says: 'AADSTS900144' },
    {
      name: 'an unknown tenant',
      change: {},
      word: 'nowhere.example',
      says: "AADSTS90002: Tenant 'nowhere.example' not found.",
    },
    {
      name: 'an application of one tenant at /common',
      change: {},
      word: 'common',
      says: `AADSTS50194: Application '${cid}'(Web application) is not configured as a multi-tenant application. Usage of the /common endpoint`,
    },
    { name: 'the same at /organizations', change: {}, word: 'organizations', says: 'AADSTS50194' },
    { name: 'personal accounts', change: {}, word: 'consumers', says: 'AADSTS9002332' },
  ]
  it.each(shown)('shows on a page: $name', async ({ change, word, says }) => {
    const answer = await ask(authorizeUrl(emulator.url, change, word))
    expect(answer.status).toBe(400)
    expect(answer.headers.get('content-type')).toBe('text/html; charset=utf-8')
    const view = await openBrowser(emulator.url).open(authorizeUrl(emulator.url, change, word))
    const text = textOf(view)
    expect(text).toContain('Sorry, but we’re having trouble signing you in.')
    expect(text).toContain(says)
    expect(text).toMatch(
      /Request Id [0-9a-f-]{36} Correlation Id [0-9a-f-]{36} Timestamp \d{4}-\d\d-\d\d \d\d:\d\d:\d\dZ Message AADSTS/,
    )
  })

  it('shows the client’s own id as Correlation Id, and escapes parameters', async () => {
    const id = 'c0ffee00-1111-4222-8333-444455556666'
    const url = authorizeUrl(emulator.url, {
      redirect_uri: 'https://x/"><script>alert(1)</script>',
      'client-request-id': id,
    })
    const answer = await ask(url)
    expect(answer.text).toContain(`Correlation Id</dt><dd><code>${id}`)
    expect(answer.text).not.toContain('<script>alert')
    expect(answer.headers.get('client-request-id')).toBe(id)
  })

  it('shows an error for a repeated parameter', async () => {
    const answer = await ask(`${authorizeUrl(emulator.url)}&client_id=${cid}`)
    expect(answer.status).toBe(400)
    expect(answer.text).toContain('AADSTS9000411')
  })

  /** Requests that are refused at the redirect URI. */
  const sent: { name: string; change: Changes; error: string; code: number; in?: 'fragment' }[] = [
    {
      name: 'an ID token that is not enabled',
      change: { response_type: 'id_token', response_mode: undefined },
      error: 'unsupported_response_type',
      code: 700054,
      in: 'fragment',
    },
    {
      name: 'a hybrid flow that is not enabled',
      change: { response_type: 'code id_token' },
      error: 'unsupported_response_type',
      code: 700054,
      in: 'fragment',
    },
    { name: 'an access token', change: { response_type: 'token' }, error: 'unsupported_response_type', code: 700051 },
    {
      name: 'an unknown response type',
      change: { response_type: 'cod' },
      error: 'unsupported_response_type',
      code: 70005,
    },
    { name: 'an unknown response mode', change: { response_mode: 'jwt' }, error: 'invalid_request', code: 70007 },
    { name: 'a resource', change: { resource: 'https://graph.microsoft.com' }, error: 'invalid_request', code: 901002 },
    { name: 'a short challenge', change: { code_challenge: 'short' }, error: 'invalid_request', code: 50147 },
    {
      name: 'an unknown challenge method',
      change: { code_challenge: 'x'.repeat(43), code_challenge_method: 'S512' },
      error: 'invalid_request',
      code: 501491,
    },
    { name: 'an unknown prompt', change: { prompt: 'ask' }, error: 'invalid_request', code: 90023 },
    { name: 'a max_age that is not a number', change: { max_age: '-1' }, error: 'invalid_request', code: 90023 },
    { name: 'claims that are not JSON', change: { claims: '{' }, error: 'invalid_request', code: 90023 },
    { name: 'a scope without permission', change: { scope: 'openid api://x/' }, error: 'invalid_scope', code: 70011 },
    { name: 'prompt=none without a session', change: { prompt: 'none' }, error: 'login_required', code: 50058 },
    {
      name: 'a single-page application without PKCE',
      change: { client_id: spaCid, redirect_uri: 'https://spa.example/callback' },
      error: 'invalid_request',
      code: 9002325,
    },
  ]
  it.each(sent)('sends to the application: $name', async ({ change, error, code, in: place }) => {
    const answer = await ask(authorizeUrl(emulator.url, change))
    expect(answer.status).toBe(302)
    const location = new URL(String(answer.headers.get('location')))
    const parameters = new URLSearchParams(place === 'fragment' ? location.hash.slice(1) : location.search)
    expect(location.origin + location.pathname).toBe(change.redirect_uri ?? redirectUri)
    expect([...parameters.keys()]).toEqual(['error', 'error_description', 'error_uri', 'state'])
    expect(parameters.get('error')).toBe(error)
    expect(parameters.get('error_description')).toMatch(
      new RegExp(`^AADSTS${code}: .*\r\nTrace ID: .*\r\nCorrelation ID: .*\r\nTimestamp: `, 's'),
    )
    expect(parameters.get('error_uri')).toBe(`${emulator.url}/error?code=${code}`)
    expect(parameters.get('state')).toBe('state-1')
  })

  it('encodes errors as Entra does, in lower case and with plus for spaces', async () => {
    const location = String((await ask(authorizeUrl(emulator.url, { prompt: 'none' }))).headers.get('location'))
    expect(location).toMatch(/error_description=AADSTS50058%3a\+A\+silent\+sign-in\+request\+.*%0d%0aTrace\+ID%3a\+/)
  })

  it('sends the response parameters in Entra’s order', async () => {
    const answer = await answerAt(emulator, { client_info: '1' })
    expect([...answer.keys()]).toEqual(['code', 'client_info', 'state', 'session_state'])
    expect(answer.get('state')).toBe('state-1')
    expect(answer.get('session_state')).toMatch(guid)
  })

  it('accepts the request by POST', async () => {
    const url = authorizeUrl(emulator.url)
    const answer = await postForm(`${url.origin}${url.pathname}`, Object.fromEntries(url.searchParams))
    expect(answer.status).toBe(200)
    expect(answer.text).toContain('<h1>Pick an account</h1>')
  })

  const uris: { name: string; change: Changes; starts: string }[] = [
    {
      name: 'a port on localhost',
      change: { redirect_uri: 'http://localhost:5173/callback' },
      starts: 'http://localhost:5173/callback?code=',
    },
    {
      name: 'no path, in the query',
      change: { redirect_uri: 'https://bare.example' },
      starts: 'https://bare.example/?code=',
    },
    {
      name: 'no path, in the fragment',
      change: { redirect_uri: 'https://bare.example', response_mode: 'fragment' },
      starts: 'https://bare.example/#code=',
    },
    {
      name: 'a private-use scheme',
      change: { client_id: nativeCid, redirect_uri: 'msauth.program://auth' },
      starts: 'msauth.program://auth?code=',
    },
    { name: 'no value: the first registered one', change: { redirect_uri: undefined }, starts: `${redirectUri}?code=` },
  ]
  it.each(uris)('goes back to a redirect URI with $name', async ({ change, starts }) => {
    const view = await signIn(
      openBrowser(emulator.url),
      authorizeUrl(emulator.url, change),
      'ada@contoso.example',
      'ada-password',
    )
    expect(view.url.href.slice(0, starts.length)).toBe(starts)
  })

  it('answers by form_post to the exact URI of the request', async () => {
    const url = authorizeUrl(emulator.url, {
      response_mode: 'form_post',
      redirect_uri: 'https://bare.example',
      state: '"<&',
    })
    const view = await signIn(openBrowser(emulator.url), url, 'ada@contoso.example', 'ada-password')
    expect(view.forms[0]).toMatchObject({ action: 'https://bare.example', method: 'post', hidden: { state: '"<&' } })
    expect(Object.keys(view.forms[0]?.hidden ?? {})).toEqual(['code', 'state', 'session_state'])
    expect(view.headers.get('content-security-policy')).toMatch(/script-src 'nonce-[\w-]+'/)
    const refused = await ask(authorizeUrl(emulator.url, { response_mode: 'form_post', prompt: 'none' }))
    expect(refused.text).toContain('name="error" value="login_required"')
  })

  it('gives an ID token if the registration allows it', async () => {
    await emulator.admin('PATCH', `/tenants/${tid}/applications/${cid}`, {
      web: { implicitGrantSettings: { enableIdTokenIssuance: true } },
    })
    const answer = await answerAt(emulator, { response_type: 'code id_token' })
    expect([...answer.keys()]).toEqual(['code', 'id_token', 'state', 'session_state'])
    const keys = createLocalJWKSet(await (await fetch(`${emulator.url}/${tid}/discovery/v2.0/keys`)).json())
    const { payload } = await jwtVerify(String(answer.get('id_token')), keys, { audience: cid })
    const half = createHash('sha256')
      .update(String(answer.get('code')))
      .digest()
      .subarray(0, 16)
    expect(payload).toMatchObject({ nonce: 'nonce-1', c_hash: half.toString('base64url') })
    expect(unverified((await redeem(emulator, String(answer.get('code')))).json.id_token).payload).not.toHaveProperty(
      'c_hash',
    )

    const alone = await answerAt(emulator, { response_type: 'id_token' })
    expect([...alone.keys()]).toEqual(['id_token', 'state', 'session_state'])
    for (const [change, code] of [
      [{ nonce: undefined }, 90014],
      [{ scope: 'User.Read' }, 70011],
      [{ response_mode: 'query' }, 70007],
    ] as const) {
      const location = String(
        (await ask(authorizeUrl(emulator.url, { response_type: 'id_token', ...change }))).headers.get('location'),
      )
      expect(location).toContain(`#error=`)
      expect(location).toContain(`AADSTS${code}`)
    }
  })
})

/** Group H of the security cases: requests that the token endpoint refuses, and what they cost the code. */
import type { FailureCode } from '@gatehouse-sso/core/failures'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import {
  addApplication,
  answerOf,
  authorizeAddress,
  browser,
  type Harness,
  redeem,
  redirect_uri,
  signIn,
  startHarness,
  verifier,
} from '../../../test/harness.ts'

let harness: Harness
let other: Harness['application']
let native: Harness['application']
beforeAll(async () => {
  harness = await startHarness()
  other = await addApplication(harness, { name: 'Other' })
  native = await addApplication(harness, { type: 'native', redirect_uris: ['http://127.0.0.1/cb'] })
})
afterAll(() => harness.close())
beforeEach(() => {
  harness.provider.reset()
  harness.clock.ahead = 0
})

type Change = Record<string, string | undefined>
const codeFor = async (change: Change = {}): Promise<string> =>
  String((await signIn(harness, browser(), change)).searchParams.get('code'))
const basic = (id: string, secret: string): Record<string, string> => ({
  authorization: `Basic ${Buffer.from(`${id}:${secret}`).toString('base64')}`,
})
const withoutClient = { client_id: undefined, client_secret: undefined }

/** Checks what every refusal of this endpoint has. @returns `[status, error, code of the failure]` */
async function refusalOf(
  response: Response,
  hasHeader = false,
): Promise<readonly [number, string, string | undefined]> {
  expect(response.headers.get('cache-control')).toBe('no-store')
  expect(response.headers.get('content-type')).toMatch(/^application\/json/)
  const body = (await response.json()) as Record<string, string>
  expect(Object.keys(body).sort()).toEqual(['error', 'error_description'])
  // RFC 6749, 5.2: no other letters may stand in a description.
  expect(body.error_description).toMatch(/^[\x20\x21\x23-\x5b\x5d-\x7e]+$/)
  // RFC 6749, 5.2: only a client that used the header is challenged. Libraries show a challenge instead of the error.
  const challenge = response.status === 401 && hasHeader ? 'Basic realm="gatehouse"' : null
  expect(response.headers.get('www-authenticate')).toBe(challenge)
  return [response.status, String(body.error), /\((\w+)\)$/.exec(String(body.error_description))?.[1]]
}
const userinfoStatus = async (access_token: string): Promise<number> =>
  (await fetch(`${harness.url}/oauth/userinfo`, { headers: { authorization: `Bearer ${access_token}` } })).status

describe('a code is refused', () => {
  it('127 for the second time, and everything made from it is worthless', async () => {
    const code = await codeFor()
    const first = await redeem(harness, code)
    const { access_token } = (await first.json()) as { access_token: string }
    expect([first.status, await userinfoStatus(access_token)]).toEqual([200, 200])
    expect(await refusalOf(await redeem(harness, code))).toEqual([400, 'invalid_grant', 'code_reused'])
    expect(await userinfoStatus(access_token)).toBe(401)
  })

  it('127 for the second time after half a minute too', async () => {
    const code = await codeFor()
    const { access_token } = (await (await redeem(harness, code)).json()) as { access_token: string }
    harness.clock.ahead = 30_000
    expect(await refusalOf(await redeem(harness, code))).toEqual([400, 'invalid_grant', 'code_reused'])
    expect(await userinfoStatus(access_token)).toBe(401)
  })

  it('127 for the second time from another client, which breaks nothing', async () => {
    const code = await codeFor()
    const { access_token } = (await (await redeem(harness, code)).json()) as { access_token: string }
    const answer = await redeem(harness, code, { client_id: other.client_id, client_secret: other.client_secret })
    expect(await refusalOf(answer)).toEqual([400, 'invalid_grant', 'code_invalid'])
    expect(await userinfoStatus(access_token)).toBe(200)
  })

  it('129 from another client, and is used up by it', async () => {
    const code = await codeFor()
    const answer = await redeem(harness, code, { client_id: other.client_id, client_secret: other.client_secret })
    expect(await refusalOf(answer)).toEqual([400, 'invalid_grant', 'code_invalid'])
    expect((await refusalOf(await redeem(harness, code))).slice(0, 2)).toEqual([400, 'invalid_grant'])
  })

  it('132 after 60 seconds, and is accepted a moment before', async () => {
    const [early, late] = [await codeFor(), await codeFor()]
    harness.clock.ahead = 58_000
    expect((await redeem(harness, early)).status).toBe(200)
    harness.clock.ahead = 61_000
    expect(await refusalOf(await redeem(harness, late))).toEqual([400, 'invalid_grant', 'code_invalid'])
  })

  it('132 after it was swept away', async () => {
    const code = await codeFor()
    harness.clock.ahead = 25 * 60 * 60_000
    await harness.gateway.sweep()
    expect(await refusalOf(await redeem(harness, code))).toEqual([400, 'invalid_grant', 'code_invalid'])
  })

  const wrong: readonly [string, Change, FailureCode][] = [
    ['131 with another redirect URI', { redirect_uri: 'https://app.example/other' }, 'code_invalid'],
    ['131 with a slash more', { redirect_uri: `${redirect_uri}/` }, 'code_invalid'],
    ['with another verifier', { code_verifier: 'a'.repeat(43) }, 'verifier_wrong'],
    ['without the verifier', { code_verifier: undefined }, 'verifier_missing'],
  ]
  it.each(wrong)('%s, and is used up by it', async (_, change, code) => {
    const sent = await codeFor()
    expect(await refusalOf(await redeem(harness, sent, change))).toEqual([400, 'invalid_grant', code])
    expect((await refusalOf(await redeem(harness, sent))).slice(0, 2)).toEqual([400, 'invalid_grant'])
  })

  it('with a verifier, where no challenge was sent', async () => {
    const app = await addApplication(harness, { require_pkce: false })
    const client = { client_id: app.client_id, client_secret: app.client_secret }
    const request = { client_id: app.client_id, code_challenge: undefined, code_challenge_method: undefined }
    const refused = await redeem(harness, await codeFor(request), client)
    expect(await refusalOf(refused)).toEqual([400, 'invalid_grant', 'verifier_unexpected'])
    const accepted = await redeem(harness, await codeFor(request), { ...client, code_verifier: undefined })
    expect(accepted.status).toBe(200)
  })

  it('whose session has ended', async () => {
    const person = browser()
    const first = String((await signIn(harness, person)).searchParams.get('code'))
    const { id_token } = (await (await redeem(harness, first)).json()) as { id_token: string }
    const second = String(answerOf(await person.get(authorizeAddress(harness))).code)
    await person.get(`${harness.url}/oauth/logout?${new URLSearchParams({ id_token_hint: id_token })}`)
    expect(await refusalOf(await redeem(harness, second))).toEqual([400, 'invalid_grant', 'session_ended'])
  })

  const forms: readonly [string, (code: string) => string][] = [
    ['made up', () => 'a'.repeat(69)],
    ['with its secret changed', (code) => `${code.slice(0, -1)}${code.endsWith('A') ? 'B' : 'A'}`],
    ['with its id changed', (code) => `${code.slice(0, 20)}${code[20] === '0' ? '1' : '0'}${code.slice(21)}`],
    ['cut short', (code) => code.slice(0, -1)],
    ['of 10 KiB', () => 'a'.repeat(10_240)],
    ['with NUL', (code) => `${code.slice(0, 68)}\u0000`],
    ['with SQL', () => "' or 1=1 --"],
  ]
  it.each(forms)('%s, and the right one works all the same', async (_, change) => {
    const code = await codeFor()
    expect((await refusalOf(await redeem(harness, change(code)))).slice(0, 2)).toEqual([400, 'invalid_grant'])
    expect((await redeem(harness, code)).status).toBe(200)
  })
})

describe('a client is refused, and the code stays good', () => {
  const cases: readonly [string, () => [Change, Record<string, string>], [number, string, FailureCode]][] = [
    [
      '133 with a wrong secret',
      () => [{ client_secret: 'wrong' }, {}],
      [401, 'invalid_client', 'client_authentication_failed'],
    ],
    [
      '133 with the secret of another client',
      () => [{ client_secret: other.client_secret }, {}],
      [401, 'invalid_client', 'client_authentication_failed'],
    ],
    [
      '133 with its own secret in capitals',
      () => [{ client_secret: harness.application.client_secret.toUpperCase() }, {}],
      [401, 'invalid_client', 'client_authentication_failed'],
    ],
    [
      '133 that is not there',
      () => [{ client_id: 'app_00000000000000000000000000' }, {}],
      [401, 'invalid_client', 'client_authentication_failed'],
    ],
    ['133 with a name', () => [{ client_id: 'Web' }, {}], [401, 'invalid_client', 'client_authentication_failed']],
    [
      '134 without a secret',
      () => [{ client_secret: undefined }, {}],
      [401, 'invalid_client', 'client_authentication_method'],
    ],
    [
      '134 with an empty secret',
      () => [{ client_secret: '' }, {}],
      [401, 'invalid_client', 'client_authentication_method'],
    ],
    ['134 without anything', () => [withoutClient, {}], [401, 'invalid_client', 'client_authentication_missing']],
    [
      '134 in two ways at once',
      () => [{}, basic(harness.application.client_id, harness.application.client_secret)],
      [400, 'invalid_request', 'client_authentication_repeated'],
    ],
    [
      '134 as two clients at once',
      () => [
        { client_id: other.client_id, client_secret: undefined },
        basic(harness.application.client_id, harness.application.client_secret),
      ],
      [401, 'invalid_client', 'client_authentication_failed'],
    ],
    [
      '134 with an assertion',
      () => [{ ...withoutClient, client_assertion: 'a.b.c', client_assertion_type: 'x' }, {}],
      [401, 'invalid_client', 'client_authentication_failed'],
    ],
    [
      '133 with a header that is no base64',
      () => [withoutClient, { authorization: 'Basic !!!' }],
      [401, 'invalid_client', 'client_authentication_missing'],
    ],
    [
      '133 with a header that is no UTF-8',
      () => [withoutClient, { authorization: `Basic ${Buffer.from([0x61, 0x3a, 0xff]).toString('base64')}` }],
      [401, 'invalid_client', 'client_authentication_failed'],
    ],
    [
      '133 with a header without colon',
      () => [withoutClient, { authorization: 'Basic YWJj' }],
      [401, 'invalid_client', 'client_authentication_failed'],
    ],
    [
      '133 with a token in the place of a secret',
      () => [withoutClient, { authorization: `Bearer ${harness.api_key}` }],
      [401, 'invalid_client', 'client_authentication_missing'],
    ],
    ['113 with a parameter twice', () => [{ x: '1' }, {}], [400, 'invalid_request', 'parameter_repeated']],
  ]
  it.each(cases)('%s', async (name, of, expected) => {
    const code = await codeFor()
    const [change, headers] = of()
    const form = {
      grant_type: 'authorization_code',
      code,
      redirect_uri,
      code_verifier: verifier,
      client_id: harness.application.client_id,
      client_secret: harness.application.client_secret,
      ...change,
    }
    const sent = new URLSearchParams(
      Object.entries(form).filter((entry): entry is [string, string] => entry[1] !== undefined),
    )
    if (name.includes('twice')) sent.append('x', '2')
    const response = await fetch(`${harness.url}/oauth/token`, { method: 'POST', body: sent, headers })
    expect(await refusalOf(response, 'authorization' in headers)).toEqual(expected)
    expect((await redeem(harness, code)).status).toBe(200)
  })

  it('133 with parameters in the address, also when the body is right', async () => {
    const code = await codeFor()
    const form = { grant_type: 'authorization_code', code, redirect_uri, code_verifier: verifier }
    for (const query of ['?client_secret=x', `?code=${code}`, '?x']) {
      const body = new URLSearchParams({ ...form, ...basic('', '') })
      const headers = basic(harness.application.client_id, harness.application.client_secret)
      const response = await fetch(`${harness.url}/oauth/token${query}`, { method: 'POST', body, headers })
      if (query === '?x') expect(response.status).toBe(200)
      else expect(await refusalOf(response)).toEqual([400, 'invalid_request', 'client_secret_in_address'])
    }
  })

  it('134 that is public and sends a secret, or a method it is not registered for', async () => {
    const change = { client_id: native.client_id, redirect_uri: native.redirect_uri }
    const code = await codeFor(change)
    const secret = await redeem(harness, code, { ...change, client_secret: 'x' })
    expect(await refusalOf(secret)).toEqual([401, 'invalid_client', 'client_authentication_method'])
    const header = await redeem(harness, code, { ...change, ...withoutClient }, basic(native.client_id, 'x'))
    expect(await refusalOf(header, true)).toEqual([401, 'invalid_client', 'client_authentication_method'])
    expect((await redeem(harness, code, { ...change, client_secret: undefined })).status).toBe(200)

    const post = await addApplication(harness, { token_endpoint_auth_methods: ['client_secret_post'] })
    const posted = await codeFor({ client_id: post.client_id })
    const wrong = await redeem(harness, posted, withoutClient, basic(post.client_id, post.client_secret))
    expect(await refusalOf(wrong, true)).toEqual([401, 'invalid_client', 'client_authentication_method'])
  })

  it('and accepted by the header', async () => {
    const headers = basic(harness.application.client_id, harness.application.client_secret)
    expect((await redeem(harness, await codeFor(), withoutClient, headers)).status).toBe(200)
  })
})

describe('a request is refused', () => {
  const post = (body: string, type: string, method = 'POST'): Promise<Response> =>
    fetch(`${harness.url}/oauth/token`, {
      method,
      ...(method === 'GET' ? {} : { body }),
      headers: { 'content-type': type },
    })
  const form = 'application/x-www-form-urlencoded'

  const grants: readonly [string, Change, string, FailureCode][] = [
    [
      '139 client_credentials',
      { grant_type: 'client_credentials' },
      'unsupported_grant_type',
      'grant_type_unsupported',
    ],
    [
      '143 a password',
      { grant_type: 'password', username: 'a', password: 'b' },
      'unsupported_grant_type',
      'grant_type_unsupported',
    ],
    [
      '143 a token exchange',
      { grant_type: 'urn:ietf:params:oauth:grant-type:token-exchange' },
      'unauthorized_client',
      'grant_type_not_allowed',
    ],
    [
      '138 a refresh token',
      { grant_type: 'refresh_token', refresh_token: 'x' },
      'invalid_grant',
      'refresh_token_invalid',
    ],
    [
      'the grant type in capitals',
      { grant_type: 'AUTHORIZATION_CODE' },
      'unsupported_grant_type',
      'grant_type_unsupported',
    ],
    ['no grant type', { grant_type: undefined }, 'invalid_request', 'grant_type_missing'],
    ['no code', { code: undefined }, 'invalid_request', 'token_parameter_missing'],
    ['131 no redirect URI', { redirect_uri: undefined }, 'invalid_request', 'token_parameter_missing'],
  ]
  it.each(grants)('%s', async (_, change, error, code) => {
    const response = await redeem(harness, 'x', change)
    expect(await refusalOf(response)).toEqual([400, error, code])
  })

  it.each([
    ['140 JSON', '{"grant_type":"authorization_code"}', 'application/json', 415],
    ['140 JSON with a tab in its name', '{}', 'application/json\ta', 415],
    ['140 a form with a tab in its name', 'a=b', `${form}\ta`, 415],
    ['140 XML', '<a/>', 'text/xml', 415],
    ['140 plain text', 'grant_type=authorization_code', 'text/plain', 415],
    ['140 several parts', '--x--', 'multipart/form-data; boundary=x', 415],
    ['140 nothing', '', form, 401],
    ['140 half a percent sign', 'client_id=%', form, 401],
    ['140 a name that every object has', '__proto__=x&constructor=y', form, 401],
    ['140 300 KiB', `a=${'a'.repeat(300_000)}`, form, 413],
    ['140 a form without a type', 'client_id=x', '', 415],
  ])('%s', async (_, body, type, status) => {
    const response = await post(body, type)
    expect(response.status).toBe(status)
    expect(response.headers.get('cache-control')).toBe('no-store')
  })

  it.each(['GET', 'PUT', 'DELETE', 'PATCH'])('140 by %s', async (method) => {
    const response = await post('', form, method)
    expect([response.status, response.headers.get('allow')]).toEqual([405, 'POST, OPTIONS'])
  })
})

describe('an answer', () => {
  it('141 is never stored, and has nothing but what the standard names', async () => {
    const response = await redeem(harness, await codeFor())
    expect(response.headers.get('cache-control')).toBe('no-store')
    expect(response.headers.get('pragma')).toBe('no-cache')
    expect(response.headers.get('set-cookie')).toBeNull()
    expect(response.headers.get('access-control-allow-origin')).toBeNull()
    const body = (await response.json()) as object
    expect(Object.keys(body).sort()).toEqual(['access_token', 'expires_in', 'id_token', 'scope', 'token_type'])
  })
})

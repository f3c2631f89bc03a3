/** Responses of a token endpoint that are no tokens. */
import type { FailureCode } from '@gatehouse-sso/core/failures'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { addConnection, type Harness, signIn, startHarness, upstream_secret } from '../../../test/harness.ts'
import type { Behaviour } from '../../../test/hostile-provider.ts'
import { refusal, tokenRequests } from '../../../test/refusal.ts'

let harness: Harness
beforeAll(async () => {
  harness = await startHarness()
})
afterAll(() => harness.close())
beforeEach(() => {
  harness.provider.reset()
  harness.clock.ahead = 0
})

interface Case {
  readonly name: string
  readonly behaviour: Partial<Behaviour>
  readonly code: FailureCode
}

const answered = (status: number, body?: unknown, headers?: Record<string, string>): Partial<Behaviour> => ({
  token_answer: {
    status,
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    ...(headers ? { headers } : {}),
  },
})
const json = { 'content-type': 'application/json' }

const cases: readonly Case[] = [
  { name: 'invalid_grant', behaviour: answered(400, { error: 'invalid_grant' }), code: 'upstream_code_refused' },
  { name: 'invalid_client', behaviour: answered(401, { error: 'invalid_client' }), code: 'upstream_client_refused' },
  {
    name: 'invalid_client with a challenge',
    behaviour: answered(401, { error: 'invalid_client' }, { 'www-authenticate': 'Basic realm="x"' }),
    code: 'upstream_client_refused',
  },
  {
    name: 'unauthorized_client',
    behaviour: answered(400, { error: 'unauthorized_client' }),
    code: 'upstream_client_refused',
  },
  { name: 'an unknown error', behaviour: answered(400, { error: 'made_up' }), code: 'upstream_refused' },
  {
    name: 'an error that is no text',
    behaviour: answered(400, { error: { code: 1 } }),
    code: 'upstream_answer_unusable',
  },
  { name: 'an error as page', behaviour: answered(400, '<html>'), code: 'upstream_answer_unusable' },
  { name: 'server_error', behaviour: answered(500, { error: 'server_error' }), code: 'upstream_error' },
  { name: 'a 503 without words', behaviour: answered(503), code: 'upstream_error' },
  { name: 'too many requests', behaviour: answered(429, { error: 'slow_down' }), code: 'upstream_error' },
  {
    name: '171 a redirect',
    behaviour: answered(302, '', { location: 'http://127.0.0.1:1/' }),
    code: 'upstream_answer_unusable',
  },
  {
    name: '171 a redirect that repeats the request elsewhere',
    behaviour: answered(307, '', { location: 'http://127.0.0.1:1/' }),
    code: 'upstream_answer_unusable',
  },
  { name: 'created', behaviour: answered(201, '{}', json), code: 'upstream_answer_unusable' },
  { name: 'no content', behaviour: answered(204), code: 'upstream_answer_unusable' },
  { name: 'reset content', behaviour: answered(205), code: 'upstream_answer_unusable' },
  { name: 'a number that is no status', behaviour: answered(999), code: 'upstream_answer_unusable' },
  { name: 'a page', behaviour: answered(200, '<html>'), code: 'upstream_answer_unusable' },
  { name: 'nothing', behaviour: answered(200, '', json), code: 'upstream_answer_unusable' },
  { name: 'null', behaviour: answered(200, 'null', json), code: 'upstream_answer_unusable' },
  { name: 'a list', behaviour: answered(200, '[]', json), code: 'upstream_answer_unusable' },
  { name: 'broken JSON', behaviour: answered(200, '{"id_token":', json), code: 'upstream_answer_unusable' },
  { name: 'an unknown error with status 200', behaviour: answered(200, { error: 'x' }), code: 'upstream_refused' },
  {
    name: '5 an error with status 200',
    behaviour: answered(200, { error: 'invalid_grant' }),
    code: 'upstream_code_refused',
  },
  {
    name: '5 an error with 403',
    behaviour: answered(403, { error: 'invalid_client' }),
    code: 'upstream_client_refused',
  },
  { name: '5 an error with 500', behaviour: answered(500, { error: 'invalid_grant' }), code: 'upstream_code_refused' },
  {
    name: '5 an error with 401 and a challenge of another kind',
    behaviour: answered(401, { error: 'invalid_grant' }, { 'www-authenticate': 'Bearer error="x"' }),
    code: 'upstream_code_refused',
  },
  {
    name: '5 an error as text/plain',
    behaviour: answered(400, '{"error":"invalid_grant"}', { 'content-type': 'text/plain' }),
    code: 'upstream_code_refused',
  },
  {
    name: '5 an error without content type',
    behaviour: answered(400, ' {"error":"invalid_client"}', { 'content-type': '' }),
    code: 'upstream_client_refused',
  },
  { name: '5 401 without words', behaviour: answered(401), code: 'upstream_client_refused' },
  { name: '5 403 as page', behaviour: answered(403, '<html>'), code: 'upstream_answer_unusable' },
  {
    name: '8 an error whose description is null',
    behaviour: answered(400, { error: 'invalid_grant', error_description: null, error_uri: null }),
    code: 'upstream_code_refused',
  },
  {
    name: '8 an error whose description is a list',
    behaviour: answered(400, { error: 'invalid_grant', error_description: ['x'] }),
    code: 'upstream_code_refused',
  },
  {
    name: '172 20 MB',
    behaviour: answered(200, `{"a":"${'a'.repeat(20_000_000)}"}`),
    code: 'upstream_answer_unusable',
  },
  {
    name: '172 a compressed answer',
    behaviour: answered(200, '{}', { 'content-encoding': 'br' }),
    code: 'upstream_answer_unusable',
  },
  { name: 'no ID token', behaviour: { token_members: { id_token: undefined } }, code: 'upstream_answer_unusable' },
  { name: 'a list as ID token', behaviour: { token_members: { id_token: ['x'] } }, code: 'upstream_answer_unusable' },
  { name: 'an empty ID token', behaviour: { token_members: { id_token: '' } }, code: 'token_malformed' },
  {
    name: 'a number as access token',
    behaviour: { token_members: { access_token: 1 } },
    code: 'upstream_answer_unusable',
  },
  {
    name: 'an unknown token type',
    behaviour: { token_members: { token_type: 'mac' } },
    code: 'upstream_answer_unusable',
  },
]

describe('a sign-in is refused when the token endpoint answers', () => {
  it.each(cases)('$name', async ({ behaviour, code }) => {
    const record = await refusal(harness, { behaviour })
    expect(record.error_code).toBe(code)
    // A code is never sent twice: every identity provider would refuse it, and some revoke for it.
    expect(tokenRequests(harness)).toBe(1)
  })

  it('5 with an error whose whole text stands in the trace, cut and redacted', async () => {
    const body = { error: 'invalid_client', hint: `the secret ${upstream_secret} is wrong`, more: 'x'.repeat(1000) }
    const record = await refusal(harness, { behaviour: answered(401, body) })
    const step = record.steps.find(({ name }) => name === 'token_response')
    expect(step).toMatchObject({ ok: false, detail: { status: 401, content_type: 'application/json' } })
    expect(step?.detail.body).toHaveLength(500)
    expect(step?.detail.body).toContain('{"error":"invalid_client","hint":"the secret [redacted] is wrong"')
  })

  it('with an error whose text is kept in the record, cut and without our secret', async () => {
    const body = {
      error: 'invalid_request',
      error_description: `AADSTS900144 ${'x'.repeat(5000)}`,
      trace_id: 'trace-1',
    }
    const record = await refusal(harness, { behaviour: answered(400, body) })
    expect(record.error?.upstream).toMatchObject({ error: 'invalid_request', trace_id: 'trace-1' })
    expect(record.error?.upstream?.description).toHaveLength(1000)
    expect(JSON.stringify(record)).not.toContain(upstream_secret)
  })
})

describe('a sign-in succeeds when the token endpoint answers', () => {
  const members: readonly (readonly [string, Record<string, unknown>])[] = [
    ['10 without an access token', { access_token: undefined }],
    ['8 with null for the access token', { access_token: null }],
    ['8 without a token type', { token_type: undefined }],
    ['8 with a token type in capitals', { token_type: 'BEARER' }],
    ['8 with null for every member that is not needed', { expires_in: null, scope: null, refresh_token: null }],
    ['8 with members of the wrong type that nobody uses', { expires_in: '3600', scope: ['openid'], refresh_token: 1 }],
    ['8 with members that nobody knows', { ext_expires_in: {}, not_before_policy: 'x', session_state: null }],
    ['8 with an empty error', { error: '' }],
    ['8 with null for the error', { error: null, error_description: null }],
  ]
  it.each(members)('%s', async (_, token_members) => {
    harness.provider.behaviour = { ...harness.provider.behaviour, token_members }
    expect((await signIn(harness)).searchParams.get('code')).toBeTruthy()
  })

  const claims: readonly (readonly [string, Record<string, unknown>])[] = [
    ['azp, auth_time, nbf and at_hash', { azp: null, auth_time: null, nbf: null, at_hash: null }],
    ['amr, acr and sid', { amr: null, acr: null, sid: null }],
    ['every attribute of the person', { email: null, name: null, given_name: null, groups: null, roles: null }],
  ]
  it.each(claims)('8 with an ID token that has null for %s', async (_, token_claims) => {
    harness.provider.behaviour = { ...harness.provider.behaviour, token_claims }
    expect((await signIn(harness)).searchParams.get('code')).toBeTruthy()
  })
})

describe('8 a member of the wrong type', () => {
  it.each([
    ['azp', ['x']],
    ['nbf', 'soon'],
    ['auth_time', -1],
  ])('is named with its value: %s', async (name, value) => {
    const record = await refusal(harness, { behaviour: { token_claims: { [name]: value } } })
    expect(record.error?.code).not.toBe('internal_error')
    expect(`${record.error?.expected} ${record.error?.received}`).toContain(name === 'azp' ? 'x' : name)
    expect(record.error?.received).toContain(String(value))
  })
})

describe('a sign-in is refused before the token endpoint is called', () => {
  it('with an expired client secret', async () => {
    const connection = await addConnection(harness)
    const client_secret = 'the-next-secret'
    const not_after = new Date(Date.now() + 60_000).toISOString()
    const next = await harness.client.credentials.create(connection.id, {
      type: 'client_secret',
      client_secret,
      not_after,
    })
    await harness.client.credentials.activate(connection.id, next.id)
    // Another credential would be tried instead.
    await harness.client.credentials.delete(connection.id, String(connection.credentials[0]?.id))
    harness.clock.ahead = 61_000
    const record = await refusal(harness, { change: { connection: connection.id } })
    const received = `${not_after.slice(0, 19).replace('T', ' ')} UTC, less than a minute before the clock of this gateway`
    expect(record.error).toMatchObject({ code: 'credential_expired', received })
    expect(tokenRequests(harness)).toBe(0)
    await harness.client.connections.delete(connection.id)
  })
})

describe('the second credential of a connection', () => {
  let connection: string
  beforeAll(async () => {
    const { id } = await addConnection(harness)
    await harness.client.credentials.create(id, { type: 'client_secret', client_secret: 'the-second-secret' })
    connection = id
  })
  afterAll(() => harness.client.connections.delete(connection as `conn_${string}`))

  const tried: readonly (readonly [string, Partial<Behaviour>, number])[] = [
    ['invalid_client', answered(401, { error: 'invalid_client' }), 2],
    ['invalid_client with status 400', answered(400, { error: 'invalid_client' }), 2],
    ['401 without words', answered(401), 2],
    ['invalid_grant', answered(400, { error: 'invalid_grant' }), 1],
    ['unauthorized_client', answered(400, { error: 'unauthorized_client' }), 1],
    ['server_error', answered(500, { error: 'server_error' }), 1],
    ['429', answered(429), 1],
    ['a page', answered(400, '<html>'), 1],
  ]
  it.each(tried)('after %s', async (_, behaviour, requests) => {
    await refusal(harness, { change: { connection }, behaviour })
    expect(tokenRequests(harness)).toBe(requests)
  })
})

describe('175 what people read of a failed call', () => {
  it('is one word of a list, never the answer', async () => {
    const record = await refusal(harness, { behaviour: answered(500, 'the inside of a network') })
    expect(JSON.stringify(record.error)).not.toContain('inside of a network')
  })

  it('names neither address nor port', async () => {
    const connection = await addConnection(harness, { path: '/gone' })
    const discovery = { token_endpoint: `${harness.provider.url}/nowhere/token/x` }
    const record = await refusal(harness, { behaviour: { discovery }, change: { connection: connection.id } })
    expect(record.error).toMatchObject({ code: 'upstream_answer_unusable', received: 'status 404' })
  })
})

describe('a refused client secret in the header', () => {
  const cases = [
    { name: 'is no matter of encoding where nothing was encoded', client_id: 'gateway', told: false },
    { name: 'may be a matter of encoding', client_id: 'https://gateway.example/one', told: true },
  ]
  it.each(cases)('$name', async ({ name, client_id, told }) => {
    const settings = { client_id, token_endpoint_auth_method: 'client_secret_basic' }
    const path = `/${name.replaceAll(' ', '-')}`
    const discovery_url = `${harness.provider.url}${path}/.well-known/openid-configuration`
    const connection = await addConnection(harness, { path, settings: { ...settings, discovery_url } })
    const behaviour = answered(401, { error: 'invalid_client' })
    const { error } = await refusal(harness, { behaviour, change: { connection: connection.id } })
    expect(error?.code).toBe('upstream_client_refused')
    expect(error?.expected?.includes('RFC 6749, 2.3.1') === true).toBe(told)
  })
})

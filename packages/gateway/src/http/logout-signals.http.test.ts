/** An identity provider ends sessions: by its logout page, by a logout token, and by Okta's Universal Logout. */
import { createHmac, generateKeyPairSync, randomUUID } from 'node:crypto'
import type { Id } from '@gatehouse-sso/core/ids'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import {
  addApplication,
  addConnection,
  answerOf,
  authorizeAddress,
  type Browser,
  browser,
  type Harness,
  payloadOf,
  redeem,
  refresh,
  signIn,
  startHarness,
  type TokenAnswer,
  until,
} from '../../test/harness.ts'
import { makeToken, otherKey, publishedKey } from '../../test/hostile-provider.ts'
import { type LogoutReceiver, startLogoutReceiver } from '../../test/logout-receiver.ts'

let harness: Harness
let receiver: LogoutReceiver
let other: { organization_id: Id<'org'>; connection_id: Id<'conn'> }
beforeAll(async () => {
  harness = await startHarness({ variables: { GATEHOUSE_OUTBOUND_ALLOW: '127.0.0.1' } })
  receiver = await startLogoutReceiver()
  await harness.client.applications.update(harness.application.client_id, { backchannel_logout_uri: receiver.uri })
  const organization = await harness.client.organizations.create({ name: 'Other' })
  const connection = await addConnection({ ...harness, organization_id: organization.id }, { path: '/other' })
  other = { organization_id: organization.id, connection_id: connection.id }
})
afterAll(async () => {
  await harness.close()
  await receiver.close()
})
beforeEach(() => {
  harness.provider.reset()
  receiver.bodies.length = 0
})

const now = (): number => Math.floor(Date.now() / 1000)

interface Signed extends TokenAnswer {
  readonly person: Browser
  readonly sub: string
  readonly upstream_sid: string
  readonly email: string
  readonly user_id: string
  readonly at: Readonly<Record<string, string | undefined>>
}
async function signedIn({
  connection_id = harness.connection_id,
  sub = randomUUID(),
}: {
  connection_id?: string
  sub?: string
} = {}): Promise<Signed> {
  const person = browser()
  const upstream_sid = randomUUID()
  const email = `${sub}@acme.example`
  harness.provider.behaviour = { claims: { sub, sid: upstream_sid, email, email_verified: true } }
  const at = { organization: undefined, connection: connection_id }
  const code = (await signIn(harness, person, { ...at, scope: 'openid offline_access' })).searchParams.get('code')
  const tokens = (await (await redeem(harness, String(code))).json()) as TokenAnswer
  return { person, ...tokens, sub, upstream_sid, email, user_id: String(payloadOf(tokens.id_token).sub), at }
}
const hasSession = async ({ person, at }: Signed): Promise<boolean> =>
  answerOf(await person.get(authorizeAddress(harness, { ...at, prompt: 'none' }))).code !== undefined
const refreshes = async ({ refresh_token }: Signed): Promise<boolean> =>
  (await refresh(harness, refresh_token)).status === 200
/** The application hears of this session. Tokens for sessions of earlier tests may come too. */
const isTold = async ({ id_token }: Signed): Promise<void> => {
  const { sid } = payloadOf(id_token)
  const told = async () =>
    receiver.bodies.map((body) => payloadOf(new URLSearchParams(body).get('logout_token') ?? '').sid)
  await until(told, (sids) => sids.includes(sid))
}

describe('the front channel of an identity provider', () => {
  const call = (query: Record<string, string>, connection = harness.connection_id) =>
    fetch(`${harness.url}/sso/logout/frontchannel/${connection}?${new URLSearchParams(query)}`)

  it('ends the session that it names, from a frame without cookies, and applications hear of it', async () => {
    const [signed, another] = [await signedIn(), await signedIn()]
    const response = await call({ sid: signed.upstream_sid })
    expect(response.status).toBe(200)
    expect(response.headers.get('content-security-policy')).toBe("default-src 'none'; frame-ancestors *")
    expect(response.headers.get('x-frame-options')).toBeNull()
    expect(response.headers.get('cache-control')).toBe('no-store')
    expect([await hasSession(signed), await hasSession(another)]).toEqual([false, true])
    await isTold(signed)
    const sessions = await harness.client.sessions.list(signed.user_id).toArray()
    expect(sessions[0]?.ended_because).toBe('ended_by_identity_provider')
  })

  it('also with the right issuer', async () => {
    const signed = await signedIn()
    expect((await call({ sid: signed.upstream_sid, iss: harness.provider.url })).status).toBe(200)
    expect(await hasSession(signed)).toBe(false)
  })

  const noEffect: [string, (signed: Signed) => Promise<Response>, number][] = [
    ['157 of another issuer', (s) => call({ sid: s.upstream_sid, iss: 'https://evil.example' }), 200],
    ['157 at another connection', (s) => call({ sid: s.upstream_sid }, other.connection_id), 200],
    ['of a session that nobody has', () => call({ sid: randomUUID() }), 200],
    ['of our own session', (s) => call({ sid: String(payloadOf(s.id_token).sid) }), 200],
    ['without sid', () => call({}), 400],
    ['with a sid of 4 KB', () => call({ sid: 'a'.repeat(4_096) }), 400],
    [
      'with a sid that comes twice',
      (s) => fetch(`${harness.url}/sso/logout/frontchannel/${harness.connection_id}?sid=${s.upstream_sid}&sid=x`),
      400,
    ],
    ['at a connection that is not there', (s) => call({ sid: s.upstream_sid }, 'conn_01jd2x3y4z5a6b7c8d9e0f1g2j'), 404],
  ]
  it.each(noEffect)('%s has no effect', async (_, send, status) => {
    const signed = await signedIn()
    expect((await send(signed)).status).toBe(status)
    expect(await hasSession(signed)).toBe(true)
  })
})

describe('the back channel of an identity provider', () => {
  const events = { 'http://schemas.openid.net/event/backchannel-logout': {} }
  const claimsOf = (signed: Signed, change: Record<string, unknown> = {}): Record<string, unknown> => ({
    iss: harness.provider.url,
    aud: 'gateway',
    iat: now(),
    exp: now() + 120,
    jti: randomUUID(),
    events,
    sid: signed.upstream_sid,
    sub: signed.sub,
    ...change,
  })
  const header = { alg: 'RS256', typ: 'logout+jwt', kid: 'k1' }
  const tokenOf = (signed: Signed, change: Record<string, unknown> = {}, head: Record<string, unknown> = {}) =>
    makeToken({ ...header, ...head }, claimsOf(signed, change), publishedKey.privateKey, 'RS256')
  const post = (logout_token: string, connection = harness.connection_id) =>
    fetch(`${harness.url}/sso/logout/backchannel/${connection}`, {
      method: 'POST',
      body: new URLSearchParams({ logout_token }),
    })

  const good: [string, (signed: Signed) => string][] = [
    ['sid and sub', (s) => tokenOf(s)],
    ['sid alone', (s) => tokenOf(s, { sub: undefined })],
    ['sub alone', (s) => tokenOf(s, { sid: undefined })],
    ['no typ, as older providers send it', (s) => tokenOf(s, {}, { typ: undefined })],
    ['typ JWT', (s) => tokenOf(s, {}, { typ: 'JWT' })],
    ['several audiences', (s) => tokenOf(s, { aud: ['another', 'gateway'] })],
  ]
  it.each(good)('ends a session by %s, and applications hear of it', async (_, make) => {
    const [signed, another] = [await signedIn(), await signedIn()]
    const response = await post(make(signed))
    expect([response.status, response.headers.get('cache-control')]).toEqual([200, 'no-store'])
    expect([await hasSession(signed), await hasSession(another)]).toEqual([false, true])
    await isTold(signed)
    // OpenID Connect Back-Channel Logout 1.0, 2.7: `offline_access` outlives the session.
    expect(await refreshes(signed)).toBe(true)
  })

  it('ends all sessions of the person through this connection by sub alone', async () => {
    const first = await signedIn()
    const second = await signedIn({ sub: first.sub })
    await post(tokenOf(first, { sid: undefined }))
    expect([await hasSession(first), await hasSession(second)]).toEqual([false, false])
  })

  const claims = (change: Record<string, unknown>) => (s: Signed) => tokenOf(s, change)
  const ecKey = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const bad: [string, (signed: Signed) => string][] = [
    [
      'an ID token',
      ({ sub, upstream_sid }) => {
        const id_token = {
          iss: harness.provider.url,
          aud: 'gateway',
          iat: now(),
          exp: now() + 120,
          nonce: 'n',
          sub,
          sid: upstream_sid,
        }
        return makeToken({ ...header, typ: 'JWT' }, id_token, publishedKey.privateKey, 'RS256')
      },
    ],
    ['52 a nonce', claims({ nonce: 'n' })],
    ['no events', claims({ events: undefined })],
    ['events of another kind', claims({ events: { 'http://schemas.openid.net/event/other': {} } })],
    ['an event that is no object', claims({ events: { 'http://schemas.openid.net/event/backchannel-logout': true } })],
    ['neither sid nor sub', claims({ sid: undefined, sub: undefined })],
    ['another issuer', claims({ iss: 'https://evil.example' })],
    ['the issuer of another connection', (s) => tokenOf(s, { iss: `${harness.provider.url}/other` })],
    ['another audience', claims({ aud: 'somebody-else' })],
    ['no audience', claims({ aud: undefined })],
    ['no iat', claims({ iat: undefined })],
    ['an iat in the future', claims({ iat: now() + 600 })],
    ['no exp', claims({ exp: undefined })],
    ['an exp in the past', claims({ exp: now() - 600 })],
    ['an exp in two days', claims({ exp: now() + 2 * 86_400 })],
    ['an nbf in the future', claims({ nbf: now() + 600 })],
    ['no jti', claims({ jti: undefined })],
    ['a jti of 256 characters', claims({ jti: 'a'.repeat(256) })],
    ['typ at+jwt', (s) => tokenOf(s, {}, { typ: 'at+jwt' })],
    ['typ global-token-revocation+jwt', (s) => tokenOf(s, {}, { typ: 'global-token-revocation+jwt' })],
    ['another key', (s) => makeToken(header, claimsOf(s), otherKey.privateKey, 'RS256')],
    ['alg none', (s) => makeToken({ ...header, alg: 'none' }, claimsOf(s), publishedKey.privateKey, 'RS256')],
    ['alg ES256', (s) => makeToken({ ...header, alg: 'ES256' }, claimsOf(s), ecKey.privateKey, 'ES256')],
    [
      'alg HS256 with the public key',
      (s) => {
        const [head, body] = makeToken(
          { ...header, alg: 'HS256' },
          claimsOf(s),
          publishedKey.privateKey,
          'RS256',
        ).split('.')
        const secret = publishedKey.publicKey.export({ type: 'spki', format: 'pem' })
        return `${head}.${body}.${createHmac('sha256', secret).update(`${head}.${body}`).digest('base64url')}`
      },
    ],
    ['no signature', (s) => tokenOf(s).replace(/[^.]*$/, '')],
    ['nothing', () => ''],
    ['no JWT', () => 'x'],
  ]
  it.each(bad)('refuses %s', async (_, make) => {
    const signed = await signedIn()
    const response = await post(make(signed))
    expect([response.status, await response.json()]).toEqual([
      400,
      expect.objectContaining({ error: 'invalid_request' }),
    ])
    expect(await hasSession(signed)).toBe(true)
  })

  it('refuses a token that comes again, so that it ends no later session', async () => {
    const first = await signedIn()
    const token = tokenOf(first, { sid: undefined })
    expect((await post(token)).status).toBe(200)
    const second = await signedIn({ sub: first.sub })
    expect((await post(token)).status).toBe(400)
    expect(await hasSession(second)).toBe(true)
  })

  it('87 has no effect by the sid of one person and the sub of another, or at another connection', async () => {
    const [signed, another] = [await signedIn(), await signedIn()]
    expect((await post(tokenOf(signed, { sub: another.sub }))).status).toBe(200)
    expect((await post(tokenOf(signed), other.connection_id)).status).toBe(400)
    expect((await post(tokenOf(signed), 'conn_01jd2x3y4z5a6b7c8d9e0f1g2j')).status).toBe(404)
    expect([await hasSession(signed), await hasSession(another)]).toEqual([true, true])
  })
})

describe('Universal Logout', () => {
  const header = { alg: 'RS256', typ: 'global-token-revocation+jwt', kid: 'k1' }
  const address = (connection = harness.connection_id) => `${harness.url}/sso/revocation/${connection}`
  const claimsOf = (change: Record<string, unknown> = {}): Record<string, unknown> => ({
    jti: randomUUID(),
    iss: harness.provider.url,
    sub: 'gateway',
    aud: address(),
    exp: now() + 300,
    nbf: now() - 300,
    iat: now(),
    ...change,
  })
  const tokenOf = (change: Record<string, unknown> = {}, head: Record<string, unknown> = {}): string =>
    makeToken({ ...header, ...head }, claimsOf(change), publishedKey.privateKey, 'RS256')
  const person = ({ sub }: Signed) => ({ sub_id: { format: 'iss_sub', iss: harness.provider.url, sub } })
  const post = (body: unknown, token: string | null = tokenOf(), connection = harness.connection_id) =>
    fetch(address(connection), {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(token === null ? {} : { authorization: `Bearer ${token}` }) },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    })

  const named: [string, (signed: Signed) => unknown][] = [
    ['issuer and subject', person],
    ['the member `subject`', (s) => ({ subject: person(s).sub_id })],
    ['email', ({ email }) => ({ sub_id: { format: 'email', email: email.toUpperCase() } })],
    [
      'our id, as a directory that provisions it sends',
      ({ user_id }) => ({ sub_id: { format: 'iss_sub', iss: harness.provider.url, sub: user_id } }),
    ],
  ]
  it.each(named)(
    'by %s ends every session and refresh token of the person, and applications hear of it',
    async (_, body) => {
      const [signed, another] = [await signedIn(), await signedIn()]
      const response = await post(body(signed))
      expect([response.status, await response.text()]).toEqual([204, ''])
      expect([await hasSession(signed), await refreshes(signed)]).toEqual([false, false])
      expect([await hasSession(another), await refreshes(another)]).toEqual([true, true])
      await isTold(signed)
      const [event] = (await harness.client.events.list({ type: 'user.sessions_ended' })).data
      expect(event?.data.id).toBe(signed.user_id)
    },
  )

  it('by the external id of a person', async () => {
    const signed = await signedIn()
    await harness.client.users.update(signed.user_id, { external_id: '00u-of-okta' })
    const body = { sub_id: { format: 'iss_sub', iss: harness.provider.url, sub: '00u-of-okta' } }
    expect((await post(body)).status).toBe(204)
    expect(await hasSession(signed)).toBe(false)
  })

  const tokens: [string, () => string | null][] = [
    ['without a token', () => null],
    ['with an API key', () => harness.api_key],
    ['with typ JWT', () => tokenOf({}, { typ: 'JWT' })],
    ['without typ', () => tokenOf({}, { typ: undefined })],
    ['with typ at+jwt', () => tokenOf({}, { typ: 'at+jwt' })],
    ['with typ logout+jwt', () => tokenOf({}, { typ: 'logout+jwt' })],
    ['with the address of another connection', () => tokenOf({ aud: address(other.connection_id) })],
    ['with the address and a query', () => tokenOf({ aud: `${address()}?x=1` })],
    ['with our issuer as audience', () => tokenOf({ aud: harness.url })],
    ['for another client', () => tokenOf({ sub: 'another-client' })],
    ['without sub', () => tokenOf({ sub: undefined })],
    ['of the issuer of another organization', () => tokenOf({ iss: `${harness.provider.url}/other` })],
    ['of nobody', () => tokenOf({ iss: undefined })],
    ['that lives an hour', () => tokenOf({ exp: now() + 3_600 })],
    ['that has expired', () => tokenOf({ exp: now() - 600 })],
    ['without exp', () => tokenOf({ exp: undefined })],
    ['without iat', () => tokenOf({ iat: undefined })],
    ['without jti', () => tokenOf({ jti: undefined })],
    ['that is not valid yet', () => tokenOf({ nbf: now() + 600 })],
    ['signed by another key', () => makeToken(header, claimsOf(), otherKey.privateKey, 'RS256')],
    ['with alg none', () => makeToken({ ...header, alg: 'none' }, claimsOf(), publishedKey.privateKey, 'RS256')],
    [
      'with alg HS256 and the public key',
      () => {
        const [head, body] = makeToken({ ...header, alg: 'HS256' }, claimsOf(), publishedKey.privateKey, 'RS256').split(
          '.',
        )
        const secret = publishedKey.publicKey.export({ type: 'spki', format: 'pem' })
        return `${head}.${body}.${createHmac('sha256', secret).update(`${head}.${body}`).digest('base64url')}`
      },
    ],
  ]
  it.each(tokens)('401 %s', async (_, make) => {
    const signed = await signedIn()
    const response = await post(person(signed), make())
    expect(response.status).toBe(401)
    expect(await response.json()).toMatchObject({ error: 'invalid_token' })
    expect([await hasSession(signed), await refreshes(signed)]).toEqual([true, true])
  })

  it('401 for a token that comes again, without a second effect', async () => {
    const first = await signedIn()
    const token = tokenOf()
    expect((await post(person(first), token)).status).toBe(204)
    const second = await signedIn({ sub: first.sub })
    expect((await post(person(first), token)).status).toBe(401)
    expect(await hasSession(second)).toBe(true)
  })

  const bodies: [string, number, (signed: Signed) => unknown][] = [
    ['no JSON', 400, () => 'sub_id=x'],
    ['a list', 400, () => []],
    ['no subject', 400, () => ({})],
    ['a subject in text', 400, () => ({ sub_id: 'ada@acme.example' })],
    ['no format', 400, () => ({ sub_id: { email: 'ada@acme.example' } })],
    ['a format that nobody knows', 400, () => ({ sub_id: { format: 'shoe_size', size: '42' } })],
    ['no email', 400, () => ({ sub_id: { format: 'email' } })],
    ['a sub that is a number', 400, () => ({ sub_id: { format: 'iss_sub', iss: harness.provider.url, sub: 1 } })],
    [
      'a name that comes twice',
      400,
      ({ sub }) => `{"sub_id":{"format":"iss_sub","iss":"${harness.provider.url}","sub":"x","sub":"${sub}"}}`,
    ],
    ['a phone number', 422, () => ({ sub_id: { format: 'phone_number', phone_number: '+1' } })],
    ['an opaque id', 422, ({ sub }) => ({ sub_id: { format: 'opaque', id: sub } })],
    ['nobody', 404, () => ({ sub_id: { format: 'iss_sub', iss: harness.provider.url, sub: 'nobody' } })],
    [
      'the subject of another issuer',
      404,
      ({ sub }) => ({ sub_id: { format: 'iss_sub', iss: 'https://evil.example', sub } }),
    ],
  ]
  it.each(bodies)('%s: %i', async (_, status, body) => {
    const signed = await signedIn()
    expect((await post(body(signed))).status).toBe(status)
    expect([await hasSession(signed), await refreshes(signed)]).toEqual([true, true])
  })

  it('404 for a person of another organization, by email and by id', async () => {
    const theirs = await signedIn({ connection_id: other.connection_id })
    const sub_ids = [
      { format: 'email', email: theirs.email },
      { format: 'iss_sub', iss: harness.provider.url, sub: theirs.user_id },
      { format: 'iss_sub', iss: harness.provider.url, sub: theirs.sub },
    ]
    for (const sub_id of sub_ids) expect((await post({ sub_id })).status).toBe(404)
    expect([await hasSession(theirs), await refreshes(theirs)]).toEqual([true, true])
  })

  it('403 at a connection that is not active, and 404 at none', async () => {
    const { id } = await addConnection(harness)
    await harness.client.connections.deactivate(id)
    const signed = await signedIn()
    expect((await post(person(signed), tokenOf({ aud: address(id) }), id)).status).toBe(403)
    expect((await post(person(signed), tokenOf(), 'conn_01jd2x3y4z5a6b7c8d9e0f1g2j')).status).toBe(404)
    expect(await hasSession(signed)).toBe(true)
  })
})

describe('the addresses', () => {
  it('stand on the connection, those that its kind of identity provider calls', async () => {
    const generic = await harness.client.connections.get(harness.connection_id)
    expect(generic.logout).toEqual({
      post_logout_redirect_uri: `${harness.url}/signed-out`,
      frontchannel_logout_uri: `${harness.url}/sso/logout/frontchannel/${generic.id}`,
      backchannel_logout_uri: `${harness.url}/sso/logout/backchannel/${generic.id}`,
      revocation_uri: `${harness.url}/sso/revocation/${generic.id}`,
    })
    const entra = await harness.client.connections.create({
      organization_id: harness.organization_id,
      type: 'entra_oidc',
    })
    expect(entra.logout).toMatchObject({ backchannel_logout_uri: null, revocation_uri: null })
    for (const path of ['logout/backchannel', 'revocation']) {
      expect((await fetch(`${harness.url}/sso/${path}/${entra.id}`, { method: 'POST' })).status).toBe(404)
    }
  })

  it('of a new application take a page and an address', async () => {
    const { client_id } = await addApplication(harness, { frontchannel_logout_uri: 'https://app.example/out' })
    expect((await harness.client.applications.get(client_id)).frontchannel_logout_uri).toBe('https://app.example/out')
  })
})

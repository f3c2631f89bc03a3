/** The applications of a session are told of its end by a signed logout token, whatever ended it. */
import type { Id } from '@gatehouse-sso/core/ids'
import { createRemoteJWKSet, jwtVerify } from 'jose'
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
  signIn,
  startHarness,
  type TokenAnswer,
  until,
} from '../../../test/harness.ts'
import { type LogoutReceiver, startLogoutReceiver } from '../../../test/logout-receiver.ts'
import { maximumAttempts } from '../../jobs/schedule.ts'
import type { Attempt } from '../work/new-job.ts'
import { deliver } from './delivery.ts'

let harness: Harness
let first: Harness['application'] & { receiver: LogoutReceiver }
let second: Harness['application'] & { receiver: LogoutReceiver }
const closing: (() => Promise<void>)[] = []
beforeAll(async () => {
  // Every port of this machine, as an operator may allow a whole host.
  harness = await startHarness({ variables: { GATEHOUSE_OUTBOUND_ALLOW: '127.0.0.1' } })
  closing.push(harness.close)
  const told = async (name: string, alg: 'RS256' | 'ES256') => {
    const receiver = await startLogoutReceiver()
    closing.push(receiver.close)
    const change = { name, backchannel_logout_uri: receiver.uri, id_token_signed_response_alg: alg }
    return { ...(await addApplication(harness, change)), receiver }
  }
  first = await told('First', 'RS256')
  second = await told('Second', 'ES256')
})
afterAll(async () => {
  for (const close of closing.reverse()) await close()
})
beforeEach(() => {
  harness.provider.reset()
  for (const { receiver } of [first, second]) Object.assign(receiver, { status: 204 }).bodies.length = 0
})

interface Signed {
  readonly person: Browser
  readonly id_token: string
  readonly sid: Id<'sess'>
  readonly sub: Id<'user'>
}
/** Somebody with a session that both applications have. */
async function signedIn(change: Record<string, string | undefined> = {}, scope = 'openid'): Promise<Signed> {
  const person = browser()
  const at = { ...harness, application: first }
  const { searchParams } = await signIn(at, person, { scope, ...change, client_id: first.client_id })
  const { id_token } = (await (await redeem(at, String(searchParams.get('code')))).json()) as TokenAnswer
  const again = await person.get(authorizeAddress(harness, { scope, ...change, client_id: second.client_id }))
  expect(answerOf(again).code).toBeDefined()
  const { sid, sub } = payloadOf(id_token)
  return { person, id_token, sid: sid as Id<'sess'>, sub: sub as Id<'user'> }
}
const received = async ({ bodies }: LogoutReceiver, count = 1): Promise<Record<string, unknown>[]> => {
  await until(
    async () => bodies.length,
    (length) => length >= count,
  )
  return bodies.map((body) => payloadOf(new URLSearchParams(body).get('logout_token') ?? ''))
}

it('a logout token is signed as ID tokens are, and is nothing else', async () => {
  const { person, id_token, sid, sub } = await signedIn()
  await person.get(`${harness.url}/oauth/logout?${new URLSearchParams({ id_token_hint: id_token })}`)
  const keys = createRemoteJWKSet(new URL(`${harness.url}/oauth/jwks`))
  for (const { receiver, client_id, alg } of [
    { ...first, alg: 'RS256' },
    { ...second, alg: 'ES256' },
  ]) {
    await received(receiver)
    expect(receiver.last).toBe('POST application/x-www-form-urlencoded')
    const form = new URLSearchParams(receiver.bodies[0])
    expect([...form.keys()]).toEqual(['logout_token'])
    const { payload, protectedHeader } = await jwtVerify(String(form.get('logout_token')), keys, {
      issuer: harness.url,
      audience: client_id,
      typ: 'logout+jwt',
    })
    expect(protectedHeader.alg).toBe(alg)
    expect(Object.keys(payload).sort()).toEqual(['aud', 'events', 'exp', 'iat', 'iss', 'jti', 'sid', 'sub'])
    expect(payload).toMatchObject({ sid, sub, events: { 'http://schemas.openid.net/event/backchannel-logout': {} } })
    expect(Number(payload.exp) - Number(payload.iat)).toBe(120)
  }
  // As an ID token hint it signs nobody out.
  const token = String(new URLSearchParams(first.receiver.bodies[0]).get('logout_token'))
  const next = await signedIn()
  const page = await next.person.get(`${harness.url}/oauth/logout?${new URLSearchParams({ id_token_hint: token })}`)
  expect(await page.text()).toContain('<h1>Sign out?</h1>')
})

describe('both applications are told of a session that', () => {
  const ends: [string, (signed: Signed) => Promise<unknown>][] = [
    [
      'its person ends at one of them',
      ({ person, id_token }) =>
        person.get(`${harness.url}/oauth/logout?${new URLSearchParams({ id_token_hint: id_token })}`),
    ],
    ['is ended through the API', ({ sub, sid }) => harness.client.sessions.end(sub, sid)],
    ['ends with all of its user', ({ sub }) => harness.client.sessions.endAll(sub)],
    ['ends with all of its organization', () => harness.client.sessions.endAllOfOrganization(harness.organization_id)],
    ['ends with all of its connection', () => harness.client.sessions.endAllOfConnection(harness.connection_id)],
    ['ends because its user is suspended', ({ sub }) => harness.client.users.suspend(sub)],
    [
      'another person replaces in the same browser',
      ({ person }) => {
        harness.provider.behaviour = { claims: { sub: 'somebody-else' } }
        return signIn(harness, person, { prompt: 'login' })
      },
    ],
  ]
  it.each(ends)('%s', async (_, end) => {
    harness.provider.behaviour = { claims: { sub: `person-${Math.random()}` } }
    const signed = await signedIn()
    await end(signed)
    // Sessions of earlier tests may end with it, and are told of before or after it.
    const told = (receiver: LogoutReceiver) => async () =>
      (await received(receiver)).filter(({ sid }) => sid === signed.sid).length
    for (const { receiver } of [first, second]) {
      await until(told(receiver), (times) => times > 0)
      expect(await told(receiver)()).toBe(1)
    }
  })

  it.each(['deactivate', 'delete'] as const)('ends because of its connection: %s', async (verb) => {
    const { id: connection } = await addConnection(harness)
    const signed = await signedIn({ organization: undefined, connection })
    await harness.client.connections[verb](connection)
    for (const { receiver } of [first, second]) {
      expect(await received(receiver)).toMatchObject([{ sid: signed.sid, sub: signed.sub }])
    }
  })

  it('ends because its organization is deleted', async () => {
    const { id } = await harness.client.organizations.create({ name: 'Gone' })
    await addConnection({ ...harness, organization_id: id })
    const signed = await signedIn({ organization: id })
    await harness.client.organizations.delete(id)
    for (const { receiver } of [first, second]) {
      expect(await received(receiver)).toMatchObject([{ sid: signed.sid, sub: signed.sub }])
    }
  })
})

it('an application without the address, or that never had the session, is not told', async () => {
  const person = browser()
  const at = { ...harness, application: first }
  const code = String((await signIn(at, person, { client_id: first.client_id })).searchParams.get('code'))
  const { id_token } = (await (await redeem(at, code)).json()) as TokenAnswer
  await person.get(authorizeAddress(harness)) // the application of the harness has no such address
  await person.get(`${harness.url}/oauth/logout?${new URLSearchParams({ id_token_hint: id_token })}`)
  await received(first.receiver)
  expect(second.receiver.bodies).toEqual([])
})

it('a refresh token that outlives its session is told of when all of its user ends', async () => {
  const signed = await signedIn({}, 'openid offline_access')
  await harness.client.sessions.end(signed.sub, signed.sid)
  await received(first.receiver)
  first.receiver.bodies.length = 0
  await harness.client.sessions.endAll(signed.sub)
  expect(await received(first.receiver)).toMatchObject([{ sid: signed.sid, sub: signed.sub }])
})

describe('159 an application that does not take the token', () => {
  const delivery = ({ sid, sub }: Signed) => ({
    environment_id: harness.environment_id,
    application_id: first.client_id,
    session_id: sid,
    user_id: sub,
  })
  const attempt = (signed: Signed, { attempt = 1, is_last = false }: Partial<Attempt> = {}) =>
    deliver(harness.gateway.work, delivery(signed), { attempt, is_last })

  it('holds up nobody: the person is out at once, and the job waits for its next try', async () => {
    first.receiver.status = 503
    const signed = await signedIn()
    await harness.client.sessions.end(signed.sub, signed.sid)
    expect(answerOf(await signed.person.get(authorizeAddress(harness, { prompt: 'none' }))).error).toBe(
      'login_required',
    )
    await received(first.receiver)
    await received(second.receiver)
    first.receiver.status = 200
    await received(first.receiver, 2) // after about five seconds
  })

  it.each([400, 401, 404, 500, 302])('with status %i is tried again', async (status) => {
    const signed = await signedIn()
    first.receiver.status = status
    await expect(attempt(signed)).rejects.toMatchObject({
      code: 'logout_token_refused',
      evidence: { received: `status ${status}` },
    })
  })

  it('after the last try leaves an event', async () => {
    const signed = await signedIn()
    first.receiver.status = 500
    await expect(attempt(signed, { attempt: maximumAttempts, is_last: true })).rejects.toThrow()
    const [event] = (await harness.client.events.list({ type: 'logout_delivery.failed' })).data
    expect(event).toMatchObject({
      organization_id: harness.organization_id,
      data: {
        id: signed.sid,
        user_id: signed.sub,
        application_id: first.client_id,
        address: first.receiver.uri,
        attempts: maximumAttempts,
        error: 'logout_token_refused',
        received: 'status 500',
      },
    })
  })

  it('and is switched off meanwhile is not asked any more', async () => {
    const signed = await signedIn()
    await harness.client.applications.update(first.client_id, { state: 'inactive' })
    await attempt(signed)
    await harness.client.applications.update(first.client_id, { state: 'active' })
    expect(first.receiver.bodies).toEqual([])
  })
})

describe('158 an address for logout tokens', () => {
  const refusedAddresses = [
    'http://169.254.169.254/latest',
    'https://169.254.169.254/',
    'https://10.0.0.1/logout',
    'https://[::1]/logout',
    'http://app.example/logout',
    'javascript:alert(1)',
    'data:text/plain,x',
    'https://user:pass@app.example/logout',
    'https://app.example/logout#fragment',
  ]
  it.each(refusedAddresses)('%s is refused when it is saved', async (backchannel_logout_uri) => {
    const change = { backchannel_logout_uri }
    await expect(harness.client.applications.update(second.client_id, change)).rejects.toMatchObject({ status: 422 })
  })

  it('is checked again when it is called', async () => {
    const { deliveries } = harness.gateway.work.ports
    await expect(deliveries.post('https://10.0.0.1/logout', {})).rejects.toMatchObject({ code: 'address_refused' })
  })
})

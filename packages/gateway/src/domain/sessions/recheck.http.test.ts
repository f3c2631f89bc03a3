/** A connection that asks Entra again, while a session lives, whether its person still has access. */
import type { Id } from '@gatehouse-sso/core/ids'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type EntraHarness, first_secret, startEntraHarness, tenant_id } from '../../../test/entra-harness.ts'
import {
  authorizeAddress,
  codeIn,
  payloadOf,
  redeem,
  redirect_uri,
  refresh,
  type TokenAnswer,
} from '../../../test/harness.ts'
import { openWindow } from '../../testing/window.ts'
import { endSession } from './sessions.ts'

let harness: EntraHarness
const minutes = 60
const email = 'ada@contoso.example'
const scope = 'openid profile email offline_access'
type Window = ReturnType<typeof openWindow>

beforeAll(async () => {
  harness = await startEntraHarness()
  await harness.client.credentials.create(harness.entra.id, { client_secret: first_secret })
  await harness.client.connections.activate(harness.entra.id)
})
afterAll(() => harness.close())
const recheckEvery = (recheck_minutes: number | null) =>
  harness.client.connections.update(harness.entra.id, { policy: { recheck_minutes } })
beforeEach(async () => {
  await recheckEvery(minutes)
  await admin('DELETE', '/requests')
})
afterEach(async () => {
  await admin('DELETE', '/faults')
  await admin('PATCH', `/tenants/${tenant_id}/users/${email}`, { accountEnabled: true })
  await harness.register({
    enabled: true,
    appRoleAssignmentRequired: false,
    passwordCredentials: [{ secretText: first_secret }],
  })
})

const admin = (method: 'GET' | 'POST' | 'PATCH' | 'DELETE', path: string, body?: object) =>
  harness.emulator.admin(method, path, body)
async function pass(count: number): Promise<void> {
  harness.clock.ahead += count * 60_000
  await admin('POST', '/clock', { advance_seconds: count * 60 })
}
const newWindow = () => openWindow(({ href }) => href.startsWith(redirect_uri))
/** Enters the password where Entra asks for it. */
async function enter(window: Window, change: Record<string, string> = {}): Promise<URL> {
  const page = await window.open(authorizeAddress(harness, { connection: harness.entra.id, scope, ...change }))
  if (page.status === 0) return page.url
  const named = page.html.includes('name="password"') ? page : await window.submit(page, 'login', { login: email })
  return (await window.submit(named, 'password', { password: 'Correct-Horse-1' })).url
}
async function tokensOf(url: URL): Promise<TokenAnswer> {
  const response = await redeem(harness, String(url.searchParams.get('code')))
  return (await response.json()) as TokenAnswer
}
const signIn = async (window = newWindow()) => tokensOf(await enter(window, { login_hint: email }))
async function use({ refresh_token }: TokenAnswer) {
  const response = await refresh(harness, refresh_token)
  const body = (await response.json()) as TokenAnswer & { error?: string }
  return { status: response.status, body, error: body.error, code: codeIn(body) }
}
interface Logged {
  readonly endpoint: string
  readonly parameters: Readonly<Record<string, string>>
}
const requests = async () => ((await admin('GET', '/requests')) as { value: Logged[] }).value
const questions = async () =>
  (await requests()).filter(({ parameters }) => parameters.grant_type === 'refresh_token').length
const sessionOf = async ({ id_token }: TokenAnswer) => {
  const { sid } = payloadOf(id_token)
  return harness.gateway.work.ports.stores.in(harness.environment_id).sessions.get(String(sid))
}
const recheckOf = ({ id_token }: TokenAnswer) =>
  harness.gateway.work.ports.stores
    .in(harness.environment_id)
    .rechecks.get(String(payloadOf(id_token).sid) as Id<'sess'>)

describe('by default', () => {
  it('no refresh token is asked for, nothing is kept and nobody asks', async () => {
    await recheckEvery(null)
    const tokens = await signIn()
    const [authorize] = (await requests()).filter(({ endpoint }) => endpoint === 'authorize')
    expect(authorize?.parameters.scope).toBe('openid profile email')
    expect(await recheckOf(tokens)).toBeUndefined()
    await pass(24 * 60)
    expect((await use(tokens)).status).toBe(200)
    expect(await questions()).toBe(0)
  })
})

describe('a connection with recheck_minutes', () => {
  it('keeps the refresh token sealed, and asks when it is due', async () => {
    const tokens = await signIn()
    const [authorize] = (await requests()).filter(({ endpoint }) => endpoint === 'authorize')
    expect(authorize?.parameters.scope).toBe('openid profile email offline_access')
    expect((await recheckOf(tokens))?.token_sealed).toMatch(/^s1\./)
    await pass(minutes - 1)
    const second = await use(tokens)
    expect([second.status, await questions()]).toEqual([200, 0])
    await pass(2)
    const third = await use(second.body)
    expect([third.status, await questions()]).toEqual([200, 1])
    expect((await use(third.body)).status).toBe(200)
    expect(await questions()).toBe(1)
    expect(harness.log_lines.join('\n')).not.toContain('refresh_token=')
  })

  it('asks once for concurrent refreshes of one session', async () => {
    const window = newWindow()
    const grants = [await signIn(window)]
    for (let count = 0; count < 7; count += 1) grants.push(await tokensOf(await enter(window)))
    expect(new Set(grants.map(({ id_token }) => payloadOf(id_token).sid)).size).toBe(1)
    await pass(minutes + 1)
    const statuses = (await Promise.all(grants.map(use))).map(({ status }) => status)
    expect(statuses).toEqual(grants.map(() => 200))
    expect(await questions()).toBe(1)
  })

  it('asks before a session answers another application', async () => {
    const window = newWindow()
    await signIn(window)
    await pass(minutes + 1)
    expect((await enter(window, { prompt: 'none' })).searchParams.has('code')).toBe(true)
    expect(await questions()).toBe(1)
    await admin('PATCH', `/tenants/${tenant_id}/users/${email}`, { accountEnabled: false })
    await pass(minutes + 1)
    expect((await enter(window, { prompt: 'none' })).searchParams.get('error')).toBe('login_required')
  })

  it('asks with a federated credential', async () => {
    const { id } = harness.entra
    const { federation, id: credential } = await harness.client.credentials.create(id, { type: 'federated' })
    const { issuer, subject, audience } = federation ?? {}
    await harness.register({
      passwordCredentials: [],
      federatedIdentityCredentials: [{ name: 'gatehouse', issuer, subject, audiences: [audience] }],
    })
    const secret = (await harness.client.credentials.list(id)).data.find(({ active }) => active)
    await harness.client.credentials.activate(id, credential)
    const tokens = await signIn()
    await pass(minutes + 1)
    expect((await use(tokens)).status).toBe(200)
    expect(await questions()).toBe(1)
    await harness.register({ passwordCredentials: [{ secretText: first_secret }] })
    await harness.client.credentials.activate(id, String(secret?.id))
    await harness.client.credentials.delete(id, credential)
  })
})

describe('a refusal ends the session and its grants:', () => {
  const refusals: readonly (readonly [string, () => Promise<unknown>])[] = [
    ['disabled', () => admin('PATCH', `/tenants/${tenant_id}/users/${email}`, { accountEnabled: false })],
    ['not assigned', () => harness.register({ appRoleAssignmentRequired: true })],
    ['sessions revoked', () => admin('POST', `/tenants/${tenant_id}/users/${email}/revokeSignInSessions`)],
    ['password changed', () => admin('POST', '/faults', { name: 'error', code: 50132, at: 'refresh' })],
    ['application switched off at Entra', () => harness.register({ enabled: false })],
  ]
  it.each(refusals)('%s', async (_, remove) => {
    const window = newWindow()
    const tokens = await signIn(window)
    const other = await tokensOf(await enter(window))
    await pass(minutes + 1)
    await remove()
    const refusal = await use(tokens)
    expect([refusal.status, refusal.error, refusal.code]).toEqual([400, 'invalid_grant', 'recheck_refused'])
    expect(await sessionOf(tokens)).toMatchObject({ ended_because: 'recheck_refused' })
    expect((await recheckOf(tokens))?.token_sealed).toBeNull()
    const [event] = (await harness.client.events.list({ type: 'session.ended' })).data
    expect(event).toMatchObject({ actor: { type: 'system' }, data: { ended_because: 'recheck_refused' } })
    const asked = await questions()
    expect((await use(other)).error).toBe('invalid_grant')
    expect((await use(tokens)).error).toBe('invalid_grant')
    expect(await questions()).toBe(asked)
    expect((await enter(window, { prompt: 'none' })).searchParams.get('error')).toBe('login_required')
  })

  it('ends a grant that outlived its session, with an event', async () => {
    const tokens = await signIn()
    const { sid } = payloadOf(tokens.id_token)
    await endSession(harness.gateway.work, harness.environment_id, String(sid) as Id<'sess'>, 'ended by the test')
    await pass(minutes + 1)
    expect((await use(tokens)).status).toBe(200)
    const next = await signIn()
    const session = String(payloadOf(next.id_token).sid)
    await endSession(harness.gateway.work, harness.environment_id, session as Id<'sess'>, 'ended by the test')
    await pass(minutes + 1)
    await admin('PATCH', `/tenants/${tenant_id}/users/${email}`, { accountEnabled: false })
    expect((await use(next)).code).toBe('recheck_refused')
    const [event] = (await harness.client.events.list({ type: 'grant.revoked' })).data
    expect(event).toMatchObject({ data: { session_id: session, revoked_because: 'recheck_refused' } })
  })

  it('stands in the record of the sign-in, with the hint', async () => {
    const tokens = await signIn()
    await pass(minutes + 1)
    await admin('PATCH', `/tenants/${tenant_id}/users/${email}`, { accountEnabled: false })
    await use(tokens)
    const [latest] = (await harness.client.signIns.list({ limit: 1 })).data
    await expect
      .poll(async () => (await harness.client.signIns.get(String(latest?.id))).steps.map(({ name }) => name))
      .toContain('recheck')
  })
})

describe('nothing is given until the person signs in, and then everything goes on, after', () => {
  const needs: readonly (readonly [string, object])[] = [
    ['a condition of Conditional Access', { name: 'mfa-on-refresh' }],
    ['a block by Conditional Access', { name: 'error', code: 53003, at: 'refresh' }],
    ['a refresh token that was idle for too long', { name: 'error', code: 700082, at: 'refresh' }],
    ['the sign-in frequency of the tenant', { name: 'error', code: 70043, at: 'refresh' }],
    ['a consent that is missing', { name: 'error', code: 65001, at: 'refresh' }],
  ]
  it.each(needs)('%s', async (_, fault) => {
    const window = newWindow()
    const tokens = await signIn(window)
    await pass(minutes + 1)
    await admin('POST', '/faults', { times: 1, ...fault })
    const first = await use(tokens)
    expect([first.status, first.error, first.code]).toEqual([400, 'invalid_grant', 'recheck_sign_in_needed'])
    expect((await use(tokens)).code).toBe('recheck_sign_in_needed')
    expect(await questions()).toBe(1)
    expect((await sessionOf(tokens))?.ended_at).toBeNull()
    expect((await enter(window, { prompt: 'none' })).searchParams.get('error')).toBe('login_required')
    expect((await enter(window, { login_hint: email })).searchParams.has('code')).toBe(true)
    expect((await use(tokens)).status).toBe(200)
  })

  it('the setting was switched on during the session', async () => {
    await recheckEvery(null)
    const tokens = await signIn()
    await recheckEvery(minutes)
    const next = await use(tokens)
    expect(next.status).toBe(200)
    await pass(minutes + 1)
    expect((await use(next.body)).code).toBe('recheck_sign_in_needed')
    expect(await questions()).toBe(0)
  })
})

describe('an identity provider that does not answer', () => {
  const troubles: readonly (readonly [string, () => Promise<unknown>])[] = [
    ['because it is away', () => admin('POST', '/faults', { name: 'token-503' })],
    ['because it has too many requests', () => admin('POST', '/faults', { name: 'token-429' })],
    ['because it refuses our credential', () => harness.register({ passwordCredentials: [] })],
  ]
  it.each(troubles)('takes nothing away for a day, and is asked once a minute, %s', async (_, begin) => {
    let tokens = await signIn()
    await pass(minutes + 1)
    await begin()
    for (let count = 0; count < 3; count += 1) {
      const { status, body } = await use(tokens)
      expect(status).toBe(200)
      tokens = body
    }
    const asked = await questions()
    expect(asked).toBe(1)
    await pass(2)
    tokens = (await use(tokens)).body
    expect(await questions()).toBe(2)
    await pass(24 * 60)
    expect((await use(tokens)).code).toBe('recheck_sign_in_needed')
  })
})

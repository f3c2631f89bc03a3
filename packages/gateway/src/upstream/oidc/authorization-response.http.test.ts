/** Group B of the security cases: what comes back with the browser, before and instead of a code. */
import type { FailureCode } from '@gatehouse-sso/core/failures'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import {
  addConnection,
  answerOf,
  authorizeAddress,
  browser,
  codeOnPage,
  goUpstream,
  type Harness,
  locationOf,
  redeem,
  redirect_uri,
  refused,
  startHarness,
} from '../../../test/harness.ts'
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

const minute = 60_000

interface Case {
  readonly name: string
  readonly extra: Record<string, string>
  readonly code: FailureCode
}

const answers: readonly Case[] = [
  { name: '21 another iss', extra: { iss: 'https://evil.example' }, code: 'upstream_issuer_mismatch' },
  {
    name: '25 a code and an error',
    extra: { error: 'server_error', error_description: 'x' },
    code: 'upstream_error',
  },
  { name: '24 a person who went back', extra: { code: '', error: 'access_denied' }, code: 'upstream_cancelled' },
  {
    name: '24 a refusal with HTML in it',
    extra: { code: '', error: 'access_denied', error_description: '<img src=x onerror=alert(1)>' },
    code: 'upstream_refused',
  },
  { name: 'an unknown error', extra: { code: '', error: 'made_up' }, code: 'upstream_refused' },
  { name: 'a provider that is down', extra: { code: '', error: 'temporarily_unavailable' }, code: 'upstream_error' },
  {
    name: '26 nothing but the state, the rest in a fragment',
    extra: { code: '' },
    code: 'upstream_response_malformed',
  },
  { name: '26 an ID token in the query', extra: { id_token: 'a.b.c' }, code: 'upstream_answer_unusable' },
  { name: '26 an access token in the query', extra: { token: 'x' }, code: 'upstream_answer_unusable' },
  { name: '26 a signed response', extra: { response: 'a.b.c' }, code: 'upstream_answer_unusable' },
  { name: '27 a code of 9 KiB', extra: { code: 'c'.repeat(9 * 1024) }, code: 'upstream_response_malformed' },
]

describe('an answer is refused before the token endpoint is called', () => {
  it.each(answers)('$name', async ({ extra, code }) => {
    const record = await refusal(harness, { extra })
    expect(record.error_code).toBe(code)
    expect(tokenRequests(harness)).toBe(0)
  })

  it('21 also one whose iss has only a slash more, and both are on record', async () => {
    const record = await refusal(harness, { extra: { iss: `${harness.provider.url}/` } })
    expect(record.error).toMatchObject({
      code: 'upstream_issuer_mismatch',
      expected: harness.provider.url,
      received: `${harness.provider.url}/`,
    })
    expect(tokenRequests(harness)).toBe(0)
  })

  it('22 also one without iss, where the provider promises one', async () => {
    const connection = await addConnection(harness, { path: '/iss' })
    const discovery = { authorization_response_iss_parameter_supported: true }
    const attempt = { behaviour: { discovery }, change: { connection: connection.id } }
    expect((await refusal(harness, attempt)).error_code).toBe('upstream_issuer_missing')
    expect((await refusal(harness, { ...attempt, extra: { iss: '' } })).error_code).toBe('upstream_issuer_missing')
    expect(tokenRequests(harness)).toBe(0)
    const person = browser()
    const back = await goUpstream(harness, person, attempt.change, { iss: `${harness.provider.url}/iss` })
    expect(answerOf(await person.get(back.href)).code).toBeTruthy()
    await harness.client.connections.delete(connection.id)
  })

  it('24 and the record keeps the error as it came', async () => {
    const error_description = 'AADSTS65004: declined "by" <b>the</b> person'
    const record = await refusal(harness, { extra: { code: '', error: 'access_denied', error_description } })
    expect(record.error?.upstream).toMatchObject({ error: 'access_denied', description: error_description })
  })
})

/** An answer that belongs to no sign-in, or to one that is over: shown on a page, nothing sent, nothing changed. */
async function onPage(address: string, person = browser()): Promise<string | undefined> {
  const before = harness.counts()
  harness.provider.requests.length = 0
  const response = await person.get(address)
  expect(response.status).toBe(400)
  expect(response.headers.get('location')).toBeNull()
  expect(response.headers.get('cache-control')).toBe('no-store')
  expect(harness.provider.requests).toEqual([])
  expect(harness.counts()).toEqual(before)
  return codeOnPage(response)
}

describe('an answer is refused that belongs to no sign-in in progress', () => {
  const without = (back: URL, name: string): string => {
    back.searchParams.delete(name)
    return back.href
  }

  it('17 without state', async () => {
    const person = browser()
    const back = await goUpstream(harness, person)
    expect(await onPage(without(back, 'state'), person)).toBe('state_missing')
  })

  const changedStates: readonly [string, (state: string) => string][] = [
    ['made up', () => 'x'.repeat(48)],
    ['of another length', (state) => `${state}a`],
    ['with its secret changed', (state) => `${state.slice(0, -1)}${state.endsWith('A') ? 'B' : 'A'}`],
    ['with its id changed', (state) => `${state.slice(0, 20)}${state[20] === '0' ? '1' : '0'}${state.slice(21)}`],
    ['in upper case', (state) => state.toUpperCase()],
    ['with SQL in it', () => "' or '1'='1"],
    ['with NUL in it', (state) => `${state.slice(0, 25)}\u0000${state.slice(26)}`],
  ]
  it.each(changedStates)('17 with a state %s', async (_, change) => {
    const person = browser()
    const back = await goUpstream(harness, person)
    const state = String(back.searchParams.get('state'))
    back.searchParams.set('state', change(state))
    expect(await onPage(back.href, person)).toBe('state_unknown')
    // The right one still works: whoever guesses does not end the sign-ins of others.
    back.searchParams.set('state', state)
    expect(answerOf(await person.get(back.href)).code).toBeTruthy()
  })

  it('17 with a state that comes twice', async () => {
    const person = browser()
    const back = await goUpstream(harness, person)
    expect(await onPage(`${back.href}&state=x`, person)).toBe('parameter_repeated')
  })

  it('18 with a state that was used: the back button', async () => {
    const person = browser()
    const back = await goUpstream(harness, person)
    expect(answerOf(await person.get(back.href)).code).toBeTruthy()
    expect(await onPage(back.href, person)).toBe('sign_in_finished')
  })

  it('18 with a state that was used, and a fresh code', async () => {
    const person = browser()
    const authorize = locationOf(await person.get(authorizeAddress(harness)))
    expect(answerOf(await person.get(harness.provider.answer(authorize).href)).code).toBeTruthy()
    expect(await onPage(harness.provider.answer(authorize).href, person)).toBe('sign_in_finished')
  })

  it('18 with a state whose sign-in was refused', async () => {
    const person = browser()
    const authorize = locationOf(await person.get(authorizeAddress(harness)))
    const cancelled = harness.provider.answer(authorize, { code: '', error: 'access_denied' })
    await refused(harness, await person.get(cancelled.href))
    expect(await onPage(harness.provider.answer(authorize).href, person)).toBe('sign_in_finished')
  })

  it('18 with a state whose sign-in a job has given up', async () => {
    const person = browser()
    const back = await goUpstream(harness, person)
    harness.clock.ahead = 16 * minute
    await harness.gateway.sweep()
    expect(await onPage(back.href, person)).toBe('sign_in_finished')
  })

  it('26 by POST: the POST redeems nothing, and its GET does', async () => {
    const person = browser()
    const back = await goUpstream(harness, person)
    harness.provider.requests.length = 0
    const response = await person.post(`${back.origin}${back.pathname}`, Object.fromEntries(back.searchParams))
    expect([response.status, locationOf(response)]).toEqual([303, back.href])
    expect(harness.provider.requests).toEqual([])
    expect(answerOf(await person.get(back.href)).code).toBeTruthy()
  })

  it.each(['HEAD', 'OPTIONS', 'PUT'])('by %s, which leaves the sign-in alone', async (method) => {
    const person = browser()
    const back = await goUpstream(harness, person)
    harness.provider.requests.length = 0
    const cookie = [...person.cookies].map((pair) => pair.join('=')).join('; ')
    const response = await fetch(back, { method, headers: { cookie }, redirect: 'manual' })
    expect([response.status, response.headers.get('location')]).toEqual([405, null])
    expect(harness.provider.requests).toEqual([])
    expect(answerOf(await person.get(back.href)).code).toBeTruthy()
  })

  it('27 with a code of 64 KiB', async () => {
    const person = browser()
    const back = await goUpstream(harness, person, {}, { code: 'c'.repeat(64 * 1024) })
    const response = await person.get(back.href)
    expect([400, 413, 414, 431]).toContain(response.status)
    expect(tokenRequests(harness)).toBe(0)
  })
})

describe('29 an answer that took longer than 15 minutes', () => {
  it('is refused, and starting again is offered', async () => {
    const person = browser()
    const back = await goUpstream(harness, person)
    harness.clock.ahead = 15 * minute
    harness.provider.requests.length = 0
    const response = await person.get(back.href)
    const record = await refused(harness, response)
    expect(record.error_code).toBe('sign_in_expired')
    expect(harness.provider.requests).toEqual([])
    const page = await (await person.get(locationOf(response))).text()
    expect(page).toContain(`href="${redirect_uri}?error=access_denied`)
  })

  it('is accepted a second before', async () => {
    const person = browser()
    const back = await goUpstream(harness, person)
    harness.clock.ahead = 15 * minute - 2000
    expect(answerOf(await person.get(back.href)).code).toBeTruthy()
  })
})

describe('an answer that comes at the address of another connection', () => {
  it('is refused although the state is right', async () => {
    const other = await addConnection(harness, { path: '/other' })
    const person = browser()
    const back = await goUpstream(harness, person, { connection: harness.connection_id })
    const elsewhere = back.href.replace(harness.connection_id, other.id)
    harness.provider.requests.length = 0
    const record = await refused(harness, await person.get(elsewhere))
    expect(record.error).toMatchObject({
      code: 'connection_mismatch',
      expected: harness.connection_id,
      received: other.id,
    })
    expect(harness.provider.requests).toEqual([])
    await harness.client.connections.delete(other.id)
  })

  it.each(['conn_00000000000000000000000000', 'x', '%00', 'a'.repeat(180)])('is refused: %s', async (id) => {
    const person = browser()
    const back = await goUpstream(harness, person)
    harness.provider.requests.length = 0
    const response = await person.get(back.href.replace(harness.connection_id, id))
    expect(response.status).toBeLessThan(500)
    expect(response.headers.get('location') ?? '').not.toContain('code=')
    expect(harness.provider.requests).toEqual([])
  })
})

describe('an answer that comes in another browser', () => {
  it('is not redeemed: the sign-in starts again there, once', async () => {
    const first = browser()
    const other = browser()
    const back = await goUpstream(harness, first)
    harness.provider.requests.length = 0
    const restart = await other.get(back.href)
    expect(restart.status).toBe(303)
    const upstream = new URL(locationOf(restart))
    expect(upstream.origin).toBe(harness.provider.url)
    expect(upstream.searchParams.get('state')).not.toBe(back.searchParams.get('state'))
    expect(tokenRequests(harness)).toBe(0)

    // The person finishes in the browser where they are; the answer is the one to the request of the application.
    const callback = answerOf(await other.get(harness.provider.answer(upstream.href).href))
    expect(callback).toMatchObject({ code: expect.any(String), state: 'the-state' })
    // The attempt in the first browser is over.
    expect(await onPage(back.href, first)).toBe('sign_in_finished')
  })

  it('twice is refused: somebody is being led astray', async () => {
    const back = await goUpstream(harness, browser())
    const restart = await browser().get(back.href)
    const again = harness.provider.answer(locationOf(restart))
    expect(await onPage(again.href)).toBe('browser_changed')
  })

  it.each([
    ['made up', 'A'.repeat(43)],
    ['of another form', '../../etc'],
    ['empty', ''],
  ])('is not redeemed with a browser key %s', async (_, key) => {
    const person = browser()
    const back = await goUpstream(harness, person)
    person.cookies.set('gatehouse-browser', key)
    const response = await person.get(back.href)
    expect(new URL(locationOf(response)).origin).toBe(harness.provider.url)
    expect(tokenRequests(harness)).toBe(0)
  })

  it('shows nothing of the refusal to others', async () => {
    const person = browser()
    const back = await goUpstream(
      harness,
      person,
      {},
      { code: '', error: 'access_denied', error_description: 'secret' },
    )
    const address = locationOf(await person.get(back.href))
    const another = browser()
    await another.get(authorizeAddress(harness))
    for (const other of [another, browser()]) {
      const seen = await other.get(address)
      expect(seen.status).toBe(404)
      expect(await seen.text()).not.toMatch(/secret|access_denied|app\.example/)
    }
    expect(await (await person.get(address)).text()).toContain('secret')
  })
})

describe('30 a hundred sign-ins in one browser', () => {
  it('have one cookie between them, and each finishes', async () => {
    const person = browser()
    await person.get(authorizeAddress(harness, { state: 'first' }))
    const states = Array.from({ length: 100 }, (_, index) => `state-${index}`)
    const backs = await Promise.all(states.map((state) => goUpstream(harness, person, { state })))
    expect([...person.cookies.keys()]).toEqual(['gatehouse-browser'])
    const header = [...person.cookies].map((cookie) => cookie.join('=')).join('; ')
    expect(header.length).toBeLessThan(2048)

    const answers = await Promise.all(backs.map(async (back) => answerOf(await person.get(back.href))))
    expect(answers.map(({ state }) => state)).toEqual(states)
    const redeemed = await Promise.all(answers.map(({ code = '' }) => redeem(harness, code)))
    expect(redeemed.map(({ status }) => status)).toEqual(Array(100).fill(200))
    expect([...person.cookies.keys()].sort()).toEqual(['gatehouse-browser', 'gatehouse-session'])
  })
})

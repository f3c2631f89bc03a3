/** Every refused request leaves a record that its reference finds, with code, client and what was received. */
import type { FailureCode } from '@gatehouse-sso/core/failures'
import type { Id } from '@gatehouse-sso/core/ids'
import type { SignInWithTrace } from '@gatehouse-sso/sdk/contract/sign-ins'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  addConnection,
  addEnvironment,
  answerOf,
  authorizeAddress,
  backChannel,
  browser,
  codeOnPage,
  databases,
  goUpstream,
  type Harness,
  locationOf,
  redeem,
  redirect_uri,
  signIn,
  startHarness,
  until,
} from '../../../test/harness.ts'

interface Refused {
  readonly response: Response
  /** The id of the record, as the person or the client reads it. */
  readonly reference: string
}

/** The reference on a page. */
async function onPage(response: Response): Promise<Refused> {
  const text = await response.clone().text()
  return { response, reference: /Reference <code>(\w+)<\/code>/.exec(text)?.[1] ?? text }
}

/** The reference in an `error_description`. */
function described(response: Response, description = ''): Refused {
  return { response, reference: /Reference: (\w+)\./.exec(description)?.[1] ?? description }
}

const atRedirect = (response: Response): Refused => described(response, answerOf(response).error_description)

async function asJson(response: Response): Promise<Refused> {
  const { error_description } = (await response.clone().json()) as { error_description: string }
  return described(response, error_description)
}

const read = ({ client }: Harness, { reference }: Refused): Promise<SignInWithTrace> =>
  client.signIns.get(reference as Id<'signin'>)

type Known = Partial<Pick<SignInWithTrace, 'application_id' | 'organization_id' | 'connection_id'>>

interface Case {
  readonly code: FailureCode
  readonly act: (harness: Harness) => Promise<Refused>
  /** The things that the record names; the others are null. */
  readonly known: (harness: Harness) => Known
  /** A part of what the record says was received. */
  readonly received?: Readonly<Record<string, unknown>>
}

const get = (harness: Harness, change: Record<string, string | undefined>) =>
  browser().get(authorizeAddress(harness, change))
const applicationOnly = ({ application }: Harness): Known => ({ application_id: application.client_id })
const applicationAndOrganization = (harness: Harness): Known => ({
  ...applicationOnly(harness),
  organization_id: harness.organization_id,
})

const cases: Readonly<Record<string, Case>> = {
  'an unknown client': {
    code: 'client_unknown',
    act: async (harness) => onPage(await get(harness, { client_id: 'app_00000000000000000000000000' })),
    known: ({ organization_id }) => ({ organization_id }),
    received: { client_id: 'app_00000000000000000000000000', redirect_uri },
  },
  'a redirect URI that is not registered': {
    code: 'redirect_uri_not_registered',
    act: async (harness) => onPage(await get(harness, { redirect_uri: `${redirect_uri}/` })),
    known: applicationAndOrganization,
    received: { redirect_uri: `${redirect_uri}/` },
  },
  'an unknown organization': {
    code: 'organization_unknown',
    act: async (harness) => atRedirect(await get(harness, { organization: 'org_00000000000000000000000000' })),
    known: applicationOnly,
    received: { organization: 'org_00000000000000000000000000' },
  },
  'an organization without a connection': {
    code: 'connection_not_active',
    act: async (harness) => {
      const { id } = await harness.client.organizations.create({ name: 'Without' })
      return atRedirect(await get(harness, { organization: id }))
    },
    known: applicationOnly, // and the organization, which the act creates
  },
  'an inactive connection': {
    code: 'connection_not_active',
    act: async (harness) => {
      const { id } = await addConnection(harness, { name: 'Off' })
      await harness.client.connections.deactivate(id)
      return atRedirect(await get(harness, { organization: undefined, connection: id }))
    },
    known: applicationAndOrganization, // and the connection, which the act creates
  },
  'a scope without openid': {
    code: 'scope_invalid',
    act: async (harness) => atRedirect(await get(harness, { scope: 'email  x' })),
    known: applicationAndOrganization,
    received: { scope: 'email  x' },
  },
  'an empty callback': {
    code: 'callback_empty',
    act: async (harness) => onPage(await browser().get(`${harness.url}/sso/oidc/callback/${harness.connection_id}`)),
    known: ({ organization_id, connection_id }) => ({ organization_id, connection_id }),
    received: { parameters: [] },
  },
  'a callback without state': {
    code: 'state_missing',
    act: async (harness) =>
      onPage(await browser().get(`${harness.url}/sso/oidc/callback/${harness.connection_id}?code=secret-code`)),
    known: ({ organization_id, connection_id }) => ({ organization_id, connection_id }),
    received: { parameters: ['code'] },
  },
  'a callback with a state of nobody': {
    code: 'state_unknown',
    act: async (harness) =>
      onPage(await browser().get(`${harness.url}/sso/oidc/callback/${harness.connection_id}?code=x&state=y`)),
    known: ({ organization_id, connection_id }) => ({ organization_id, connection_id }),
  },
  'a parameter twice at the authorization endpoint': {
    code: 'parameter_repeated',
    act: async (harness) => onPage(await browser().get(`${authorizeAddress(harness)}&state=again`)),
    known: applicationAndOrganization,
  },
  'a parameter twice at the page for the email': {
    code: 'parameter_repeated',
    act: async (harness) => onPage(await browser().get(`${harness.url}/signin?client_id=app_a&client_id=app_b`)),
    known: () => ({}),
    received: { client_id: 'app_a' },
  },
  'a parameter twice in a callback': {
    code: 'parameter_repeated',
    act: async (harness) =>
      onPage(await browser().get(`${harness.url}/sso/oidc/callback/${harness.connection_id}?state=a&state=b`)),
    known: ({ organization_id, connection_id }) => ({ organization_id, connection_id }),
  },
  'a parameter twice at sign-out': {
    code: 'parameter_repeated',
    act: async (harness) =>
      onPage(await browser().get(`${harness.url}/oauth/logout?client_id=${harness.application.client_id}&x=1&x=2`)),
    known: applicationOnly,
  },
  'JSON at the token endpoint': {
    code: 'media_type_unsupported',
    act: async ({ url }) => {
      const headers = { 'content-type': 'application/json' }
      return asJson(await fetch(`${url}/oauth/token`, { method: 'POST', headers, body: '{"grant_type":"x"}' }))
    },
    known: () => ({}),
  },
  'a body that is too large': {
    code: 'body_too_large',
    act: async ({ url }) =>
      asJson(
        await fetch(`${url}/oauth/token`, { method: 'POST', body: new URLSearchParams({ x: 'x'.repeat(300_000) }) }),
      ),
    known: () => ({}),
  },
  'a wrong client secret and no code': {
    code: 'client_authentication_failed',
    act: async (harness) => asJson(await backChannel(harness, 'introspect', { client_secret: 'wrong', token: 'x' })),
    known: applicationOnly,
  },
  'an unknown client at the token endpoint, in the header': {
    code: 'client_authentication_failed',
    act: async (harness) => {
      const headers = { authorization: `Basic ${btoa('app_nobody:secret')}` }
      const none = { client_id: undefined, client_secret: undefined }
      return asJson(await redeem(harness, 'no-code', none, headers))
    },
    known: () => ({}),
    received: { client_id: 'app_nobody', grant_type: 'authorization_code' },
  },
  'a code of nobody': {
    code: 'code_invalid',
    act: async (harness) => asJson(await redeem(harness, 'no-code')),
    known: applicationOnly,
  },
  'a pushed request with a wrong redirect URI': {
    code: 'redirect_uri_not_registered',
    act: async (harness) =>
      asJson(await backChannel(harness, 'par', { redirect_uri: 'https://evil.example/', response_type: 'code' })),
    known: applicationOnly,
    received: { redirect_uri: 'https://evil.example/' },
  },
}

describe.each(databases)('a refused request on %s', (_, database) => {
  let harness: Harness
  beforeAll(async () => {
    harness = await startHarness({ database_url: await database() })
  })
  afterAll(() => harness.close())

  it.each(Object.entries(cases))('leaves a record: %s', async (_, { code, act, known, received }) => {
    const refused = await act(harness)
    const record = await read(harness, refused)
    expect(record).toMatchObject({
      state: 'failed',
      error_code: code,
      occurrences: 1,
      user_id: null,
      ...known(harness),
    })
    for (const name of ['application_id', 'organization_id', 'connection_id'] as const) {
      const isCreated = code === 'connection_not_active' && name !== 'application_id'
      if (!isCreated && !(name in known(harness))) expect(record[name]).toBeNull()
    }
    expect(record.error).toMatchObject({ code, remedy: expect.stringMatching(/^[^`\ufffd]+$/) })
    if (received) expect(record.steps.find(({ name }) => name === 'request')?.detail).toMatchObject(received)
    expect(JSON.stringify(record)).not.toMatch(/secret-code|the-state|the-nonce/)

    // Every other reference leads to it: the id of the request, the log, the event.
    const request_id = String(refused.response.headers.get('x-request-id'))
    const found = await harness.client.signIns.list({ request_id })
    expect(found.data.map(({ id }) => id)).toEqual([record.id])
    const lines = harness.log_lines.map((line) => JSON.parse(line)).filter((line) => line.request_id === request_id)
    expect(lines).toContainEqual(
      expect.objectContaining({ level: 'warn', msg: 'request refused', code, sign_in_id: record.id }),
    )
    const events = await harness.client.events.list({ order: 'desc', type: 'sign_in.failed', limit: 5 })
    expect(events.data.map(({ data }) => (data as { id: string }).id)).toContain(record.id)
  })

  it('is found by the time at which it began, and by no other time', async () => {
    const { reference } = await onPage(await get(harness, { client_id: 'app_timed' }))
    const { created_at } = await harness.client.signIns.get(String(reference))
    // Its id is made with the request, some milliseconds before it is kept. Lists go by the id.
    const around = (ms: number): string => new Date(Date.parse(created_at) + ms).toISOString()
    const [at, next] = [around(-5_000), around(5_000)]
    const idsOf = async (span: { from?: string; to?: string }) =>
      (await harness.client.signIns.list({ ...span, limit: 100 })).data.map(({ id }) => id)
    expect(await idsOf({ from: at, to: next })).toContain(reference)
    expect(await idsOf({ from: next })).not.toContain(reference)
    expect(await idsOf({ to: at })).not.toContain(reference)
    await expect(harness.client.signIns.list({ from: '2026-11-26' })).rejects.toMatchObject({ code: 'query_invalid' })
  })

  it('names the connection that is switched off, and the organization that has none', async () => {
    const list = async () => (await harness.client.signIns.list({ state: 'failed', limit: 100 })).data
    const off = (await list()).filter(({ error_code }) => error_code === 'connection_not_active')
    expect(off.map(({ organization_id, connection_id }) => [organization_id !== null, connection_id !== null])).toEqual(
      expect.arrayContaining([
        [true, true],
        [true, false],
      ]),
    )
  })

  it('that a 21st follows in one minute counts up the last record, and its id is shown', async () => {
    const act = async () => (await onPage(await get(harness, { client_id: 'app_many' }))).reference
    harness.clock.ahead += 3_600_000
    const references: string[] = []
    for (let count = 0; count < 23; count += 1) references.push(await act())
    expect(new Set(references.slice(0, 20)).size).toBe(20)
    expect(new Set(references.slice(19)).size).toBe(1)
    const last = references.at(-1) as Id<'signin'>
    const { occurrences } = await until(
      () => harness.client.signIns.get(last),
      (record) => record.occurrences > 3,
    )
    expect(occurrences).toBe(4)
    harness.clock.ahead += 60_000
    expect(references).not.toContain(await act())
    harness.clock.ahead = 0
  })

  it('of 50 at the same moment leaves 20 records', async () => {
    harness.clock.ahead += 7_200_000
    const before = harness.log_lines.length
    const responses = await Promise.all(Array.from({ length: 50 }, () => get(harness, { client_id: 'app_burst' })))
    const references = await Promise.all(responses.map(async (response) => (await onPage(response)).reference))
    expect(new Set(references).size).toBe(20)
    expect(harness.log_lines.slice(before).filter((line) => line.includes('request refused'))).toHaveLength(50)
    harness.clock.ahead = 0
  })

  describe('with an email', () => {
    const typed: readonly (readonly [string, string, FailureCode])[] = [
      ['whose domain nobody has', 'Eve@nowhere.example', 'domain_unknown'],
      ['whose domain is pending', 'Pat@pending.example', 'domain_not_verified'],
    ]
    it.each(typed)('%s is found by it', async (_, login_hint, error_code) => {
      const { organization_id } = harness
      if (error_code === 'domain_not_verified') {
        await harness.client.domains.create(organization_id, { domain: 'pending.example' })
      }
      const response = await get(harness, { organization: undefined, login_hint })
      expect([response.status, new URL(String(response.headers.get('location'))).pathname]).toEqual([303, '/signin'])
      const { data } = await harness.client.signIns.list({ email: login_hint })
      expect(data).toMatchObject([
        { state: 'failed', error_code, email: login_hint.toLowerCase().replace(/.*(?=@)/, '[redacted]') },
      ])
      const record = await harness.client.signIns.reveal(String(data[0]?.id))
      expect(record.login_hint).toBe(login_hint)
      expect(record.organization_id).toBe(error_code === 'domain_unknown' ? null : organization_id)
    })
    it('is found while the person is away at the identity provider', async () => {
      const response = await get(harness, { login_hint: 'Away@acme.example' })
      expect(response.status).toBe(303)
      const { data } = await harness.client.signIns.list({ email: 'away@acme.example' })
      expect(data).toMatchObject([{ state: 'in_progress', error_code: null }])
    })
    it('is still found when the identity provider refuses', async () => {
      const person = browser()
      const change = { login_hint: 'declined@acme.example' }
      const back = await goUpstream(harness, person, change, { code: '', error: 'access_denied' })
      await person.get(back.href)
      const { data } = await harness.client.signIns.list({ email: 'declined@acme.example' })
      expect(data).toMatchObject([{ state: 'failed', error_code: 'upstream_cancelled' }])
    })
  })

  describe('at the token endpoint ends the trace of the sign-in whose code it brings', () => {
    const refusals: readonly (readonly [string, FailureCode, Record<string, string | undefined>])[] = [
      ['a wrong client secret', 'client_authentication_failed', { client_secret: 'wrong' }],
      ['a wrong verifier', 'verifier_wrong', { code_verifier: 'x'.repeat(43) }],
      ['no verifier', 'verifier_missing', { code_verifier: undefined }],
      ['another redirect URI', 'code_invalid', { redirect_uri: 'https://app.example/other' }],
    ]
    it.each(refusals)('%s', async (_, code, change) => {
      const answer = await signIn(harness)
      const sent = String(answer.searchParams.get('code'))
      const refused = await asJson(await redeem(harness, sent, change))
      const record = await until(
        () => read(harness, refused),
        ({ error_code }) => error_code !== null,
      )
      expect(record).toMatchObject({ state: 'succeeded', error_code: code, error: { code } })
      expect(record.steps.at(-1)).toMatchObject({ name: 'tokens', ok: false, detail: { code } })
    })
    it('a code that was used before', async () => {
      const answer = await signIn(harness)
      const code = String(answer.searchParams.get('code'))
      expect((await redeem(harness, code)).status).toBe(200)
      const record = await until(
        async () => read(harness, await asJson(await redeem(harness, code))),
        ({ error_code }) => error_code !== null,
      )
      expect(record).toMatchObject({ state: 'succeeded', error_code: 'code_reused' })
    })
  })

  it('of tokens has an event, is listed by its code, and is not blamed for the attempt after it', async () => {
    const answer = await signIn(harness)
    const code = String(answer.searchParams.get('code'))
    const { reference } = await asJson(await redeem(harness, code, { code_verifier: 'x'.repeat(43) }))
    await redeem(harness, code) // as a library does that tries again
    const record = await harness.client.signIns.get(reference)
    expect(record).toMatchObject({
      state: 'succeeded',
      error_code: 'verifier_wrong',
      error: { code: 'verifier_wrong' },
    })
    const listed = await harness.client.signIns.list({ error_code: 'verifier_wrong', limit: 100 })
    expect(listed.data.map(({ id }) => id)).toContain(reference)
    const events = await harness.client.events.list({ order: 'desc', type: 'sign_in.failed', limit: 20 })
    const own = events.data.filter(({ data }) => (data as { id: string }).id === reference)
    expect(own.map(({ data }) => data)).toMatchObject([{ state: 'succeeded', error_code: 'verifier_wrong' }])
  })

  it('is explained on a page whose reference goes back to the application, and is kept in another browser', async () => {
    const person = browser()
    const back = await goUpstream(harness, person, {}, { code: '', error: 'access_denied' })
    const address = locationOf(await person.get(back.href))
    const id = address.split('/').at(-1)
    const page = await (await person.get(address)).text()
    expect(page).toMatch(new RegExp(`error_description=[^"]*Reference%3A\\+${id}`))
    const elsewhere = await browser().get(address)
    expect(elsewhere.status).toBe(404)
    expect((await onPage(elsewhere)).reference).toBe(id)
    expect(await codeOnPage(elsewhere)).toBe('error_page_elsewhere')
    // The page of a sign-in that nobody made looks the same, so nothing is disclosed.
    const nobody = `signin_${'0'.repeat(26)}`
    const comparable = async (id: string): Promise<string> => {
      const text = await (await browser().get(address.replace(/signin_\w+$/, id))).text()
      return text.replaceAll(id, '').replace(/<dt>Time<\/dt><dd>[^<]*/, '')
    }
    expect(await comparable(nobody)).toBe(await comparable(String(id)))
  })

  it('leaves no record when the application asked with prompt=none whether somebody is signed in', async () => {
    const [before] = (await harness.client.signIns.list({ limit: 1 })).data
    const response = await get(harness, { prompt: 'none' })
    expect(answerOf(response).error).toBe('login_required')
    const [after] = (await harness.client.signIns.list({ limit: 1 })).data
    expect(after?.id).toBe(before?.id)
  })

  it('leaves no record for a refresh token that is no longer valid', async () => {
    const [before] = (await harness.client.signIns.list({ limit: 1 })).data
    const response = await backChannel(harness, 'token', { grant_type: 'refresh_token', refresh_token: 'gone' })
    expect(await response.json()).toMatchObject({ error: 'invalid_grant' })
    const [after] = (await harness.client.signIns.list({ limit: 1 })).data
    expect(after?.id).toBe(before?.id)
  })

  it('is in the environment of its address, and in no other', async () => {
    const other = await addEnvironment(harness, 'other')
    const refused = await onPage(await get(other, { client_id: 'app_elsewhere' }))
    expect(await codeOnPage(refused.response)).toBe('client_unknown')
    expect((await read(other, refused)).error_code).toBe('client_unknown')
    await expect(read(harness, refused)).rejects.toMatchObject({ code: 'resource_missing' })
    const request_id = String(refused.response.headers.get('x-request-id'))
    expect((await harness.client.signIns.list({ request_id })).data).toEqual([])
  })
})

/** Group D of the security cases: what userinfo can answer, and how far it counts. */
import type { FailureCode } from '@gatehouse-sso/core/failures'
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import {
  addConnection,
  answerOf,
  browser,
  goUpstream,
  type Harness,
  payloadOf,
  redeem,
  signIn,
  startHarness,
} from '../../../test/harness.ts'
import { type Behaviour, makeToken, otherKey, publishedKey } from '../../../test/hostile-provider.ts'
import { refusal } from '../../../test/refusal.ts'

let harness: Harness
let change: { connection: string }
beforeAll(async () => {
  harness = await startHarness()
  change = { connection: (await addConnection(harness, { policy: { userinfo: 'always' } })).id }
})
afterAll(() => harness.close())
beforeEach(() => harness.provider.reset())

const json = { 'content-type': 'application/json' }

interface Case {
  readonly name: string
  readonly userinfo: NonNullable<Behaviour['userinfo']>
  readonly code: FailureCode
}

const cases: readonly Case[] = [
  { name: '56 no sub', userinfo: { email: 'a@b.example' }, code: 'upstream_answer_unusable' },
  { name: '56 an empty sub', userinfo: { sub: '' }, code: 'upstream_answer_unusable' },
  { name: '56 a list as sub', userinfo: { sub: ['subject-1'] }, code: 'upstream_answer_unusable' },
  {
    name: '57 a list',
    userinfo: { status: 200, body: '[{"sub":"subject-1"}]', headers: json },
    code: 'upstream_answer_unusable',
  },
  { name: '57 null', userinfo: { status: 200, body: 'null', headers: json }, code: 'upstream_answer_unusable' },
  { name: '57 a page', userinfo: { status: 200, body: '<html>' }, code: 'upstream_answer_unusable' },
  { name: '57 broken JSON', userinfo: { status: 200, body: '{', headers: json }, code: 'upstream_answer_unusable' },
  {
    name: '57 a redirect',
    userinfo: { status: 302, headers: { location: 'https://evil.example/' } },
    code: 'upstream_answer_unusable',
  },
  {
    name: '57 a megabyte',
    userinfo: { sub: 'subject-1', big: 'a'.repeat(1_000_000) },
    code: 'upstream_answer_unusable',
  },
  { name: '2 unauthorized', userinfo: { status: 401 }, code: 'upstream_answer_unusable' },
  {
    name: '2 unauthorized with a challenge',
    userinfo: { status: 401, headers: { 'www-authenticate': 'Bearer error="invalid_token"' } },
    code: 'upstream_answer_unusable',
  },
  {
    name: '2 forbidden',
    userinfo: { status: 403, body: '{"error":"insufficient_scope"}' },
    code: 'upstream_answer_unusable',
  },
  { name: '2 not found', userinfo: { status: 404 }, code: 'upstream_answer_unusable' },
  { name: '2 too many requests', userinfo: { status: 429 }, code: 'upstream_error' },
  { name: '2 unavailable', userinfo: { status: 503 }, code: 'upstream_error' },
  { name: '2 no content', userinfo: { status: 204 }, code: 'upstream_answer_unusable' },
  { name: 'a fault of its own', userinfo: { status: 500 }, code: 'upstream_error' },
]

const claimsOf = async (location: URL): Promise<Record<string, unknown>> => {
  const response = await redeem(harness, String(location.searchParams.get('code')))
  return payloadOf(((await response.json()) as { id_token: string }).id_token)
}

/** The trace of the last sign-in, which is written a moment later. */
const lastTrace = async () => {
  const [last] = (await harness.client.signIns.list({ state: 'succeeded' })).data
  return vi.waitFor(async () => {
    const traced = await harness.client.signIns.get(String(last?.id))
    expect(traced.decision).not.toBeNull()
    return traced
  })
}

describe('2 a sign-in goes on with the ID token when userinfo answers', () => {
  it.each(cases)('$name', async ({ userinfo, code }) => {
    const { behaviour } = harness.provider
    harness.provider.behaviour = { ...behaviour, userinfo, token_claims: { given_name: undefined } }
    expect(await claimsOf(await signIn(harness, browser(), change))).toMatchObject({ name: 'Ada Muster' })
    const step = (await lastTrace()).steps.find(({ name }) => name === 'userinfo')
    expect(step).toMatchObject({ ok: false, detail: { code, missing: ['given_name'] } })
  })

  it('nothing, because its name is not known', async () => {
    const discovery = { userinfo_endpoint: 'https://userinfo.invalid/userinfo' }
    const { id } = await addConnection(harness, { path: '/unknown', policy: { userinfo: 'always' } })
    harness.provider.behaviour = { ...harness.provider.behaviour, discovery }
    expect(await claimsOf(await signIn(harness, browser(), { connection: id }))).toMatchObject({ name: 'Ada Muster' })
    const step = (await lastTrace()).steps.find(({ name }) => name === 'userinfo')
    expect(step).toMatchObject({
      ok: false,
      detail: { code: expect.stringMatching(/^(upstream_unreachable|address_refused)$/) },
    })
  })

  it('nothing, because the token endpoint gave no access token', async () => {
    harness.provider.behaviour = { ...harness.provider.behaviour, token_members: { access_token: undefined } }
    expect(await claimsOf(await signIn(harness, browser(), change))).toMatchObject({ name: 'Ada Muster' })
    expect(harness.provider.requests).not.toContain('GET /userinfo')
  })

  it('an error, and nothing blames the client secret', async () => {
    harness.provider.behaviour = { ...harness.provider.behaviour, userinfo: { status: 401 } }
    await signIn(harness, browser(), change)
    expect(JSON.stringify((await lastTrace()).steps)).not.toMatch(/secret|client_refused/)
  })
})

describe('a sign-in is refused when userinfo is about', () => {
  it.each([
    ['56 another subject', { sub: 'subject-2', email: 'a@b.example' }],
    ['56 the subject in upper case', { sub: 'SUBJECT-1' }],
  ])('%s', async (_, userinfo) => {
    expect((await refusal(harness, { behaviour: { userinfo }, change })).error_code).toBe('userinfo_subject_wrong')
  })
})

describe('57 a signed answer', () => {
  const claims = () => ({
    iss: harness.provider.url,
    aud: 'gateway',
    sub: 'subject-6',
    nickname: 'x',
    given_name: 'Signed',
  })
  const signed = (
    key: typeof publishedKey,
    changes: Record<string, unknown> = {},
    header: Record<string, unknown> = {},
  ) => ({
    status: 200,
    body: makeToken({ alg: 'RS256', kid: 'k1', ...header }, { ...claims(), ...changes }, key.privateKey),
    headers: { 'content-type': 'application/jwt; charset=utf-8' },
  })
  const given = async (userinfo: Behaviour['userinfo'] & object) => {
    harness.provider.behaviour = { claims: { sub: 'subject-6', name: 'Six', groups: [] }, userinfo }
    return (await claimsOf(await signIn(harness, browser(), change))).given_name
  }

  it('is read when it is signed by the provider, for us', async () => {
    expect(await given(signed(publishedKey))).toBe('Signed')
    expect(await given(signed(publishedKey, { aud: ['x', 'gateway'] }))).toBe('Signed')
  })

  it.each([
    ['by another key', () => signed(otherKey)],
    ['by a key that is not known', () => signed(publishedKey, {}, { kid: 'k9' })],
    ['with another algorithm', () => signed(publishedKey, {}, { alg: 'RS512' })],
    ['with none', () => signed(publishedKey, {}, { alg: 'none' })],
    ['for somebody else', () => signed(publishedKey, { aud: 'another' })],
    ['for nobody', () => signed(publishedKey, { aud: undefined })],
    ['by another issuer', () => signed(publishedKey, { iss: 'https://evil.example' })],
    ['by no issuer', () => signed(publishedKey, { iss: undefined })],
  ])('counts as not read when it is signed %s', async (_, userinfo) => {
    expect(await given(userinfo())).toBeUndefined()
    const step = (await lastTrace()).steps.find(({ name }) => name === 'userinfo')
    expect(step?.ok).toBe(false)
  })
})

describe('3 lists and flags that the ID token does not have', () => {
  const mapping = { groups: ['groups'], roles: ['roles'], is_admin: ['admin'] }
  let organization_id: `org_${string}`
  let connection: string
  beforeAll(async () => {
    organization_id = (await harness.client.organizations.create({ name: 'Lists' })).id
    connection = (await addConnection({ ...harness, organization_id }, { mapping })).id
    await harness.client.roles.create({ slug: 'lister', name: 'Lister', position: 1 })
    await harness.client.groups.create({ organization_id, idp_id: 'listers', roles: ['lister'] })
  })
  const text = { name: 'List', given_name: 'L', family_name: 'I', preferred_username: 'list', email: 'l@lists.example' }
  const attempt = async (sub: string, token: object, userinfo: Behaviour['userinfo'] & object) => {
    harness.provider.behaviour = { claims: { sub, ...text, ...token }, userinfo }
    const person = browser()
    const back = await goUpstream(harness, person, { organization: organization_id, connection })
    return answerOf(await person.get(back.href))
  }
  const userOf = async (sub: string) => {
    const users = (await harness.client.users.list({ organization_id, limit: 100 })).data
    for (const user of users) {
      const [identity] = (await harness.client.users.identities(user.id)).data
      if (identity?.subject === sub) return user
    }
    throw new Error('no such user')
  }

  it('are asked of userinfo, although every text is there', async () => {
    const lists = { groups: ['listers'], roles: [], admin: true }
    expect((await attempt('list-1', {}, { sub: 'list-1', ...lists })).code).toBeTruthy()
    expect(await userOf('list-1')).toMatchObject({ role: 'lister', groups: ['listers'], is_admin: true })
  })

  it('are not asked of userinfo when the ID token has them, empty ones too', async () => {
    await attempt('list-2', { groups: [], roles: [], admin: false }, { sub: 'list-2' })
    expect(harness.provider.requests).not.toContain('GET /userinfo')
  })

  it('stay as they were when userinfo cannot be read', async () => {
    const lists = { groups: ['listers'], roles: [], admin: true }
    await attempt('list-3', {}, { sub: 'list-3', ...lists })
    expect((await attempt('list-3', {}, { status: 503 })).code).toBeTruthy()
    expect(await userOf('list-3')).toMatchObject({ role: 'lister', groups: ['listers'], is_admin: true })
    const reasons = (await lastTrace()).decision?.roles
    expect(reasons).toEqual([{ role: 'lister', because: 'kept', from: null }])
  })

  it.each([
    ['groups', { roles: [], admin: false }],
    ['roles', { groups: [], admin: false }],
    ['is_admin', { groups: [], roles: [] }],
  ])('refuse somebody new when userinfo should have brought %s', async (missing, token) => {
    const record = await refusal(harness, {
      behaviour: { claims: { sub: `new-${missing}`, ...text, ...token }, userinfo: { status: 503 } },
      change: { organization: organization_id, connection },
    })
    expect(record.error).toMatchObject({ code: 'groups_incomplete', expected: missing })
  })
})

describe('15 trust in an email', () => {
  interface Trust {
    readonly name: string
    readonly token: object
    readonly userinfo: object
    readonly verified: boolean
  }
  const email = 'victim@acme.example'
  const trust: readonly Trust[] = [
    { name: 'is what its own document says', token: {}, userinfo: { email, email_verified: true }, verified: true },
    { name: 'is none where no document says anything', token: {}, userinfo: { email }, verified: false },
    {
      name: 'does not come from the other document',
      token: { email_verified: true },
      userinfo: { email },
      verified: false,
    },
    {
      name: 'is lowered by the other document',
      token: { email_verified: false },
      userinfo: { email, email_verified: true },
      verified: false,
    },
    {
      name: 'of the ID token is lowered by userinfo',
      token: { email, email_verified: true },
      userinfo: { email, email_verified: false },
      verified: false,
    },
    {
      name: 'of the ID token is not raised by userinfo',
      token: { email, email_verified: 'no' },
      userinfo: { email, email_verified: true },
      verified: false,
    },
  ]
  it.each(trust)('$name', async ({ token, userinfo, verified }) => {
    harness.provider.behaviour = {
      claims: { sub: 'trusted', name: 'T', groups: [], ...token },
      userinfo: { sub: 'trusted', ...userinfo },
    }
    expect(await claimsOf(await signIn(harness, browser(), change))).toMatchObject({ email, email_verified: verified })
  })
})

describe('userinfo', () => {
  it('fills what the ID token leaves out, and changes nothing that it says', async () => {
    harness.provider.behaviour = {
      claims: { sub: 'subject-3', groups: [], email: 'grace@acme.example', email_verified: true, name: 'Grace' },
      userinfo: { sub: 'subject-3', name: 'Mallory', given_name: 'Grace', email: 'victim@acme.example' },
    }
    expect(await claimsOf(await signIn(harness, browser(), change))).toMatchObject({
      name: 'Grace',
      given_name: 'Grace',
      email: 'grace@acme.example',
      email_verified: true,
    })
  })

  it('60 lends no trust to an email: each document speaks for its own', async () => {
    const claims = { sub: 'subject-4', email_verified: true, name: 'Eve' }
    const userinfo = { sub: 'subject-4', email: 'victim@acme.example', email_verified: false }
    for (const email of [undefined, null, '']) {
      harness.provider.behaviour = { claims: { ...claims, email }, userinfo }
      expect(await claimsOf(await signIn(harness, browser(), change))).toMatchObject({
        email: 'victim@acme.example',
        email_verified: false,
      })
    }
  })

  it('is not asked when the ID token has everything', async () => {
    const plain = { connection: (await addConnection(harness)).id }
    await signIn(harness, browser(), plain)
    expect(harness.provider.requests).not.toContain('GET /userinfo')
  })

  it('is never asked where the policy says so', async () => {
    const never = { connection: (await addConnection(harness, { policy: { userinfo: 'never' } })).id }
    harness.provider.behaviour = { claims: { sub: 'subject-5' }, userinfo: { status: 500 } }
    expect((await signIn(harness, browser(), never)).searchParams.get('code')).toBeTruthy()
    expect(harness.provider.requests).not.toContain('GET /userinfo')
  })
})

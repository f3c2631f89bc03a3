/** Group D of the security cases: what userinfo can answer, and how far it counts. */
import type { FailureCode } from '@gatehouse-sso/core/failures'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { addConnection, browser, type Harness, payloadOf, redeem, signIn, startHarness } from '../../../test/harness.ts'
import { type Behaviour, makeToken, otherKey } from '../../../test/hostile-provider.ts'
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
  { name: '56 another sub', userinfo: { sub: 'subject-2', email: 'a@b.example' }, code: 'userinfo_subject_wrong' },
  { name: '56 the sub in upper case', userinfo: { sub: 'SUBJECT-1' }, code: 'userinfo_subject_wrong' },
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
  { name: 'not found', userinfo: { status: 404 }, code: 'upstream_answer_unusable' },
  { name: 'a fault of its own', userinfo: { status: 500 }, code: 'upstream_error' },
]

const claimsOf = async (location: URL): Promise<Record<string, unknown>> => {
  const response = await redeem(harness, String(location.searchParams.get('code')))
  return payloadOf(((await response.json()) as { id_token: string }).id_token)
}

describe('a sign-in is refused when userinfo answers', () => {
  it.each(cases)('$name', async ({ userinfo, code }) => {
    expect((await refusal(harness, { behaviour: { userinfo }, change })).error_code).toBe(code)
  })
})

describe('57 a signed answer, which nobody agreed on and nobody verifies,', () => {
  it.each(['application/jwt', 'application/jwt; charset=utf-8', 'Application/JWT'])(
    'is refused as %s',
    async (type) => {
      const claims = { iss: harness.provider.url, aud: 'gateway', sub: 'subject-1', email: 'victim@acme.example' }
      const body = makeToken({ alg: 'RS256', kid: 'k1' }, claims, otherKey.privateKey)
      const userinfo = { status: 200, body, headers: { 'content-type': type } }
      expect((await refusal(harness, { behaviour: { userinfo }, change })).error_code).toBe('upstream_answer_unusable')
    },
  )
})

describe('userinfo', () => {
  it('fills what the ID token leaves out, and changes nothing that it says', async () => {
    harness.provider.behaviour = {
      claims: { sub: 'subject-3', email: 'grace@acme.example', email_verified: true, name: 'Grace' },
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

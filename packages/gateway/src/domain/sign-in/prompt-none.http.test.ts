/**
 * `prompt=none` shows no page and goes to no identity provider, whatever is known of the person: OpenID Connect Core
 * 1.0, 3.1.2.1 and 3.1.2.6. An application asks so in a hidden frame, where a page would be seen by nobody.
 */
import type { Id } from '@gatehouse-sso/core/ids'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import {
  addConnection,
  answerOf,
  authorizeAddress,
  type Browser,
  browser,
  type Harness,
  locationOf,
  payloadOf,
  redeem,
  redirect_uri,
  signIn,
  startHarness,
} from '../../../test/harness.ts'

let harness: Harness
let other: { organization: Id<'org'>; connection: Id<'conn'> }
let crowded: Id<'org'>
beforeAll(async () => {
  harness = await startHarness()
  const organizationWith = async (name: string, paths: readonly string[]) => {
    const { id } = await harness.client.organizations.create({
      name,
      domains: [{ domain: `${name}.example`, verified: true }],
    })
    const connections = []
    for (const path of paths) connections.push(await addConnection({ ...harness, organization_id: id }, { path }))
    return { organization: id, connection: connections[0]?.id as Id<'conn'> }
  }
  other = await organizationWith('other', ['/other'])
  crowded = (await organizationWith('crowded', ['/first', '/second'])).organization
})
afterAll(() => harness.close())
beforeEach(() => {
  harness.provider.reset()
  harness.clock.ahead = 0
})

type Change = Record<string, string | undefined>
interface Case {
  readonly name: string
  /** Steps of a person that leave no usable session. Default: opened a sign-in and went no further. */
  readonly before?: () => Promise<Browser>
  readonly change: () => Change
}

const visitor = async (): Promise<Browser> => {
  const person = browser()
  await person.get(authorizeAddress(harness))
  return person
}
let subjects = 0
/** A person with a live session. */
async function signedIn(): Promise<{ person: Browser; user: Id<'user'> }> {
  const person = browser()
  subjects += 1
  harness.provider.behaviour = { claims: { sub: `quiet-${subjects}`, name: 'Quiet' } }
  const { searchParams } = await signIn(harness, person)
  const { id_token } = (await (await redeem(harness, String(searchParams.get('code')))).json()) as { id_token: string }
  return { person, user: payloadOf(id_token).sub as Id<'user'> }
}

const nothing = { organization: undefined }
const cases: readonly Case[] = [
  { name: 'that nothing is known of', change: () => nothing },
  { name: 'whose organization is named', change: () => ({}) },
  { name: 'whose organization has two connections', change: () => ({ organization: crowded }) },
  {
    name: 'whose email leads to an organization with two connections',
    change: () => ({ ...nothing, login_hint: 'x@crowded.example' }),
  },
  {
    name: 'whose email has a domain of nobody',
    change: () => ({ ...nothing, login_hint: 'x@nobody.example' }),
  },
  { name: 'whose email is none', change: () => ({ ...nothing, login_hint: 'x' }) },
  { name: 'whose domain is one of nobody', change: () => ({ ...nothing, domain_hint: 'nobody.example' }) },
  {
    name: 'whose session lives, but whose email has a domain of nobody',
    before: async () => (await signedIn()).person,
    change: () => ({ ...nothing, login_hint: 'x@nobody.example' }),
  },
  {
    name: 'whose session was ended',
    before: async () => {
      const { person, user } = await signedIn()
      const { data } = await harness.client.sessions.list(user)
      for (const { id } of data) await harness.client.sessions.end(user, id)
      expect(data).toHaveLength(1)
      return person
    },
    change: () => ({}),
  },
  {
    name: 'whose session is too old',
    before: async () => {
      const { person } = await signedIn()
      harness.clock.ahead = 365 * 24 * 60 * 60_000
      return person
    },
    change: () => nothing,
  },
  {
    name: 'who is suspended',
    before: async () => {
      const { person, user } = await signedIn()
      await harness.client.users.suspend(user)
      return person
    },
    change: () => nothing,
  },
  {
    name: 'whose session is of another organization',
    before: async () => (await signedIn()).person,
    change: () => ({ organization: other.organization }),
  },
  {
    name: 'whose session is of another connection',
    before: async () => (await signedIn()).person,
    change: () => ({ ...nothing, connection: other.connection }),
  },
]

const methods: readonly [string, (person: Browser, address: string) => Promise<Response>][] = [
  ['by GET', (person, address) => person.get(address)],
  ['by POST', (person, address) => person.post(...formOf(address))],
  [
    // Another site's form arrives without our cookies: it comes here again as the same request.
    'by POST without our cookies',
    async (person, address) => {
      const again = await browser().post(...formOf(address))
      expect([again.status, locationOf(again)]).toEqual([
        303,
        expect.stringMatching(`^${harness.url}/oauth/authorize\\?client_id=\\w+&request_uri=urn`),
      ])
      return person.get(locationOf(again))
    },
  ],
]
const formOf = (address: string): [string, Record<string, string>] => {
  const { origin, pathname, searchParams } = new URL(address)
  return [`${origin}${pathname}`, Object.fromEntries(searchParams)]
}

describe.each(methods)('prompt=none %s', (_, send) => {
  it.each(cases)('tells the application that the person must sign in $name', async ({ before = visitor, change }) => {
    const person = await before()
    harness.provider.requests.length = 0
    const [rows, latest] = [harness.counts(), (await harness.client.signIns.list({ limit: 1 })).data]
    const response = await send(person, authorizeAddress(harness, { ...change(), prompt: 'none' }))
    const { origin, pathname } = new URL(locationOf(response))
    expect([response.status, `${origin}${pathname}`]).toEqual([303, redirect_uri])
    expect(answerOf(response)).toEqual({
      error: 'login_required',
      error_description: expect.stringContaining('(sign_in_required)'),
      state: 'the-state',
      iss: harness.url,
    })
    // Nothing was begun, and nobody was asked.
    expect(harness.provider.requests).toEqual([])
    expect(harness.counts()).toEqual(rows)
    expect((await harness.client.signIns.list({ limit: 1 })).data).toEqual(latest)
  })

  it('gives a code to a person whose session lives, with or without a name of the organization', async () => {
    const { person } = await signedIn()
    for (const change of [{}, nothing]) {
      const response = await send(person, authorizeAddress(harness, { ...change, prompt: 'none' }))
      expect(answerOf(response)).toMatchObject({ code: expect.any(String), state: 'the-state' })
    }
  })
})

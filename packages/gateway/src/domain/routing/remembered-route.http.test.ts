/** The choice that a browser remembers: it leads a person whose request says nothing, and nobody else. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import {
  addConnection,
  authorizeAddress,
  browser,
  type Harness,
  locationOf,
  signIn,
  startHarness,
} from '../../../test/harness.ts'

let harness: Harness
let other: { organization: string; connection: string }
let several: `org_${string}`
beforeAll(async () => {
  harness = await startHarness()
  const organization = await harness.client.organizations.create({
    name: 'Other',
    slug: 'other',
    domains: [{ domain: 'other.example', verified: true }],
  })
  const connection = await addConnection({ ...harness, organization_id: organization.id }, { path: '/other' })
  other = { organization: organization.id, connection: connection.id }
  several = (await harness.client.organizations.create({ name: 'Several' })).id
  for (const name of ['One', 'Two']) await addConnection({ ...harness, organization_id: several }, { name })
})
afterAll(() => harness.close())
beforeEach(() => harness.provider.reset())

const remembering = (value: unknown) => {
  const person = browser()
  person.cookies.set('gatehouse-remembered', Buffer.from(JSON.stringify(value)).toString('base64url'))
  return person
}
const nothing = { organization: undefined }

const ways: readonly (readonly [string, () => object, Record<string, string>, string])[] = [
  ['the connection', () => ({ email: 'x@nobody.example', connection: other.connection }), {}, '/other/authorize'],
  ['the organization', () => ({ email: 'x@nobody.example', organization: other.organization }), {}, '/other/authorize'],
  ['the domain of the email', () => ({ email: 'x@other.example' }), {}, '/other/authorize'],
  [
    'the organization with several connections',
    () => ({ email: 'x@y.example', organization: several }),
    {},
    '/signin/choose',
  ],
  [
    'a connection that is gone',
    () => ({ email: 'x@other.example', connection: 'conn_00000000000000000000000000' }),
    {},
    '/other/authorize',
  ],
  ['an email that leads nowhere', () => ({ email: 'x@nobody.example' }), {}, '/signin'],
  ['an organization that is gone', () => ({ email: 'x@nobody.example', organization: 'gone' }), {}, '/signin'],
  [
    'a choice, while another account is wanted',
    () => ({ email: 'x@other.example' }),
    { prompt: 'select_account' },
    '/signin',
  ],
  [
    'a choice, while the request names an unknown email',
    () => ({ email: 'x@other.example' }),
    { login_hint: 'y@nobody.example' },
    '/signin',
  ],
  [
    'a choice, while the request names another domain',
    () => ({ email: 'x@other.example' }),
    { domain_hint: 'acme.example' },
    '/authorize',
  ],
]

describe('a browser that remembers', () => {
  it.each(ways)('%s', async (_, value, change, path) => {
    const response = await remembering(value()).get(authorizeAddress(harness, { ...nothing, ...change }))
    expect(new URL(locationOf(response)).pathname).toBe(path)
  })

  it('a person hints at the email', async () => {
    const response = await remembering({ email: 'x@other.example' }).get(authorizeAddress(harness, nothing))
    expect(new URL(locationOf(response)).searchParams.get('login_hint')).toBe('x@other.example')
  })

  it('another organization than that of the session uses the session', async () => {
    const person = remembering({ email: 'x@other.example' })
    await signIn(harness, person)
    const response = await person.get(authorizeAddress(harness, nothing))
    expect(new URL(locationOf(response)).searchParams.get('code')).toBeTruthy()
  })

  it('a person who has signed out asks for the email', async () => {
    const person = remembering({ email: 'x@other.example' })
    person.cookies.set('gatehouse-signed-out', '1')
    expect(new URL(locationOf(await person.get(authorizeAddress(harness, nothing)))).pathname).toBe('/signin')
  })
})

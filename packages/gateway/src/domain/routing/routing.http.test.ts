/** Which identity provider a person is sent to, and that nothing leads to that of another organization. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import {
  addConnection,
  answerOf,
  authorizeAddress,
  browser,
  codeOnPage,
  type Harness,
  locationOf,
  startHarness,
} from '../../../test/harness.ts'

let harness: Harness
let other: { organization: `org_${string}`; connection: `conn_${string}` }
beforeAll(async () => {
  harness = await startHarness({ variables: { GATEHOUSE_RATE_LIMIT_API: '0' } })
  await harness.client.organizations.update(harness.organization_id, { slug: 'acme', host: 'acme.sso.example' })
  const organization = await harness.client.organizations.create({
    name: 'Other',
    slug: 'other',
    host: 'other.sso.example',
    domains: [{ domain: 'other.example', verified: true }, { domain: 'claimed.example' }],
  })
  const connection = await addConnection({ ...harness, organization_id: organization.id }, { path: '/other' })
  other = { organization: organization.id, connection: connection.id }
  await harness.client.organizations.create({ name: 'Idle', domains: [{ domain: 'idle.example', verified: true }] })
})
afterAll(() => harness.close())
beforeEach(() => harness.provider.reset())

const nothing = { organization: undefined }
const ask = (change: Record<string, string | undefined>): Promise<Response> =>
  browser().get(authorizeAddress(harness, { ...nothing, ...change }))
/** The path at the provider, or on our side, to which the browser is sent. */
const ledTo = async (change: Record<string, string | undefined>): Promise<string> =>
  new URL(locationOf(await ask(change))).pathname

describe('a person is sent', () => {
  const ways: readonly [string, () => Record<string, string>, string][] = [
    ['to the connection that is named', () => ({ connection: other.connection }), '/other/authorize'],
    ['to the organization that is named', () => ({ organization: other.organization }), '/other/authorize'],
    ['to both when they belong together', () => ({ ...other }), '/other/authorize'],
    ['by the domain of a hint', () => ({ domain_hint: 'other.example' }), '/other/authorize'],
    ['by the domain of an email', () => ({ login_hint: 'x@other.example' }), '/other/authorize'],
    ['by the domain of an email in capitals', () => ({ login_hint: ' X@OTHER.example ' }), '/other/authorize'],
    ['to the page that asks for the email when nothing is named', () => ({}), '/signin'],
    ['there when nobody has the domain', () => ({ login_hint: 'x@nobody.example' }), '/signin'],
    ['there when the domain is only claimed', () => ({ login_hint: 'x@claimed.example' }), '/signin'],
    ['there when the domain is below a verified one', () => ({ login_hint: 'x@mail.other.example' }), '/signin'],
    ['there when an email has two @', () => ({ login_hint: 'x@other.example@acme.example' }), '/signin'],
    ['there when an email is none', () => ({ login_hint: 'other.example' }), '/signin'],
    ['there when a hint is no domain', () => ({ domain_hint: '*.example' }), '/signin'],
    ['to the organization that is named by its slug', () => ({ organization: 'other' }), '/other/authorize'],
    [
      'to a connection of the organization with the slug',
      () => ({ ...other, organization: 'other' }),
      '/other/authorize',
    ],
    [
      'by the connection, whatever the hint says',
      () => ({ connection: other.connection, domain_hint: 'acme.example' }),
      '/other/authorize',
    ],
    [
      'by the domain hint, whatever the email says',
      () => ({ domain_hint: 'other.example', login_hint: 'x@acme.example' }),
      '/other/authorize',
    ],
    ['by a domain hint in capitals with spaces', () => ({ domain_hint: ' OTHER.example ' }), '/other/authorize'],
    ['there when the name only looks like the domain', () => ({ login_hint: 'x@\u043ether.example' }), '/signin'],
    [
      'there when the domain is written with invisible characters',
      () => ({ login_hint: 'x@other\u200b.example' }),
      '/signin',
    ],
    ['there when the domain ends in a dot', () => ({ login_hint: 'x@other.example.' }), '/signin'],
    [
      'there when the verified domain is only the end of a name',
      () => ({ login_hint: 'x@another.example' }),
      '/signin',
    ],
    ['there when the verified domain is below', () => ({ login_hint: 'x@example' }), '/signin'],
    ['there when nothing stands before the @', () => ({ login_hint: '@other.example' }), '/signin'],
    ['there when the domain has no connection', () => ({ login_hint: 'x@idle.example' }), '/signin'],
    ['there when the hint is empty', () => ({ domain_hint: '' }), '/signin'],
    [
      'by the organization, whatever the hint says',
      () => ({ organization: other.organization, login_hint: 'x@acme.example' }),
      '/other/authorize',
    ],
  ]
  it.each(ways)('%s', async (_, change, path) => {
    expect(await ledTo(change())).toBe(path)
  })
})

describe('a request is refused that names', () => {
  const cases: readonly [string, () => Record<string, string>, string][] = [
    [
      'an organization that is not there',
      () => ({ organization: 'org_00000000000000000000000000' }),
      'organization_unknown',
    ],
    ['an organization by the id of something else', () => ({ organization: other.connection }), 'organization_unknown'],
    ['an organization by its name', () => ({ organization: 'Other' }), 'organization_unknown'],
    ['an organization by its host', () => ({ organization: 'other.sso.example' }), 'organization_unknown'],
    ['a slug that nobody has', () => ({ organization: 'nobody' }), 'organization_unknown'],
    [
      '31 a connection of another organization than that of the slug',
      () => ({ organization: 'acme', connection: other.connection }),
      'connection_unknown',
    ],
    [
      'a connection of an organization whose slug nobody has',
      () => ({ organization: 'nobody', connection: other.connection }),
      'connection_unknown',
    ],
    ['a connection that is not there', () => ({ connection: 'conn_00000000000000000000000000' }), 'connection_unknown'],
    [
      '31 a connection of another organization',
      () => ({ organization: harness.organization_id, connection: other.connection }),
      'connection_unknown',
    ],
  ]
  it.each(cases)('%s', async (_, change, code) => {
    const answer = answerOf(await ask(change()))
    expect(answer).toMatchObject({ error: 'invalid_request', error_description: expect.stringContaining(`(${code})`) })
    expect(harness.provider.requests).toEqual([])
  })

  it('a connection that is a draft, or switched off', async () => {
    const organization = await harness.client.organizations.create({ name: 'Draft' })
    const draft = await harness.client.connections.create({
      organization_id: organization.id,
      type: 'oidc',
      settings: { discovery_url: harness.provider.discovery_url, client_id: 'gateway' },
    })
    for (const change of [{ connection: draft.id }, { organization: organization.id }]) {
      expect(answerOf(await ask(change))).toMatchObject({ error: 'access_denied' })
    }
    const active = await addConnection({ ...harness, organization_id: organization.id })
    await harness.client.connections.deactivate(active.id)
    for (const change of [{ connection: active.id }, { organization: organization.id }]) {
      expect(answerOf(await ask(change))).toMatchObject({ error: 'access_denied' })
    }
  })
})

describe('96 a domain', () => {
  const create = (domains: { domain: string; verified?: boolean }[]) =>
    harness.client.organizations.create({ name: 'Rival', domains })

  it('that another organization has verified is refused, in any spelling, and stays where it was', async () => {
    for (const domain of ['other.example', 'OTHER.example', 'Other.Example']) {
      await expect(create([{ domain, verified: true }])).rejects.toMatchObject({ status: 409, code: 'domain_taken' })
    }
    expect(await ledTo({ login_hint: 'x@other.example' })).toBe('/other/authorize')
  })

  it.each(['other.example.', ' other.example', '\uff4fther.example', 'other\u200b.example', 'o\u00adther.example'])(
    '16 that is written otherwise is refused, not repaired: %j',
    async (domain) => {
      await expect(create([{ domain, verified: true }])).rejects.toMatchObject({ status: 422, code: 'values_invalid' })
    },
  )

  it('may be claimed by two, and verified by one', async () => {
    const rival = await create([{ domain: 'claimed.example' }])
    const [domain] = rival.domains
    await harness.client.domains.verify(rival.id, domain?.id as `dom_${string}`)
    const { domains } = await harness.client.organizations.get(other.organization)
    const theirs = domains.find((one) => one.domain === 'claimed.example')
    const second = harness.client.domains.verify(other.organization, theirs?.id as `dom_${string}`)
    await expect(second).rejects.toMatchObject({ code: 'domain_taken' })
  })

  it('is verified by one also when two ask at the same moment', async () => {
    const rivals = await Promise.all([1, 2].map(() => create([{ domain: 'race.example' }])))
    const answers = await Promise.allSettled(
      rivals.map(({ id, domains }) => harness.client.domains.verify(id, domains[0]?.id as `dom_${string}`)),
    )
    expect(answers.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  })

  it('leads nowhere once it is taken away', async () => {
    const rival = await create([{ domain: 'moved.example', verified: true }])
    await addConnection({ ...harness, organization_id: rival.id }, { path: '/moved' })
    expect(await ledTo({ login_hint: 'x@moved.example' })).toBe('/moved/authorize')
    await harness.client.domains.delete(rival.id, rival.domains[0]?.id as `dom_${string}`)
    expect(await ledTo({ login_hint: 'x@moved.example' })).toBe('/signin')
  })

  it.each([
    '',
    'localhost',
    'a b.example',
    '*.example',
    'https://a.example',
    'a@b.example',
    '1.2.3.4',
    'a..example',
    `${'a'.repeat(64)}.example`,
  ])('that is none is refused: %j', async (domain) => {
    await expect(create([{ domain, verified: true }])).rejects.toMatchObject({ status: 422 })
  })
})

describe('an organization with several connections', () => {
  it('lets the person choose among the active ones, and no other', async () => {
    const organization = await harness.client.organizations.create({ name: 'Several' })
    const there = { ...harness, organization_id: organization.id }
    const [first, second, third] = [
      await addConnection(there, { name: 'First' }),
      await addConnection(there, { name: 'Second' }),
      await addConnection(there, { name: 'Third' }),
    ]
    await harness.client.connections.deactivate(third.id)
    const person = browser()
    const response = await person.get(authorizeAddress(harness, { organization: organization.id }))
    const page = await (await person.get(locationOf(response))).text()
    expect([first, second, third].map(({ id }) => page.includes(id))).toEqual([true, true, false])
    expect(page).not.toContain(harness.connection_id)
  })

  it('has no page for a request that leads to one connection', async () => {
    const response = await browser().get(authorizeAddress(harness).replace('/oauth/authorize', '/signin/choose'))
    expect([response.status, await codeOnPage(response)]).toEqual([400, 'connection_not_active'])
  })
})

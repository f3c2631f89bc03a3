/** Import of known people: what becomes of each row, and that the same rows again change nothing. */
import type { UserImport } from '@gatehouse-sso/sdk/contract/user-import'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { api } from '../../../test/api.ts'
import {
  addConnection,
  browser,
  databases,
  goUpstream,
  type Harness,
  locationOf,
  signIn,
  startHarness,
} from '../../../test/harness.ts'

type Row = Readonly<Record<string, unknown>>

describe.each(databases)('an import on %s', (_, database) => {
  let harness: Harness
  beforeAll(async () => {
    harness = await startHarness({ database_url: await database() })
  })
  afterAll(() => harness.close())
  beforeEach(() => harness.provider.reset())

  let scenes = 0
  async function scene(policy: object = {}, mapping: object = {}): Promise<string> {
    scenes += 1
    const { id } = await harness.client.organizations.create({
      name: `Organization ${scenes}`,
      domains: [{ domain: `import${scenes}.example`, verified: true }],
      policy,
    })
    await addConnection({ ...harness, organization_id: id }, { mapping })
    return id
  }
  const send = (organization_id: string, rows: readonly Row[], change: object = {}): Promise<UserImport> =>
    harness.client.users.import({ organization_id, rows: rows as never, ...change })
  const outcomes = ({ rows }: UserImport) => rows.map(({ outcome }) => outcome)
  const why = ({ rows }: UserImport) =>
    rows.flatMap(({ row, errors }) => errors.map(({ param, code }) => [row, param, code]))
  const usersOf = (organization_id: string) => harness.client.users.list({ organization_id, order: 'asc' }).toArray()

  it('of 2,500 people makes each once, with an event, and changes nothing the second time', async () => {
    const organization_id = await scene()
    const people = Array.from({ length: 2_500 }, (_, at) => ({
      ...{ email: `p${at}@acme.example`, preferred_username: `p${at}`, external_id: `e${at}` },
      metadata: { seat: String(at) },
    }))
    const pieces = [people.slice(0, 1_000), people.slice(1_000, 2_000), people.slice(2_000)]
    for (const piece of pieces) expect(await send(organization_id, piece)).toMatchObject({ created: piece.length })
    expect(await usersOf(organization_id)).toHaveLength(2_500)
    const before = harness.counts()
    for (const piece of pieces) {
      const again = await send(organization_id, piece)
      expect(again).toMatchObject({ created: 0, updated: 0, unchanged: piece.length, refused: 0 })
    }
    expect(harness.counts()).toEqual(before)
    const [user] = await usersOf(organization_id)
    expect(user).toMatchObject({ source: 'import', state: 'invited', email_verified: false, ...people[0] })
    const events = await harness.client.events.list({ organization_id, type: 'user.created', limit: 1 })
    expect(events.data[0]?.data).toMatchObject({ external_id: 'e2499' })
  })

  it('lets other requests in while it runs', async () => {
    const organization_id = await scene()
    const rows = Array.from({ length: 1_000 }, (_, at) => ({ email: `busy${at}@acme.example` }))
    let isOver = false
    const imported = send(organization_id, rows).finally(() => {
      isOver = true
    })
    let served = 0
    while (!isOver) {
      expect((await signIn(harness, browser())).searchParams.has('code')).toBe(true)
      if (!isOver) served += 1
    }
    expect(await imported).toMatchObject({ created: 1_000 })
    expect(served).toBeGreaterThan(0)
  })

  it('only says what would happen, in a dry run', async () => {
    const organization_id = await scene()
    const dry = await send(organization_id, [{ email: 'ada@a.example' }, { email: 'no' }], { dry_run: true })
    expect(dry).toMatchObject({ dry_run: true, created: 1, refused: 1, rows: [{ user_id: null }, { user_id: null }] })
    expect(await usersOf(organization_id)).toEqual([])
  })

  const tooMany = Object.fromEntries(Array.from({ length: 51 }, (_, at) => [`key${at}`, 'x']))
  const refusals: readonly (readonly [string, Row, readonly (readonly string[])[]])[] = [
    ['without any name', { name: 'Ada' }, [['/email', 'missing']]],
    ['with an email that is none', { email: 'ada' }, [['/email', 'invalid_format']]],
    ['with an unknown field', { email: 'x@a.example', role: 'boss' }, [['/role', 'unknown_field']]],
    ['with invisible characters', { preferred_username: 'a\u200bda' }, [['/preferred_username', 'invalid_format']]],
    ['with too many keys of metadata', { email: 'n@a.example', metadata: tooMany }, [['/metadata', 'custom']]],
    ['with a name of an earlier row', { external_id: 'first' }, [['/external_id', 'duplicate']]],
    [
      'with names of two users',
      { external_id: '4711', preferred_username: 'bob' },
      [['/preferred_username', 'already_exists']],
    ],
    [
      'with the user name of somebody with another external id',
      { external_id: '4712', preferred_username: 'ada' },
      [['/preferred_username', 'already_exists']],
    ],
  ]
  it.each(refusals)('refuses a row %s, and writes the others', async (_, row, errors) => {
    const organization_id = await scene()
    const there = { preferred_username: 'ada', external_id: '4711' }
    await send(organization_id, [there, { preferred_username: 'bob' }])
    const imported = await send(organization_id, [{ external_id: 'first' }, row, { external_id: 'last' }])
    expect(outcomes(imported)).toEqual(['created', 'refused', 'created'])
    expect(why(imported)).toEqual(errors.map((error) => [2, ...error]))
    expect(await usersOf(organization_id)).toHaveLength(4)
  })

  const cases = [
    ['exact', ['created', 'created']],
    ['insensitive', ['created', 'refused']],
  ] as const
  it.each(cases)('compares user names of rows as match_case %s says', async (match_case, expected) => {
    const organization_id = await scene({ match_case })
    const imported = await send(organization_id, [{ preferred_username: 'ada' }, { preferred_username: 'Ada' }])
    expect([imported.match_case, outcomes(imported)]).toEqual([match_case, expected])
  })

  it('changes the fields of a row, and keeps those that it leaves out', async () => {
    const organization_id = await scene()
    const ada = { external_id: '4711', email: 'ada@a.example', name: 'Ada', metadata: { seat: '1', desk: '7' } }
    await send(organization_id, [ada])
    const change = { external_id: '4711', email: 'lovelace@a.example', metadata: { seat: '2' } }
    expect(outcomes(await send(organization_id, [change]))).toEqual(['updated'])
    expect(await usersOf(organization_id)).toMatchObject([{ ...ada, ...change, metadata: { seat: '2', desk: '7' } }])
    const [event] = (await harness.client.events.list({ organization_id, type: 'user.updated' })).data
    expect(event?.changes.map(({ field }) => field)).toEqual(['/email', '/metadata/seat'])
    expect(outcomes(await send(organization_id, [change]))).toEqual(['unchanged'])
  })

  it('gives a user who has a weaker name the stronger one', async () => {
    const organization_id = await scene()
    await send(organization_id, [{ email: 'ada@a.example' }])
    const row = { email: 'ada@a.example', preferred_username: 'ada', external_id: '4711' }
    expect(outcomes(await send(organization_id, [row]))).toEqual(['updated'])
    expect(await usersOf(organization_id)).toMatchObject([row])
  })

  describe('of a person who has signed in', () => {
    const email = () => `ada@import${scenes}.example`
    async function signedIn(policy: object, is_verified: boolean, mapping: object = {}): Promise<string> {
      const organization_id = await scene(policy, mapping)
      const claims = { sub: 'ada', name: 'Ada', preferred_username: 'ada', email: email(), email_verified: is_verified }
      harness.provider.behaviour = { claims }
      const person = browser()
      const back = await goUpstream(harness, person, { organization: organization_id })
      expect(locationOf(await person.get(back.href))).toContain('code=')
      return organization_id
    }

    it('changes external id and metadata only, by a name that the organization matches by', async () => {
      const organization_id = await signedIn({ match_by: ['preferred_username'] }, false)
      const vendor = { external_id: '4711', metadata: { seat: '1' } }
      const row = { ...vendor, preferred_username: 'ada', name: 'Other', email: 'other@a.example' }
      expect(outcomes(await send(organization_id, [row]))).toEqual(['updated'])
      expect(await usersOf(organization_id)).toMatchObject([{ ...vendor, name: 'Ada', email: email() }])
      expect(outcomes(await send(organization_id, [row]))).toEqual(['unchanged'])
      expect(outcomes(await send(organization_id, [{ external_id: '4711', metadata: { seat: '2' } }]))).toEqual([
        'updated',
      ])
    })

    const named = { preferred_username: 'email' }
    it('changes them by a user name that is a proved email', async () => {
      const organization_id = await signedIn({ match_by: ['preferred_username'] }, true, named)
      const row = { preferred_username: email(), external_id: '4711' }
      expect(outcomes(await send(organization_id, [row]))).toEqual(['updated'])
    })

    const untrusted: readonly (readonly [string, object, boolean, () => Row, object])[] = [
      ['by an email that is not proved', { match_by: ['email'] }, false, () => ({ email: email() }), {}],
      [
        'by a user name that is an email without proof',
        { match_by: ['preferred_username'] },
        false,
        () => ({ preferred_username: email() }),
        named,
      ],
      [
        'by a name that the organization does not match by',
        { match_by: ['email'] },
        true,
        () => ({ preferred_username: 'ada' }),
        {},
      ],
    ]
    it.each(untrusted)('refuses a change %s', async (_, policy, is_verified, nameOf, mapping) => {
      const organization_id = await signedIn(policy, is_verified, mapping)
      const name = nameOf()
      const [by] = Object.keys(name)
      const imported = await send(organization_id, [{ ...name, metadata: { role: 'boss' } }])
      expect(why(imported)).toEqual([[1, `/${by}`, 'not_matched_by']])
      expect(outcomes(await send(organization_id, [name]))).toEqual(['unchanged'])
    })

    it('links the first sign-in of a user who was imported', async () => {
      const organization_id = await scene({ provisioning: 'known_only', match_by: ['preferred_username'] })
      await send(organization_id, [{ preferred_username: 'ada', external_id: '4711' }])
      harness.provider.behaviour = { claims: { sub: 'ada', preferred_username: 'ada' } }
      await signIn(harness, browser(), { organization: organization_id })
      expect(await usersOf(organization_id)).toMatchObject([{ external_id: '4711', state: 'active', source: 'import' }])
    })
  })

  describe('of a piece', () => {
    const at = (name: string): Row => ({ email: `${name}@a.example` })
    const pieces: readonly (readonly [string, (organization_id: string) => object, number, string])[] = [
      ['with 1,001 rows', (id) => ({ organization_id: id, rows: Array(1_001).fill(at('a')) }), 422, 'values_invalid'],
      ['with a row that is no object', (id) => ({ organization_id: id, rows: ['ada'] }), 422, 'values_invalid'],
      [
        'of more than 200 KiB',
        (id) => ({ organization_id: id, rows: [{ ...at('a'), metadata: { a: 'x'.repeat(200 * 1024) } }] }),
        413,
        'body_too_large',
      ],
      [
        'for an organization that is not there',
        () => ({ organization_id: 'org_01jd2x3y4z5a6b7c8d9e0f1g2h', rows: [at('a')] }),
        422,
        'values_invalid',
      ],
    ]
    it.each(pieces)('%s is refused, and changes nothing', async (_, bodyOf, status, code) => {
      const organization_id = await scene()
      const body = bodyOf(organization_id)
      const answer = await api(harness, 'POST /v1/users/import', { key: harness.api_key, body })
      expect([answer.status, answer.code]).toEqual([status, code])
      expect(await usersOf(organization_id)).toEqual([])
    })

    it('is written once, when it is sent twice with one key at the same moment', async () => {
      const organization_id = await scene()
      const body = { organization_id, rows: Array.from({ length: 200 }, (_, n) => at(`twice${n}`)) }
      const headers = { 'idempotency-key': 'the-same' }
      const answers = await Promise.all(
        [1, 2].map(() => api(harness, 'POST /v1/users/import', { key: harness.api_key, body, headers })),
      )
      expect(answers.map(({ status }) => status)).toContain(200)
      expect(await usersOf(organization_id)).toHaveLength(200)
    })

    it('is written once, when two imports send it at the same moment', async () => {
      const organization_id = await scene()
      const rows = Array.from({ length: 300 }, (_, n) => at(`both${n}`))
      const both = await Promise.all([send(organization_id, rows), send(organization_id, rows)])
      expect(both.reduce((sum, { created }) => sum + created, 0)).toBe(300)
      expect(both.reduce((sum, { unchanged }) => sum + unchanged, 0)).toBe(300)
      expect(await usersOf(organization_id)).toHaveLength(300)
    })
  })
})

/** The default role of an environment: there is exactly one, and whoever follows the events sees it move. */
import type { Role } from '@gatehouse-sso/sdk/contract/roles'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { api } from '../../../test/api.ts'
import { addEnvironment, databases, type Harness, startHarness } from '../../../test/harness.ts'

describe.each(databases)('the default role on %s', (_, database) => {
  let harness: Harness
  let other: Harness
  beforeAll(async () => {
    harness = await startHarness({ database_url: await database() })
    other = await addEnvironment(harness, 'roles-other')
  })
  afterAll(() => harness.close())

  const rolesOf = ({ client }: Harness) => client.roles.list({ limit: 100 }).toArray()
  const defaultsOf = async (at: Harness): Promise<Role[]> => (await rolesOf(at)).filter(({ is_default }) => is_default)
  const eventsOf = async ({ client }: Harness) => (await client.events.list({ limit: 100 }).toArray()).toReversed()
  const etagOf = async ({ id }: Role) => (await api(harness, `GET /v1/roles/${id}`)).headers.get('etag')
  let slugs = 0
  const newSlug = (): string => `taker-${++slugs}`

  const ways: readonly [string, string, () => Promise<Role>][] = [
    [
      'a role that is made the default',
      'role.created',
      () => harness.client.roles.create({ slug: newSlug(), name: 'Taker', is_default: true }),
    ],
    [
      'a role that becomes the default',
      'role.updated',
      async () => {
        const { id } = await harness.client.roles.create({ slug: newSlug(), name: 'Taker' })
        return harness.client.roles.update(id, { is_default: true })
      },
    ],
  ]

  it.each(ways)('moves to %s: both have their event, and the other environment is as it was', async (_, type, take) => {
    const [previous, ...more] = await defaultsOf(harness)
    if (!previous) throw new Error('there is no default role')
    expect(more).toEqual([])
    const [before, seen, elsewhere] = [
      await etagOf(previous),
      (await eventsOf(harness)).length,
      [await rolesOf(other), await eventsOf(other)],
    ]
    const taker = await take()
    expect((await defaultsOf(harness)).map(({ id }) => id)).toEqual([taker.id])

    const events = (await eventsOf(harness)).slice(seen)
    const eventOf = (id: string) => events.filter(({ data }) => data.id === id).at(-1)
    expect(eventOf(taker.id)).toMatchObject({ type, data: { is_default: true } })
    const loser = await harness.client.roles.get(previous.id)
    expect(eventOf(previous.id)).toMatchObject({
      type: 'role.updated',
      data: loser,
      changes: [{ field: '/is_default', before: true, after: false }],
    })
    expect(loser).toEqual({ ...previous, is_default: false, updated_at: loser.updated_at })
    // A reader with the older version must read the role again.
    expect(await etagOf(previous)).not.toBe(before)
    const stale = await api(harness, `PATCH /v1/roles/${previous.id}`, {
      body: { name: 'Stale' },
      headers: { 'if-match': String(before) },
    })
    expect([stale.status, stale.code]).toEqual([412, 'precondition_failed'])
    expect([await rolesOf(other), await eventsOf(other)]).toEqual(elsewhere)
  })

  it('is one, however many take over at the same moment, and each move has both its events', async () => {
    const takers = await Promise.all(
      [1, 2, 3].map(() => harness.client.roles.create({ slug: newSlug(), name: 'Taker' })),
    )
    const seen = (await eventsOf(harness)).length
    const answers = await Promise.allSettled(
      takers.map(({ id }) => harness.client.roles.update(id, { is_default: true })),
    )
    const took = answers.filter(({ status }) => status === 'fulfilled').length
    expect(took).toBeGreaterThan(0)
    expect(await defaultsOf(harness)).toHaveLength(1)
    const moves = (await eventsOf(harness)).slice(seen).map(({ data }) => 'is_default' in data && data.is_default)
    expect(moves.toSorted()).toEqual([...Array(took).fill(false), ...Array(took).fill(true)])
  })

  it('that is asked to be the default again has one event, and nobody loses anything', async () => {
    const [current] = await defaultsOf(harness)
    if (!current) throw new Error('there is no default role')
    const seen = (await eventsOf(harness)).length
    await harness.client.roles.update(current.id, { is_default: true, name: 'Renamed' })
    const events = (await eventsOf(harness)).slice(seen)
    expect(events.map(({ type, data }) => [type, data.id])).toEqual([['role.updated', current.id]])
    expect((await defaultsOf(harness)).map(({ id }) => id)).toEqual([current.id])
  })
})

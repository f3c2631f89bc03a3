/** A5: a POST that may be sent again. */
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { api } from '../../../test/api.ts'
import { addEnvironment, databases, type Harness, startHarness } from '../../../test/harness.ts'

describe.each(databases)('on %s, a POST with an Idempotency-Key', (_, newDatabase) => {
  let harness: Harness
  beforeAll(async () => {
    harness = await startHarness({ database_url: await newDatabase() })
  })
  afterAll(() => harness.close())

  const newKey = () => randomUUID()
  const create = (idempotency_key: string, body: unknown = { name: 'Once' }, there = harness) =>
    api(there, 'POST /v1/organizations', { body, headers: { 'idempotency-key': idempotency_key } })
  const count = async (search: string) => (await harness.client.organizations.list({ search }).toArray()).length

  it('is carried out once; the same one gets the same answer, and is told so', async () => {
    const key = newKey()
    const [first, second] = [await create(key, { name: 'Same' }), await create(key, { name: 'Same' })]
    expect([first.status, first.headers.get('idempotent-replayed')]).toEqual([201, null])
    expect([second.status, second.headers.get('idempotent-replayed')]).toEqual([201, 'true'])
    expect(second.body).toEqual(first.body)
    expect(second.headers.get('etag')).toBe(first.headers.get('etag'))
    expect(await count('Same')).toBe(1)
  })

  it('gets the first answer even when the thing has changed or gone', async () => {
    const key = newKey()
    const { body } = await create(key)
    await harness.client.organizations.delete(body.id)
    expect((await create(key)).body).toEqual(body)
  })

  it('with another body is refused', async () => {
    const key = newKey()
    await create(key)
    const other = await create(key, { name: 'Other' })
    expect([other.status, other.code]).toEqual([409, 'idempotency_key_reused'])
  })

  it('at another address is refused', async () => {
    const key = newKey()
    const { body } = await create(key)
    const user = { organization_id: body.id, email: 'ada@acme.example' }
    const other = await api(harness, 'POST /v1/users', { body: user, headers: { 'idempotency-key': key } })
    expect([other.status, other.code]).toEqual([409, 'idempotency_key_reused'])
  })

  it('of another environment is another request', async () => {
    const elsewhere = await addEnvironment(harness, `else-${newKey().slice(0, 8)}`)
    const key = newKey()
    const [here, there] = [await create(key), await create(key, { name: 'Once' }, elsewhere)]
    expect([here.status, there.status]).toEqual([201, 201])
    expect(there.body.id).not.toBe(here.body.id)
  })

  it('ten times at the same moment is carried out once; the others may come again', async () => {
    const key = newKey()
    const answers = await Promise.all(Array.from({ length: 10 }, () => create(key, { name: 'Race' })))
    const made = answers.filter(({ status }) => status === 201)
    expect(new Set(made.map(({ body }) => body.id)).size).toBe(1)
    for (const { status, code } of answers) {
      if (status !== 201) expect([status, code]).toEqual([409, 'idempotency_in_progress'])
    }
    expect(await count('Race')).toBe(1)
    expect((await create(key, { name: 'Race' })).body.id).toBe(made[0]?.body.id)
  })

  it('with values that are refused is not kept: the corrected one is carried out', async () => {
    const key = newKey()
    expect((await create(key, { name: '' })).code).toBe('values_invalid')
    expect((await create(key, { name: 'Corrected' })).status).toBe(201)
  })

  it('that something stands against is not kept: it is carried out when nothing does any more', async () => {
    const key = newKey()
    const taken = await harness.client.organizations.create({ name: 'Taken', external_id: `e-${key}` })
    const body = { name: 'Wants it', external_id: `e-${key}` }
    expect((await create(key, body)).code).toBe('already_exists')
    await harness.client.organizations.delete(taken.id)
    expect((await create(key, body)).status).toBe(201)
  })

  it('that gives a secret is not answered a second time', async () => {
    const headers = { 'idempotency-key': newKey() }
    const send = () => api(harness, 'POST /v1/api_keys', { body: { name: 'Script' }, headers })
    expect((await send()).status).toBe(201)
    const second = await send()
    expect([second.status, second.code]).toEqual([409, 'idempotency_secret_shown'])
  })

  it('whose answer was lost says so, and is not carried out again', async () => {
    const key = newKey()
    const store = harness.gateway.work.ports.stores.idempotency_keys
    const finish = vi.spyOn(store, 'finish').mockImplementationOnce(() => {
      throw new Error('the process dies here')
    })
    expect((await create(key, { name: 'Lost' })).status).toBe(500)
    finish.mockRestore()
    const second = await create(key, { name: 'Lost' })
    expect([second.status, second.code]).toEqual([409, 'idempotency_answer_lost'])
    expect(await count('Lost')).toBe(1)
  })

  it('whose process died before it did anything is carried out by the next, a minute later', async () => {
    const key = newKey()
    const { units } = harness.gateway.work
    const run = units.run
    let dying = true
    // The first unit takes the key; the next ones, the work and the release, are never made.
    const spied = vi.spyOn(units, 'run').mockImplementation(async (writes) => {
      if (dying && writes[0]?.name !== 'idempotency_keys.insert') throw new Error('the process dies here')
      return run(writes)
    })
    expect((await create(key, { name: 'Died' })).status).toBe(500)
    dying = false
    expect((await create(key, { name: 'Died' })).code).toBe('idempotency_in_progress')
    harness.clock.ahead += 61_000
    expect((await create(key, { name: 'Died' })).status).toBe(201)
    spied.mockRestore()
    expect(await count('Died')).toBe(1)
  })

  it('is forgotten after a day, and not before', async () => {
    const key = newKey()
    const { body } = await create(key)
    harness.clock.ahead += 24 * 3600_000 - 60_000
    await harness.gateway.sweep()
    expect((await create(key)).body.id).toBe(body.id)
    harness.clock.ahead += 120_000
    expect((await create(key)).body.id).not.toBe(body.id)
  })

  it.each([
    ['an empty one', ''],
    ['one of 256 characters', 'k'.repeat(256)],
    ['one with a space', 'a b'],
  ])('that is %s is refused', async (_name, key) => {
    const { status, code } = await create(key)
    expect([status, code]).toEqual([400, 'idempotency_key_invalid'])
  })

  it('keeps its answer sealed', async () => {
    const { keys, stores } = harness.gateway.work.ports
    const key = newKey()
    await create(key, { name: 'Sealed name' })
    const record = await stores.idempotency_keys.get(keys.sha256(`${harness.environment_id}:${key}`))
    expect(record?.answer_sealed).toBeTruthy()
    expect(JSON.stringify(record)).not.toContain('Sealed name')
  })
})

describe('an Idempotency-Key', () => {
  let harness: Harness
  beforeAll(async () => {
    harness = await startHarness()
  })
  afterAll(() => harness.close())

  it('of the installation key makes an environment once', async () => {
    const o = { idempotency_key: 'environment' }
    const body = { name: 'Twice', slug: 'twice', kind: 'test' } as const
    const first = await harness.installation.environments.create(body, o)
    expect(await harness.installation.environments.create(body, o)).toEqual(first)
  })

  it('is ignored by a GET, a PATCH and a DELETE', async () => {
    const headers = { 'idempotency-key': 'ignored' }
    const { id } = await harness.client.organizations.create({ name: 'Plain' })
    const route = `/v1/organizations/${id}`
    expect((await api(harness, `PATCH ${route}`, { body: { name: 'One' }, headers })).body.name).toBe('One')
    expect((await api(harness, `PATCH ${route}`, { body: { name: 'Two' }, headers })).body.name).toBe('Two')
    expect((await api(harness, `GET ${route}`, { headers })).body.name).toBe('Two')
    expect((await api(harness, `DELETE ${route}`, { headers })).status).toBe(204)
    expect((await api(harness, `DELETE ${route}`, { headers })).status).toBe(404)
  })
})

/** ETags of real answers: how a change is refused that was made on an old reading. */
import { inspect } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Harness, startHarness } from '../../gateway/test/harness.ts'
import { ConflictError, etagOf, type Gatehouse } from '../src/gatehouse.ts'

let harness: Harness
let gatehouse: Gatehouse
beforeAll(async () => {
  harness = await startHarness()
  gatehouse = harness.client
})
afterAll(() => harness.close())

const changed = async (call: Promise<unknown>): Promise<void> => {
  const error: unknown = await call.catch((thrown: unknown) => thrown)
  expect(error).toBeInstanceOf(ConflictError)
  expect(error).toMatchObject({ status: 412, code: 'precondition_failed' })
}

describe('an ETag', () => {
  it('lets a change through when nothing happened, and refuses it after a change elsewhere', async () => {
    const read = await gatehouse.organizations.create({ name: 'Contoso' })
    const next = await gatehouse.organizations.update(read.id, { name: 'One' }, { if_match: etagOf(read) })
    expect(etagOf(next)).not.toBe(etagOf(read))
    await changed(gatehouse.organizations.update(read.id, { name: 'Two' }, { if_match: etagOf(read) }))
    expect(await gatehouse.organizations.get(read.id)).toMatchObject({ name: 'One' })
  })

  it('refuses a deletion as well', async () => {
    const role = await gatehouse.roles.create({ slug: 'passing', name: 'Passing' })
    const next = await gatehouse.roles.update(role.id, { name: 'Renamed' })
    await changed(gatehouse.roles.delete(role.id, { if_match: etagOf(role) }))
    await gatehouse.roles.delete(role.id, { if_match: etagOf(next) })
  })

  it('comes with create, update and an action, and is that of a later get', async () => {
    const body = { organization_id: harness.organization_id, email: 'etag@acme.example' }
    const created = await gatehouse.users.create(body)
    expect(etagOf(created)).toBe(etagOf(await gatehouse.users.get(created.id)))
    const updated = await gatehouse.users.update(created.id, { external_id: '1' })
    expect(etagOf(updated)).toBe(etagOf(await gatehouse.users.get(created.id)))
    const suspended = await gatehouse.users.suspend(created.id)
    expect(etagOf(suspended)).toBe(etagOf(await gatehouse.users.get(created.id)))
    expect(new Set([created, updated, suspended].map(etagOf)).size).toBe(3)
  })

  it('does not change the shape of the resource', async () => {
    const role = await gatehouse.roles.create({ slug: 'shape', name: 'Shape' })
    const item = (await gatehouse.roles.list().toArray()).find(({ id }) => id === role.id)
    expect(role).toStrictEqual(item)
    expect(Object.keys(role)).toEqual(Object.keys(item ?? {}))
    expect(Reflect.ownKeys({ ...role })).toEqual(Object.keys(role))
    expect(inspect(role)).not.toContain('etag')
  })

  it('is missing in an item of a list and in a copy, and etagOf says so', async () => {
    const [item = {}] = await gatehouse.organizations.list().toArray(1)
    const copy = { ...(await gatehouse.organizations.get(harness.organization_id)) }
    for (const one of [item, copy]) expect(() => etagOf(one)).toThrow('has no ETag: read the resource itself')
  })
})

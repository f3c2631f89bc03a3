import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type Desk, factOn, openDesk } from '../../../test/admin-center.ts'
import { textOf } from '../../../test/browser.ts'
import { codeFor } from '../../../test/code.ts'
import { contoso, tid } from '../../../test/contoso.ts'
import { type Emulator, startEmulator } from '../../emulator.ts'

const ada = { name: 'ada@contoso.example', password: 'ada-password' }

describe('users and groups in the admin center', () => {
  let emulator: Emulator
  let desk: Desk
  beforeAll(async () => {
    emulator = await startEmulator({ fixture: contoso })
  })
  afterAll(() => emulator.close())
  beforeEach(async () => {
    await emulator.admin('POST', '/reset')
    desk = await openDesk(emulator.url, ada)
  })
  const directory = async () => JSON.stringify(await emulator.admin('GET', '/directory'))
  const idOf = (name: string): string => {
    const [tenant] = emulator.tenants()
    const found = [...(tenant?.users ?? []), ...(tenant?.groups ?? [])].find(({ displayName }) => displayName === name)
    return String(found?.id)
  }

  it('finds a user, and shows roles and nested groups', async () => {
    expect(textOf(await desk.at('/users?q=okaf'))).toContain('Ben Okafor')
    expect(textOf(await desk.at('/users?q=okaf'))).not.toContain('Gail Guest')
    const view = await desk.at(`/users/${idOf('Ben Okafor')}`)
    expect(factOn(view, 'Assigned roles')).toBe('None')
    expect(textOf(view)).toMatch(/Engineering [0-9a-f-]{36} Direct/)
    expect(textOf(view)).toMatch(/Staff [0-9a-f-]{36} Nested/)
    expect(factOn(await desk.at(`/users/${idOf('Ada Muster')}`), 'Assigned roles')).toBe('Global Administrator')
  })

  it('creates a user, who can sign in', async () => {
    const fields = {
      local: 'new.person',
      display_name: 'New Person',
      password: 'new-password',
      mail: 'new@contoso.example',
    }
    const view = await desk.fill('/users/new', 'Create', { ...fields, domain: 'contoso.test' })
    expect(factOn(view, 'User principal name')).toBe('new.person@contoso.test')
    expect(await codeFor(emulator, {}, { name: 'new.person@contoso.test', password: 'new-password' })).toMatch(/^1\./)
  })

  it.each([
    {
      name: 'a name that is taken',
      fields: { local: 'BEN' },
      says: 'User principal name: "BEN@contoso.example" appears twice',
    },
    { name: 'a blank in the name', fields: { local: 'new person' }, says: 'User principal name: letters, digits' },
    {
      name: 'a domain of another tenant',
      fields: { domain: 'fabrikam.example' },
      says: 'Domain: choose one of the tenant.',
    },
    { name: 'no display name', fields: { display_name: undefined }, says: 'Display name: enter a value.' },
    { name: 'a mail that is none', fields: { mail: 'mail' }, says: 'Email: must look like' },
  ])('creates no user with $name', async ({ fields, says }) => {
    const before = await directory()
    const view = await desk.fill('/users/new', 'Create', { local: 'new', display_name: 'New', ...fields })
    expect([view.status, textOf(view)]).toEqual([400, expect.stringContaining(says)])
    expect(await directory()).toBe(before)
  })

  it('creates a group, adds members and removes them after a question', async () => {
    const made = await desk.fill('/groups/new', 'Create', { group_name: 'Planners' })
    const here = made.url.pathname.replace('/admin-center', '')
    const chosen = { [`member:${idOf('Ben Okafor')}`]: '1', [`member:${idOf('Staff')}`]: '1' }
    const added = await desk.fill(`${here}/add`, 'Select', chosen)
    expect(textOf(added)).toContain('Added 2 members.')
    const members = () => emulator.tenants()[0]?.groups.find(({ displayName }) => displayName === 'Planners')?.members
    expect([...(members() ?? [])].sort()).toEqual([idOf('Ben Okafor'), idOf('Staff')].sort())
    const asked = await desk.fill(here, 'Remove', { [`member:${idOf('Staff')}`]: '1' })
    expect(members()).toHaveLength(2)
    await desk.browser.fill(asked, 'Yes')
    expect(members()).toEqual([idOf('Ben Okafor')])
  })

  it('creates a Microsoft 365 group', async () => {
    await desk.fill('/groups/new', 'Create', { group_name: 'Team', type: 'microsoft-365' })
    expect(await emulator.admin('GET', `/tenants/${tid}/groups/Team`)).toMatchObject({
      groupTypes: ['Unified'],
      securityEnabled: false,
    })
  })

  it.each([
    { name: 'no group without a name', path: '/groups/new', button: 'Create', fields: {}, says: 'Group name: enter' },
    {
      name: 'no group of an unknown type',
      path: '/groups/new',
      button: 'Create',
      fields: { group_name: 'A', type: 'x' },
      says: 'Group type: choose',
    },
  ])('creates $name', async ({ path, button, fields, says }) => {
    const before = await directory()
    const view = await desk.fill(path, button, fields)
    expect([view.status, textOf(view)]).toEqual([400, expect.stringContaining(says)])
    expect(await directory()).toBe(before)
  })

  it('adds nobody of another tenant, and no group to itself', async () => {
    const here = `/groups/${idOf('Staff')}/members/add`
    const stranger = emulator.tenants()[1]?.users[0]?.id
    for (const id of [stranger, idOf('Staff')]) {
      expect((await desk.fill(here, 'Select', { [`member:${id}`]: '1' })).status).toBe(400)
    }
  })
})

import { describe, expect, it } from 'vitest'
import { decideRoles, losesRole, type RoleInput, type RoleRules } from './roles.ts'

const guid = '0A1B2C3D-0000-4000-8000-00000000000f'
const otherGuid = '0A1B2C3D-0000-4000-8000-00000000000E'
const rules: RoleRules = {
  roles: [
    { slug: 'admin', is_default: false, claim_values: ['Platform.Write', otherGuid.toLowerCase()] },
    { slug: 'editor', is_default: false, claim_values: [] },
    { slug: 'member', is_default: true, claim_values: [] },
  ],
  sync: 'full',
  groups: [
    { idp_id: guid, roles: ['editor'] },
    { idp_id: 'Engineering', roles: ['editor', 'admin'] },
    { idp_id: 'Everyone', roles: [] },
  ],
}
const input: RoleInput = {
  groups: [],
  role_claims: [],
  groups_incomplete: false,
  role_claims_incomplete: false,
  previous_roles: null,
}
const roles = (change: Partial<RoleInput>) => decideRoles(rules, { ...input, ...change })

describe('decideRoles', () => {
  it('gives the default role', () => {
    expect(roles({})).toEqual({
      role: 'member',
      roles: ['member'],
      reasons: [{ role: 'member', because: 'default', from: null }],
      unmatched: [],
    })
  })
  it('gives the roles of groups, the highest first', () => {
    expect(roles({ groups: ['Engineering'] })).toMatchObject({ role: 'admin', roles: ['admin', 'editor'] })
  })
  it('compares GUIDs without case', () => {
    expect(roles({ groups: [guid.toLowerCase()] })?.role).toBe('editor')
  })
  it.each(['engineering', 'ENGINEERING', ' Engineering', 'Engineering '])('61 compares names exactly: %s', (group) => {
    expect(roles({ groups: [group] })?.role).toBe('member')
  })
  it('61 compares names in their composed Unicode form', () => {
    const accented = { ...rules, groups: [{ idp_id: 'Zo\u00eb', roles: ['admin'] }] }
    expect(decideRoles(accented, { ...input, groups: ['Zoe\u0308'] })?.role).toBe('admin')
  })
  it('takes only existing roles from the roles claim', () => {
    expect(roles({ role_claims: ['editor', 'owner', 'Admin'] })).toMatchObject({ role: 'editor', roles: ['editor'] })
  })
  const values: readonly [string, Partial<RoleInput>, string, string | null][] = [
    ['a claim value in the roles claim', { role_claims: ['Platform.Write'] }, 'admin', 'Platform.Write'],
    ['a claim value in the groups claim', { groups: ['Platform.Write'] }, 'admin', 'Platform.Write'],
    ['an object id in another case', { groups: [otherGuid] }, 'admin', otherGuid],
    ['an object id among roles', { role_claims: [otherGuid] }, 'admin', otherGuid],
    ['a claim value in another case', { role_claims: ['platform.write'] }, 'member', null],
    ['a claim value with a space', { role_claims: ['Platform.Write '] }, 'member', null],
    ['a part of a claim value', { role_claims: ['Platform'] }, 'member', null],
    ['the slug among groups', { groups: ['admin'] }, 'member', null],
  ]
  it.each(values)('looks for %s', (_, sent, role, from) => {
    expect(roles(sent)).toMatchObject({ role, reasons: [{ role, from }] })
  })
  it('names the values of the roles claim that gave nothing', () => {
    const sent = { role_claims: ['Platform.Write', 'Platform.Wirte', 'editor', 'Editor'] }
    expect(roles(sent)?.unmatched).toEqual(['Platform.Wirte', 'Editor'])
  })

  const syncs: readonly [RoleRules['sync'], string[] | null, Partial<RoleInput>, string[]][] = [
    ['full', ['admin'], { groups: [guid] }, ['editor']],
    ['additive', ['admin'], { groups: [guid] }, ['admin', 'editor']],
    ['additive', ['editor'], {}, ['editor']],
    ['additive', null, { groups: [guid] }, ['editor']],
    ['additive', ['gone'], {}, ['member']],
    ['first_sign_in', ['admin'], { groups: [guid] }, ['admin']],
    ['first_sign_in', ['admin'], { groups_incomplete: true }, ['admin']],
    ['first_sign_in', null, { groups: [guid] }, ['editor']],
    ['first_sign_in', ['gone'], { groups: [guid] }, ['editor']],
    ['first_sign_in', [], { groups: [guid] }, ['editor']],
  ]
  it.each(syncs)('%s: with %j before and %j sent, gives %j', (sync, previous_roles, sent, given) => {
    expect(decideRoles({ ...rules, sync }, { ...input, ...sent, previous_roles })?.roles).toEqual(given)
  })

  it('gives no default role beside another', () => {
    expect(roles({ groups: ['Engineering'] })?.roles).not.toContain('member')
  })
  it('104 takes away the role of a group that the person has left', () => {
    expect(roles({ previous_roles: ['admin'] })?.role).toBe('member')
  })
  it('keeps the previous roles while the groups are incomplete', () => {
    expect(roles({ groups_incomplete: true, previous_roles: ['admin', 'gone'] })).toMatchObject({
      role: 'admin',
      roles: ['admin'],
      reasons: [{ role: 'admin', because: 'kept', from: null }],
    })
  })
  it('does not decide when the groups are incomplete and the previous roles are unknown', () => {
    expect(roles({ groups_incomplete: true })).toBeNull()
    expect(roles({ role_claims_incomplete: true })).toBeNull()
    expect(roles({ role_claims_incomplete: true, previous_roles: ['admin'] })?.reasons).toEqual([
      { role: 'admin', because: 'kept', from: null },
    ])
  })
  it.each([[[]], [['gone']]])('does not decide when the groups are incomplete and %j is left', (previous_roles) => {
    expect(roles({ groups_incomplete: true, previous_roles })).toBeNull()
    expect(roles({ groups_incomplete: true, previous_roles, role_claims: ['editor'] })?.roles).toEqual(['editor'])
  })
  it('accepts incomplete groups when no group gives a role', () => {
    const roles = rules.roles.map((role) => ({ ...role, claim_values: [] }))
    const plain = { ...rules, roles, groups: [] }
    expect(decideRoles(plain, { ...input, groups_incomplete: true })?.role).toBe('member')
  })
  it('gives no role when the environment has none', () => {
    expect(decideRoles({ roles: [], groups: [], sync: 'full' }, input)).toEqual({
      ...{ role: null, roles: [], reasons: [], unmatched: [] },
    })
  })
})

describe('losesRole', () => {
  const roles = ['owner', 'admin', 'member', 'guest'].map((slug) => ({ slug, is_default: slug === 'member' }))
  const cases: readonly [string, string[], string[], boolean][] = [
    ['nothing changes', ['admin'], ['admin'], false],
    ['a role comes', ['admin'], ['owner', 'admin'], false],
    ['a role goes', ['owner', 'admin'], ['admin'], true],
    ['a role goes and a higher one comes', ['admin'], ['owner'], true],
    ['the last role goes', ['admin'], [], true],
    ['a higher role comes in place of the default one', ['member'], ['admin'], false],
    ['a lower role comes in place of the default one', ['member'], ['guest'], true],
    ['the default role goes', ['member'], [], true],
    ['a role that no longer exists goes', ['gone'], ['owner'], true],
    ['there were no roles before', [], ['owner'], false],
  ]
  it.each(cases)('%s', (_, previous, now, lost) => {
    expect(losesRole(roles, previous, { role: now[0] ?? null, roles: now })).toBe(lost)
  })
})

import { describe, expect, it } from 'vitest'
import { groupsBudgetBytes, groupsBytes, groupsFor, unmappedGroups } from './groups-claim.ts'

const guid = '0a1b2c3d-0000-4000-8000-00000000000f'
const rules = {
  roles: [{ slug: 'admin', is_default: false, claim_values: ['Platform.Write'] }],
  groups: [{ idp_id: guid, roles: [] }],
}
const sent = [guid.toUpperCase(), 'Platform.Write', 'Owners', 'Everyone']

describe('groupsFor', () => {
  it('keeps all received groups', () => expect(groupsFor('received', sent, rules, ['Owners'])).toEqual(sent))
  it('keeps the matched groups, as they were sent', () => {
    expect(groupsFor('matched', sent, rules, ['Owners'])).toEqual(sent.slice(0, 3))
  })
  it('keeps none where nothing is known', () => {
    expect(groupsFor('matched', sent, { roles: [], groups: [] }, [])).toEqual([])
  })
})

it('names the groups that nothing maps', () => {
  expect(unmappedGroups(sent, rules, ['Owners'])).toEqual(['Everyone'])
})

describe('groupsBytes', () => {
  it.each<[string, readonly string[]]>([
    ['no groups', []],
    ['a group', ['a']],
    ['quotes', ['"']],
    ['bytes, not characters', ['Zo\u00eb']],
  ])('counts %s', (_, groups) => {
    expect(groupsBytes(groups)).toBe(Buffer.byteLength(JSON.stringify(groups)))
  })
  it('has room for 200 GUIDs, as many as Entra sends', () => {
    expect(groupsBytes(Array.from({ length: 200 }, () => guid))).toBeLessThanOrEqual(groupsBudgetBytes)
  })
})

import { describe, expect, it } from 'vitest'
import { knownSpelling, type Spelling } from './known-spelling.ts'

const known = {
  groups: [
    { idp_id: 'b7e1c3d4-5f60-4718-8293-a4b5c6d7e8f9', name: 'Engineers', roles: ['editor'] },
    { idp_id: 'Sales', name: 'Selling', roles: [] },
    { idp_id: 'g3', name: 'Twins', roles: [] },
    { idp_id: 'g4', name: 'Twins', roles: [] },
  ],
  roles: [{ slug: 'admin', claim_values: ['Platform.Write'] }],
  admin_group: 'Owners',
}

describe.each<[string, Spelling, Readonly<Record<string, string>>]>([
  ['letter by letter', { match_case: 'exact', match_group_names: false }, { sales: 'sales', Engineers: 'Engineers' }],
  [
    'without case',
    { match_case: 'insensitive', match_group_names: false },
    {
      ...{ sales: 'Sales', 'PLATFORM.WRITE': 'Platform.Write', ADMIN: 'admin', owners: 'Owners', other: 'other' },
      ...{ 'B7E1C3D4-5F60-4718-8293-A4B5C6D7E8F9': 'b7e1c3d4-5f60-4718-8293-a4b5c6d7e8f9', engineers: 'engineers' },
    },
  ],
  [
    'by name',
    { match_case: 'exact', match_group_names: true },
    {
      ...{ Engineers: 'b7e1c3d4-5f60-4718-8293-a4b5c6d7e8f9', engineers: 'engineers', Sales: 'Sales' },
      ...{ Twins: 'Twins', Selling: 'Sales' },
    },
  ],
  [
    'by name and without case',
    { match_case: 'insensitive', match_group_names: true },
    { ENGINEERS: 'b7e1c3d4-5f60-4718-8293-a4b5c6d7e8f9', selling: 'Sales' },
  ],
])('values that are known %s', (_, spelling, values) => {
  it.each(Object.entries(values))('%s → %s', (value, expected) => {
    expect(knownSpelling(known, spelling)(value)).toBe(expected)
  })
})

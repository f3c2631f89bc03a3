import { describe, expect, it } from 'vitest'
import { type AdministratorInput, decideAdministrator } from './administrator.ts'

const guid = '0a1b2c3d-0000-4000-8000-00000000000f'
const nothing: AdministratorInput = {
  is_admin: false,
  groups: [],
  role_claims: [],
  incomplete: false,
  previous: null,
}

describe('decideAdministrator', () => {
  const cases: readonly [string, Partial<AdministratorInput>, unknown][] = [
    ['nothing', {}, { is_admin: false, because: 'not_sent', from: null }],
    ['the flag', { is_admin: true }, { is_admin: true, because: 'claim', from: null }],
    ['the value in the roles', { role_claims: ['Owner'] }, { is_admin: true, because: 'role_claim', from: 'Owner' }],
    ['the value in the groups', { groups: ['Owner'] }, { is_admin: true, because: 'group', from: 'Owner' }],
    ['the value in another case', { groups: ['owner'] }, { is_admin: false, because: 'not_sent', from: null }],
    [
      'an object id in another case',
      { groups: [guid.toUpperCase()] },
      { is_admin: true, because: 'group', from: guid.toUpperCase() },
    ],
    ['incomplete claims before any sign-in', { incomplete: true }, null],
    [
      'incomplete claims of an administrator',
      { incomplete: true, previous: true },
      { is_admin: true, because: 'kept', from: null },
    ],
    [
      'incomplete claims of somebody else',
      { incomplete: true, previous: false },
      { is_admin: false, because: 'kept', from: null },
    ],
    [
      'incomplete claims that have the value',
      { incomplete: true, groups: ['Owner'] },
      { is_admin: true, because: 'group', from: 'Owner' },
    ],
  ]
  it.each(cases)('%s', (_, sent, expected) => {
    expect(decideAdministrator(['Owner', guid], { ...nothing, ...sent })).toEqual(expected)
  })

  it('compares nothing without values', () => {
    expect(decideAdministrator([], { ...nothing, groups: [''], role_claims: ['true'] })?.is_admin).toBe(false)
  })
})

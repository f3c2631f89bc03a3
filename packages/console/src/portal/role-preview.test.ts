import { describe, expect, it } from 'vitest'
import { groupRows, previewOf } from './role-preview.ts'

const roles = [
  { slug: 'admin', name: 'Administrator', description: null },
  { slug: 'viewer', name: 'Viewer', description: null },
]
const received = [
  { idp_id: 'A-1', name: 'Admins', roles: [] },
  { idp_id: 'b-2', name: null, roles: [] },
]

describe('the groups of the page', () => {
  it('are each there once, with the roles that are kept', () =>
    expect(groupRows(received, [{ id: 'grp_1', idp_id: 'a-1', name: 'Admins', roles: ['admin'] }])).toEqual([
      { id: 'grp_1', idp_id: 'A-1', name: 'Admins', roles: ['admin'] },
      { id: null, idp_id: 'b-2', name: null, roles: [] },
    ]))

  it('have no name where the identity provider sent only the id', () =>
    expect(
      groupRows(
        [{ idp_id: 'c-3', name: 'c-3', roles: [] }],
        [{ id: 'grp_3', idp_id: 'c-3', name: 'c-3', roles: ['admin'] }],
      ),
    ).toEqual([{ id: 'grp_3', idp_id: 'c-3', name: null, roles: ['admin'] }]))

  it('include those that did not come with the test, and have no name where only the id is known', () =>
    expect(groupRows([], [{ id: 'grp_2', idp_id: 'c-3', name: 'c-3', roles: [] }])).toEqual([
      { id: 'grp_2', idp_id: 'c-3', name: null, roles: [] },
    ]))
})

describe('the role of a person', () => {
  const row = (name: string, ...given: string[]) => ({ id: null, idp_id: name, name, roles: given })

  it.each([
    ['the higher one', [row('All', 'viewer'), row('Admins', 'admin')], 'Administrator'],
    ['the only one', [row('All', 'viewer'), row('Other')], 'Viewer'],
    ['none', [row('Other')], null],
    ['one that a customer cannot give, by its own name', [row('Owners', 'owner')], 'owner'],
  ])('is %s', (_, rows, expected) => expect(previewOf(rows, roles).role).toBe(expected))
})

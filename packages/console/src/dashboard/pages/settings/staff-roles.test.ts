import { staffRoles as all, isStronger as decides } from '@gatehouse-sso/core/staff-roles'
import { expect, it } from 'vitest'
import { isStronger, staffRoles } from './staff-roles.ts'

it('orders the roles as the gateway does', () => {
  expect(staffRoles).toEqual(all)
  for (const role of all) for (const than of all) expect(isStronger(role, than)).toBe(decides(role, than))
})

/**
 * Staff: the people of the vendor who use the console. Each is bound to one identity of the organization that the staff
 * settings name, in the default environment. Staff belong to the installation and not to an environment.
 */
import { z } from 'zod'
import { id, name, none, time } from './fields.ts'
import { listOf, listQuery } from './list.ts'
import { operation } from './operation.ts'
import { staffRoles } from './staff-roles.ts'

const principals = ['installation_key'] as const
const role = z.enum(staffRoles).meta({
  description:
    '`owner`: everything. `admin`: everything but environments. `developer`: applications and connections, without people. ' +
    '`support`: people, setup links and the personal data in traces. `viewer`: reads',
})
const email = z.email().max(254)

export const staffMember = z
  .strictObject({
    object: z.literal('staff'),
    id: id('staff'),
    email: email.nullable().meta({ description: 'Null for the owner whom an admin link made' }),
    name: name.nullable(),
    role,
    state: z.enum(['invited', 'active']).meta({
      description: '`active`: bound to an identity, or entered by an admin link',
    }),
    is_bound: z.boolean().meta({ description: 'Whether an identity is bound, so that single sign-on works' }),
    invitation_expires_at: time.nullable(),
    last_seen_at: time.nullable().meta({ description: 'When a session was started last' }),
    created_at: time,
    updated_at: time,
  })
  .meta({ id: 'Staff' })

export const staffMemberWithAddress = staffMember
  .extend({ url: z.string().meta({ description: 'The invitation to hand out. It is shown once' }) })
  .meta({ id: 'StaffWithAddress' })

export const staffSession = z
  .strictObject({
    object: z.literal('staff_session'),
    id: id('stses'),
    staff_id: id('staff'),
    started_by: z.enum(['sign_in', 'admin_link']),
    address: z.string().nullable(),
    user_agent: z.string().nullable(),
    created_at: time,
    expires_at: time,
  })
  .meta({ id: 'StaffSession' })

export const staffSettings = z
  .strictObject({
    object: z.literal('staff_settings'),
    id: id('env').meta({ description: 'Of the default environment' }),
    organization_id: id('org').nullable().meta({
      description: 'The owner: the organization of the default environment through whose connection staff sign in',
    }),
    updated_at: time,
  })
  .meta({ id: 'StaffSettings' })

export type StaffMember = z.infer<typeof staffMember>
export type StaffMemberWithAddress = z.infer<typeof staffMemberWithAddress>
export type StaffSession = z.infer<typeof staffSession>
export type StaffSettings = z.infer<typeof staffSettings>

const params = z.strictObject({ staff_id: id('staff') })

export const staff = {
  list: operation('staff.list', {
    summary: 'List the staff',
    principals,
    staff: 'staff:read',
    scope: null,
    params: none,
    query: listQuery('staff'),
    body: undefined,
    output: listOf(staffMember),
  }),
  get: operation('staff.get', {
    summary: 'Read a staff member',
    principals,
    staff: 'staff:read',
    scope: null,
    params,
    query: none,
    body: undefined,
    output: staffMember,
  }),
  invite: operation('staff.invite', {
    summary: 'Invite somebody to the console; the link is shown once',
    principals,
    staff: 'staff:write',
    scope: null,
    params: none,
    query: none,
    body: z.strictObject({ email, role, name: name.optional() }),
    output: staffMemberWithAddress,
    failures: ['already_exists', 'staff_role_too_weak'],
    gives_secret: true,
    example: { email: 'grace@example.com', role: 'support' },
  }),
  resend: operation('staff.resend', {
    summary: 'Make a new invitation for somebody who is not bound to an identity; the old one no longer works',
    principals,
    staff: 'staff:write',
    scope: null,
    params,
    query: none,
    body: none,
    output: staffMemberWithAddress,
    status: 200,
    failures: ['state_conflict', 'staff_role_too_weak'],
    gives_secret: true,
    example: {},
  }),
  update: operation('staff.update', {
    summary: 'Change the name or the role; a new role counts from the next request',
    principals,
    staff: 'staff:write',
    scope: null,
    params,
    query: none,
    body: z.strictObject({ name: name.nullable().optional(), role: role.optional() }),
    output: staffMember,
    failures: ['staff_last_owner', 'staff_role_too_weak', 'precondition_failed'],
    example: { role: 'developer' },
  }),
  delete: operation('staff.delete', {
    summary: 'Remove a staff member; the sessions end at once',
    principals,
    staff: 'staff:write',
    scope: null,
    params,
    query: none,
    body: undefined,
    output: undefined,
    failures: ['staff_last_owner', 'staff_role_too_weak', 'precondition_failed'],
  }),
  listSessions: operation('staff.listSessions', {
    summary: 'List the browsers in which a staff member is signed in',
    principals,
    staff: 'staff:read',
    scope: null,
    params,
    query: listQuery('stses'),
    body: undefined,
    output: listOf(staffSession),
  }),
  endSession: operation('staff.endSession', {
    summary: 'End a staff session',
    principals,
    staff: 'staff:write',
    scope: null,
    params: z.strictObject({ staff_id: id('staff'), staff_session_id: id('stses') }),
    query: none,
    body: undefined,
    output: undefined,
    failures: ['staff_role_too_weak'],
  }),
  getSettings: operation('staff.getSettings', {
    summary: 'Read through which organization staff sign in',
    principals,
    staff: 'staff:read',
    scope: null,
    params: none,
    query: none,
    body: undefined,
    output: staffSettings,
  }),
  updateSettings: operation('staff.updateSettings', {
    summary: 'Choose the organization of the default environment through which staff sign in',
    principals,
    staff: 'staff:write',
    scope: null,
    params: none,
    query: none,
    body: z.strictObject({ organization_id: id('org').nullable() }),
    output: staffSettings,
    failures: ['staff_role_too_weak'],
    example: { organization_id: 'org_01jd2x3y4z5a6b7c8d9e0f1g2h' },
  }),
}

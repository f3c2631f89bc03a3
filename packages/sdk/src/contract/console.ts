/** The operations of the console about itself. Only a staff session may call them. */
import { z } from 'zod'
import { environment } from './environments.ts'
import { none, time } from './fields.ts'
import { operation } from './operation.ts'
import { staffMember } from './staff.ts'
import { staffScope } from './staff-roles.ts'

const principals = ['staff_session'] as const
const common = { principals, staff: 'any', scope: null, params: none, query: none } as const

export const consoleSession = z
  .strictObject({
    object: z.literal('console_session'),
    staff: staffMember,
    scopes: z.array(staffScope),
    environments: z.array(environment).meta({ description: 'The first 100, the default one first' }),
    started_by: z.enum(['sign_in', 'admin_link']),
    expires_at: time,
  })
  .meta({ id: 'ConsoleSession' })

export type ConsoleSession = z.infer<typeof consoleSession>

export const consoles = {
  get: operation('console.get', {
    ...common,
    summary: 'Read who is signed in to the console, and what they may do',
    body: undefined,
    output: consoleSession,
  }),
  leave: operation('console.leave', {
    ...common,
    summary: 'Sign out of the console',
    body: none,
    output: undefined,
    example: {},
  }),
}

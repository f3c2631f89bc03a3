/** The live check of a connection. */
import { z } from 'zod'
import { id, time } from './fields.ts'

export const checkResults = ['ok', 'warn', 'fail'] as const

export const checkIds = [
  'settings',
  'discovery',
  'cloud',
  'issuer',
  'endpoints',
  'keys',
  'client_id',
  'redirect_uri',
  'clock',
  'credential',
  'expiry',
  'consent',
  'claims',
  'groups',
] as const

const checkItem = z.strictObject({
  id: z.enum(checkIds).meta({ description: 'The value that was checked' }),
  result: z.enum(checkResults),
  message: z.string(),
  expected: z.string().nullable(),
  received: z.string().nullable(),
  remedy: z.string().nullable().meta({ description: 'The next step; `null` where there is none' }),
  who: z.string().nullable().meta({ description: 'The party that must act' }),
  where: z.string().nullable().meta({ description: 'The page, as the menus name it' }),
  url: z.string().nullable().meta({ description: 'The address of the page, with the ids of the connection filled in' }),
  credential_id: id('cred').nullable().meta({ description: 'The credential that the item is about' }),
})

export const connectionCheck = z
  .strictObject({
    object: z.literal('connection_check'),
    connection_id: id('conn'),
    of: z.enum(['candidate', 'current']).meta({ description: 'The settings that were checked' }),
    result: z.enum(checkResults).meta({ description: 'The worst of all' }),
    checked_at: time,
    checks: z.array(checkItem),
  })
  .meta({ id: 'ConnectionCheck' })

export type ConnectionCheck = z.infer<typeof connectionCheck>

/** The body of a request for a check. */
export const checkBody = z.strictObject({
  of: z.enum(['candidate', 'current']).optional().meta({
    description: 'The settings to check. Default: the candidate, if there is one',
  }),
})

/** Sessions of people at the gateway. */
import { z } from 'zod'
import { connection } from './connections.ts'
import { id, none, time } from './fields.ts'
import { expand, listOf, listQuery } from './list.ts'
import { operation } from './operation.ts'

export const session = z
  .strictObject({
    object: z.literal('session'),
    id: id('sess').meta({ description: 'The `sid` of ID tokens' }),
    user_id: id('user'),
    organization_id: id('org'),
    connection_id: id('conn'),
    connection: connection.exactOptional(),
    created_at: time,
    last_used_at: time,
    expires_at: time,
    ended_at: time.nullable(),
    ended_because: z.string().nullable(),
  })
  .meta({ id: 'Session' })

export type Session = z.infer<typeof session>

export const sessions = {
  list: operation('sessions.list', {
    summary: 'List the sessions of a user',
    scope: 'users:read',
    params: z.strictObject({ user_id: id('user') }),
    query: listQuery('sess').extend(expand('connection')),
    body: undefined,
    output: listOf(session),
  }),
  end: operation('sessions.end', {
    summary: 'End a session; its tokens stop working, and the person must sign in again',
    scope: 'users:write',
    params: z.strictObject({ user_id: id('user'), session_id: id('sess') }),
    query: none,
    body: undefined,
    output: undefined,
  }),
}

/** Sessions of people at the gateway. */
import { z } from 'zod'
import { connection } from './connection.ts'
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
    session_expiry: time.nullable().meta({
      description: 'When the identity provider wants the session to end at the latest; `null` if it names no time',
    }),
    ended_at: time.nullable(),
    ended_because: z.string().nullable(),
  })
  .meta({ id: 'Session' })

export type Session = z.infer<typeof session>

const query = listQuery('sess').extend({
  ...expand('connection'),
  state: z.enum(['open', 'ended']).optional().meta({ description: 'Whether somebody or something has ended it' }),
})
const ofUser = z.strictObject({ user_id: id('user') })
const ofOrganization = z.strictObject({ organization_id: id('org') })
const ofConnection = z.strictObject({ connection_id: id('conn') })
const reading = { scope: 'users:read', query, body: undefined, output: listOf(session) } as const
const ending = { scope: 'users:write', query: none, body: undefined, output: undefined } as const

export const sessions = {
  list: operation('sessions.list', { ...reading, summary: 'List the sessions of a user', params: ofUser }),
  listOfOrganization: operation('sessions.listOfOrganization', {
    ...reading,
    summary: 'List the sessions of the people of an organization',
    params: ofOrganization,
  }),
  listOfConnection: operation('sessions.listOfConnection', {
    ...reading,
    summary: 'List the sessions that a connection has opened',
    params: ofConnection,
  }),
  end: operation('sessions.end', {
    ...ending,
    summary: 'End a session; its tokens stop working, and the person must sign in again',
    params: ofUser.extend({ session_id: id('sess') }),
  }),
  endAll: operation('sessions.endAll', {
    ...ending,
    summary: 'End all sessions of a user; refresh tokens stop working too',
    params: ofUser,
  }),
  endAllOfOrganization: operation('sessions.endAllOfOrganization', {
    ...ending,
    summary: 'End all sessions of an organization; refresh tokens stop working too',
    params: ofOrganization,
  }),
  endAllOfConnection: operation('sessions.endAllOfConnection', {
    ...ending,
    summary: 'End all sessions of a connection; refresh tokens stop working too',
    params: ofConnection,
  }),
}

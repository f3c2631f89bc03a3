/** The overview of the console: how sign-ins go, and which connections fail or expire. All of it is bounded. */
import { z } from 'zod'
import { connectionStates, connectionTypes } from './connection.ts'
import { id, none, time } from './fields.ts'
import { listOf, listQuery } from './list.ts'
import { operation } from './operation.ts'

const counts = {
  succeeded: z.int(),
  failed: z.int(),
}
const causes = z
  .array(z.strictObject({ error_code: z.string(), count: z.int() }))
  .meta({ description: 'The three most frequent causes' })

export const connectionHealth = z
  .strictObject({
    state: z.enum(['no_sign_ins', 'working', 'failing']).meta({
      description:
        '`failing`: the latest three sign-ins failed for one cause. Failures that only a person can put right do not count',
    }),
    error_code: z.string().nullable().meta({ description: 'The cause, while it fails' }),
    last_sign_in_id: id('signin').nullable().meta({ description: 'The latest that has ended' }),
    last_sign_in_at: time.nullable(),
  })
  .meta({ id: 'ConnectionHealth' })

const connectionSummary = z.strictObject({
  id: id('conn'),
  name: z.string(),
  type: z.enum(connectionTypes),
  state: z.enum(connectionStates),
  health: connectionHealth,
  has_candidate: z.boolean(),
  credential_expires_at: time.nullable().meta({ description: 'Of the credential in use' }),
})

export const organizationSummary = z
  .strictObject({
    object: z.literal('organization_summary'),
    id: id('org'),
    name: z.string(),
    external_id: z.string().nullable(),
    domains: z.array(z.string()).meta({ description: 'The verified ones, the first five' }),
    connections: z.array(connectionSummary).meta({ description: 'The first five' }),
    created_at: time,
  })
  .meta({ id: 'OrganizationSummary' })

export const overview = z
  .strictObject({
    object: z.literal('overview'),
    last_24_hours: z.strictObject(counts),
    days: z
      .array(z.strictObject({ date: z.iso.date(), ...counts, causes }))
      .meta({ description: 'The latest 30 days in UTC, the oldest first' }),
    active_connections: z.int().meta({ description: 'At most 1,000 are counted' }),
    failing_connections: z
      .array(connectionSummary.extend({ organization_id: id('org'), organization_name: z.string() }))
      .meta({ description: 'The first 20' }),
    expiring_credentials: z
      .array(
        z.strictObject({
          credential_id: id('cred'),
          connection_id: id('conn'),
          connection_name: z.string(),
          organization_id: id('org'),
          organization_name: z.string(),
          expires_at: time,
        }),
      )
      .meta({
        description: 'Credentials in use that expire within 60 days, or have expired in the last 60: the first 20',
      }),
    checklist: z.strictObject({
      application: z.boolean(),
      redirect_uri: z.boolean(),
      organization: z.boolean(),
      setup_link: z.boolean(),
      sign_in: z.boolean(),
    }),
  })
  .meta({ id: 'Overview' })

export type ConnectionHealth = z.infer<typeof connectionHealth>
export type OrganizationSummary = z.infer<typeof organizationSummary>
export type Overview = z.infer<typeof overview>

export const overviews = {
  get: operation('overview.get', {
    summary: 'Read how sign-ins go, what fails and what expires',
    scope: 'sign_ins:read',
    params: none,
    query: none,
    body: undefined,
    output: overview,
  }),
  listOrganizations: operation('overview.listOrganizations', {
    summary: 'List organizations with the health of their connections',
    scope: 'organizations:read',
    params: none,
    query: listQuery('org').extend({
      search: z
        .string()
        .trim()
        .min(1)
        .max(200)
        .optional()
        .meta({
          description:
            'The beginning of the name or of a domain, in any case, or of the external id, as it is. Of each, the first 1,000 ' +
            'in alphabetical order are looked at',
        }),
      state: z.enum(connectionStates).optional().meta({ description: 'Has a connection in this state' }),
      type: z.enum(connectionTypes).optional().meta({ description: 'Has a connection of this type' }),
    }),
    body: undefined,
    output: listOf(organizationSummary),
    example: { search: 'cont' },
  }),
  connectionHealth: operation('overview.connectionHealth', {
    summary: 'Read whether the sign-ins through a connection succeed',
    scope: 'connections:read',
    params: z.strictObject({ connection_id: id('conn') }),
    query: none,
    body: undefined,
    output: connectionHealth,
  }),
}

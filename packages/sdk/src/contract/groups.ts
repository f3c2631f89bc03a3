/** Groups of an organization's directory, and the roles they give. */
import { z } from 'zod'
import { id, name, none, slug, time } from './fields.ts'
import { expand, listOf, listQuery } from './list.ts'
import { operation } from './operation.ts'
import { organization } from './organizations.ts'

const roles = z.array(slug).max(50).meta({ description: 'Slugs of roles of the environment' })
const idp_id = z.string().min(1).max(512).meta({ description: 'The id of the group in claims: an object id or a name' })

export const groupSources = ['api', 'sign_in'] as const

export const group = z
  .strictObject({
    object: z.literal('group'),
    id: id('grp'),
    organization_id: id('org'),
    organization: organization.exactOptional(),
    source: z.enum(groupSources).meta({
      description: '`api`: created or mapped by you. `sign_in`: seen at sign-ins, and not mapped yet',
    }),
    idp_id,
    name,
    roles,
    seen_count: z.int().meta({ description: 'How many sign-ins brought it before it was mapped' }),
    last_seen_at: time.nullable(),
    created_at: time,
    updated_at: time,
  })
  .meta({ id: 'Group' })

export type Group = z.infer<typeof group>

const params = z.strictObject({ group_id: id('grp') })

export const groups = {
  list: operation('groups.list', {
    summary: 'List groups',
    scope: 'groups:read',
    setup: { intents: ['sso', 'manage'] },
    params: none,
    query: listQuery('grp').extend({
      ...expand('organization'),
      organization_id: id('org').optional(),
      source: z.enum(groupSources).optional().meta({ description: '`sign_in`: groups that wait to be mapped' }),
    }),
    body: undefined,
    output: listOf(group),
  }),
  get: operation('groups.get', {
    summary: 'Read a group',
    scope: 'groups:read',
    params,
    query: none.extend(expand('organization')),
    body: undefined,
    output: group,
  }),
  create: operation('groups.create', {
    summary: 'Create a group with the roles it gives',
    scope: 'groups:write',
    setup: { intents: ['sso', 'manage'], intents_when_on: ['manage'], steps: ['access'] },
    params: none,
    query: none,
    body: z.strictObject({ organization_id: id('org'), idp_id, name: name.optional(), roles: roles.default([]) }),
    output: group,
    failures: ['already_exists'],
    example: {
      organization_id: 'org_01jd2x3y4z5a6b7c8d9e0f1g2h',
      idp_id: '6f9b1c2d-3e4f-4a5b-8c6d-7e8f9a0b1c2d',
      name: 'Engineering',
      roles: ['editor'],
    },
  }),
  update: operation('groups.update', {
    summary: 'Change a group, or map one that was seen; the roles take effect at the next sign-in of its members',
    scope: 'groups:write',
    setup: { intents: ['sso', 'manage'], intents_when_on: ['manage'], steps: ['access'] },
    params,
    query: none,
    body: z.strictObject({ name: name.optional(), roles: roles.optional() }),
    output: group,
    failures: ['precondition_failed'],
    example: { roles: ['admin'] },
  }),
  delete: operation('groups.delete', {
    summary: 'Delete a group; its members lose the roles it gives at their next sign-in',
    scope: 'groups:write',
    setup: { intents: ['sso', 'manage'], intents_when_on: ['manage'], steps: ['access'] },
    params,
    query: none,
    body: undefined,
    output: undefined,
    failures: ['precondition_failed'],
  }),
}

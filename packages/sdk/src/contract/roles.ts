/** Roles of the vendor's product, in one environment. The first in `position` is the highest. */
import { z } from 'zod'
import { claimValue, id, name, none, slug, time } from './fields.ts'
import { listOf, listQuery } from './list.ts'
import { operation } from './operation.ts'

const description = z.string().max(500)
const claim_values = z
  .array(claimValue)
  .max(100)
  .meta({
    description:
      'Values of the roles or groups claim that give the role, compared exactly; GUIDs without case. The slug in the ' +
      'roles claim always gives it',
  })
const assignable_by_customer = z.boolean().meta({
  description: "Whether a customer's administrator may give the role in the setup portal",
})
const position = z.int().min(0).max(10_000)

export const role = z
  .strictObject({
    object: z.literal('role'),
    id: id('role'),
    slug: slug.meta({ description: 'Value of the claims `role` and `roles`. It never changes' }),
    name,
    description: description.nullable(),
    position,
    is_default: z.boolean(),
    assignable_by_customer,
    claim_values,
    created_at: time,
    updated_at: time,
  })
  .meta({ id: 'Role' })

export type Role = z.infer<typeof role>

const params = z.strictObject({ role_id: id('role') })

export const roles = {
  list: operation('roles.list', {
    summary: 'List roles by position, the highest first',
    scope: 'roles:read',
    params: none,
    query: listQuery('role').extend({
      order: z.enum(['asc', 'desc']).default('asc').meta({ description: 'By `position`' }),
    }),
    body: undefined,
    output: listOf(role),
  }),
  get: operation('roles.get', {
    summary: 'Read a role',
    scope: 'roles:read',
    params,
    query: none,
    body: undefined,
    output: role,
  }),
  create: operation('roles.create', {
    summary: 'Create a role',
    scope: 'roles:write',
    params: none,
    query: none,
    body: z.strictObject({
      slug,
      name,
      description: description.optional(),
      position: position.optional().meta({ description: 'Default: last' }),
      is_default: z.boolean().default(false).meta({ description: 'Replaces the previous default role' }),
      assignable_by_customer: assignable_by_customer.default(false),
      claim_values: claim_values.default([]),
    }),
    output: role,
    failures: ['already_exists'],
    example: { slug: 'admin', name: 'Administrator', position: 0, claim_values: ['Platform.Write'] },
  }),
  update: operation('roles.update', {
    summary: 'Change a role',
    scope: 'roles:write',
    params,
    query: none,
    body: z.strictObject({
      name: name.optional(),
      description: description.nullable().optional(),
      position: position.optional(),
      is_default: z.literal(true).optional(),
      assignable_by_customer: assignable_by_customer.optional(),
      claim_values: claim_values.optional(),
    }),
    output: role,
    failures: ['precondition_failed'],
    example: { is_default: true },
  }),
  delete: operation('roles.delete', {
    summary: 'Delete a role; people lose it at their next sign-in',
    scope: 'roles:write',
    params,
    query: none,
    body: undefined,
    output: undefined,
    failures: ['state_conflict', 'precondition_failed'],
  }),
}

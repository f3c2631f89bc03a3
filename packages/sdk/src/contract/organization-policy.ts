/** The policy of an organization, for all its connections. */
import { z } from 'zod'
import { claimValue, slug } from './fields.ts'
import { provisioning } from './provisioning.ts'

export const organizationPolicy = z.strictObject({
  ...provisioning,
  default_role: slug.nullable().meta({
    description:
      'Role of people without any other role. A connection may name another one; `null` leaves it to the environment',
  }),
  default_roles: z.array(slug).max(20).meta({ description: 'Roles that everybody has besides their own' }),
  default_groups: z
    .array(claimValue)
    .max(20)
    .meta({
      description: 'Groups, by id or name, in which everybody is besides those that the identity provider sends',
      examples: [['everyone']],
    }),
  require_group: z.boolean().meta({
    description: 'Refuse people for whom the identity provider sends no group. Default groups do not count',
  }),
  outside_domains: z.enum(['allow', 'refuse']).meta({
    description: 'Whether people may sign in whose email is in none of the verified domains of the organization',
  }),
})

export type OrganizationPolicy = z.infer<typeof organizationPolicy>

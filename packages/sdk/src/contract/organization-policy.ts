/** The policy of an organization, for all its connections. */
import { longestSessionMinutes, shortestSessionMinutes } from '@gatehouse-sso/core/session-lifetime'
import { z } from 'zod'
import { claimValue, slug, webAddress } from './fields.ts'
import { provisioning } from './provisioning.ts'

const lifetime = z.int().min(shortestSessionMinutes).max(longestSessionMinutes).nullable()

/** The sessions of an organization's people. */
export const sessionPolicy = z.strictObject({
  idle_minutes: lifetime.meta({
    description: 'A session that is not used for so long ends. `null`: 480. A change counts for open sessions at once',
    examples: [60],
  }),
  lifetime_minutes: lifetime.meta({
    description: 'The longest time from a sign-in to the next. `null`: 1,440. A change counts from the next sign-in on',
    examples: [720],
  }),
  is_shared: z.boolean().meta({
    description:
      '`true`: a second application signs in without asking. `false`: only the application that began it does',
  }),
  logout_page_url: webAddress.nullable().meta({
    description:
      'Where people go after signing out, if the application names no address. `null`: a page of the gateway',
    examples: ['https://intranet.contoso.example/signed-out'],
  }),
})

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
  require_group: z.union([z.boolean(), z.literal('known')]).meta({
    description:
      'Refuse people for whom the identity provider sends no group. `known`: also those for whom it sends only groups ' +
      'that nothing in Gatehouse names. Default groups do not count',
  }),
  outside_domains: z.enum(['allow', 'refuse']).meta({
    description: 'Whether people may sign in whose email is in none of the verified domains of the organization',
  }),
  session: sessionPolicy.meta({ description: 'How long the sessions of people live' }),
})

/** A change of the policy: omitted members stay as they are, in `session` too. */
export const organizationPolicyChange = organizationPolicy
  .partial()
  .extend({ session: sessionPolicy.partial().optional() })

export type OrganizationPolicy = z.infer<typeof organizationPolicy>
export type OrganizationPolicyChange = z.infer<typeof organizationPolicyChange>

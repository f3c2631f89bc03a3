/** Provisioning: which people an organization admits, and how they are matched with users who are known already. */
import { z } from 'zod'

/**
 * `just_in_time`: everybody whom the identity provider sends; a new person becomes a user. `invited_only`: users, and
 * people with an invitation. `known_only`: users, and people who match a user that was imported or created through the
 * API. `pass_through`: as `just_in_time`, but the user has no profile: it travels only in sessions and grants.
 */
export const provisioningModes = ['just_in_time', 'invited_only', 'known_only', 'pass_through'] as const

/** The attributes that match a person at the first sign-in. `identifier` is compared with `external_id`. */
export const matchAttributes = ['email', 'preferred_username', 'identifier'] as const

export const matchCases = ['exact', 'insensitive'] as const

export const provisioning = {
  provisioning: z.enum(provisioningModes).meta({
    description:
      'People who may sign in. `just_in_time`: everybody; a new person becomes a user. `invited_only`: users, and people with ' +
      'an invitation. `known_only`: users, and people who match a user that was imported or created through the API. ' +
      '`pass_through`: everybody; users have no profile, which travels only in sessions and grants',
  }),
  match_by: z
    .array(z.enum(matchAttributes))
    .max(3)
    .meta({
      description:
        'How to match a person at the first sign-in with an existing user that has no identity yet. `identifier` is ' +
        'compared with `external_id`. `email`, and any attribute that is read from the claim `email`, counts only if ' +
        'the identity provider vouches for it and its domain is verified. Where several tenants may sign in, a user ' +
        'name counts only in a verified domain',
      examples: [['preferred_username']],
    }),
  match_case: z.enum(matchCases).meta({
    description: 'Whether `preferred_username` and `identifier` must match letter by letter. Emails never do',
  }),
}

/** The provisioning in force for one connection. */
export interface Provisioning {
  readonly provisioning: (typeof provisioningModes)[number]
  readonly match_by: readonly (typeof matchAttributes)[number][]
  readonly match_case: (typeof matchCases)[number]
}

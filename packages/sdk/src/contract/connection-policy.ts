/** The policy of a connection: who may in, and what they may. */
import { groupsClaims } from '@gatehouse-sso/core/mapping/groups-claim'
import { roleSyncs } from '@gatehouse-sso/core/mapping/roles'
import { z } from 'zod'
import { claimValue, slug, webAddress } from './fields.ts'

/** The people that a connection admits, and how they are matched with users. */
export const connectionPolicy = z.strictObject({
  new_users: z.enum(['create', 'refuse']).meta({
    description: '`create`: create a user for each new person. `refuse`: admit only existing users',
  }),
  link_by: z
    .array(z.enum(['email', 'preferred_username', 'identifier']))
    .max(3)
    .meta({
      description:
        'How to match a person at the first sign-in with an existing user that has no identity yet. `email`, and any ' +
        'attribute that is read from the claim `email`, counts only if the identity provider vouches for it and its ' +
        'domain is verified',
    }),
  default_role: slug.nullable().meta({ description: 'Default role, in place of that of the environment' }),
  userinfo: z.enum(['if_missing', 'always', 'never']).meta({
    description: 'When to call the userinfo endpoint in addition to reading the ID token',
  }),
  role_sync: z.enum(roleSyncs).meta({
    description:
      '`full`: each sign-in decides the roles anew. `additive`: roles come and never go. `first_sign_in`: only the ' +
      'first sign-in decides',
  }),
  admin_values: z
    .array(claimValue)
    .max(100)
    .meta({
      description: 'Values of the groups or roles claim that set `is_admin`, besides the mapped flag',
      examples: [['Platform.Admin']],
    }),
  groups_claim: z.enum(groupsClaims).meta({
    description:
      'The groups that applications receive. `received`: all that the identity provider sent. `matched`: those that ' +
      'a group, a role or `admin_values` names',
  }),
  on_incomplete_groups: z.enum(['keep', 'refuse']).meta({
    description:
      'When the identity provider does not send all groups, and they decide about roles. `keep`: the roles of the ' +
      'last sign-in stay; a first sign-in is refused. `refuse`: every sign-in is refused',
  }),
  recheck_minutes: z
    .int()
    .min(5)
    .max(1_440)
    .nullable()
    .meta({
      description:
        'How often to ask the identity provider, while tokens are refreshed, whether the person still has access. ' +
        '`null`: only at a sign-in. The gateway then asks for `offline_access` and keeps the refresh token, sealed',
      examples: [60],
    }),
  upstream_logout: z.boolean().meta({
    description:
      'Whether a person who signs out is also signed out at the identity provider, and of everything else there. ' +
      'Register `logout.post_logout_redirect_uri` of the connection at the identity provider',
  }),
  logout_page_url: webAddress.nullable().meta({
    description:
      'Where people go after signing out, if the application names no address. `null`: as the organization says',
    examples: ['https://intranet.contoso.example/signed-out'],
  }),
})

export type ConnectionPolicy = z.infer<typeof connectionPolicy>

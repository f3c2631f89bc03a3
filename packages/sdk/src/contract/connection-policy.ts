/** The policy of a connection: who may in, and what they may. */
import { groupsClaims } from '@gatehouse-sso/core/mapping/groups-claim'
import { roleSyncs } from '@gatehouse-sso/core/mapping/roles'
import { z } from 'zod'
import { claimValue, slug, webAddress } from './fields.ts'
import { provisioning } from './provisioning.ts'

/** A rule of the organization that a connection may replace. */
function ofOrganization<T extends z.ZodType>(rule: T) {
  const { description, examples } = rule.meta() ?? {}
  return rule.nullable().meta({
    description: `In place of that of the organization; \`null\` for none. ${description}`,
    ...(examples ? { examples } : {}),
  })
}

/** The people that a connection admits, and how they are matched with users. */
export const connectionPolicy = z.strictObject({
  provisioning: ofOrganization(provisioning.provisioning),
  match_by: ofOrganization(provisioning.match_by),
  match_case: ofOrganization(provisioning.match_case),
  default_role: slug.nullable().meta({ description: 'Default role, in place of that of the organization' }),
  userinfo: z.enum(['if_missing', 'always', 'never']).meta({
    description: 'When to call the userinfo endpoint in addition to reading the ID token',
  }),
  role_sync: z.enum(roleSyncs).meta({
    description:
      '`full`: each sign-in decides the roles anew. `additive`: roles come and never go. `first_sign_in`: only the ' +
      'first sign-in decides. `pass_through` keeps no roles, so it needs `full`',
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
      'last sign-in stay; a first sign-in is refused, and with `pass_through` every one. `refuse`: every sign-in is refused',
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

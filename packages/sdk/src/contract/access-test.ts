/** The verdict about one access token, with every rule: what a call of the API would be answered, and why. */
import { accessStepNames } from '@gatehouse-sso/core/oauth/access-step'
import { z } from 'zod'
import { customAttributes, id } from './fields.ts'

const text = z.string().nullable()

const step = z.strictObject({
  name: z.enum(accessStepNames),
  passed: z.boolean(),
  expected: text,
  received: text,
  error: z
    .strictObject({
      code: z.string(),
      title: z.string(),
      who: z.string().meta({ description: 'The party that must act' }),
      remedy: z.string(),
    })
    .nullable(),
})

const facts = z.strictObject({
  version: z.enum(['v1', 'v2']).nullable(),
  kind: z.enum(['delegated', 'app_only', 'none']).meta({
    description: '`delegated`: of a person. `app_only`: of a program. `none`: a token without any permission',
  }),
  issuer: text,
  audience: text,
  tenant_id: text,
  client_id: text.meta({ description: 'The application that asked for the token: `azp`, or `appid` in version 1.0' }),
  object_id: text.meta({ description: 'The `oid` of the person, or of the service principal of a program' }),
  scopes: z.array(z.string()),
  roles: z.array(z.string()),
  token_id: text.meta({ description: "`uti`, for a search in Entra's sign-in logs" }),
})

const testedUser = z.strictObject({
  id: id('user').nullable().meta({ description: '`null`: the first call will create the user' }),
  outcome: z
    .enum(['known', 'linked', 'created'])
    .meta({ description: 'The effect of a call, or the one that it would have' }),
  because: z.string(),
  organization_id: id('org'),
  kind: z.enum(['person', 'service']),
  email: text,
  email_verified: z.boolean(),
  name: text,
  given_name: text,
  family_name: text,
  preferred_username: text,
  identifier: text,
  custom_attributes: customAttributes,
  role: text,
  roles: z.array(z.string()),
  groups: z.array(z.string()),
  unmapped_groups: z.array(z.string()).meta({ description: 'Groups in the token that nothing in Gatehouse names' }),
  is_admin: z.boolean(),
})

export const accessTest = z
  .strictObject({
    object: z.literal('access_test'),
    api_resource_id: id('res'),
    allowed: z.boolean(),
    steps: z.array(step).meta({
      description:
        'The rules in the order in which they are checked. After a rule that failed, later ones may be missing',
    }),
    token: facts
      .nullable()
      .meta({ description: 'The statements of the token about itself; `null` if it cannot be read' }),
    user: testedUser.nullable().meta({ description: 'The user of the call; `null` if it would be refused' }),
  })
  .meta({ id: 'AccessTest' })

export type AccessTest = z.infer<typeof accessTest>

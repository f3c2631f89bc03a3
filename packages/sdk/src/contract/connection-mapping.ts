/** The mapping of a connection: the claims of each attribute of a user. */
import { type Attribute, attributes } from '@gatehouse-sso/core/mapping/profile'
import { customAttributeName } from '@gatehouse-sso/core/oidc/output-claims'
import { z } from 'zod'

const claimPath = z.string().min(1).max(256)
const claimPaths = z
  .union([claimPath, z.array(claimPath).max(10)])
  .transform((paths) => (Array.isArray(paths) ? paths : [paths]))

/** Attributes of the vendor's choice. A change replaces all of them. */
const customRules = z
  .record(z.string().regex(customAttributeName, 'must be letters, digits, _ and -'), claimPaths)
  .refine((rules) => Object.keys(rules).length <= 50, { message: 'has more than 50 attributes' })
  .meta({
    description: 'Attributes with names of your choice: applications receive them in userinfo and by `output_claims`',
    examples: [{ department: ['department'] }],
  })

/** The claim of each attribute, or claims that are tried in order. An empty list switches an attribute off. */
export const claimMap = z.strictObject({
  identifier: claimPaths.optional(),
  email: claimPaths.optional(),
  name: claimPaths.optional(),
  given_name: claimPaths.optional(),
  family_name: claimPaths.optional(),
  preferred_username: claimPaths.optional(),
  groups: claimPaths.optional(),
  roles: claimPaths.optional(),
  is_admin: claimPaths.optional(),
  custom_attributes: customRules.optional(),
})

/** Changes of a claim map. `null` gives an attribute back to the provider's rule. */
export const claimMapChange = z.strictObject(
  Object.fromEntries(
    Object.entries(claimMap.shape).map(([attribute, paths]) => [attribute, paths.unwrap().nullable().optional()]),
  ) as {
    [A in keyof typeof claimMap.shape]: z.ZodOptional<z.ZodNullable<ReturnType<(typeof claimMap.shape)[A]['unwrap']>>>
  },
)

type Paths = z.ZodOptional<z.ZodArray<z.ZodString>>
type MappingShape = { [A in Attribute]: Paths } & {
  custom_attributes: z.ZodOptional<z.ZodRecord<z.ZodString, z.ZodArray<z.ZodString>>>
}

/** The mapping as it is shown. */
export const connectionMapping = z.strictObject({
  ...Object.fromEntries(attributes.map((name) => [name, z.array(z.string()).optional()])),
  custom_attributes: z.record(z.string(), z.array(z.string())).optional(),
} as MappingShape)

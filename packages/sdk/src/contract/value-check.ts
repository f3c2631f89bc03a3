/** The live check of values that an administrator pastes, before any of them is kept. */
import { z } from 'zod'

/**
 * `found`: right. `changed`: we corrected it. `looks_right`: only another value can prove it. `warn`: it works, and will
 * stop. `wrong`: it cannot work. `no_answer`: the identity provider did not answer, which keeps nobody from going on.
 */
export const findingResults = ['found', 'changed', 'looks_right', 'warn', 'wrong', 'no_answer'] as const

export const valueFinding = z.strictObject({
  param: z.string().meta({ description: 'JSON pointer of the value: `/settings/tenant_id`' }),
  result: z.enum(findingResults),
  code: z.string().meta({ description: 'One word for the finding: `secret_id_pasted`' }),
  title: z.string().meta({ description: 'The finding, in a sentence' }),
  text: z.string().nullable().meta({ description: 'The reason, and the way out' }),
  facts: z
    .array(z.string())
    .meta({ description: 'The facts that were found: the name, the cloud and the region of a tenant' }),
  value: z.string().nullable().meta({ description: 'The corrected value; `null` if it stays as it is' }),
  path: z.array(z.string()).nullable().meta({ description: 'The page where to put it right, as the menus name it' }),
  choices: z
    .array(z.enum(['swap', 'pin_tenant', 'list_tenants', 'use_federated']))
    .meta({ description: 'The change that the form can make by itself' }),
})

export const valueCheck = z
  .strictObject({
    object: z.literal('value_check'),
    took_ms: z.int().meta({ description: 'How long the identity provider was asked' }),
    findings: z.array(valueFinding),
  })
  .meta({ id: 'ValueCheck' })

export type ValueFinding = z.infer<typeof valueFinding>
export type ValueCheck = z.infer<typeof valueCheck>

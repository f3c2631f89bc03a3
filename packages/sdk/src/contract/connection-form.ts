/** The types of connections with the forms in which staff enter their values by hand. */
import { z } from 'zod'
import { connectionTypes } from './connection.ts'

const formField = z.strictObject({
  param: z.string().meta({ description: 'JSON pointer in the body of a connection: `/settings/tenant_id`' }),
  label: z.string(),
  hint: z.string().nullable().meta({ description: 'With `**words of a page**` and `` `values` ``' }),
  kind: z.enum(['text', 'code', 'list', 'xml', 'certificates']).meta({
    description:
      '`list`: several texts, separated by commas; `xml`: a document, as a file or pasted; `certificates`: in PEM, one after the other',
  }),
  example: z.string(),
  is_needed: z.boolean(),
})

export const connectionForm = z.strictObject({
  ways: z
    .array(z.strictObject({ id: z.string(), label: z.string(), fields: z.array(formField) }))
    .meta({ description: 'The ways to say which identity provider it is. One of them is filled in' }),
  client_id: formField.nullable().meta({ description: '`null` where the protocol has none' }),
  client_secret: z
    .strictObject({ label: z.string(), hint: z.string() })
    .nullable()
    .meta({ description: '`null` where the protocol has none' }),
  steps: z.array(z.string()).meta({ description: "The steps of the customer's administrator, in sentences" }),
  redirect_hint: z.string().meta({ description: 'Where the redirect URI is registered' }),
  asks_logout_page: z.boolean().meta({ description: 'Whether the form asks for a page after signing out' }),
})

export const connectionTypeList = z
  .strictObject({
    object: z.literal('connection_types'),
    data: z.array(
      z.strictObject({
        object: z.literal('connection_type'),
        type: z.enum(connectionTypes),
        name: z.string().meta({ description: '`Microsoft Entra ID`' }),
        short_name: z.string().meta({ description: 'As people say it in a sentence: `Entra ID`' }),
        form: connectionForm,
      }),
    ),
  })
  .meta({ id: 'ConnectionTypes' })

export type ConnectionForm = z.infer<typeof connectionForm>
export type ConnectionTypes = z.infer<typeof connectionTypeList>

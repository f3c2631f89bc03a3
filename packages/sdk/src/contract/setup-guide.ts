/**
 * The guide of one kind of identity provider, with the values of the connection filled in, in the reader's language.
 * Texts mark the identity provider's own words as `**strong**` and nothing else.
 */
import { z } from 'zod'
import { connectionTypes } from './connection.ts'
import { credentialTypes } from './credentials.ts'
import { languages, setupSteps } from './setup-intents.ts'

const text = z.string()
const menu = z.array(z.string()).meta({ description: 'The parts of a menu path; the last one is where to go' })

/** A value to copy. */
export const copyValue = z.strictObject({
  label: text,
  value: z.string(),
  is_code: z.boolean().meta({ description: 'Whether each character counts: an address or an id' }),
  note: text.nullable(),
})

/** A part of a drawing. `mark` is the number of the action that it belongs to. */
const drawingPart = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('crumb'), text }),
  z.strictObject({ kind: z.literal('heading'), text, mark: z.int().nullable() }),
  z.strictObject({ kind: z.literal('label'), text, mark: z.int().nullable() }),
  z.strictObject({ kind: z.literal('input'), text, before: text.nullable(), mark: z.int().nullable() }),
  z.strictObject({ kind: z.literal('choice'), text, chosen: z.boolean(), mark: z.int().nullable() }),
  z.strictObject({ kind: z.literal('row'), label: text, value: text.nullable(), mark: z.int().nullable() }),
  z.strictObject({
    kind: z.literal('table'),
    columns: z.array(
      z.strictObject({
        label: text,
        value: text.nullable(),
        note: text.nullable(),
        tone: z.enum(['plain', 'right', 'wrong']),
      }),
    ),
    mark: z.int().nullable(),
  }),
  z.strictObject({ kind: z.literal('bars'), widths: z.array(z.int().min(5).max(100)) }),
  z.strictObject({ kind: z.literal('line') }),
  z.strictObject({ kind: z.literal('button'), text, mark: z.int().nullable() }),
])

/** A screen of the identity provider, reduced to the labels that a reader needs. */
export const drawing = z.strictObject({
  title: text.meta({ description: 'Text alternative' }),
  bar: text.meta({ description: 'The title bar' }),
  menu: z
    .array(z.strictObject({ text: text.nullable(), current: z.boolean(), mark: z.int().nullable() }))
    .meta({ description: 'The menu at the left; an item without text is a grey bar. Empty for none' }),
  parts: z.array(drawingPart),
  caption: text,
})

/** An action at the identity provider. */
export const guideAction = z.strictObject({
  id: z.string(),
  title: text,
  text: text.nullable(),
  path: menu.nullable(),
  old_path: menu.nullable(),
  copy: z.array(copyValue),
  link: z.strictObject({ label: text, url: z.string() }).nullable(),
  note: text.nullable(),
})

/** The same actions as a command or a file. */
export const guideCode = z.strictObject({
  id: z.enum(['az', 'terraform']),
  label: text,
  language: z.enum(['bash', 'hcl']),
  code: z.string(),
  note: text.nullable(),
})

/** A field in which a value of the identity provider is pasted. */
export const guideField = z.strictObject({
  /** The member of `settings`, of `policy`, or of the credential. */
  param: z.string().meta({ description: 'JSON pointer in the body: `/settings/tenant_id`' }),
  kind: z.enum(['guid', 'text', 'url', 'host', 'secret', 'list', 'metadata', 'certificate']),
  label: text,
  note: text.nullable(),
  needed: z.boolean(),
  instead: z.string().nullable().meta({ description: 'The group of fields that this one is an alternative to' }),
  asking: text.meta({ description: 'The text while the value is checked' }),
})

export const guideCredential = z.strictObject({
  type: z.enum(credentialTypes),
  title: text,
  text,
  recommended: z.boolean(),
  actions: z.array(guideAction),
  drawing: drawing.nullable(),
  validity: z
    .array(z.strictObject({ days: z.int(), label: text }))
    .meta({ description: 'The lifetimes that the identity provider offers for a secret' }),
})

export const guideStep = z.strictObject({
  id: z.enum(setupSteps),
  title: text,
  lead: text,
  minutes: z.int(),
  next: text.meta({ description: 'The label of the button that goes on' }),
  place: text.nullable().meta({ description: 'Where the actions take place: the name of the admin center' }),
  actions: z.array(guideAction),
  drawing: drawing.nullable(),
  code: z.array(guideCode),
})

export const guideAttribute = z.strictObject({
  attribute: z.string(),
  label: text,
  claims: z.array(z.string()),
  note: text.nullable(),
})

export const setupGuide = z
  .strictObject({
    object: z.literal('setup_guide'),
    type: z.enum(connectionTypes),
    name: text.meta({ description: 'Of the kind of identity provider' }),
    short_name: text.meta({ description: 'As people say it in a sentence: `Entra`' }),
    company: text.meta({ description: 'Whose page it is: `Microsoft`' }),
    language: z.enum(languages),
    checked_on: z.string().meta({ description: 'The day on which somebody compared the guide with the real pages' }),
    steps: z.array(guideStep),
    fields: z.array(guideField),
    fields_drawing: drawing.nullable(),
    credentials: z.array(guideCredential),
    attributes: z.array(guideAttribute),
    has_consent: z.boolean(),
    usual_codes: z.array(z.strictObject({ code: z.string(), title: text })).meta({
      description: "The text that the identity provider's own page shows most often when people do not come back",
    }),
    security: z
      .strictObject({
        scopes: z.array(z.strictObject({ scope: z.string(), why: text })),
        kept: z
          .array(z.strictObject({ what: text, how_long: text }))
          .meta({ description: 'The data that the gateway keeps of people' }),
        domains: z.array(z.string()).meta({ description: 'The hosts that browsers and the gateway reach' }),
      })
      .meta({ description: 'For the security team' }),
  })
  .meta({ id: 'SetupGuide' })

export type SetupGuide = z.infer<typeof setupGuide>
export type GuideStep = z.infer<typeof guideStep>
export type GuideAction = z.infer<typeof guideAction>
export type GuideField = z.infer<typeof guideField>
export type GuideCredential = z.infer<typeof guideCredential>
export type Drawing = z.infer<typeof drawing>
export type CopyValue = z.infer<typeof copyValue>

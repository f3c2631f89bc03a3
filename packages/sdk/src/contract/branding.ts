/** The vendor's name, logo and color in the setup portal and its mails. */
import { z } from 'zod'
import { id, name, none, time } from './fields.ts'
import { operation } from './operation.ts'

const accent = z
  .string()
  .regex(/^#[0-9a-f]{6}$/, 'must be a color such as #4338ca, in small letters')
  .meta({ description: 'Background of the main button. White text on it needs a contrast of 4.5:1' })

export const branding = z
  .strictObject({
    object: z.literal('branding'),
    id: id('env').meta({ description: 'Id of its environment' }),
    name: z.string().meta({ description: 'The name of the vendor; without one, that of the environment' }),
    logo_url: z.string().nullable(),
    accent: accent.nullable(),
    support_email: z.string().nullable(),
    created_at: time.nullable().meta({ description: '`null` before the first change' }),
    updated_at: time.nullable(),
  })
  .meta({ id: 'Branding' })

export type Branding = z.infer<typeof branding>

export const brandings = {
  get: operation('branding.get', {
    summary: 'Read the branding of the setup portal',
    scope: 'branding:read',
    params: none,
    query: none,
    body: undefined,
    output: branding,
  }),
  update: operation('branding.update', {
    summary: 'Change the branding of the setup portal',
    scope: 'branding:write',
    params: none,
    query: none,
    body: z.strictObject({
      name: name.nullable().optional(),
      logo_png: z.base64().max(350_000).nullable().optional().meta({
        description: 'A PNG picture in base64, at most 256 KiB and 1024 pixels wide and high. It is encoded anew',
      }),
      accent: accent.nullable().optional(),
      support_email: z.email().max(254).nullable().optional(),
    }),
    output: branding,
    body_limit_bytes: 400_000,
    failures: ['precondition_failed'],
    example: { name: 'Acme Planner', accent: '#4338ca', support_email: 'sso@acmeplanner.example' },
  }),
}

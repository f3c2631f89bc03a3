/** Environments. The installation key may call these operations, and staff. */
import { z } from 'zod'
import { apiKeyWithSecret, newApiKey } from './api-keys.ts'
import { id, name, none, slug, time } from './fields.ts'
import { listOf, listQuery } from './list.ts'
import { operation } from './operation.ts'

const callbackAliases = z
  .array(
    z.strictObject({
      path: z.string().min(2).max(200).meta({ description: 'With or without a slash at the end, as it is registered' }),
      either_slash: z.boolean().default(false).meta({ description: 'Accept the path in both forms' }),
    }),
  )
  .max(20)
  .meta({
    description: 'Paths of this origin that customers registered as redirect URIs before; see `settings.redirect_uri`',
    examples: [[{ path: '/oauth/complete', either_slash: true }]],
  })

const suggestedName = name.meta({
  description: 'The name to give the application at an identity provider; connections show it to administrators',
  examples: ['https://api.example.com/prod'],
})

export const environment = z
  .strictObject({
    object: z.literal('environment'),
    id: id('env'),
    name,
    slug,
    kind: z.enum(['test', 'live']),
    is_default: z.boolean(),
    issuer: z.string(),
    trace_days: z.int().meta({
      description: 'How many days the record of a sign-in keeps claims, mapped values and what was typed',
    }),
    callback_aliases: callbackAliases,
    suggested_application_name: suggestedName.nullable(),
    created_at: time,
    updated_at: time,
  })
  .meta({ id: 'Environment' })

export type Environment = z.infer<typeof environment>

const principals = ['installation_key'] as const
const params = z.strictObject({ environment_id: id('env') })
const traceDays = z.int().min(1).max(365)

export const environments = {
  list: operation('environments.list', {
    summary: 'List the environments',
    principals,
    staff: 'environments:read',
    scope: null,
    params: none,
    query: listQuery('env'),
    body: undefined,
    output: listOf(environment),
  }),
  get: operation('environments.get', {
    summary: 'Read an environment',
    principals,
    staff: 'environments:read',
    scope: null,
    params,
    query: none,
    body: undefined,
    output: environment,
  }),
  create: operation('environments.create', {
    summary: 'Create an environment with its own issuer and signing keys; the first one is the default',
    principals,
    staff: 'environments:write',
    scope: null,
    params: none,
    query: none,
    body: z.strictObject({
      name,
      slug,
      kind: z.enum(['test', 'live']),
      trace_days: traceDays.optional().meta({ description: 'Default: 30' }),
      suggested_application_name: suggestedName.optional(),
    }),
    output: environment,
    failures: ['already_exists'],
    example: { name: 'Staging', slug: 'staging', kind: 'test' },
  }),
  update: operation('environments.update', {
    summary: 'Change an environment; the slug is part of the issuer and never changes',
    principals,
    staff: 'environments:write',
    scope: null,
    params,
    query: none,
    body: z.strictObject({
      name: name.optional(),
      trace_days: traceDays.optional(),
      suggested_application_name: suggestedName.nullable().optional(),
      callback_aliases: callbackAliases.optional().meta({ description: 'Replaces all of them' }),
    }),
    output: environment,
    failures: ['precondition_failed'],
    example: { trace_days: 14 },
  }),
  createApiKey: operation('environments.createApiKey', {
    summary: 'Create an API key for an environment; it is shown once',
    principals,
    staff: 'environments:write',
    gives_secret: true,
    scope: null,
    params,
    query: none,
    body: newApiKey,
    output: apiKeyWithSecret,
    example: { name: 'Backend' },
  }),
}

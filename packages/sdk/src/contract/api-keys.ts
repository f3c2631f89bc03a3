/** Keys of the management API, each bound to one environment. */
import { z } from 'zod'
import { id, name, none, time } from './fields.ts'
import { listOf, listQuery } from './list.ts'
import { operation } from './operation.ts'
import { scope } from './scopes.ts'

export const apiKey = z
  .strictObject({
    object: z.literal('api_key'),
    id: id('key'),
    name,
    hint: z.string().meta({ description: 'The first and last characters of the key' }),
    scopes: z.array(scope),
    expires_at: time.nullable(),
    last_used_at: time.nullable(),
    last_used_address: z.string().nullable(),
    created_at: time,
  })
  .meta({ id: 'ApiKey' })

export const apiKeyWithSecret = apiKey
  .extend({
    secret: z.string().meta({ description: 'The key itself. It is shown only once' }),
  })
  .meta({ id: 'ApiKeyWithSecret' })

export type ApiKey = z.infer<typeof apiKey>
export type ApiKeyWithSecret = z.infer<typeof apiKeyWithSecret>

export const newApiKey = z.strictObject({
  name,
  scopes: z.array(scope).min(1).optional().meta({ description: 'Default: all scopes of the key that creates it' }),
  expires_at: time.optional().meta({ description: 'Default: the end of the key that creates it, if it has one' }),
})

const params = z.strictObject({ api_key_id: id('key') })

export const apiKeys = {
  list: operation('apiKeys.list', {
    summary: 'List the API keys of this environment',
    scope: 'api_keys:read',
    params: none,
    query: listQuery('key'),
    body: undefined,
    output: listOf(apiKey),
  }),
  get: operation('apiKeys.get', {
    summary: 'Read an API key, without the key itself',
    scope: 'api_keys:read',
    params,
    query: none,
    body: undefined,
    output: apiKey,
  }),
  create: operation('apiKeys.create', {
    summary: 'Create an API key; it is shown once, and can do no more than the key that creates it, for no longer',
    gives_secret: true,
    scope: 'api_keys:write',
    params: none,
    query: none,
    body: newApiKey,
    output: apiKeyWithSecret,
    failures: ['scope_missing', 'api_key_outlives_caller'],
    example: { name: 'Nightly import', scopes: ['users:read', 'users:write'] },
  }),
  rotate: operation('apiKeys.rotate', {
    summary: 'Create a key with the same name and scopes; the old key keeps working for a while',
    gives_secret: true,
    scope: 'api_keys:write',
    params,
    query: none,
    body: z.strictObject({
      overlap_seconds: z
        .number()
        .int()
        .min(0)
        .max(30 * 24 * 3600)
        .default(24 * 3600)
        .meta({ description: 'Time during which the old key keeps working' }),
      expires_at: time
        .optional()
        .meta({ description: 'Default: the lifetime of the old key, within the end of the key that asks' }),
    }),
    output: apiKeyWithSecret,
    failures: ['scope_missing', 'api_key_outlives_caller'],
    example: { overlap_seconds: 3600 },
  }),
  revoke: operation('apiKeys.revoke', {
    summary: 'Revoke an API key that can do no more than the key that asks',
    scope: 'api_keys:write',
    params,
    query: none,
    body: undefined,
    output: undefined,
    failures: ['scope_missing', 'api_key_outlives_caller'],
  }),
}

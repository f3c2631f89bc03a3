/** Keys that sign tokens. The public keys are at `/oauth/jwks`; the private keys never leave the gateway. */
import { idTokenAlgorithms } from '@gatehouse-sso/core/oauth/metadata'
import { z } from 'zod'
import { id, none, time } from './fields.ts'
import { listOf } from './list.ts'
import { operation } from './operation.ts'

export const signingKeyStates = ['next', 'current', 'previous'] as const

export const signingKey = z
  .strictObject({
    object: z.literal('signing_key'),
    id: id('skey').meta({ description: 'Also the `kid`' }),
    alg: z.enum(idTokenAlgorithms),
    state: z.enum(signingKeyStates).meta({
      description:
        '`next` is published but signs nothing yet; `previous` is published while tokens that it signed are valid',
    }),
    created_at: time,
    changed_at: time.meta({ description: 'Time of the last change of state' }),
  })
  .meta({ id: 'SigningKey' })

export type SigningKey = z.infer<typeof signingKey>

export const signingKeys = {
  list: operation('signingKeys.list', {
    summary: 'List the signing keys of this environment',
    scope: 'signing_keys:read',
    params: none,
    query: none,
    body: undefined,
    output: listOf(signingKey),
  }),
  rotate: operation('signingKeys.rotate', {
    summary: 'Publish the next key, or sign with it now; without this call, keys change every 90 days',
    scope: 'signing_keys:write',
    params: none,
    query: none,
    body: z.strictObject({
      alg: z.enum(idTokenAlgorithms),
      immediately: z.boolean().default(false).meta({
        description: 'Sign with the new key now, although verifiers may not have fetched it yet',
      }),
      forget_previous: z.boolean().default(false).meta({
        description:
          'After a key leak, with `immediately`: also delete the older keys, so that their tokens become invalid',
      }),
    }),
    output: listOf(signingKey),
    status: 200,
    example: { alg: 'RS256', immediately: true },
  }),
}

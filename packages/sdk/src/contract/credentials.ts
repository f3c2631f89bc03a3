/** The credentials of a connection at the identity provider. A connection may have two; one is active. */
import { z } from 'zod'
import { explainedFailure } from './explained-failure.ts'
import { id, none, time } from './fields.ts'
import { listOf, listQuery } from './list.ts'
import { operation } from './operation.ts'

export const credentialTypes = ['client_secret', 'certificate', 'federated'] as const

export const credential = z
  .strictObject({
    object: z.literal('credential'),
    id: id('cred'),
    connection_id: id('conn'),
    type: z.enum(credentialTypes),
    active: z.boolean(),
    hint: z
      .string()
      .nullable()
      .meta({ description: 'The first three characters, as the identity provider shows them' }),
    certificate: z
      .strictObject({
        pem: z.string().meta({ description: 'The public certificate, to upload at the identity provider' }),
        sha1_thumbprint: z.string().meta({ description: 'In hexadecimal digits, as Entra shows it' }),
        sha256_thumbprint: z.string().meta({ description: 'In hexadecimal digits' }),
        public_jwk: z
          .record(z.string(), z.string())
          .meta({ description: 'The same key for identity providers that take a JWK set (RFC 7517)' }),
      })
      .nullable()
      .meta({ description: 'The public part of a certificate; `null` for other types. The key never leaves' }),
    federation: z
      .strictObject({
        issuer: z.string(),
        subject: z.string(),
        audience: z.string(),
        command: z.string().meta({ description: 'The same as a command of the Azure CLI' }),
        warning: z.string().nullable().meta({ description: 'The part that breaks after a change of the public URL' }),
      })
      .nullable()
      .meta({ description: 'The values to enter at Entra as a federated credential; `null` for other types' }),
    not_after: time.nullable(),
    last_used_at: time.nullable(),
    health: z
      .strictObject({
        result: z.enum(['working', 'expiring', 'failed', 'unknown']),
        checked_at: time.nullable().meta({ description: 'When a sign-in used it, or the gateway tried it' }),
        because: z.string().meta({ description: 'A sentence for people', example: 'It expires in 13 days.' }),
      })
      .meta({
        description:
          'Whether it works now. The gateway tries it once an hour, where the identity provider can be asked without a ' +
          'person. `expiring`: within 60 days',
      }),
    trial: z
      .strictObject({
        result: z.enum(['accepted', 'refused', 'unknown']),
        at: time,
        error: explainedFailure.nullable(),
      })
      .nullable()
      .meta({
        description:
          'The answer of the identity provider when the credential was last tried. `unknown`: it did not answer, or its ' +
          'answer proves nothing',
      }),
    created_at: time,
  })
  .meta({ id: 'Credential' })

export type Credential = z.infer<typeof credential>

const connectionParams = z.strictObject({ connection_id: id('conn') })
const params = connectionParams.extend({ credential_id: id('cred') })

export const credentials = {
  list: operation('credentials.list', {
    summary: 'List the credentials of a connection',
    scope: 'credentials:read',
    setup: { intents: ['sso', 'manage'] },
    params: connectionParams,
    query: listQuery('cred'),
    body: undefined,
    output: listOf(credential),
  }),
  create: operation('credentials.create', {
    summary: 'Add a credential; the first is active at once, the second after you activate it',
    scope: 'credentials:write',
    setup: { intents: ['sso', 'manage'], steps: ['values'] },
    params: connectionParams,
    query: none,
    body: z.strictObject({
      type: z
        .enum(credentialTypes)
        .default('client_secret')
        .meta({
          description:
            '`client_secret`: paste it here. `certificate`: made here; upload its public part. ' +
            '`federated`: no secret at all; Entra only',
        }),
      client_secret: z.string().min(1).max(1024).optional().meta({
        writeOnly: true,
        description: 'The client secret. In Entra: the column Value, not the Secret ID',
      }),
      not_after: time.optional().meta({ description: 'Expiry of the secret, as the identity provider shows it' }),
      validity_days: z
        .int()
        .min(1)
        .max(1_095)
        .optional()
        .meta({ description: 'Days that a certificate is valid. Default: 730' }),
    }),
    output: credential,
    failures: ['limit_reached'],
    example: { type: 'client_secret', client_secret: 'the value', not_after: '2028-11-21T00:00:00Z' },
  }),
  activate: operation('credentials.activate', {
    summary: 'Make this credential the active one; the other stays, so that you can go back',
    scope: 'credentials:write',
    setup: { intents: ['sso', 'manage'], intents_when_on: ['manage'], steps: ['values'] },
    params,
    query: none,
    body: none,
    output: credential,
    status: 200,
    failures: ['credential_refused'],
    example: {},
  }),
  delete: operation('credentials.delete', {
    summary: 'Delete a credential, but not the active one of an active connection',
    scope: 'credentials:write',
    setup: { intents: ['sso', 'manage'], intents_when_on: ['manage'], steps: ['values'] },
    params,
    query: none,
    body: undefined,
    output: undefined,
    failures: ['state_conflict'],
  }),
}

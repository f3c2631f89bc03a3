/**
 * A new credential, by its type: a secret that an administrator pasted, a certificate that is made here, or the word of
 * the federation issuer.
 */

import { protocolOf } from '@gatehouse-sso/core/connection-protocol'
import { Failure, type FieldError } from '@gatehouse-sso/core/failure'
import { dayMs } from '@gatehouse-sso/core/time'
import type { credentials } from '@gatehouse-sso/sdk/contract/credentials'
import type { ParsedBody } from '@gatehouse-sso/sdk/contract/operation'
import { establishFederation } from '../environments/federation.ts'
import type { Ports } from '../ports/ports.ts'
import type { ConnectionRecord } from '../stores/connections.ts'
import type { CertificateRecord, ClientSecretRecord, CredentialRecord, FederatedRecord } from '../stores/credentials.ts'
import type { Work } from '../work/work.ts'
import { secretContext } from './open-credential.ts'
import { tryCredential } from './trial.ts'

export type CredentialInput = ParsedBody<typeof credentials.create>

const defaultValidityDays = 730
/** The certificate is valid before it is made, because clocks differ. */
const clockMs = 60 * 60_000

/** The members of the input that a type takes, beside `type`. */
const members: Readonly<Record<CredentialInput['type'], readonly (keyof CredentialInput)[]>> = {
  client_secret: ['client_secret', 'not_after'],
  certificate: ['validity_days'],
  federated: [],
}

/**
 * The record of a new credential, not active and not yet written. A secret has been tried. The others have not, because
 * the identity provider cannot know them yet.
 * @throws Failure values_invalid
 */
export async function newCredential(
  work: Work,
  connection: ConnectionRecord,
  input: CredentialInput,
): Promise<CredentialRecord> {
  const { ports } = work
  const errors = foreignMembers(input)
  if (errors.length > 0) throw new Failure('values_invalid', { errors })
  if (protocolOf(connection.type) === 'saml' && input.type !== 'certificate') {
    const message = 'must be `certificate`: with SAML it signs requests, and assertions are encrypted for it'
    throw new Failure('values_invalid', { errors: [{ param: '/type', code: 'invalid_value', message }] })
  }
  switch (input.type) {
    case 'client_secret':
      return pastedSecret(ports, connection, input)
    case 'certificate':
      return madeCertificate(ports, connection, input)
    case 'federated':
      return federated(work, connection)
  }
}

function foreignMembers(input: CredentialInput): readonly FieldError[] {
  const takes: readonly string[] = ['type', ...members[input.type]]
  return Object.entries(input)
    .filter(([name, value]) => value !== undefined && !takes.includes(name))
    .map(([name]) => ({ param: `/${name}`, code: 'unknown_field', message: `does not go with type \`${input.type}\`` }))
}

async function pastedSecret(
  ports: Ports,
  connection: ConnectionRecord,
  input: CredentialInput,
): Promise<ClientSecretRecord> {
  const secret = input.client_secret?.trim() ?? ''
  const not_after = input.not_after === undefined ? null : Date.parse(input.not_after)
  checkSecret(ports, connection, secret, not_after)
  const trial = await tryCredential(ports, connection, { type: 'client_secret', client_secret: secret, not_after })
  const fields = fieldsOf(ports, connection)
  return {
    ...fields,
    type: 'client_secret',
    secret_sealed: ports.keys.seal(secret, secretContext(fields.id)),
    // The first three characters, as the lists of identity providers show them.
    hint: secret.length >= 20 ? secret.slice(0, 3) : null,
    certificate: null,
    federation: null,
    not_after,
    trial,
    failed_at: null,
    proved_at: trial.result === 'accepted' ? trial.at : null,
  }
}

/** @throws Failure values_invalid */
function checkSecret(ports: Ports, { type }: ConnectionRecord, secret: string, not_after: number | null): void {
  const problem = secret === '' ? 'is missing' : ports.connection_types.secretProblem(type, secret)
  const errors = [
    ...(problem === undefined ? [] : [{ param: '/client_secret', code: 'invalid_format', message: problem }]),
    ...(not_after !== null && not_after <= ports.now()
      ? [{ param: '/not_after', code: 'too_small', message: 'has passed: this secret has expired' }]
      : []),
  ]
  if (errors.length > 0) throw new Failure('values_invalid', { errors })
}

async function madeCertificate(
  ports: Ports,
  connection: ConnectionRecord,
  { validity_days = defaultValidityDays }: CredentialInput,
): Promise<CertificateRecord> {
  const fields = fieldsOf(ports, connection)
  const { private_key, not_after, pem, sha1_thumbprint, sha256_thumbprint, public_jwk } =
    await ports.keys.newCertificate({
      common_name: connection.id,
      not_before: fields.created_at - clockMs,
      not_after: fields.created_at + validity_days * dayMs,
      decrypts: protocolOf(connection.type) === 'saml',
    })
  return {
    ...fields,
    type: 'certificate',
    secret_sealed: ports.keys.seal(private_key, secretContext(fields.id)),
    hint: null,
    certificate: { pem, sha1_thumbprint, sha256_thumbprint, public_jwk },
    federation: null,
    not_after,
    trial: null,
    failed_at: null,
    proved_at: null,
  }
}

/** @throws Failure values_invalid */
async function federated(work: Work, connection: ConnectionRecord): Promise<FederatedRecord> {
  const { ports } = work
  const needs = ports.connection_types.federation(connection)
  const refuse = (message: string): never => {
    throw new Failure('values_invalid', { errors: [{ param: '/type', code: 'invalid_value', message }] })
  }
  if (needs === null) return refuse('`federated` needs Microsoft Entra ID: choose `client_secret` or `certificate`')
  if (needs.is_public && !ports.public_url.startsWith('https:')) {
    const message = '`federated` needs a public address with https, because Entra reads the keys of Gatehouse there'
    return refuse(`${message}: set GATEHOUSE_PUBLIC_URL`)
  }
  const issuer = await establishFederation(work)
  // Made of ids, so that an assertion for one connection is worth nothing at another.
  const subject = `org:${connection.organization_id}:connection:${connection.id}`
  return {
    ...fieldsOf(ports, connection),
    type: 'federated',
    secret_sealed: null,
    hint: null,
    certificate: null,
    federation: { issuer, subject, audience: needs.audience },
    not_after: null,
    trial: null,
    failed_at: null,
    proved_at: null,
  }
}

function fieldsOf({ keys, now }: Ports, { environment_id, id: connection_id }: ConnectionRecord) {
  return {
    id: keys.newId('cred'),
    environment_id,
    connection_id,
    active: false,
    last_used_at: null,
    created_at: now(),
  } as const
}

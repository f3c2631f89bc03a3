/** Credentials ready for use. The row has each secret sealed. */
import { protocolOf } from '@gatehouse-sso/core/connection-protocol'
import type { Id } from '@gatehouse-sso/core/ids'
import { signAssertion } from '../environments/federation.ts'
import type { Ports } from '../ports/ports.ts'
import type { HeldCredential, UpstreamCredential } from '../ports/upstream-credential.ts'
import type { ConnectionRecord } from '../stores/connections.ts'
import type { CredentialRecord } from '../stores/credentials.ts'
import { inOrderOfTrust } from './state.ts'

/** Binds a sealed secret to its row. */
export const secretContext = (id: Id<'cred'>): string => `credentials.secret:${id}`

/** Whether a connection works only with a credential. A SAML connection needs a certificate only to sign its requests. */
export function needsCredential({ type, settings }: Pick<ConnectionRecord, 'type' | 'settings'>): boolean {
  return protocolOf(type) === 'oidc' || settings.sign_requests === true
}

/**
 * The credentials that were opened, for as long as the configuration cache keeps their records. A changed credential is
 * another record.
 */
const opened = new WeakMap<CredentialRecord, UpstreamCredential>()

/** The credential, ready for use. @throws Failure sealed_value_unreadable */
export function openCredential(ports: Ports, record: CredentialRecord): UpstreamCredential {
  const known = opened.get(record)
  if (known) return known
  const credential = unsealed(ports, record)
  opened.set(record, credential)
  return credential
}

function unsealed(ports: Ports, record: CredentialRecord): UpstreamCredential {
  const { type, not_after } = record
  const open = (sealed: string): string => ports.keys.open(sealed, secretContext(record.id))
  switch (type) {
    case 'client_secret':
      return { type, client_secret: open(record.secret_sealed), not_after }
    case 'certificate': {
      const { sha256_thumbprint, pem: certificate } = record.certificate
      const private_key = open(record.secret_sealed)
      return { type, private_key, sha256_thumbprint, certificate, not_after: record.not_after }
    }
    case 'federated':
      return { type, assertion: () => signAssertion(ports, record.federation), not_after: null }
  }
}

/** The credentials of a connection in the order to try them. Each is opened only when it is asked for. */
export function* openCredentials(ports: Ports, credentials: readonly CredentialRecord[]): Generator<HeldCredential> {
  for (const record of inOrderOfTrust(credentials)) {
    yield { id: record.id, active: record.active, credential: openCredential(ports, record) }
  }
}

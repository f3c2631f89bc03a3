/** The step of the portal at which a failed test is put right. */
import type { FailureCode } from '@gatehouse-sso/core/failures'
import type { SetupStep } from '@gatehouse-sso/sdk/contract/setup-intents'
import type { Ports } from '../ports/ports.ts'
import type { ConnectionType } from '../stores/connections.ts'

const byCode: Partial<Readonly<Record<FailureCode, SetupStep>>> = {
  upstream_client_refused: 'values',
  credential_refused: 'values',
  credential_missing: 'values',
  credential_expired: 'values',
  discovery_unusable: 'values',
  discovery_issuer_mismatch: 'values',
  connection_incomplete: 'values',
  tenant_and_client_swapped: 'values',
  token_tenant_wrong: 'values',
  token_audience_wrong: 'values',
  saml_signature_invalid: 'values',
  saml_certificate_expired: 'values',
  saml_issuer_mismatch: 'values',
  saml_audience_mismatch: 'register',
  saml_destination_mismatch: 'register',
  saml_confirmation_invalid: 'register',
  saml_decryption_failed: 'register',
  saml_unsigned: 'register',
  saml_sha1_refused: 'register',
  saml_name_id_missing: 'claims',
  mapping_incomplete: 'claims',
  token_claim_missing: 'claims',
  groups_incomplete: 'claims',
  consent_declined: 'access',
}

/** @param upstream_codes of the identity provider, which often say more than ours */
export function mendAt(
  { connection_types }: Pick<Ports, 'connection_types'>,
  type: ConnectionType,
  code: FailureCode,
  upstream_codes: readonly string[],
): SetupStep {
  return connection_types.mendAt(type, upstream_codes) ?? byCode[code] ?? 'test'
}

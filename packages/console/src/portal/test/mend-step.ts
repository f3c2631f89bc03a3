/**
 * The step of the portal where a failed test is put right. The gateway knows it for the codes of the identity provider.
 * A message of SAML that does not fit the connection has only a code of ours.
 */
import type { SetupStep, SetupTest } from '@gatehouse-sso/sdk/browser'

const values: readonly string[] = [
  'saml_signature_invalid',
  'saml_certificate_expired',
  'saml_issuer_mismatch',
  'saml_metadata_changed',
  'saml_certificates_changed',
  'saml_metadata_invalid',
]

const register: readonly string[] = [
  'saml_audience_mismatch',
  'saml_destination_mismatch',
  'saml_confirmation_invalid',
  'saml_decryption_failed',
]

/** @returns `null` where the page of the test itself is the place */
export function mendStep({ error, mend_at }: Pick<SetupTest, 'error' | 'mend_at'>): SetupStep | null {
  const code = error?.code ?? ''
  if (values.includes(code)) return 'values'
  if (register.includes(code)) return 'register'
  return mend_at === 'test' ? null : (mend_at as SetupStep | null)
}

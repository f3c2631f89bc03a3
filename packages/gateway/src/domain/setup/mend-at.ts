/** The step of the portal at which a failed test is put right. */
import type { FailureCode } from '@gatehouse-sso/core/failures'
import type { SetupStep } from '@gatehouse-sso/sdk/contract/setup-intents'

/** By the code of the identity provider, where it says more than ours. */
const byUpstream: Readonly<Record<string, SetupStep>> = {
  AADSTS50011: 'register',
  AADSTS50194: 'register',
  AADSTS700016: 'values',
  AADSTS90002: 'values',
  AADSTS7000215: 'values',
  AADSTS7000222: 'values',
  AADSTS65001: 'access',
  AADSTS90094: 'access',
  AADSTS50105: 'access',
}

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
  mapping_incomplete: 'claims',
  token_claim_missing: 'claims',
  groups_incomplete: 'claims',
  consent_declined: 'access',
}

export function mendAt(code: FailureCode, upstream_codes: readonly string[]): SetupStep {
  return upstream_codes.map((each) => byUpstream[each]).find((step) => step !== undefined) ?? byCode[code] ?? 'test'
}

import { FixtureError, openReader, type Reader } from './reader.ts'

/** An entry of the page "Token configuration": a claim besides the default ones. */
export interface OptionalClaim {
  readonly name: string
  readonly source: 'user' | null
  readonly essential: boolean
  readonly additionalProperties: readonly string[]
}

export interface OptionalClaims {
  readonly idToken: readonly OptionalClaim[]
  readonly accessToken: readonly OptionalClaim[]
  readonly saml2Token: readonly OptionalClaim[]
}

type ClaimFixture = Partial<OptionalClaim> & Pick<OptionalClaim, 'name'>
export type OptionalClaimsFixture = { readonly [Kind in keyof OptionalClaims]?: readonly ClaimFixture[] }

const names =
  `acct acrs aud auth_time ctry email family_name fwd given_name groups idtyp in_corp ipaddr login_hint onprem_sid
   preferred_username pwd_exp pwd_url sid tenant_ctry tenant_region_scope upn verified_primary_email
   verified_secondary_email vnet xms_cc xms_edov xms_pdl xms_pl xms_tpl ztdid`.split(/\s+/)

const properties = [
  'cloud_displayname',
  'dns_domain_and_sam_account_name',
  'emit_as_roles',
  'include_externally_authenticated_upn',
  'include_externally_authenticated_upn_without_hash',
  'include_user_token',
  'netbios_domain_and_sam_account_name',
  'on_premise_security_identifier',
  'sam_account_name',
  'use_guid',
]

function readClaim(value: unknown, path: string): OptionalClaim {
  const reader = openReader(value, path)
  const claim: OptionalClaim = {
    name: reader.text('name'),
    source: reader.oneOf('source', ['user', null], null),
    essential: reader.flag('essential', false),
    additionalProperties: reader.texts('additionalProperties'),
  }
  reader.close()
  if (claim.source === null && !names.includes(claim.name)) {
    throw new FixtureError(reader.at('name'), `"${claim.name}" is no optional claim of Entra: ${names.join(', ')}`)
  }
  const unknown = claim.additionalProperties.findIndex((property) => !properties.includes(property))
  if (unknown >= 0) {
    throw new FixtureError(
      `${reader.at('additionalProperties')}[${unknown}]`,
      `must be one of ${properties.join(', ')}`,
    )
  }
  return claim
}

export function readOptionalClaims(reader: Reader): OptionalClaims {
  return reader.section('optionalClaims', (section) => ({
    idToken: section.list('idToken', readClaim),
    accessToken: section.list('accessToken', readClaim),
    saml2Token: section.list('saml2Token', readClaim),
  }))
}

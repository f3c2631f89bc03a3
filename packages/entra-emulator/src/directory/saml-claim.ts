import { mappedProperties } from './mapped-claim.ts'
import { FixtureError, openReader, type Reader } from './reader.ts'

/** A row of the page "Attributes & Claims": an attribute of the assertion with a property of the person or a text. */
export interface SamlClaim {
  /** The name of the attribute, with its namespace. */
  readonly samlClaimType: string
  /** A property of the user, by the name that a claims-mapping policy has for it; or a directory extension. */
  readonly id: string | null
  readonly value: string | null
}

export type SamlClaimFixture = Partial<SamlClaim> & Pick<SamlClaim, 'samlClaimType'>

/** "Unique User Identifier (Name ID)": its source, and the format. */
export interface SamlNameId {
  readonly format: (typeof nameIdFormats)[number]
  readonly id: string
}

export const nameIdFormats = ['emailAddress', 'persistent', 'unspecified', 'windowsDomainQualifiedName'] as const

export const claimsNamespace = 'http://schemas.xmlsoap.org/ws/2005/05/identity/claims'

/** The four claims of a new application. */
export const defaultSamlClaims: readonly SamlClaim[] = [
  { samlClaimType: `${claimsNamespace}/givenname`, id: 'givenname', value: null },
  { samlClaimType: `${claimsNamespace}/surname`, id: 'surname', value: null },
  { samlClaimType: `${claimsNamespace}/emailaddress`, id: 'mail', value: null },
  { samlClaimType: `${claimsNamespace}/name`, id: 'userprincipalname', value: null },
]

function refuseUnknownSource(id: string, path: string): void {
  if (Object.hasOwn(mappedProperties, id) || id.startsWith('extension_')) return
  throw new FixtureError(path, `must be one of ${Object.keys(mappedProperties).join(', ')}, or a directory extension`)
}

export function readSamlClaim(value: unknown, path: string): SamlClaim {
  const reader = openReader(value, path)
  const claim: SamlClaim = {
    samlClaimType: reader.text('samlClaimType'),
    id: reader.textOrNull('id'),
    value: reader.textOrNull('value'),
  }
  reader.close()
  if ((claim.id === null) === (claim.value === null)) throw new FixtureError(path, 'needs either "id" or "value"')
  if (claim.id !== null) refuseUnknownSource(claim.id, reader.at('id'))
  return claim
}

export function readSamlNameId(section: Reader): SamlNameId {
  const id = section.textOr('id', 'userprincipalname')
  refuseUnknownSource(id, section.at('id'))
  return { format: section.oneOf('format', nameIdFormats, 'emailAddress'), id }
}

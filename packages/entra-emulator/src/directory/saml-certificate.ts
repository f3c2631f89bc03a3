import { guidFromName } from '../identifier.ts'
import { FixtureError, openReader } from './reader.ts'

/**
 * A certificate with which Entra signs for one application, as a row of the page "SAML Signing Certificate". The emulator
 * makes key and certificate from this when they are first needed (key-ring.ts), so no private key is in the directory.
 */
export interface SamlSigningCertificate {
  readonly keyId: string
  /** "Status": at most one is active. */
  readonly active: boolean
  readonly startDateTime: string
  readonly endDateTime: string
}

export type SamlSigningCertificateFixture = Partial<SamlSigningCertificate>

const years = 3

function yearsAfter(instant: string): string {
  const end = new Date(instant)
  end.setUTCFullYear(end.getUTCFullYear() + years)
  return end.toISOString()
}

export interface MadeFor {
  /** Application id, of which the default `keyId` is made. */
  readonly owner: string
  /** Milliseconds since 1970. */
  readonly now: number
}

function readOne(value: unknown, path: string, index: number, { owner, now }: MadeFor): SamlSigningCertificate {
  const reader = openReader(value, path)
  // Begun some time ago, so that a clock that is moved back finds it valid.
  const startDateTime = reader.instantOr('startDateTime', new Date(now - 30 * 86_400_000).toISOString())
  const certificate: SamlSigningCertificate = {
    keyId: reader.guidOr('keyId', () => guidFromName('samlCertificate', owner, String(index))),
    active: reader.flag('active', index === 0),
    startDateTime,
    endDateTime: reader.instantOr('endDateTime', yearsAfter(startDateTime)),
  }
  reader.close()
  if (certificate.endDateTime <= certificate.startDateTime) {
    throw new FixtureError(reader.at('endDateTime'), 'must be after startDateTime')
  }
  return certificate
}

/** A new certificate, as the button "New Certificate" makes it: inactive, for three years. */
export function newSamlCertificate(keyId: string, now: number): SamlSigningCertificate {
  const startDateTime = new Date(now).toISOString()
  return { keyId, active: false, startDateTime, endDateTime: yearsAfter(startDateTime) }
}

/**
 * @param value the list of a fixture. Without one the application gets an active certificate, as in Entra
 */
export function readSamlCertificates(
  value: readonly unknown[] | undefined,
  path: string,
  made: MadeFor,
): readonly SamlSigningCertificate[] {
  const certificates = (value ?? [{}]).map((item, index) => readOne(item, `${path}[${index}]`, index, made))
  const second = certificates.findIndex(({ active }, index) => active && index !== firstActive(certificates))
  if (second >= 0) throw new FixtureError(`${path}[${second}].active`, 'only one certificate can be active')
  const ids = certificates.map(({ keyId }) => keyId)
  const twice = ids.findIndex((id, index) => ids.indexOf(id) !== index)
  if (twice >= 0) throw new FixtureError(`${path}[${twice}].keyId`, `"${ids[twice]}" appears twice`)
  return certificates
}

function firstActive(certificates: readonly SamlSigningCertificate[]): number {
  return certificates.findIndex(({ active }) => active)
}

/**
 * The certificate that signs now: the active one. When that has expired and an inactive one is valid, Entra silently
 * signs with the inactive one. Undefined if there is no active one.
 */
export function signingCertificate(
  certificates: readonly SamlSigningCertificate[],
  now: number,
): SamlSigningCertificate | undefined {
  const active = certificates[firstActive(certificates)]
  if (!active || now < Date.parse(active.endDateTime)) return active
  const isValid = ({ startDateTime, endDateTime }: SamlSigningCertificate): boolean =>
    Date.parse(startDateTime) <= now && now < Date.parse(endDateTime)
  return certificates.find(isValid) ?? active
}

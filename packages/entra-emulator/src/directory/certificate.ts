import { createHash, X509Certificate } from 'node:crypto'
import { guidFromName } from '../identifier.ts'
import { FixtureError, openReader } from './reader.ts'

/** An uploaded certificate, with the names of Microsoft Graph. Its dates are those of the certificate. */
export interface KeyCredential {
  readonly keyId: string
  readonly displayName: string | null
  /** The certificate, base64 of the DER. */
  readonly key: string
  /** base64 of the SHA-1 thumbprint. */
  readonly customKeyIdentifier: string
  readonly startDateTime: string
  readonly endDateTime: string
}

/** A certificate as written in a fixture: its public part, as PEM or as base64 of the DER. */
export type KeyCredentialFixture = Pick<KeyCredential, 'key'> & Partial<KeyCredential>

/** @throws FixtureError if it is no certificate with an RSA key */
export function readCertificate(text: string, path: string): X509Certificate {
  let certificate: X509Certificate
  try {
    certificate = new X509Certificate(text.includes('-----BEGIN') ? text : Buffer.from(text, 'base64'))
  } catch {
    throw new FixtureError(path, 'must be a certificate, as PEM or as base64 of the DER')
  }
  if (certificate.publicKey.asymmetricKeyType === 'rsa') return certificate
  throw new FixtureError(path, `must have an RSA key, has ${certificate.publicKey.asymmetricKeyType}`)
}

/** @param owner application ID, of which the default `keyId` is made */
export function readKeyCredential(value: unknown, path: string, owner: string): KeyCredential {
  const reader = openReader(value, path)
  const certificate = readCertificate(reader.text('key'), reader.at('key'))
  const thumbprint = createHash('sha1').update(certificate.raw).digest('base64')
  const credential: KeyCredential = {
    keyId: reader.guidOr('keyId', () => guidFromName('certificate', owner, thumbprint)),
    displayName: reader.textOrNull('displayName'),
    key: certificate.raw.toString('base64'),
    customKeyIdentifier: thumbprint,
    startDateTime: new Date(certificate.validFrom).toISOString(),
    endDateTime: new Date(certificate.validTo).toISOString(),
  }
  // The certificate decides. These members are here because the admin API returns them.
  for (const name of ['customKeyIdentifier', 'startDateTime', 'endDateTime']) reader.has(name)
  reader.close()
  return credential
}

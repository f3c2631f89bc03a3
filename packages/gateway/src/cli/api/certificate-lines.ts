/** Certificates for a terminal. One that is only looked at is named; one that is to be copied keeps its lines. */
import { hash, X509Certificate } from 'node:crypto'

const pem = /^-----BEGIN CERTIFICATE-----\r?\n[A-Za-z0-9+/=\r\n]+-----END CERTIFICATE-----\s*$/

export function isPem(value: unknown): value is string {
  return typeof value === 'string' && pem.test(value)
}

/** @returns the members that `saml.signing_certificates` has too; the text itself if it is no certificate */
export function namedCertificate(value: unknown): unknown {
  if (!isPem(value)) return value
  try {
    const { raw, subject, validToDate } = new X509Certificate(value)
    return {
      subject: subject.replaceAll('\n', ', '),
      sha256_thumbprint: hash('sha256', raw, 'hex').toUpperCase(),
      not_after: validToDate.toISOString(),
    }
  } catch {
    return value
  }
}

/** A certificate of an identity provider, for people. */
import { hash, X509Certificate } from 'node:crypto'
import type { ReadCertificate } from '../../domain/ports/connection-types.ts'

/** @returns `undefined` for a text that is none */
export function readCertificate(pem: string): ReadCertificate | undefined {
  try {
    const certificate = new X509Certificate(pem)
    return {
      subject: certificate.subject.replaceAll('\n', ', '),
      sha256_thumbprint: hash('sha256', certificate.raw, 'hex').toUpperCase(),
      bits: certificate.publicKey.asymmetricKeyDetails?.modulusLength ?? null,
      not_before: certificate.validFromDate.getTime(),
      not_after: certificate.validToDate.getTime(),
    }
  } catch {
    return undefined
  }
}

/** Says why a text cannot be read as a certificate. @param entered one that cannot */
export function certificateProblem(entered: string): string {
  const begins = 'it begins with -----BEGIN CERTIFICATE-----'
  const label = /-----BEGIN ([A-Z0-9 ]+)-----/.exec(entered)?.[1]
  if (label === undefined) return `is not a certificate in PEM: ${begins}`
  if (label !== 'CERTIFICATE') return `is a ${label} and not a certificate: ${begins}`
  if (!entered.includes('-----END CERTIFICATE-----')) return 'is a part of a certificate: its last line is missing'
  return 'is framed like a certificate in PEM, but what stands between the two lines is damaged or incomplete'
}

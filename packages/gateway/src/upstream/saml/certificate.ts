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
      not_before: certificate.validFromDate.getTime(),
      not_after: certificate.validToDate.getTime(),
    }
  } catch {
    return undefined
  }
}

/** The certificates of a connection as keys. The keys in a message are never used. */
import { hash, type KeyObject, X509Certificate } from 'node:crypto'

export interface SigningCertificate {
  readonly key: KeyObject
  readonly sha256: string
  /** Milliseconds since 1970. */
  readonly not_before: number
  readonly not_after: number
  readonly bits: number | null
}

/** The least length of an RSA key. */
export const minimumBits = 2_048
/** The same for a connection that accepts weak signatures up to a date (`sha1_until`). */
export const legacyBits = 1_024

/** Certificates that were read lately. Reading one costs as much as checking a signature. */
const read = new Map<string, SigningCertificate>()
const maximumRead = 1_000

/** @param pem checked when it was stored; an unreadable one fits no signature */
export function signingCertificate(pem: string): SigningCertificate | null {
  const known = read.get(pem)
  if (known) return known
  const certificate = readCertificate(pem)
  if (certificate === null) return null
  if (read.size >= maximumRead) read.delete(read.keys().next().value as string)
  read.set(pem, certificate)
  return certificate
}

/** @returns `null` for text that is no certificate */
export function readCertificate(pem: string): SigningCertificate | null {
  try {
    const certificate = new X509Certificate(pem)
    return {
      key: certificate.publicKey,
      sha256: hash('sha256', certificate.raw, 'hex').toUpperCase(),
      not_before: certificate.validFromDate.getTime(),
      not_after: certificate.validToDate.getTime(),
      bits: certificate.publicKey.asymmetricKeyDetails?.modulusLength ?? null,
    }
  } catch {
    return null
  }
}

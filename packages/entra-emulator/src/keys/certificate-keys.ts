import { openBoundedMap } from '../bounded-map.ts'
import { type CertificateContent, certify, makeKeyPair, type RsaKeyPair, type SigningKey } from './signing-key.ts'

/** A certificate that the directory describes. */
export interface DescribedCertificate extends CertificateContent {
  /** Names the key. Two certificates with one id have the same key. */
  readonly id: string
}

/** The keys of certificates that the directory describes, such as those for the SAML of an application. */
export interface CertificateKeys {
  /** Makes key and certificate at the first use. They stay the same while the emulator runs. */
  readonly keyOf: (certificate: DescribedCertificate) => Promise<SigningKey>
  /** The same for a certificate that began a month before the emulator started. */
  readonly keySince: (certificate: Pick<DescribedCertificate, 'id' | 'subject'>, years: number) => Promise<SigningKey>
}

/** @param now milliseconds since 1970, at the start */
export function openCertificateKeys(now: number): CertificateKeys {
  const pairs = openBoundedMap<Promise<RsaKeyPair>>(1_000)
  const made = openBoundedMap<Promise<SigningKey>>(1_000)
  const pairOf = (id: string): Promise<RsaKeyPair> => {
    const pair = pairs.get(id) ?? makeKeyPair()
    pairs.set(id, pair)
    return pair
  }
  const keyOf: CertificateKeys['keyOf'] = (certificate) => {
    const name = JSON.stringify(certificate)
    const key = made.get(name) ?? pairOf(certificate.id).then((pair) => certify(pair, certificate))
    made.set(name, key)
    return key
  }
  return {
    keyOf,
    keySince: (certificate, years) => {
      const not_before = new Date(now - 30 * 86_400_000)
      const not_after = new Date(not_before)
      not_after.setUTCFullYear(not_before.getUTCFullYear() + years)
      return keyOf({ ...certificate, not_before, not_after })
    },
  }
}

/** The algorithms of signatures and digests. Everything that is not listed is refused. */
import { constants, type KeyObject, verify } from 'node:crypto'

export interface SignatureAlgorithm {
  readonly hash: string
  readonly key: 'rsa' | 'ec'
  readonly pss: boolean
  readonly is_legacy: boolean
}

const more = 'http://www.w3.org/2001/04/xmldsig-more#'
const rsa = (hash: string): SignatureAlgorithm => ({ hash, key: 'rsa', pss: false, is_legacy: false })
const pss = (hash: string): SignatureAlgorithm => ({ hash, key: 'rsa', pss: true, is_legacy: false })
const ec = (hash: string): SignatureAlgorithm => ({ hash, key: 'ec', pss: false, is_legacy: false })

/** RFC 9231. HMAC is missing for good: its key would be the public certificate. */
export const signatureAlgorithms: ReadonlyMap<string, SignatureAlgorithm> = new Map([
  [`${more}rsa-sha256`, rsa('sha256')],
  [`${more}rsa-sha384`, rsa('sha384')],
  [`${more}rsa-sha512`, rsa('sha512')],
  ['http://www.w3.org/2007/05/xmldsig-more#sha256-rsa-MGF1', pss('sha256')],
  ['http://www.w3.org/2007/05/xmldsig-more#sha384-rsa-MGF1', pss('sha384')],
  ['http://www.w3.org/2007/05/xmldsig-more#sha512-rsa-MGF1', pss('sha512')],
  [`${more}ecdsa-sha256`, ec('sha256')],
  [`${more}ecdsa-sha384`, ec('sha384')],
  [`${more}ecdsa-sha512`, ec('sha512')],
  ['http://www.w3.org/2000/09/xmldsig#rsa-sha1', { ...rsa('sha1'), is_legacy: true }],
])

export interface DigestAlgorithm {
  readonly hash: string
  readonly is_legacy: boolean
}

export const digestAlgorithms: ReadonlyMap<string, DigestAlgorithm> = new Map([
  ['http://www.w3.org/2001/04/xmlenc#sha256', { hash: 'sha256', is_legacy: false }],
  [`${more}sha384`, { hash: 'sha384', is_legacy: false }],
  ['http://www.w3.org/2001/04/xmlenc#sha512', { hash: 'sha512', is_legacy: false }],
  ['http://www.w3.org/2000/09/xmldsig#sha1', { hash: 'sha1', is_legacy: true }],
])

export function isSignedBy(algorithm: SignatureAlgorithm, key: KeyObject, data: Buffer, signature: Buffer): boolean {
  if (key.asymmetricKeyType !== algorithm.key) return false
  const padding = algorithm.pss
    ? { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: constants.RSA_PSS_SALTLEN_DIGEST }
    : {}
  // XML has the two numbers of an ECDSA signature side by side (RFC 9231, 2.3.6).
  return verify(algorithm.hash, data, { key, dsaEncoding: 'ieee-p1363', ...padding }, signature)
}

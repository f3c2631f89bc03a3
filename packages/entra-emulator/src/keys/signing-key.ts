import { createHash } from 'node:crypto'
import { type CryptoKey, exportJWK, exportPKCS8, generateKeyPair } from 'jose'
import { loadX509 } from './x509-library.ts'

export interface SigningKey {
  /** base64url(SHA-1(certificate)): the value of `kid` and `x5t`. */
  readonly kid: string
  readonly private_key: CryptoKey
  readonly public_key: CryptoKey
  /** The private key in PEM, for the signatures of SAML. */
  readonly private_pem: string
  /** Modulus and exponent as in a JWK. */
  readonly n: string
  readonly e: string
  /** The self-signed certificate, base64 of the DER. */
  readonly certificate: string
}

export interface RsaKeyPair {
  readonly privateKey: CryptoKey
  readonly publicKey: CryptoKey
}

/** The subject and the time of a self-signed certificate. */
export interface CertificateContent {
  readonly subject: string
  readonly not_before: Date
  readonly not_after: Date
}

const day = 86_400_000

/** Generates an RSA 2048 key on the thread pool. */
export function makeKeyPair(): Promise<RsaKeyPair> {
  return generateKeyPair('RS256', { modulusLength: 2048, extractable: true })
}

/** Makes a self-signed certificate for a key. */
export async function certify(keys: RsaKeyPair, content: CertificateContent): Promise<SigningKey> {
  const { X509CertificateGenerator } = await loadX509()
  const { rawData } = await X509CertificateGenerator.createSelfSigned({
    name: content.subject,
    keys,
    signingAlgorithm: { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' },
    notBefore: content.not_before,
    notAfter: content.not_after,
  })
  const certificate = Buffer.from(rawData)
  const { n, e } = await exportJWK(keys.publicKey)
  if (n === undefined || e === undefined) throw new TypeError('an RSA key has a modulus and an exponent')
  return {
    kid: createHash('sha1').update(certificate).digest('base64url'),
    private_key: keys.privateKey,
    public_key: keys.publicKey,
    private_pem: await exportPKCS8(keys.privateKey),
    n,
    e,
    certificate: certificate.toString('base64'),
  }
}

/** Generates an RSA 2048 key with a self-signed certificate for five years. */
export async function makeSigningKey(subject: string, now: number): Promise<SigningKey> {
  const [keys] = await Promise.all([makeKeyPair(), loadX509()])
  return certify(keys, {
    subject,
    not_before: new Date(now - 30 * day),
    not_after: new Date(now + 5 * 365 * day),
  })
}

import { createHash } from 'node:crypto'
import { type CryptoKey, exportJWK, generateKeyPair } from 'jose'
import { loadX509 } from './x509-library.ts'

export interface SigningKey {
  /** base64url(SHA-1(certificate)): the value of `kid` and `x5t`. */
  readonly kid: string
  readonly private_key: CryptoKey
  readonly public_key: CryptoKey
  /** Modulus and exponent as in a JWK. */
  readonly n: string
  readonly e: string
  /** The self-signed certificate, base64 of the DER. */
  readonly certificate: string
}

const day = 86_400_000

/** Generates an RSA 2048 key on the thread pool, with a self-signed certificate for five years. */
export async function makeSigningKey(subject: string, now: number): Promise<SigningKey> {
  const [{ X509CertificateGenerator }, keys] = await Promise.all([
    loadX509(),
    generateKeyPair('RS256', { modulusLength: 2048 }),
  ])
  const { rawData } = await X509CertificateGenerator.createSelfSigned({
    name: subject,
    keys,
    signingAlgorithm: { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' },
    notBefore: new Date(now - 30 * day),
    notAfter: new Date(now + 5 * 365 * day),
  })
  const certificate = Buffer.from(rawData)
  const { n, e } = await exportJWK(keys.publicKey)
  if (n === undefined || e === undefined) throw new TypeError('an RSA key has a modulus and an exponent')
  return {
    kid: createHash('sha1').update(certificate).digest('base64url'),
    private_key: keys.privateKey,
    public_key: keys.publicKey,
    n,
    e,
    certificate: certificate.toString('base64'),
  }
}

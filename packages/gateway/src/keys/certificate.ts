/** A certificate that authenticates us at an identity provider: RSA 2048, signed with its own key (RFC 5280). */
import { hash, KeyObject, X509Certificate } from 'node:crypto'
import type { NewCertificate, WantedCertificate } from '../domain/ports/keys.ts'

const rsa = {
  name: 'RSASSA-PKCS1-v1_5',
  hash: 'SHA-256',
  modulusLength: 2048,
  publicExponent: Uint8Array.of(1, 0, 1),
}

/** Makes the key on a thread, in about a quarter of a second. */
export async function newCertificate(wanted: WantedCertificate): Promise<NewCertificate> {
  const [{ X509CertificateGenerator, KeyUsagesExtension, KeyUsageFlags }, keys] = await Promise.all([
    loadLibrary(),
    crypto.subtle.generateKey(rsa, true, ['sign', 'verify']),
  ])
  const signs = KeyUsageFlags.digitalSignature
  const { rawData } = await X509CertificateGenerator.createSelfSigned({
    name: [{ CN: [wanted.common_name] }, { O: ['Gatehouse'] }],
    keys,
    signingAlgorithm: { name: rsa.name, hash: rsa.hash },
    notBefore: new Date(wanted.not_before),
    notAfter: new Date(wanted.not_after),
    extensions: [new KeyUsagesExtension(wanted.decrypts ? signs | KeyUsageFlags.keyEncipherment : signs, true)],
  })
  const der = Buffer.from(rawData)
  const certificate = new X509Certificate(der)
  const thumbprint = hash('sha256', der, 'buffer')
  const { n = '', e = '' } = certificate.publicKey.export({ format: 'jwk' })
  const names = { kid: thumbprint.toString('base64url'), 'x5t#S256': thumbprint.toString('base64url') }
  return {
    private_key: KeyObject.from(keys.privateKey).export({ format: 'pem', type: 'pkcs8' }).toString(),
    pem: certificate.toString(),
    sha1_thumbprint: hash('sha1', der, 'hex').toUpperCase(),
    sha256_thumbprint: thumbprint.toString('hex').toUpperCase(),
    public_jwk: { kty: 'RSA', n, e, use: 'sig', alg: 'PS256', ...names },
    not_after: certificate.validToDate.getTime(),
  }
}

/**
 * Loads @peculiar/x509. One of its dependencies calls `Reflect.getMetadata` while it loads, although nothing here stores
 * metadata. So `Reflect` gets a stub for the time of the load, unless a polyfill is there.
 */
async function loadLibrary(): Promise<typeof import('@peculiar/x509')> {
  if ('getMetadata' in Reflect) return import('@peculiar/x509')
  const none = { getMetadata: () => undefined, getOwnMetadata: () => undefined }
  Object.assign(Reflect, none)
  try {
    return await import('@peculiar/x509')
  } finally {
    for (const name of Object.keys(none)) Reflect.deleteProperty(Reflect, name)
  }
}

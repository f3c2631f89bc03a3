import { loadX509 } from '../keys/x509-library.ts'

/** The key and the certificate of a TLS server, and the authority that its clients must trust. All in PEM. */
export interface MadeCertificate {
  readonly key: string
  /** The certificate of the server. */
  readonly cert: string
  /** The certificate of the authority that signed it. */
  readonly ca: string
}

const day = 86_400_000
const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' }

/** Below the 398 days that browsers accept. */
const daysValid = 365

/** The names by which programs of this machine reach the emulator. */
export const localNames = ['localhost', '127.0.0.1', '::1'] as const

function newKeys(): Promise<CryptoKeyPair> {
  return crypto.subtle.generateKey(algorithm, true, ['sign', 'verify'])
}

async function pemOf(key: CryptoKey): Promise<string> {
  const der = Buffer.from(await crypto.subtle.exportKey('pkcs8', key)).toString('base64')
  return `-----BEGIN PRIVATE KEY-----\n${der.replace(/(.{64})(?=.)/g, '$1\n')}\n-----END PRIVATE KEY-----\n`
}

/**
 * Makes an authority and a certificate for the local names, both with a P-256 key and for a year. The authority's key
 * never leaves this function, so nobody can sign a second certificate with the authority that people trust.
 * @param now milliseconds since 1970, by the machine's clock, because other programs check the dates
 */
export async function makeCertificate(now: number): Promise<MadeCertificate> {
  const x509 = await loadX509()
  const [authority, server] = await Promise.all([newKeys(), newKeys()])
  const dates = { notBefore: new Date(now - day), notAfter: new Date(now + daysValid * day) }
  const ca = await x509.X509CertificateGenerator.createSelfSigned({
    ...dates,
    // A new name each time: two authorities with one name and different keys confuse trust stores.
    name: `CN=Entra emulator of this machine ${new Date(now).toISOString()}`,
    keys: authority,
    signingAlgorithm: algorithm,
    extensions: [
      new x509.BasicConstraintsExtension(true, 0, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign, true),
      await x509.SubjectKeyIdentifierExtension.create(authority.publicKey),
    ],
  })
  const cert = await x509.X509CertificateGenerator.create({
    ...dates,
    subject: 'CN=localhost',
    issuer: ca.subject,
    publicKey: server.publicKey,
    signingKey: authority.privateKey,
    signingAlgorithm: algorithm,
    extensions: [
      new x509.BasicConstraintsExtension(false, undefined, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature, true),
      new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage.serverAuth]),
      new x509.SubjectAlternativeNameExtension(
        localNames.map((name) => ({ type: name === 'localhost' ? ('dns' as const) : ('ip' as const), value: name })),
      ),
      await x509.AuthorityKeyIdentifierExtension.create(authority.publicKey),
      await x509.SubjectKeyIdentifierExtension.create(server.publicKey),
    ],
  })
  return { key: await pemOf(server.privateKey), cert: `${cert.toString('pem')}\n`, ca: `${ca.toString('pem')}\n` }
}

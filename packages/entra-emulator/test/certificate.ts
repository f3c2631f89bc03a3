import { execFileSync } from 'node:child_process'
import { X509Certificate } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

export interface ClientCertificate {
  /** Private key and certificate as PEM. */
  readonly key: string
  readonly cert: string
  /** Thumbprints in hexadecimal, as MSAL expects them. */
  readonly sha1: string
  readonly sha256: string
  /** Thumbprints as in the header of an assertion. */
  readonly x5t: string
  readonly x5tS256: string
}

/** Makes a certificate of a client, as OpenSSL does for an administrator. */
export function clientCertificate(days = 30, kind: readonly string[] = ['-newkey', 'rsa:2048']): ClientCertificate {
  const folder = mkdtempSync(join(tmpdir(), 'entra-emulator-client-'))
  const [keyFile, certFile] = [join(folder, 'key.pem'), join(folder, 'cert.pem')]
  const files = ['-keyout', keyFile, '-out', certFile]
  try {
    execFileSync(
      'openssl',
      ['req', '-x509', ...kind, '-nodes', ...files, '-days', String(days), '-subj', '/CN=client'],
      {
        stdio: 'pipe',
      },
    )
    const cert = readFileSync(certFile, 'utf8')
    const { fingerprint, fingerprint256 } = new X509Certificate(cert)
    const hex = (print: string): string => print.replaceAll(':', '')
    const url = (print: string): string => Buffer.from(hex(print), 'hex').toString('base64url')
    return {
      key: readFileSync(keyFile, 'utf8'),
      cert,
      sha1: hex(fingerprint),
      sha256: hex(fingerprint256),
      x5t: url(fingerprint),
      x5tS256: url(fingerprint256),
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

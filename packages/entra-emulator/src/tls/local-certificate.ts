/**
 * The certificate for https on this machine, kept between starts so that a person trusts it once.
 *
 *   FOLDER/ca.pem          what clients trust; it changes only when a new certificate is made
 *   FOLDER/localhost.pem   the server's key and certificate, and the authority's certificate; mode 0600
 *
 *   missing, unreadable, for other names, or less than a day before its end  -->  both are made anew
 *   else                                                                     -->  the same certificate again
 */
import { createPrivateKey, X509Certificate } from 'node:crypto'
import { chmodSync, linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { localNames, type MadeCertificate, makeCertificate } from './make-certificate.ts'

export interface LocalCertificate extends MadeCertificate {
  /** The file with the authority's certificate, for NODE_EXTRA_CA_CERTS and trust stores. */
  readonly ca_file: string
  /** ISO time of its end. */
  readonly expires_at: string
  /** Whether it was made just now, so that nothing trusts it yet. */
  readonly is_new: boolean
}

export interface LocalCertificateOptions {
  /** Folder that keeps it. Default `.entra-emulator` in the home folder. */
  readonly folder?: string | undefined
  /** Milliseconds since 1970; default the machine's clock. */
  readonly now?: (() => number) | undefined
}

export function defaultCertificateFolder(): string {
  return join(homedir(), '.entra-emulator')
}

const day = 86_400_000
const pemBlock = /-----BEGIN ([A-Z ]+)-----[^-]+-----END \1-----\n?/g

/** The three parts of `localhost.pem`, or undefined if the text does not have them. */
function partsOf(text: string): MadeCertificate | undefined {
  const [key, cert, ca, ...more] = [...text.matchAll(pemBlock)].map(([block]) => block)
  return key && cert && ca && more.length === 0 ? { key, cert, ca } : undefined
}

function coversLocalNames(certificate: X509Certificate): boolean {
  return localNames.every((name) =>
    name === 'localhost' ? certificate.checkHost(name) !== undefined : certificate.checkIP(name) !== undefined,
  )
}

/** Whether a kept certificate can serve from now on: right key, right signature, right names, right dates. */
function isUsable(kept: MadeCertificate, now: number): boolean {
  try {
    const [certificate, authority] = [new X509Certificate(kept.cert), new X509Certificate(kept.ca)]
    return (
      certificate.checkPrivateKey(createPrivateKey(kept.key)) &&
      certificate.verify(authority.publicKey) &&
      coversLocalNames(certificate) &&
      [certificate, authority].every(
        ({ validFrom, validTo }) => Date.parse(validFrom) <= now && now < Date.parse(validTo) - day,
      )
    )
  } catch {
    return false
  }
}

function hasCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code
}

function readKept(path: string, now: number): MadeCertificate | undefined {
  let text: string
  try {
    text = readFileSync(path, 'utf8')
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return undefined
    throw error
  }
  const kept = partsOf(text)
  return kept && isUsable(kept, now) ? kept : undefined
}

/** Writes a file that only this process knows, and hands its path over. */
function withDraft<Result>(path: string, text: string, mode: number, use: (draft: string) => Result): Result {
  const draft = `${path}.${process.pid}`
  rmSync(draft, { force: true })
  try {
    writeFileSync(draft, text, { mode, flag: 'wx' })
    return use(draft)
  } finally {
    rmSync(draft, { force: true })
  }
}

/** Keeps what was made, or returns the certificate of an emulator that was faster. */
function keep(path: string, made: MadeCertificate, now: number): MadeCertificate {
  return withDraft(path, made.key + made.cert + made.ca, 0o600, (draft) => {
    try {
      linkSync(draft, path)
      return made
    } catch (error) {
      if (!hasCode(error, 'EEXIST')) throw error
      const faster = readKept(path, now)
      if (!faster) renameSync(draft, path)
      return faster ?? made
    }
  })
}

/**
 * Reads the certificate of this machine's emulators, or makes it.
 * @throws the system's error if the folder cannot be read or written
 */
export async function localCertificate(options: LocalCertificateOptions = {}): Promise<LocalCertificate> {
  const { folder = defaultCertificateFolder(), now = Date.now } = options
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const [path, ca_file] = [join(folder, 'localhost.pem'), join(folder, 'ca.pem')]
  const kept = readKept(path, now())
  const used = kept ?? keep(path, await makeCertificate(now()), now())
  chmodSync(path, 0o600)
  withDraft(ca_file, used.ca, 0o644, (draft) => renameSync(draft, ca_file))
  return {
    ...used,
    ca_file,
    expires_at: new Date(new X509Certificate(used.cert).validTo).toISOString(),
    is_new: kept === undefined,
  }
}

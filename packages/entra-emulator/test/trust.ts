import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { getCACertificates, setDefaultCACertificates } from 'node:tls'
import { type LocalCertificate, localCertificate } from '../src/emulator.ts'

/** A certificate for https that this process trusts until `end` is called. */
export async function trustedCertificate(): Promise<{
  readonly certificate: LocalCertificate
  readonly end: () => void
}> {
  const folder = mkdtempSync(join(tmpdir(), 'entra-emulator-trusted-'))
  const certificate = await localCertificate({ folder })
  const before = getCACertificates('default')
  setDefaultCACertificates([...before, certificate.ca])
  return {
    certificate,
    end: () => {
      setDefaultCACertificates(before)
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

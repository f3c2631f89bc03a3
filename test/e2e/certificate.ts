/** Makes a certificate authority and a certificate for one run. */
import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

export interface Certificate {
  readonly key: string
  readonly cert: string
  /** The certificate of the authority, for the programs that must trust it. */
  readonly ca: string
  readonly ca_path: string
}

/** @param names the host names of the certificate */
export function makeCertificate(folder: string, names: readonly string[]): Certificate {
  const path = (name: string): string => join(folder, name)
  const openssl = (...args: string[]): void => void execFileSync('openssl', args, { stdio: 'pipe' })
  const ec = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes']
  const constraints = 'basicConstraints=critical,CA:TRUE'
  openssl(
    'req',
    '-x509',
    ...ec,
    '-keyout',
    path('ca.key'),
    '-out',
    path('ca.pem'),
    '-days',
    '2',
    '-subj',
    '/CN=Test CA',
    '-addext',
    constraints,
  )
  openssl('req', ...ec, '-keyout', path('site.key'), '-out', path('site.csr'), '-subj', `/CN=${names[0]}`)
  writeFileSync(path('site.ext'), `subjectAltName=${names.map((name) => `DNS:${name}`).join(',')}\n`)
  const signing = ['-CA', path('ca.pem'), '-CAkey', path('ca.key'), '-CAcreateserial', '-extfile', path('site.ext')]
  openssl('x509', '-req', '-in', path('site.csr'), ...signing, '-out', path('site.pem'), '-days', '2')
  const read = (name: string): string => readFileSync(path(name), 'utf8')
  return { key: read('site.key'), cert: read('site.pem'), ca: read('ca.pem'), ca_path: path('ca.pem') }
}

import { X509Certificate } from 'node:crypto'
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { request } from 'node:https'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type LocalCertificate, localCertificate, startEmulator } from '../emulator.ts'

const day = 86_400_000

describe('the certificate of this machine', () => {
  let parent = ''
  let folder = ''
  let count = 0
  beforeAll(() => {
    parent = mkdtempSync(join(tmpdir(), 'entra-emulator-tls-'))
  })
  beforeEach(() => {
    count += 1
    folder = join(parent, String(count), 'kept')
  })
  afterAll(() => rmSync(parent, { recursive: true, force: true }))
  const make = (now = Date.now()): Promise<LocalCertificate> => localCertificate({ folder, now: () => now })
  const path = (name: string): string => join(folder, name)

  it('is kept in two files, the one with the key for the owner only', async () => {
    const made = await make()
    expect(made).toMatchObject({ is_new: true, ca_file: path('ca.pem') })
    expect(readdirSync(folder).sort()).toEqual(['ca.pem', 'localhost.pem'])
    expect(statSync(path('localhost.pem')).mode & 0o777).toBe(0o600)
    expect(statSync(folder).mode & 0o777).toBe(0o700)
    expect(readFileSync(path('ca.pem'), 'utf8')).toBe(made.ca)
    expect(readFileSync(path('ca.pem'), 'utf8')).not.toContain('PRIVATE')
  })

  it('keeps no key of the authority, so nobody can sign another certificate with it', async () => {
    const made = await make()
    const keys = readFileSync(path('localhost.pem'), 'utf8').match(/BEGIN [A-Z ]*PRIVATE KEY/g)
    expect(keys).toHaveLength(1)
    expect(new X509Certificate(made.ca).publicKey.equals(new X509Certificate(made.cert).publicKey)).toBe(false)
    expect(new X509Certificate(made.cert).ca).toBe(false)
  })

  it('is the same at the next start', async () => {
    const first = await make()
    expect(await make()).toEqual({ ...first, is_new: false })
  })

  it('is one for emulators that start together', async () => {
    const both = await Promise.all([make(), make()])
    expect(both[0]?.cert).toBe(both[1]?.cert)
    expect(both[0]?.ca).toBe(readFileSync(path('ca.pem'), 'utf8'))
  })

  it('closes a key file that others can read', async () => {
    await make()
    chmodSync(path('localhost.pem'), 0o644)
    await make()
    expect(statSync(path('localhost.pem')).mode & 0o777).toBe(0o600)
  })

  it('writes the file to trust again when it is lost', async () => {
    const { ca } = await make()
    rmSync(path('ca.pem'))
    expect(await make()).toMatchObject({ is_new: false, ca })
    expect(readFileSync(path('ca.pem'), 'utf8')).toBe(ca)
  })

  const unusable: { name: string; spoil: () => Promise<void> | void; later?: number }[] = [
    { name: 'has expired', spoil: () => {}, later: 366 * day },
    { name: 'ends within a day', spoil: () => {}, later: 364.5 * day },
    { name: 'begins in the future', spoil: () => {}, later: -2 * day },
    { name: 'is empty', spoil: () => writeFileSync(path('localhost.pem'), '') },
    { name: 'is damaged', spoil: () => writeFileSync(path('localhost.pem'), kept().replace(/M/g, 'N')) },
    { name: 'lacks its authority', spoil: () => writeFileSync(path('localhost.pem'), kept().slice(0, -700)) },
    {
      name: 'belongs to another key',
      spoil: async () => {
        const other = await localCertificate({ folder: path('other') })
        const [own] = kept().split('-----BEGIN CERTIFICATE')
        writeFileSync(path('localhost.pem'), own + other.cert + other.ca)
      },
    },
    {
      name: 'was signed by another authority',
      spoil: async () => {
        const other = await localCertificate({ folder: path('other') })
        writeFileSync(
          path('localhost.pem'),
          kept().replace(/-----BEGIN CERTIFICATE[^-]+-----[^-]+-----[^-]+-----\n$/, '') + other.ca,
        )
      },
    },
  ]
  const kept = (): string => readFileSync(path('localhost.pem'), 'utf8')

  it.each(unusable)('is made anew when the kept one $name', async ({ spoil, later = 0 }) => {
    const now = Date.now()
    const first = await make(now)
    await spoil()
    const second = await make(now + later)
    expect(second.is_new).toBe(true)
    expect(second.cert).not.toBe(first.cert)
    expect(kept()).toBe(second.key + second.cert + second.ca)
    expect(readFileSync(path('ca.pem'), 'utf8')).toBe(second.ca)
    expect((await make(now + later)).is_new).toBe(false)
  })

  it.each(['127.0.0.1', 'localhost'])('serves https for %s to a client that trusts the authority', async (host) => {
    const certificate = await make()
    const emulator = await startEmulator({ tls: certificate })
    const { port } = new URL(emulator.url)
    const get = (ca: string | undefined): Promise<number | string> =>
      new Promise((resolve) => {
        const sent = request({ host, port, path: '/_admin/clock', ca, agent: false }, (response) => {
          response.resume()
          resolve(Number(response.statusCode))
        })
        sent.on('error', (error: Error & { code?: string }) => resolve(String(error.code)))
        sent.end()
      })
    try {
      expect(emulator.url).toMatch(/^https:/)
      expect(await get(certificate.ca)).toBe(200)
      expect(await get(undefined)).toBe('UNABLE_TO_VERIFY_LEAF_SIGNATURE')
    } finally {
      await emulator.close()
    }
  })

  it('names the three addresses of this machine', async () => {
    const names = new X509Certificate((await make()).cert).subjectAltName
    expect(names).toBe('DNS:localhost, IP Address:127.0.0.1, IP Address:0:0:0:0:0:0:0:1')
  })
})

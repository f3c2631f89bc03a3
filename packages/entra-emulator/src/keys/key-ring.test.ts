import { createHash, X509Certificate } from 'node:crypto'
import { beforeAll, describe, expect, it } from 'vitest'
import { type KeyRing, openKeyRing } from './key-ring.ts'

const now = Date.parse('2026-11-01T12:00:00Z')

describe('the keys of an emulator', () => {
  let ring: KeyRing
  beforeAll(async () => {
    ring = await openKeyRing(() => now)
  })

  it('have certificates with the published key, whose SHA-1 is the kid', () => {
    for (const key of ring.published()) {
      const der = Buffer.from(key.certificate, 'base64')
      const certificate = new X509Certificate(der)
      expect(createHash('sha1').update(der).digest('base64url')).toBe(key.kid)
      expect(certificate.publicKey.export({ format: 'jwk' })).toMatchObject({ kty: 'RSA', n: key.n, e: 'AQAB' })
      expect(certificate.publicKey.asymmetricKeyDetails?.modulusLength).toBe(2048)
      expect(certificate.verify(certificate.publicKey)).toBe(true)
      expect(certificate.issuer).toBe(certificate.subject)
      expect(certificate.validFromDate.getTime()).toBeLessThan(now)
      expect(certificate.validToDate.getTime()).toBeGreaterThan(now + 4 * 365 * 86_400_000)
    }
  })

  it('are two tenant keys, one key of a foreign cloud and one for personal accounts, all different', () => {
    expect(ring.published().map(({ kind }) => kind)).toEqual(['tenant', 'tenant', 'foreign', 'consumer'])
    expect(new Set(ring.published().map(({ kid }) => kid)).size).toBe(4)
    expect(new X509Certificate(Buffer.from(ring.published()[2]?.certificate ?? '', 'base64')).subject).toBe(
      'CN=login.microsoftonline.us',
    )
  })

  it('do not change the global Reflect', () => expect('getMetadata' in Reflect).toBe(false))

  it('rotate: a new key signs at once, the previous key stays published, the older one is deleted', async () => {
    const before = ring.published().map(({ kid }) => kid)
    const fresh = await ring.rotate()
    const after = ring.published().map(({ kid }) => kid)
    expect(ring.signer().kid).toBe(fresh.kid)
    expect(after).toEqual([fresh.kid, before[0], before[2], before[3]])
  })

  it('sign with a key of another kind on request, but always with a tenant key for Graph', () => {
    ring.signWith('foreign')
    expect(ring.signer().kid).toBe(ring.published()[2]?.kid)
    expect(ring.tenantSigner().kid).toBe(ring.published()[0]?.kid)
    ring.signWith('tenant')
    expect(ring.signer().kid).toBe(ring.published()[0]?.kid)
  })
})

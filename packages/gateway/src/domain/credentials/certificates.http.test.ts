/** Certificates as credentials: made here, uploaded at the identity provider, used as `private_key_jwt`. */

import { createHash, createPublicKey, verify, X509Certificate } from 'node:crypto'
import { dayMs } from '@gatehouse-sso/core/time'
import type { Credential } from '@gatehouse-sso/sdk/contract/credentials'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type EntraHarness, first_secret, startEntraHarness } from '../../../test/entra-harness.ts'
import { addConnection, payloadOf, signIn, until } from '../../../test/harness.ts'

let harness: EntraHarness
let credential: Credential

beforeAll(async () => {
  harness = await startEntraHarness()
  credential = await harness.client.credentials.create(harness.entra.id, { type: 'certificate' })
})
afterAll(() => harness.close())

const shown = ({ certificate }: Credential) => {
  if (certificate === null) throw new TypeError('no certificate')
  return certificate
}
const upload = (...all: Credential[]) =>
  harness.register({ keyCredentials: all.map((one) => ({ key: shown(one).pem })) })

describe('a certificate', () => {
  it('is RSA 2048, names product and connection, signs itself and is valid for two years', () => {
    const { pem, sha1_thumbprint, sha256_thumbprint, public_jwk } = shown(credential)
    const certificate = new X509Certificate(pem)
    expect(certificate.subject).toBe(`CN=${harness.entra.id}\nO=Gatehouse`)
    expect(certificate.issuer).toBe(certificate.subject)
    expect(certificate.verify(certificate.publicKey)).toBe(true)
    expect(certificate.publicKey.asymmetricKeyDetails).toMatchObject({ modulusLength: 2048 })
    const thumbprint = (name: string) => createHash(name).update(certificate.raw).digest('hex').toUpperCase()
    expect({ sha1_thumbprint, sha256_thumbprint }).toEqual({
      sha1_thumbprint: thumbprint('sha1'),
      sha256_thumbprint: thumbprint('sha256'),
    })
    expect(createPublicKey({ key: public_jwk, format: 'jwk' }).equals(certificate.publicKey)).toBe(true)
    expect(Object.keys(public_jwk)).not.toContain('d')
    expect(credential.not_after).toBe(certificate.validToDate.toISOString())
    const days = (Date.parse(String(credential.not_after)) - Date.parse(credential.created_at)) / dayMs
    expect(Math.round(days)).toBe(730)
    expect(certificate.validFromDate.getTime()).toBeLessThan(Date.parse(credential.created_at))
  })

  it('of another connection has another key', async () => {
    const other = await harness.addEntra()
    const second = await harness.client.credentials.create(other.id, { type: 'certificate', validity_days: 90 })
    expect(shown(second).public_jwk.n).not.toBe(shown(credential).public_jwk.n)
    expect(Date.parse(String(second.not_after)) - Date.parse(second.created_at)).toBeLessThanOrEqual(90 * dayMs)
  })

  it('blocks the activation until it is uploaded, with the hint for the answer of Entra', async () => {
    const activated = harness.client.connections.activate(harness.entra.id)
    await expect(activated).rejects.toMatchObject({ code: 'credential_refused', status: 409 })
    const trialOf = async () => (await harness.client.connections.get(harness.entra.id)).credentials[0]?.trial
    const trial = await until(trialOf, (tried) => tried != null)
    expect(trial).toMatchObject({ result: 'refused', error: { upstream: { codes: ['AADSTS700027'] } } })
  })

  it('signs in when it is uploaded, and the log and the record hold no assertion', async () => {
    await upload(credential)
    await harness.client.connections.activate(harness.entra.id)
    expect((await harness.signInAsAda()).searchParams.get('code')).toBeTruthy()
    expect(harness.log_lines.join('\n')).not.toMatch(/client_assertion|PRIVATE KEY/)
  })

  it('replaces a secret without an interruption: the second one waits for its activation', async () => {
    const { id } = harness.entra
    const second = await harness.client.credentials.create(id, { client_secret: first_secret })
    expect(second).toMatchObject({ type: 'client_secret', active: false, certificate: null })
    await harness.client.credentials.activate(id, second.id)
    await upload()
    expect((await harness.signInAsAda()).searchParams.get('code')).toBeTruthy()
    await expect(harness.client.credentials.activate(id, credential.id)).rejects.toMatchObject({
      code: 'credential_refused',
    })
  })

  it('falls back to the secret when the certificate is gone at Entra', async () => {
    const { id } = harness.entra
    await upload(credential)
    await harness.client.credentials.activate(id, credential.id)
    await upload()
    expect((await harness.signInAsAda()).searchParams.get('code')).toBeTruthy()
    const { credentials } = await harness.client.connections.get(id)
    expect(credentials.map(({ type, active }) => [type, active])).toEqual([
      ['certificate', true],
      ['client_secret', false],
    ])
  })

  const wrong: readonly [string, object, string][] = [
    ['with a secret', { type: 'certificate', client_secret: 'x' }, '/client_secret'],
    [
      'with an expiry, which the certificate decides',
      { type: 'certificate', not_after: '2030-01-01T00:00:00Z' },
      '/not_after',
    ],
    ['that is valid for longer than three years', { type: 'certificate', validity_days: 1_096 }, '/validity_days'],
    ['that is a secret with the days of a certificate', { client_secret: 'x', validity_days: 30 }, '/validity_days'],
    ['that is a secret without its value', { type: 'client_secret' }, '/client_secret'],
  ]
  it.each(wrong)('is refused %s', async (_, body, param) => {
    const { id } = await harness.addEntra()
    const created = harness.client.credentials.create(id, body)
    await expect(created).rejects.toMatchObject({ code: 'values_invalid', errors: [{ param }] })
    expect((await harness.client.connections.get(id)).credentials).toEqual([])
  })
})

describe('the client assertion', () => {
  const assertions = async (path: string): Promise<{ header: Record<string, unknown>; token: string }[]> => {
    const connection = await addConnection(harness, { path })
    const made = await harness.client.credentials.create(connection.id, { type: 'certificate' })
    await harness.client.credentials.activate(connection.id, made.id)
    harness.provider.bodies.length = 0
    await signIn(harness, undefined, { connection: connection.id })
    return harness.provider.bodies.flatMap((body) => {
      const form = new URLSearchParams(body)
      const token = form.get('client_assertion')
      if (token === null) return []
      expect(form.get('client_assertion_type')).toBe('urn:ietf:params:oauth:client-assertion-type:jwt-bearer')
      expect(form.has('client_secret')).toBe(false)
      const input = token.split('.').slice(0, 2).join('.')
      const key = { key: shown(made).pem, padding: 6, saltLength: 32 }
      expect(verify('sha256', Buffer.from(input), key, Buffer.from(String(token.split('.')[2]), 'base64url'))).toBe(
        true,
      )
      return [{ token, header: JSON.parse(Buffer.from(String(token.split('.')[0]), 'base64url').toString()) }]
    })
  }

  it('for any OpenID provider is PS256, names the certificate, and is for its issuer', async () => {
    const [one, ...more] = await assertions('/assertion')
    expect(more).toEqual([])
    const thumbprint = expect.stringMatching(/^[\w-]{43}$/)
    expect(one?.header).toEqual({ alg: 'PS256', typ: 'JWT', kid: thumbprint, 'x5t#S256': thumbprint })
    const { exp, nbf, iat, jti, ...rest } = payloadOf(String(one?.token)) as Record<string, number | string>
    expect(rest).toEqual({ iss: 'gateway', sub: 'gateway', aud: `${harness.provider.url}/assertion` })
    expect(jti).toMatch(/^.{20,}$/)
    expect(iat).toBe(nbf)
    expect(Number(exp) - Number(nbf)).toBe(300)
  })
})

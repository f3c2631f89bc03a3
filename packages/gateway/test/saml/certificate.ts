import { createPublicKey, type KeyObject, sign } from 'node:crypto'

function der(tag: number, ...parts: readonly Uint8Array[]): Buffer {
  const body = Buffer.concat(parts)
  if (body.length < 0x80) return Buffer.concat([Buffer.of(tag, body.length), body])
  const length = Buffer.from(body.length.toString(16).padStart(body.length > 0xff ? 4 : 2, '0'), 'hex')
  return Buffer.concat([Buffer.of(tag, 0x80 | length.length), length, body])
}

const sequence = (...parts: readonly Uint8Array[]): Buffer => der(0x30, ...parts)
const sha256WithRsa = Buffer.from('06092a864886f70d01010b', 'hex')
const ecdsaWithSha256 = Buffer.from('06082a8648ce3d040302', 'hex')
const commonName = Buffer.from('0603550403', 'hex')

/** As GeneralizedTime, which holds every year (RFC 5280, section 4.1.2.5.2). */
function time(at: number): Buffer {
  return der(0x18, Buffer.from(`${new Date(at).toISOString().slice(0, 19).replace(/[-:T]/g, '')}Z`))
}

/**
 * A certificate signed with its own key (RFC 5280, section 4.1), as identity providers use them. It is written by hand:
 * a library would load for longer than the tests run.
 * @param valid_from In milliseconds since 1970, as `valid_until`.
 * @returns PEM.
 */
export function selfSigned(key: KeyObject, name: string, valid_from: number, valid_until: number): string {
  const rsa = key.asymmetricKeyType === 'rsa'
  const algorithm = rsa ? sequence(sha256WithRsa, der(0x05)) : sequence(ecdsaWithSha256)
  const named = sequence(der(0x31, sequence(commonName, der(0x0c, Buffer.from(name)))))
  const validity = sequence(time(valid_from), time(valid_until))
  const spki = createPublicKey(key).export({ format: 'der', type: 'spki' })
  const signed = sequence(der(0x02, Buffer.of(1)), algorithm, named, validity, named, spki)
  const signature = sign('sha256', signed, key)
  const certificate = sequence(signed, algorithm, der(0x03, Buffer.of(0), signature))
  const lines = certificate.toString('base64').match(/.{1,64}/g) ?? []
  return `-----BEGIN CERTIFICATE-----\n${lines.join('\n')}\n-----END CERTIFICATE-----\n`
}

import { createPrivateKey, type KeyObject } from 'node:crypto'

function numberOf(base64url: string): bigint {
  return BigInt(`0x${Buffer.from(base64url, 'base64url').toString('hex')}`)
}

function textOf(number: bigint): string {
  const hex = number.toString(16)
  return Buffer.from(hex.length % 2 === 0 ? hex : `0${hex}`, 'hex').toString('base64url')
}

/** The inverse of `value` by the extended Euclidean algorithm. */
function inverse(value: bigint, modulus: bigint): bigint {
  let [r0, r1, t0, t1] = [modulus, value % modulus, 0n, 1n]
  while (r1 !== 0n) {
    const quotient = r0 / r1
    ;[r0, r1] = [r1, r0 - quotient * r1]
    ;[t0, t1] = [t1, t0 - quotient * t1]
  }
  return t0 < 0n ? t0 + modulus : t0
}

/**
 * Makes an RSA key of two primes (RFC 8017, section 3.2). A key of a test is kept as its primes, because two lines are
 * shorter than a PEM and every run then has the same signatures.
 */
export function rsaKey(first: string, second: string): KeyObject {
  const [a, b] = [numberOf(first), numberOf(second)]
  const [p, q] = a > b ? [a, b] : [b, a]
  const e = 65_537n
  const d = inverse(e, (p - 1n) * (q - 1n))
  return createPrivateKey({
    format: 'jwk',
    key: {
      kty: 'RSA',
      n: textOf(p * q),
      e: textOf(e),
      d: textOf(d),
      p: textOf(p),
      q: textOf(q),
      dp: textOf(d % (p - 1n)),
      dq: textOf(d % (q - 1n)),
      qi: textOf(inverse(q, p)),
    },
  })
}

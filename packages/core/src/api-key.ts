/**
 * The form of API keys: `sk_test_`, then 43 letters and digits (256 random bits), then 6 letters and digits that hold
 * the CRC-32 of everything before them. The checksum lets us refuse a typo without a look-up, and lets secret scanners
 * recognise a key. A key has only letters, digits and underscores, so that a double click selects all of it.
 */

export type ApiKeyKind = 'inst' | 'test' | 'live'

const base62 = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'
const base64url = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'
const shape = /^sk_(inst|test|live)_[0-9A-Za-z]{49}$/

/** @param secret 256 random bits in base64url */
export function formatApiKey(kind: ApiKeyKind, secret: string): string {
  let value = 0n
  for (const letter of secret) value = value * 64n + BigInt(base64url.indexOf(letter))
  const body = `sk_${kind}_${toBase62(value, 43)}`
  return `${body}${toBase62(BigInt(crc32(body)), 6)}`
}

/** Whether the text has the form of a key and its checksum is right. */
export function isApiKey(text: string): boolean {
  return shape.test(text) && text.slice(-6) === toBase62(BigInt(crc32(text.slice(0, -6))), 6)
}

/** The part of a key that may be shown later: `sk_test_4f…Zk1Q`. */
export function hintOf(key: string): string {
  return `${key.slice(0, 10)}\u2026${key.slice(-4)}`
}

function toBase62(value: bigint, length: number): string {
  let text = ''
  for (let rest = value; text.length < length; rest /= 62n) text = base62.charAt(Number(rest % 62n)) + text
  return text
}

/** CRC-32 (ISO 3309) of ASCII text. */
function crc32(text: string): number {
  let crc = 0xffffffff
  for (const letter of text) {
    crc ^= letter.charCodeAt(0)
    for (let bit = 0; bit < 8; bit += 1) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1
  }
  return (crc ^ 0xffffffff) >>> 0
}

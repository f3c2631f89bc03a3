import { createHash } from 'node:crypto'

/** The source of random bytes. It is always an argument, so that a test can choose the bytes. */
export type Entropy = (bytes: number) => Buffer

const guidForm = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i

export function isGuid(text: string): boolean {
  return guidForm.test(text)
}

function guidOf(bytes: Buffer): string {
  const hex = Buffer.from(bytes.subarray(0, 16))
  hex.writeUInt8((hex.readUInt8(6) & 0x0f) | 0x40, 6)
  hex.writeUInt8((hex.readUInt8(8) & 0x3f) | 0x80, 8)
  return hex.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}

export function newGuid(entropy: Entropy): string {
  return guidOf(entropy(16))
}

/** A GUID derived from words, so that a fixture without ids gets the same ids at each start. */
export function guidFromName(...words: readonly string[]): string {
  return guidOf(createHash('sha256').update(JSON.stringify(words)).digest())
}

/** A handle that cannot be guessed: 256 random bits in base64url. */
export function newHandle(entropy: Entropy): string {
  return entropy(32).toString('base64url')
}

/**
 * Ids that carry their kind: a prefix, `_`, and a UUIDv7 in 26 characters of Crockford's base32 (the TypeID form).
 * They sort by age, and we can refuse an id of the wrong kind without a look-up.
 * Source: RFC 9562 (UUIDv7), github.com/jetify-com/typeid/tree/main/spec.
 */

/** The kind of resource for each prefix, in the words of docs/architecture.md. */
export const idKinds = {
  env: 'environment',
  org: 'organization',
  dom: 'domain',
  conn: 'connection',
  cred: 'credential',
  app: 'application',
  secret: 'application secret',
  res: 'API resource',
  rten: 'tenant of an API resource',
  user: 'user',
  idn: 'identity',
  grp: 'group',
  role: 'role',
  signin: 'sign-in',
  sess: 'session',
  grant: 'grant',
  rtok: 'refresh token',
  par: 'pushed request',
  dev: 'device authorization',
  setup: 'setup link',
  sets: 'setup session',
  inv: 'invitation',
  staff: 'staff member',
  alink: 'admin link',
  stses: 'staff session',
  evt: 'event',
  trace: 'trace of a sign-in',
  key: 'API key',
  skey: 'signing key',
  fkey: 'federation key',
  job: 'job',
} as const

export type IdPrefix = keyof typeof idKinds

/** An id of one kind: `Id<'org'>` is `org_…`. */
export type Id<P extends IdPrefix = IdPrefix> = `${P}_${string}`

const alphabet = '0123456789abcdefghjkmnpqrstvwxyz'
const shape = /^([a-z]+)_([0-7][0-9a-hjkmnp-tv-z]{25})$/

/**
 * Writes a UUID as an id.
 * @param prefix the kind of resource
 * @param uuid 16 bytes, big-endian; see {@link uuidv7}
 */
export function formatId<P extends IdPrefix>(prefix: P, uuid: Uint8Array): Id<P> {
  // 128 bits in 26 characters of 5 bits: the first character carries the top 3 bits.
  const letters: number[] = []
  let bits = 2
  let value = 0
  for (const byte of uuid) {
    value = (value << 8) | byte
    bits += 8
    while (bits >= 5) {
      bits -= 5
      letters.push(alphabet.charCodeAt((value >>> bits) & 31))
    }
    value &= (1 << bits) - 1
  }
  return `${prefix}_${String.fromCharCode(...letters)}`
}

/**
 * A UUIDv7.
 * @param now milliseconds since 1970
 * @param sequence 12 bits that order ids of one millisecond
 * @param random 8 random bytes; two bits of them are overwritten by the variant
 */
export function uuidv7(now: number, sequence: number, random: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(16)
  for (let index = 5, rest = now; index >= 0; index -= 1) {
    bytes[index] = rest % 256
    rest = Math.floor(rest / 256)
  }
  bytes[6] = 0x70 | ((sequence >> 8) & 0x0f)
  bytes[7] = sequence & 0xff
  bytes.set(random.subarray(0, 8), 8)
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80
  return bytes
}

/** The smallest id of its kind that can be made at this time or later. @param time milliseconds since 1970 */
export function firstIdOf<P extends IdPrefix>(prefix: P, time: number): Id<P> {
  return formatId(prefix, uuidv7(Math.max(0, time), 0, new Uint8Array(8)))
}

/** The prefix of a well-formed id of any kind, else `undefined`. */
export function prefixOf(text: string): IdPrefix | undefined {
  const prefix = shape.exec(text)?.[1]
  return prefix !== undefined && Object.hasOwn(idKinds, prefix) ? (prefix as IdPrefix) : undefined
}

/** Whether the text is a well-formed id of this kind. */
export function isId<P extends IdPrefix>(prefix: P, text: string): text is Id<P> {
  return prefixOf(text) === prefix
}

/** The time in an id, at which the resource was created, in milliseconds since 1970. */
export function idTime(id: Id): number {
  let time = 0
  for (const letter of id.slice(id.indexOf('_') + 1).slice(0, 10)) time = time * 32 + alphabet.indexOf(letter)
  return time // the first 10 characters hold the 48 bits of the time
}

/** Fields that several resources have. */
import { type Id, type IdPrefix, idKinds, isId } from '@gatehouse-sso/core/ids'
import { z } from 'zod'

/** An id of one kind. Callers pass any text, which is checked; an answer has the literal type. */
export function id<P extends IdPrefix>(prefix: P): z.ZodType<Id<P>, string> {
  return z
    .custom<Id<P>>((value) => typeof value === 'string' && isId(prefix, value), {
      message: `is not the id of ${article(idKinds[prefix])}`,
    })
    .meta({
      type: 'string',
      pattern: `^${prefix}_[0-7][0-9a-hjkmnp-tv-z]{25}$`,
      description: `Id of ${article(idKinds[prefix])}`,
    })
}

function article(noun: string): string {
  return `${/^(?!user)[aeiouA]/.test(noun) ? 'an' : 'a'} ${noun}`
}

const isoTime = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,3})?Z$/

/** A point in time: ISO 8601 in UTC. */
export const time = z
  .string()
  .refine((text) => isoTime.test(text) && !Number.isNaN(Date.parse(text)), {
    message: 'is not a time like 2026-11-21T12:00:00Z',
  })
  .meta({ format: 'date-time', description: 'ISO 8601 in UTC', example: '2026-11-21T12:00:00.000Z' })

/** The value of one claim, with any characters, exactly as the identity provider sends it. */
export const claimValue = z.string().min(1).max(512)

/** The attributes of a person that a connection's mapping names. */
export const customAttributes = z
  .record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.array(z.string())]))
  .meta({ description: "Attributes that the connection's mapping names" })

/** Text that people read: 1 to 200 characters on one line. */
export const name = z
  .string()
  .trim()
  .min(1)
  .max(200)
  .regex(/^[^\p{Cc}\u2028\u2029]*$/u, 'has control characters')

/** A short name for URLs and tokens. */
export const slug = z
  .string()
  .regex(/^[a-z0-9](?:[a-z0-9_-]{0,61}[a-z0-9])?$/, 'must be 1 to 63 of a-z, 0-9, - and _, without - or _ at the ends')

/** The vendor's own id for a resource. */
export const external_id = z
  .string()
  .trim()
  .min(1)
  .max(255)
  .regex(/^[^\p{Cc}\u2028\u2029]*$/u, 'has control characters')

const metadataKey = z.string().min(1).max(64)

/** Up to 50 keys of text. In an update `null` removes a key. */
export const metadata = z
  .record(metadataKey, z.string().max(1000))
  .refine((value) => Object.keys(value).length <= 50, { message: 'has more than 50 keys' })

export const metadataChange = z.record(metadataKey, z.string().max(1000).nullable())

/** An absolute https address (http on loopback), without credentials. */
export const webAddress = z.string().max(2048).refine(isWebAddress, { message: 'must be an https address' })

function isWebAddress(text: string): boolean {
  // Parsers differ about the host of `https:app.example`, and remove tabs and line breaks.
  if (!URL.canParse(text) || !/^https?:\/\/[^/\\?#@]/i.test(text) || /[\s\\]/.test(text)) return false
  const url = new URL(text)
  const loopback = ['localhost', '127.0.0.1', '[::1]'].includes(url.hostname)
  return (
    (url.protocol === 'https:' || (url.protocol === 'http:' && loopback)) && url.username === '' && url.password === ''
  )
}

/** The schema for no parameters or no query. */
export const none = z.strictObject({})

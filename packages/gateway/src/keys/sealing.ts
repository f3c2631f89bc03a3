/**
 * Sealed values: AES-256-GCM with a random 96-bit nonce and a 128-bit tag. A value is bound to its place, so a sealed
 * secret that is copied to another row does not open there. Form: `s1.<key id>.<base64url of nonce, tag, text>`.
 */
import { createCipheriv, createDecipheriv } from 'node:crypto'
import { Failure } from '@gatehouse-sso/core/failure'
import type { MasterKey } from './master-key.ts'
import type { Random } from './random.ts'

const nonceLength = 12
const tagLength = 16

/** @param context the place of the value; only the same context opens it */
export function seal(key: MasterKey, random: Random, text: string, context: string): string {
  const nonce = random(nonceLength)
  const cipher = createCipheriv('aes-256-gcm', key.sealing_key, nonce, { authTagLength: tagLength })
  cipher.setAAD(Buffer.from(context))
  const sealed = cipher.update(text, 'utf8')
  cipher.final() // gives no bytes in this mode, and makes the tag
  return `s1.${key.id}.${Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString('base64url')}`
}

/** @throws Failure master_key_wrong, sealed_value_unreadable */
export function open(key: MasterKey, sealed: string, context: string): string {
  const [form, key_id, body] = sealed.split('.')
  if (form !== 's1' || key_id === undefined || body === undefined) {
    throw new Failure('sealed_value_unreadable', { param: context })
  }
  if (key_id !== key.id) throw new Failure('master_key_wrong', { expected: key_id, received: key.id })
  const bytes = Buffer.from(body, 'base64url')
  try {
    const nonce = bytes.subarray(0, nonceLength)
    // The tag's length is fixed: a shorter one would be easier to forge.
    const decipher = createDecipheriv('aes-256-gcm', key.sealing_key, nonce, { authTagLength: tagLength })
    decipher.setAAD(Buffer.from(context))
    decipher.setAuthTag(bytes.subarray(nonceLength, nonceLength + tagLength))
    const text = decipher.update(bytes.subarray(nonceLength + tagLength))
    decipher.final() // gives no bytes in this mode, and compares the tag
    return text.toString()
  } catch (cause) {
    throw new Failure('sealed_value_unreadable', { param: context, cause })
  }
}

/**
 * The master key: 32 random bytes in base64 that seal every secret in the database. The database never holds the key.
 * It holds the key's id, a hash of a key derived from it, so that a wrong key is recognised by its id.
 */
import { createHash, hkdfSync, randomBytes } from 'node:crypto'
import { Failure } from '@gatehouse-sso/core/failure'

export interface MasterKey {
  /** 12 characters that name the key and tell nothing about it. */
  readonly id: string
  /** The AES-256 key that seals values. */
  readonly sealing_key: Uint8Array
}

/** Makes a new key, in the form of the setting. */
export function newMasterKey(): string {
  return randomBytes(32).toString('base64')
}

/**
 * Reads the setting.
 * @throws Failure master_key_missing, master_key_weak
 */
export function parseMasterKey(text: string | undefined): MasterKey {
  const trimmed = text?.trim() ?? ''
  if (trimmed === '') throw new Failure('master_key_missing', { param: 'GATEHOUSE_MASTER_KEY' })
  const bytes = Buffer.from(trimmed, 'base64')
  if (bytes.length !== 32 || bytes.toString('base64').replace(/=+$/, '') !== trimmed.replace(/=+$/, '')) {
    throw new Failure('master_key_weak', { expected: '32 bytes in base64', received: `${bytes.length} bytes` })
  }
  // 32 random bytes have about 30 different values; a repeated pattern or typed text has few.
  if (new Set(bytes).size < 16) throw new Failure('master_key_weak', { expected: '32 random bytes' })
  const derive = (purpose: string): Uint8Array => new Uint8Array(hkdfSync('sha256', bytes, '', purpose, 32))
  return {
    id: createHash('sha256').update(derive('gatehouse key id')).digest('base64url').slice(0, 12),
    sealing_key: derive('gatehouse sealing'),
  }
}

/**
 * Begins with the signature before the token is read: the runtime verifies on another thread, and meanwhile this one
 * reads and judges the token. The tokens of one key have the same header, so the key of the last accepted token with this
 * header is probably the right one. Nothing is decided here: the answer counts only if the steps of the token come to the
 * same key.
 */
import { maximumTokenLength } from '@gatehouse-sso/core/jwt'
import { type EarlyCheck, isSignedBy, type VerificationKey } from './verification-key.ts'

/** Headers that are kept. All tokens of a key have one. */
const maximumHeaders = 100

export interface EarlyChecks {
  begin(text: string): EarlyCheck | undefined
  /** Remembers the key of an accepted token. */
  accepted(text: string, key: VerificationKey | null): void
}

const headerOf = (text: string): string => text.slice(0, text.indexOf('.'))

export function earlyChecks(): EarlyChecks {
  const keys = new Map<string, VerificationKey>()
  return {
    begin(text) {
      const key = text.length > maximumTokenLength ? undefined : keys.get(headerOf(text))
      if (key === undefined) return undefined
      const last = text.lastIndexOf('.')
      const token = { signing_input: text.slice(0, last), signature: text.slice(last + 1) }
      try {
        return { key, is_signed: isSignedBy(key, token).catch(() => false) }
      } catch {
        return undefined // no base64url: the steps say so
      }
    },
    accepted(text, key) {
      const header = headerOf(text)
      if (key === null || keys.get(header) === key || header.length > 512) return
      if (keys.size >= maximumHeaders) keys.clear()
      keys.set(header, key)
    },
  }
}

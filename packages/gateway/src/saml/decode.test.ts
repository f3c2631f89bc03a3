import { deflateRawSync } from 'node:zlib'
import type { Failure } from '@gatehouse-sso/core/failure'
import { describe, expect, it } from 'vitest'
import { inflate } from './decode.ts'
import { messageLimits } from './limits.ts'

const deflated = (bytes: Buffer): string => deflateRawSync(bytes).toString('base64')

function failureOf(encoded: string): Failure | null {
  try {
    inflate(encoded)
    return null
  } catch (error) {
    return error as Failure
  }
}

describe('a deflated message', () => {
  it('is read up to the limit', () => {
    expect(inflate(deflated(Buffer.alloc(messageLimits.bytes, ' ')))).toHaveLength(messageLimits.bytes)
  })

  it.each([
    ['of one byte more than the limit', deflated(Buffer.alloc(messageLimits.bytes + 1, ' ')), 'saml_message_too_large'],
    ['of 100 MB in 100 KB', deflated(Buffer.alloc(100 * 1024 * 1024, ' ')), 'saml_message_too_large'],
    ['that is no DEFLATE stream', Buffer.from('<samlp:Response/>').toString('base64'), 'saml_encoding_invalid'],
    ['that ends too early', deflated(Buffer.from('x'.repeat(100))).slice(0, 4), 'saml_encoding_invalid'],
    ['that is no base64', '!!!!', 'saml_encoding_invalid'],
  ])('%s is refused', (_, encoded, code) => expect(failureOf(encoded)?.code).toBe(code))
})

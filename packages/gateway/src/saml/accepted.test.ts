/** The responses of nine identity providers, and what they vary. Each is accepted with every value as it was sent. */
import { X509Certificate } from 'node:crypto'
import { isFailure } from '@gatehouse-sso/core/failure'
import { describe, expect, it } from 'vitest'
import { genuine } from '../../test/saml/genuine.ts'
import { expectedOf, sentResponse } from '../../test/saml/sent-response.ts'
import { styles } from '../../test/saml/styles/index.ts'
import { verifiedOf } from '../../test/saml/verified.ts'
import { verifyResponse } from './response.ts'

async function resultOf(...call: Parameters<typeof verifyResponse>): Promise<unknown> {
  try {
    return await verifyResponse(...call)
  } catch (error) {
    return isFailure(error) ? `${error.code}: ${error.evidence.received}` : error
  }
}

describe('a response', () => {
  it.each(genuine.map((each) => [each.name, each] as const))('%s is accepted', async (_, each) => {
    const concerned = styles.filter((style) => each.applies?.(style) ?? true)
    expect(concerned.length).toBeGreaterThan(0)
    for (const style of concerned) {
      const expected = { ...expectedOf(style), ...each.expectation }
      const certificate = new X509Certificate(expected.certificates.at(-1) ?? '')
      expect([style.name, await resultOf(sentResponse(style, each.difference(style)), expected)]).toEqual([
        style.name,
        {
          ...verifiedOf(style),
          ...each.says?.(style),
          certificate_sha256: certificate.fingerprint256.replaceAll(':', ''),
        },
      ])
    }
  })
})

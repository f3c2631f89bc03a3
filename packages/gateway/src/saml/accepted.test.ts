/** The responses of nine identity providers, accepted with every value as it was sent. */

import { describe, expect, it } from 'vitest'
import { SignedXml } from 'xml-crypto'
import { expectedOf, sentResponse } from '../../test/saml/sent-response.ts'
import { styles } from '../../test/saml/styles/index.ts'
import { verifyResponse } from './response.ts'

describe('a response', () => {
  it.each(styles.map((style) => [style.name, style] as const))('of %s is accepted', async (_, style) => {
    const verified = await verifyResponse(sentResponse(style), expectedOf(style))
    expect(verified.name_id.value).toBe(style.values.name_id)
  })
})

/** The probes of "How to Break XML Encryption" (2011): each value of the octet that decides about the padding. */
import { isFailure } from '@gatehouse-sso/core/failure'
import { describe, expect, it } from 'vitest'
import { expectedOf, sentResponse } from '../../test/saml/sent-response.ts'
import type { Style } from '../../test/saml/style.ts'
import { styles } from '../../test/saml/styles/index.ts'
import { verifyResponse } from './response.ts'

/** The answer to a response whose last block but one has another last octet. */
async function probe(style: Style, difference: number): Promise<string> {
  const ciphertext = (octets: Buffer): Buffer => {
    const changed = Buffer.from(octets)
    changed[octets.length - 17] = (octets[octets.length - 17] ?? 0) ^ difference
    return changed
  }
  const response = sentResponse(style, { signs: 'assertion', encrypts: { ciphertext } })
  try {
    await verifyResponse(response, expectedOf(style))
    return 'accepted'
  } catch (error) {
    if (!isFailure(error)) throw error
    const { cause: _, ...shown } = error.evidence
    return `${error.code} ${error.message} ${JSON.stringify(shown)}`
  }
}

describe('256 changed blocks of a ciphertext in CBC', () => {
  const [style] = styles.filter(({ encryption }) => encryption.cipher.endsWith('cbc'))
  if (!style) throw new Error('no style encrypts in CBC')

  it('get one answer, whether the padding fits or not', async () => {
    const answers = new Set<string>()
    for (let difference = 1; difference < 256; difference += 1) answers.add(await probe(style, difference))
    expect([...answers]).toEqual([expect.stringMatching(/^saml_decryption_failed .* \{\}$/)])
    expect(await probe(style, 0)).toBe('accepted')
  })
})

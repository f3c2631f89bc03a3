/** Documents that are no metadata, and the words for them. */
import { describe, expect, it } from 'vitest'
import { readMetadataDocument } from './metadata-document.ts'

const cases: readonly (readonly [string, string, string])[] = [
  ['a web page', '<!DOCTYPE html><html><body>Sign in</body></html>', 'a web page (HTML)'],
  ['a web page without a document type', '\n<html lang="en"><body>Sign in<br></body></html>', 'a web page (HTML)'],
  ['a web page in XML', '<?xml version="1.0"?>\n<!DOCTYPE html PUBLIC "x"><html/>', 'a web page (HTML)'],
  ['a text', 'Not found', 'no XML'],
  ['JSON', '{"error":"not_found"}', 'no XML'],
  ['nothing', '', 'no XML'],
  ['a certificate', '-----BEGIN CERTIFICATE-----\nMIIC\n-----END CERTIFICATE-----', 'PEM, no XML'],
  ['another document type', '<!DOCTYPE x [<!ENTITY e "e">]><x/>', 'a document type'],
  ['half of a document', '<EntityDescriptor xmlns="urn:oasis:names:tc:SAML:2.0:metadata">', 'no well-formed XML'],
  ['another document', '<rss xmlns="urn:example"/>', 'no EntityDescriptor: this is another kind of document'],
]

describe('a document that is no metadata', () => {
  it.each(cases)('%s', async (_, text, received) => {
    const read = readMetadataDocument(Buffer.from(text), 0)
    await expect(read).rejects.toMatchObject({ code: 'saml_metadata_invalid', evidence: { received } })
  })
})

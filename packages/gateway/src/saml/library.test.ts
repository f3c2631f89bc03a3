import * as xml from 'libxml2-wasm'
import { describe, expect, it } from 'vitest'
import { selfTest, type Xml } from './library.ts'

const parse = xml.XmlDocument.fromBuffer
/** The library with another way to parse. */
const changed = (fromBuffer: typeof parse): Xml => ({ ...xml, XmlDocument: { fromBuffer } as typeof xml.XmlDocument })
const { XML_PARSE_NOENT } = xml.ParseOption

/** Makes something of everything. */
const recovering: typeof parse = (source, options) => {
  try {
    return parse(source, options)
  } catch {
    return xml.XmlDocument.fromString('<a>b</a>')
  }
}

describe('the self-test of the XML parser', () => {
  it('passes with the library as it is', () => expect(() => selfTest(xml)).not.toThrow())

  it.each([
    ['replaces entities', changed((source) => parse(source, { option: XML_PARSE_NOENT }))],
    ['recovers from errors', changed(recovering)],
    [
      'reads another document',
      changed((source, options) =>
        parse(String(source).includes('urn:b') ? Buffer.from('<a><b/></a>') : source, options),
      ),
    ],
  ])('refuses a parser that %s', (_, library) => {
    expect(() => selfTest(library)).toThrow('SAML is switched off')
  })

  it('names the test', () => {
    const evidence = expect.objectContaining({ received: 'an unknown entity' })
    expect(() => selfTest(changed(recovering))).toThrow(expect.objectContaining({ code: 'saml_unavailable', evidence }))
  })
})

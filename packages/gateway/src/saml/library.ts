/**
 * libxml2, the only XML parser on the accept path. It loads at the first SAML message, because it takes a few megabytes.
 * Before it reads a document, a self-test proves that entities, external documents and recovery are off. Otherwise SAML
 * is refused, whatever the reason.
 */
import { Failure, isFailure } from '@gatehouse-sso/core/failure'

export type Xml = typeof import('libxml2-wasm')

let loading: Promise<Xml> | undefined
let problem: string | null = null

/** Why the library may not be used; `null` while it passed its self-test, or has not been needed yet. */
export const xmlLibraryProblem = (): string | null => problem

/** @throws Failure saml_unavailable */
export function xmlLibrary(): Promise<Xml> {
  loading ??= loadTested()
  return loading
}

async function loadTested(): Promise<Xml> {
  try {
    const xml = await import('libxml2-wasm')
    selfTest(xml)
    return xml
  } catch (cause) {
    const failure = isFailure(cause)
      ? cause
      : new Failure('saml_unavailable', { received: 'the parser does not load', cause })
    problem = failure.evidence.received ?? failure.code
    throw failure
  }
}

/**
 * A parser that is asked for one of these must refuse or leave it out.
 * @param xml the library to test
 * @throws Failure saml_unavailable, which names the test
 */
export function selfTest(xml: Xml): void {
  const asked: string[] = []
  xml.xmlRegisterInputProvider({
    match(name) {
      asked.push(name)
      return false
    },
    open: () => undefined,
    read: () => -1,
    close: () => true,
  })
  try {
    for (const [name, source] of Object.entries(forbidden)) {
      if (readsForbidden(xml, source)) throw new Failure('saml_unavailable', { received: name })
    }
    if (asked.length > 0) throw new Failure('saml_unavailable', { received: `a request for ${asked[0]}` })
    if (!canonicalizes(xml)) throw new Failure('saml_unavailable', { received: 'exclusive canonicalization' })
  } finally {
    xml.xmlCleanupInputProvider()
  }
}

const forbidden = {
  'an external entity': '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/hostname">]><a>&x;</a>',
  'an external document type': '<!DOCTYPE a SYSTEM "http://127.0.0.1:9/a.dtd"><a>&x;</a>',
  'a parameter entity': '<!DOCTYPE a [<!ENTITY % x SYSTEM "http://127.0.0.1:9/a.dtd">%x;]><a>&y;</a>',
  'an unknown entity': '<a>&x;</a>',
  'two roots': '<a/><b/>',
  'text after the root': '<a/>b',
  'an unclosed element': '<a><b></a>',
  'a zero character': '<a>\u0000</a>',
}

/** Whether a document is read that has no meaning without entities, network or recovery. */
function readsForbidden(xml: Xml, source: string): boolean {
  try {
    const document = xml.XmlDocument.fromBuffer(Buffer.from(source), { option: parseOptions(xml) })
    const { content } = document.root
    document.dispose()
    // An entity that is left out leaves nothing; everything else must not be read at all.
    return content !== '' || !source.startsWith('<!DOCTYPE')
  } catch {
    return false
  }
}

const canonical = '<b:c xmlns:b="urn:b" z="1" b:a="2">x</b:c>'

function canonicalizes(xml: Xml): boolean {
  const source = '<a xmlns="urn:a" xmlns:b="urn:b" xmlns:d="urn:d"><b:c b:a="2"  z=\'1\'>x</b:c></a>'
  const document = xml.XmlDocument.fromBuffer(Buffer.from(source), { option: parseOptions(xml) })
  const mode = xml.XmlC14NMode.XML_C14N_EXCLUSIVE_1_0
  const received = document.root.firstChild?.canonicalizeToString({ mode })
  document.dispose()
  return received === canonical
}

/** No network, no external entity, and entities are not replaced. Recovery is off, since nothing switches it on. */
export function parseOptions({ ParseOption }: Xml): number {
  return (
    ParseOption.XML_PARSE_NONET |
    ParseOption.XML_PARSE_NO_XXE |
    ParseOption.XML_PARSE_NO_SYS_CATALOG |
    ParseOption.XML_PARSE_IGNORE_ENC
  )
}

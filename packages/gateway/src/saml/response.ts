/**
 * From the text that a browser posts to an assertion that may be believed:
 *
 *   base64 → bytes → guards → tree → structure → decryption → signatures → verified bytes → tree → checks
 *
 * Everything that is returned was read from bytes that a certificate of the connection signed. The received document
 * decides nothing but where its signatures stand. saml-core, saml-profiles 4.1.4.
 */
import { Failure } from '@gatehouse-sso/core/failure'
import { type AssertionFacts, readAssertion } from './assertion.ts'
import { decodeBase64 } from './decode.ts'
import { decryptAssertion, decryptionFailed } from './decrypt.ts'
import { checkIds, expectChildren, invalid, is, neededAttribute, onlyChild, shortName } from './elements.ts'
import { checkEnvelope, type EnvelopeExpectation } from './envelope.ts'
import { guardXml } from './guards.ts'
import { type Xml, xmlLibrary } from './library.ts'
import { messageLimits } from './limits.ts'
import { signatureOf, type TrustedKeys, type VerifiedXml, verifySignature } from './signature.ts'
import { checkStatus } from './status.ts'
import { type OpenDocument, withDocument, type XmlElement } from './tree.ts'

/** The values against which a response is checked. None of them comes from the response. */
export interface ExpectedResponse extends TrustedKeys {
  readonly idp_entity_id: string
  /** Our entity ID. */
  readonly audience: string
  /** Our assertion consumer service URL. */
  readonly acs: string
  /** The ID of our request; `null` for a response that nobody asked for, which then must name none. */
  readonly in_response_to: string | null
  /** PKCS #8 in PEM, the newest first. */
  readonly decryption_keys: readonly string[]
}

export interface VerifiedAssertion extends AssertionFacts {
  readonly response_id: string
  readonly signed: 'response' | 'assertion' | 'both'
  /** The URI of the signature's algorithm. */
  readonly algorithm: string
  /** SHA-256 of the certificate, in capital hexadecimal digits. */
  readonly certificate_sha256: string
}

/**
 * Verifies a response.
 * @param unverified_response base64, as it was posted in `SAMLResponse`
 * @throws Failure saml_*, upstream_cancelled, upstream_refused
 */
export async function verifyResponse(
  unverified_response: string,
  expected: ExpectedResponse,
): Promise<VerifiedAssertion> {
  const bytes = guardXml(decodeBase64(unverified_response), messageLimits)
  const xml = await xmlLibrary()
  const signed = withDocument(xml, bytes, (document) => openResponse(xml, document, expected))
  return readVerified(xml, signed, expected)
}

/** The verified bytes of a response. One of the two is there. */
interface SignedResponse {
  /** Of the whole response; an encrypted assertion is still encrypted in it. */
  readonly response: VerifiedXml | null
  readonly assertion: VerifiedXml | null
  /** The part of a response that is not signed as a whole. It can only make the response be refused. */
  readonly unsigned: EnvelopeExpectation['received'] | null
  /** An assertion that was decrypted from the signed response. */
  readonly decrypted: Buffer | null
}

function openResponse(xml: Xml, document: OpenDocument, expected: ExpectedResponse): SignedResponse {
  const { root } = document
  checkStructure(document)
  const response_signature = signatureOf(root)
  const [assertion] = root.children.filter((child) => is(child, 'saml:Assertion'))
  const [encrypted] = root.children.filter((child) => is(child, 'saml:EncryptedAssertion'))
  const assertion_signature = assertion && signatureOf(assertion)
  checkSignaturePlaces(document, [response_signature, assertion_signature])
  // An error of the identity provider is not signed, and has no assertion.
  checkStatus(root, assertion ?? encrypted)
  const unsigned = checkEnvelope(root, { expected, is_signed: response_signature !== undefined })
  // The response first: its digest covers the signature of the assertion.
  const response = response_signature ? verifySignature(document, root, response_signature, expected) : null
  if (encrypted && response) {
    // The ciphertext that was signed, and not the one that arrived.
    const opened = withDocument(xml, response.verified_xml, (verified) =>
      openEncrypted(xml, onlyChild(verified.root, 'saml:EncryptedAssertion'), true, expected),
    )
    return { ...opened, response, unsigned }
  }
  if (encrypted) return { ...openEncrypted(xml, encrypted, false, expected), response, unsigned }
  if (!assertion) throw invalid('a response without an assertion')
  const verified = assertion_signature ? verifySignature(document, assertion, assertion_signature, expected) : null
  if (!response && !verified) throw new Failure('saml_unsigned')
  return { response, assertion: verified, unsigned, decrypted: null }
}

/** One answer for everything that is wrong inside (decrypt.ts). */
function openEncrypted(
  xml: Xml,
  encrypted: XmlElement,
  is_response_signed: boolean,
  expected: ExpectedResponse,
): Pick<SignedResponse, 'assertion' | 'decrypted'> {
  const { xml: plain, is_authenticated } = decryptAssertion(encrypted, expected.decryption_keys)
  let verified: VerifiedXml | null
  let decrypted: Buffer
  try {
    decrypted = guardXml(plain, messageLimits)
    verified = withDocument(xml, decrypted, (document) => {
      const { root } = document
      if (!is(root, 'saml:Assertion')) throw decryptionFailed()
      checkIds(document.elements)
      const signature = signatureOf(root)
      checkSignaturePlaces(document, [signature])
      return signature ? verifySignature(document, root, signature, expected) : null
    })
  } catch (cause) {
    throw decryptionFailed(cause)
  }
  if (verified) return { assertion: verified, decrypted: null }
  // Anybody can encrypt for us, so a signature is needed: inside, or over the ciphertext. CBC needs the one inside.
  if (!is_response_signed || !is_authenticated) throw decryptionFailed()
  return { assertion: null, decrypted }
}

/** The root, its version, its children, and the IDs of the whole document. */
function checkStructure({ root, elements }: OpenDocument): void {
  if (!is(root, 'samlp:Response')) throw invalid(`${shortName(root)} as the root`)
  const version = neededAttribute(root, 'Version')
  if (version !== '2.0') throw invalid(`version ${version.slice(0, 20)}`)
  checkIds(elements)
  const assertions = elements.filter((each) => is(each, 'saml:Assertion') || is(each, 'saml:EncryptedAssertion'))
  if (assertions.length > 1) throw invalid('more than one assertion')
  if (assertions.some(({ parent }) => parent !== root)) throw invalid('an assertion in another place')
  expectChildren(
    root,
    'saml:Issuer?',
    'ds:Signature*',
    'samlp:Extensions?',
    'samlp:Status',
    'saml:Assertion?',
    'saml:EncryptedAssertion?',
  )
}

/** A signature anywhere else is not ours to read, and nobody honest puts one there. */
function checkSignaturePlaces({ elements }: OpenDocument, known: readonly (XmlElement | undefined)[]): void {
  const signatures = elements.filter((element) => is(element, 'ds:Signature'))
  if (signatures.some((signature) => !known.includes(signature))) {
    throw new Failure('saml_signature_refused', { received: 'a signature in another place' })
  }
}

/** The second reading, of verified bytes alone. */
function readVerified(
  xml: Xml,
  { response, assertion, unsigned, decrypted }: SignedResponse,
  expected: ExpectedResponse,
): VerifiedAssertion {
  const signed = response && assertion ? 'both' : response ? 'response' : 'assertion'
  const by = assertion ?? response
  if (!by) throw new Failure('saml_unsigned')
  const envelope = response
    ? withDocument(xml, response.verified_xml, ({ root }) => {
        checkStatus(root, root)
        return {
          received: checkEnvelope(root, { expected, is_signed: true }),
          facts: assertion || decrypted ? null : readAssertion(onlyAssertion(root), expected),
        }
      })
    : { received: unsigned, facts: null }
  if (!envelope.received) throw invalid('a response without an ID')
  const source = assertion?.verified_xml ?? decrypted
  const facts = source ? withDocument(xml, source, ({ root }) => readAssertion(root, expected)) : envelope.facts
  if (!facts) throw invalid('a response without an assertion')
  checkIssuer(envelope.received.issuer, facts.issuer)
  const { algorithm, certificate_sha256 } = by
  return { ...facts, response_id: envelope.received.response_id, signed, algorithm, certificate_sha256 }
}

function onlyAssertion(root: XmlElement): XmlElement {
  const [assertion] = root.children.filter((child) => is(child, 'saml:Assertion'))
  if (!assertion) throw invalid('a response without an assertion')
  return assertion
}

function checkIssuer(of_response: string | null, of_assertion: string): void {
  if (of_response !== null && of_response !== of_assertion) {
    throw new Failure('saml_issuer_mismatch', { expected: of_assertion, received: of_response.slice(0, 300) })
  }
}

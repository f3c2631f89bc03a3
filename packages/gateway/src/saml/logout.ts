/** Single logout: requests and responses, ours and theirs. saml-core 3.7, saml-profiles 4.4. */
import { Failure, isFailure } from '@gatehouse-sso/core/failure'
import { decodeBase64 } from './decode.ts'
import {
  attributeOf,
  checkIds,
  childrenOf,
  instantOf,
  invalid,
  is,
  neededAttribute,
  neededInstant,
  onlyChild,
  textOf,
} from './elements.ts'
import { checkIssueInstant, expired, issuerOf, shown, toleranceMs } from './envelope.ts'
import { guardXml } from './guards.ts'
import { type Xml, xmlLibrary } from './library.ts'
import { messageLimits } from './limits.ts'
import { type NameId, nameIdOf } from './name-id.ts'
import { assertionNamespace, protocolNamespace, statuses } from './names.ts'
import { type MessageParameter, unsignedRedirect, verifyRedirect } from './redirect-binding.ts'
import { signatureOf, type TrustedKeys, verifySignature } from './signature.ts'
import { withDocument, type XmlElement } from './tree.ts'
import { element, instant } from './write.ts'

export interface ExpectedLogout extends TrustedKeys {
  /** The names under which the identity provider sends messages about a logout. */
  readonly issuers: readonly string[]
  /** Our single logout address. */
  readonly slo: string
}

/** A message of a logout as it came: in the query, or as a form. */
export type UnverifiedLogout =
  | { readonly binding: 'redirect'; readonly query: string; readonly parameter: MessageParameter }
  | { readonly binding: 'post'; readonly value: string; readonly parameter: MessageParameter }

export interface VerifiedLogoutRequest {
  readonly id: string
  readonly name_id: NameId
  /** The sessions that end; none: all of the person. */
  readonly session_indexes: readonly string[]
  /** Until then it could be sent again. Milliseconds since 1970. */
  readonly not_on_or_after: number
}

export interface VerifiedLogoutResponse {
  readonly is_success: boolean
}

/** A request is valid for this long if it does not say so itself. */
const requestLifetimeMs = 10 * 60_000

/** @throws Failure saml_* */
export async function verifyLogoutRequest(
  message: UnverifiedLogout,
  expected: ExpectedLogout,
): Promise<VerifiedLogoutRequest> {
  return verifyMessage(message, 'samlp:LogoutRequest', expected, (root) => {
    const until = instantOf(root, 'NotOnOrAfter')
    if (until !== undefined && until <= expected.now - toleranceMs) throw expired(until, expected.now)
    return {
      id: neededAttribute(root, 'ID'),
      name_id: nameIdOf(onlyChild(root, 'saml:NameID')),
      session_indexes: childrenOf(root, 'samlp:SessionIndex').map((each) => textOf(each).trim()),
      not_on_or_after: Math.max(until ?? 0, expected.now + requestLifetimeMs) + toleranceMs,
    }
  })
}

/**
 * Verifies an answer to our own logout request. A signature that is there must be valid. Entra is not known to sign its
 * answers, so one without a signature counts too, if it names our request, whose ID only the two sides know.
 * @param in_response_to the ID of our request; `null` if nothing that came with the answer names it
 * @throws Failure saml_*
 */
export async function verifyLogoutResponse(
  message: UnverifiedLogout,
  expected: ExpectedLogout,
  in_response_to: string | null,
): Promise<VerifiedLogoutResponse> {
  const read = (root: XmlElement): VerifiedLogoutResponse => {
    const received = neededAttribute(root, 'InResponseTo')
    if (in_response_to !== null && received !== in_response_to) {
      throw new Failure('saml_in_response_to_mismatch', { expected: in_response_to, received: received.slice(0, 100) })
    }
    const status = onlyChild(onlyChild(root, 'samlp:Status'), 'samlp:StatusCode')
    return { is_success: neededAttribute(status, 'Value') === statuses.success }
  }
  try {
    return await verifyMessage(message, 'samlp:LogoutResponse', expected, read)
  } catch (error) {
    if (in_response_to === null || !isFailure(error, 'saml_unsigned')) throw error
    return readUnsigned(message, 'samlp:LogoutResponse', expected, read)
  }
}

type Read<T> = (root: XmlElement) => T

/** A message without a signature is refused, whatever it says. */
async function verifyMessage<T>(
  message: UnverifiedLogout,
  root_name: string,
  expected: ExpectedLogout,
  read: Read<T>,
): Promise<T> {
  const xml = await xmlLibrary()
  if (message.binding === 'redirect') {
    const verified = verifyRedirect(message.query, message.parameter, expected)
    return withDocument(xml, guardXml(verified.xml, messageLimits), ({ root, elements }) => {
      checkIds(elements)
      return readChecked(root, root_name, expected, read)
    })
  }
  const verified = verifiedPost(xml, message.value, expected)
  return withDocument(xml, verified, ({ root }) => readChecked(root, root_name, expected, read))
}

async function readUnsigned<T>(
  message: UnverifiedLogout,
  root_name: string,
  expected: ExpectedLogout,
  read: Read<T>,
): Promise<T> {
  const bytes =
    message.binding === 'redirect' ? unsignedRedirect(message.query, message.parameter) : decodeBase64(message.value)
  return withDocument(await xmlLibrary(), guardXml(bytes, messageLimits), ({ root, elements }) => {
    checkIds(elements)
    if (elements.some((each) => is(each, 'ds:Signature'))) {
      throw new Failure('saml_signature_refused', { received: 'a signature in another place' })
    }
    return readChecked(root, root_name, expected, read)
  })
}

function readChecked<T>(root: XmlElement, root_name: string, expected: ExpectedLogout, read: Read<T>): T {
  checkMessage(root, root_name, expected)
  return read(root)
}

function verifiedPost(xml: Xml, value: string, expected: ExpectedLogout): string {
  return withDocument(xml, guardXml(decodeBase64(value), messageLimits), (document) => {
    checkIds(document.elements)
    const signature = signatureOf(document.root)
    if (!signature) throw new Failure('saml_unsigned')
    const others = document.elements.filter((each) => is(each, 'ds:Signature') && each !== signature)
    if (others.length > 0) throw new Failure('saml_signature_refused', { received: 'a signature in another place' })
    return verifySignature(document, document.root, signature, expected).verified_xml
  })
}

function checkMessage(root: XmlElement, root_name: string, { issuers, slo, now }: ExpectedLogout): void {
  if (!is(root, root_name)) throw invalid(`another message than ${root_name}`)
  if (neededAttribute(root, 'Version') !== '2.0') throw invalid('another version')
  checkIssueInstant(neededInstant(root, 'IssueInstant'), now)
  issuerOf(onlyChild(root, 'saml:Issuer'), issuers)
  const destination = attributeOf(root, 'Destination')
  // A signed message must name its destination (saml-bindings 3.4.5.2, 3.5.5.2).
  if (destination !== slo) {
    throw new Failure('saml_destination_mismatch', { expected: slo, received: shown(destination) })
  }
}

export interface LogoutRequest {
  readonly id: string
  readonly issued_at: number
  readonly issuer: string
  readonly destination: string
  readonly name_id: NameId
  readonly session_index: string | null
}

const namespaces = { 'xmlns:samlp': protocolNamespace, 'xmlns:saml': assertionNamespace }

export function logoutRequest({ name_id, session_index, ...request }: LogoutRequest): string {
  return element(
    'samlp:LogoutRequest',
    {
      ...namespaces,
      ID: request.id,
      Version: '2.0',
      IssueInstant: instant(request.issued_at),
      Destination: request.destination,
    },
    element('saml:Issuer', {}, request.issuer),
    element(
      'saml:NameID',
      {
        Format: name_id.format,
        NameQualifier: name_id.name_qualifier,
        SPNameQualifier: name_id.sp_name_qualifier,
      },
      name_id.value,
    ),
    session_index !== null && element('samlp:SessionIndex', {}, session_index),
  ).xml
}

export interface LogoutResponse {
  readonly id: string
  readonly issued_at: number
  readonly issuer: string
  readonly destination: string
  readonly in_response_to: string
  readonly is_success: boolean
}

export function logoutResponse(response: LogoutResponse): string {
  const status = response.is_success ? statuses.success : statuses.responder
  return element(
    'samlp:LogoutResponse',
    {
      ...namespaces,
      ID: response.id,
      Version: '2.0',
      IssueInstant: instant(response.issued_at),
      Destination: response.destination,
      InResponseTo: response.in_response_to,
    },
    element('saml:Issuer', {}, response.issuer),
    element('samlp:Status', {}, element('samlp:StatusCode', { Value: status })),
  ).xml
}

import { matchesRedirectUri } from '../authorize/redirect-uri.ts'
import { EntraError } from '../errors/entra-error.ts'
import type { ReceivedMessage } from './bindings.ts'
import type { SamlApplication } from './find-application.ts'
import { bindings, nameIdFormat, namespaces } from './names.ts'
import { attributeOf, childOf, childrenOf, isElement, textOf } from './read-xml.ts'
import type { SamlSignIn } from './sign-in-request.ts'

/** The members of every request. */
export interface RequestHead {
  readonly id: string
  readonly issuer: string
}

const oldestMilliseconds = 10 * 60_000

/**
 * Reads what AuthnRequest and LogoutRequest have in common.
 * @param ownUrls the addresses of this endpoint
 * @param expired the error of a request that is too old
 * @throws EntraError 75005, 7500529, 76026, 50071, 75008
 */
export function readHead(
  root: Element,
  now: number,
  ownUrls: readonly string[],
  expired: 76026 | 50071 = 76026,
): RequestHead {
  const id = attributeOf(root, 'ID')
  const issuer = textOf(childOf(root, namespaces.assertion, 'Issuer'))
  const issued = Date.parse(attributeOf(root, 'IssueInstant') ?? '')
  if (id === undefined || issuer === undefined || Number.isNaN(issued)) throw new EntraError(75005)
  if (/^\d/.test(id)) throw new EntraError(7500529, { id })
  if (!/^[A-Za-z_][\w.-]*$/.test(id) || attributeOf(root, 'Version') !== '2.0') throw new EntraError(75005)
  if (issued + oldestMilliseconds < now) throw new EntraError(expired)
  const destination = attributeOf(root, 'Destination')
  const isOwn = destination === undefined || ownUrls.some((url) => url.toLowerCase() === destination.toLowerCase())
  if (!isOwn) throw new EntraError(75008)
  return { id, issuer }
}

/** The registered URL that gets the response: the one in the request, or the first of the registration. */
export function findAcs(application: SamlApplication, requested: string | undefined): string {
  const registered = application.web.redirectUris
  if (requested === undefined) {
    const [first] = registered
    if (first === undefined) throw new EntraError(900971)
    return first
  }
  if (registered.some((uri) => matchesRedirectUri(requested, uri))) return requested
  throw new EntraError(50011, { uri: requested, app: application.appId })
}

const allowedFormats: readonly string[] = [
  nameIdFormat.persistent,
  nameIdFormat.emailAddress,
  nameIdFormat.unspecified,
  nameIdFormat.transient,
]

function isTrue(text: string | undefined): boolean {
  return text === 'true' || text === '1'
}

function unsupported(name: string): EntraError {
  return new EntraError(900236, { name })
}

/** Refuses what Entra does not support. */
function refuseUnsupported(root: Element): void {
  if (childOf(root, namespaces.assertion, 'Subject')) throw unsupported('Subject')
  const scoping = childOf(root, namespaces.protocol, 'Scoping')
  if (attributeOf(scoping, 'ProxyCount') !== undefined) throw unsupported('Scoping/ProxyCount')
  for (const name of ['IDPList', 'RequesterID']) {
    if (scoping && childOf(scoping, namespaces.protocol, name)) throw unsupported(`Scoping/${name}`)
  }
  const binding = attributeOf(root, 'ProtocolBinding')
  if (binding !== undefined && binding !== bindings.post) throw new EntraError(75003, { value: binding })
}

function readContexts(root: Element): readonly string[] {
  const requested = childOf(root, namespaces.protocol, 'RequestedAuthnContext')
  if (!requested) return []
  if ((attributeOf(requested, 'Comparison') ?? 'exact') !== 'exact')
    throw unsupported('RequestedAuthnContext/Comparison')
  return childrenOf(requested, namespaces.assertion, 'AuthnContextClassRef').flatMap((one) => textOf(one) ?? [])
}

export interface AuthnRequest {
  readonly sign_in: SamlSignIn
  readonly force_authn: boolean
  readonly is_passive: boolean
}

/** Whether the message is a request for a sign-in. */
export function isAuthnRequest(root: Element): boolean {
  return isElement(root, namespaces.protocol, 'AuthnRequest')
}

/** The URL for the response, which comes before everything that is checked afterwards. */
export function requestedAcs(root: Element): string | undefined {
  return attributeOf(root, 'AssertionConsumerServiceURL')
}

/** Whether the request forbids pages, so that every failure goes to the application. */
export function isPassive(root: Element): boolean {
  return isTrue(attributeOf(root, 'IsPassive'))
}

/** Whether the person must give the password again. */
export function isForced(root: Element): boolean {
  return isTrue(attributeOf(root, 'ForceAuthn'))
}

/**
 * Reads the rest of a request whose application and reply URL are known.
 * @throws EntraError 75003, 75016, 90011, 900236
 */
export function readAuthnRequest(
  root: Element,
  head: RequestHead,
  application: SamlApplication,
  acsUrl: string,
  message: Pick<ReceivedMessage, 'relay_state'>,
): AuthnRequest {
  refuseUnsupported(root)
  const policy = childOf(root, namespaces.protocol, 'NameIDPolicy')
  const format = attributeOf(policy, 'Format')
  if (format !== undefined && !allowedFormats.includes(format)) throw new EntraError(75016)
  const qualifier = attributeOf(policy, 'SPNameQualifier')
  if (qualifier !== undefined && qualifier !== head.issuer) throw new EntraError(90011)
  return {
    sign_in: {
      app_id: application.appId,
      acs_url: acsUrl,
      audience: head.issuer,
      request_id: head.id,
      relay_state: message.relay_state,
      name_id_format: format,
      name_qualifier: qualifier,
      contexts: readContexts(root),
    },
    force_authn: isForced(root),
    is_passive: isPassive(root),
  }
}

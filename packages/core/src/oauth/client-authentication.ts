/**
 * Reads how a client authenticates at the token endpoint. A client uses exactly one method, and must be registered for
 * it. RFC 6749, 2.3; OpenID Connect Core 1.0, section 9. `domain/applications` compares the secret.
 */
import { Failure } from '../failure.ts'
import { decodeJwt, type UnverifiedJwt } from '../jwt.ts'
import type { Parameters } from './parameters.ts'

export const clientAuthenticationMethods = [
  'client_secret_basic',
  'client_secret_post',
  'private_key_jwt',
  'none',
] as const

export type ClientAuthenticationMethod = (typeof clientAuthenticationMethods)[number]

const assertionType = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer'

/** A client's credentials, not verified yet. */
export interface PresentedClient {
  readonly client_id: string
  readonly method: ClientAuthenticationMethod
  readonly unverified_secret: string | null
  /** A JWT signed by the client (RFC 7523, 3). */
  readonly unverified_assertion: UnverifiedJwt | null
}

/**
 * Reads client id and secret, or assertion, from the header or the body.
 * @param authorization the `Authorization` header
 * @param decodeBase64 base64 to UTF-8 text; throws on anything else
 * @param decodeBase64url base64url to UTF-8 text; throws on anything else
 * @throws Failure client_authentication_missing, client_authentication_repeated, client_authentication_failed
 */
export function presentedClient(
  authorization: string | undefined,
  parameters: Parameters,
  decodeBase64: (text: string) => string,
  decodeBase64url: (text: string) => string,
): PresentedClient {
  const { client_id, client_secret, client_assertion, client_assertion_type } = parameters
  // RFC 6749, 2.3: a client must not use more than one method in one request.
  const ways = [authorization, client_secret, client_assertion].filter((way) => way !== undefined)
  if (ways.length > 1) throw new Failure('client_authentication_repeated')
  const plain = { unverified_secret: null, unverified_assertion: null }
  if (client_assertion !== undefined || client_assertion_type !== undefined) {
    if (client_assertion === undefined || client_assertion_type !== assertionType) {
      throw new Failure('client_authentication_failed', { param: 'client_assertion_type', expected: assertionType })
    }
    const unverified_assertion = decodeAssertion(client_assertion, decodeBase64url)
    const claimed = assertedClient(unverified_assertion)
    checkSameClient(client_id, claimed)
    return { ...plain, client_id: claimed, method: 'private_key_jwt', unverified_assertion }
  }
  if (authorization !== undefined) {
    const basic = parseBasic(authorization, decodeBase64)
    checkSameClient(client_id, basic.client_id)
    return { ...plain, ...basic }
  }
  if (client_id === undefined) throw new Failure('client_authentication_missing', { param: 'client_id' })
  if (client_secret === undefined) return { ...plain, client_id, method: 'none' }
  return { ...plain, client_id, method: 'client_secret_post', unverified_secret: client_secret }
}

function checkSameClient(client_id: string | undefined, authenticated: string): void {
  if (client_id !== undefined && client_id !== authenticated) {
    throw new Failure('client_authentication_failed', { param: 'client_id' })
  }
}

function decodeAssertion(assertion: string, decode: (text: string) => string): UnverifiedJwt {
  try {
    return decodeJwt(assertion, decode)
  } catch (cause) {
    throw new Failure('client_authentication_failed', { param: 'client_assertion', cause })
  }
}

/** The client named by an unverified assertion. `iss` and `sub` must be equal (RFC 7523, 3). */
function assertedClient({ claims: { sub, iss } }: UnverifiedJwt): string {
  if (typeof sub === 'string' && iss === sub) return sub
  throw new Failure('client_authentication_failed', { param: 'client_assertion', expected: 'iss and sub: the client' })
}

type BasicClient = Pick<PresentedClient, 'client_id' | 'unverified_secret'> & { method: 'client_secret_basic' }

function parseBasic(authorization: string, decodeBase64: (text: string) => string): BasicClient {
  const encoded = /^basic ([A-Za-z0-9+/]+={0,2})$/i.exec(authorization)?.[1]
  if (encoded === undefined) throw new Failure('client_authentication_missing', { expected: 'Basic' })
  try {
    const text = decodeBase64(encoded)
    const colon = text.indexOf(':')
    if (colon < 1) throw new Error('no colon')
    return {
      client_id: formDecode(text.slice(0, colon)),
      method: 'client_secret_basic',
      unverified_secret: formDecode(text.slice(colon + 1)),
    }
  } catch (cause) {
    throw new Failure('client_authentication_failed', { cause })
  }
}

/** RFC 6749, 2.3.1: id and secret are form-encoded before they are joined. */
function formDecode(text: string): string {
  return decodeURIComponent(text.replaceAll('+', ' '))
}

/**
 * @throws Failure client_authentication_method if the client is not registered for the method it used
 */
export function checkClientAuthenticationMethod(
  presented: PresentedClient,
  registered: readonly ClientAuthenticationMethod[],
): void {
  if (registered.includes(presented.method)) return
  throw new Failure('client_authentication_method', { expected: registered.join(', '), received: presented.method })
}

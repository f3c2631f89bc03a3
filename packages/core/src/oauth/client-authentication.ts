/**
 * How a client authenticates at the token endpoint: exactly one method, which must be one it is registered for.
 * RFC 6749, 2.3; OpenID Connect Core 1.0, section 9. The secret itself is compared by `domain/applications`.
 */
import { Failure } from '../failure.ts'
import type { Parameters } from './parameters.ts'

export type ClientAuthenticationMethod = 'client_secret_basic' | 'client_secret_post' | 'none'

/** What a client presented; the secret is not yet compared. */
export interface PresentedClient {
  readonly client_id: string
  readonly method: ClientAuthenticationMethod
  readonly unverified_secret: string | null
}

/**
 * Reads client id and secret from the header or the body.
 * @param authorization the `Authorization` header
 * @param decodeBase64 base64 to UTF-8 text; throws on anything else
 * @throws Failure client_authentication_missing, client_authentication_repeated, client_authentication_failed
 */
export function presentedClient(
  authorization: string | undefined,
  parameters: Parameters,
  decodeBase64: (text: string) => string,
): PresentedClient {
  const { client_id, client_secret } = parameters
  if (parameters.client_assertion !== undefined || parameters.client_assertion_type !== undefined) {
    throw new Failure('client_authentication_method', { expected: 'client_secret_basic, client_secret_post or none' })
  }
  if (authorization === undefined) {
    if (client_id === undefined) throw new Failure('client_authentication_missing', { param: 'client_id' })
    if (client_secret === undefined) return { client_id, method: 'none', unverified_secret: null }
    return { client_id, method: 'client_secret_post', unverified_secret: client_secret }
  }
  // RFC 6749, 2.3: a client must not use more than one method in one request.
  if (client_secret !== undefined) throw new Failure('client_authentication_repeated')
  const basic = parseBasic(authorization, decodeBase64)
  if (client_id !== undefined && client_id !== basic.client_id) {
    throw new Failure('client_authentication_failed', { param: 'client_id' })
  }
  return basic
}

function parseBasic(authorization: string, decodeBase64: (text: string) => string): PresentedClient {
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
 * @throws Failure client_authentication_method when the client is not registered for what it used
 */
export function checkClientAuthenticationMethod(
  presented: PresentedClient,
  registered: readonly ClientAuthenticationMethod[],
): void {
  if (registered.includes(presented.method)) return
  throw new Failure('client_authentication_method', { expected: registered.join(', '), received: presented.method })
}

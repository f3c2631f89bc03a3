import type { Application } from '../directory/application.ts'
import { judgeSecret } from '../directory/secret.ts'
import { EntraError } from '../errors/entra-error.ts'
import { type Parameters, requiredParameter } from '../http/parameters.ts'
import type { Platform } from './grant.ts'

/** The credential of a client. Each method has one variant here and one function below. */
export type Credential =
  | { readonly method: 'none' }
  | { readonly method: 'client_secret'; readonly secret: string }
  | { readonly method: 'client_assertion'; readonly assertion: string }

export interface PresentedClient {
  readonly app_id: string
  readonly credential: Credential
}

/** `azpacr` and `appidacr` in access tokens: 0 public client, 1 secret, 2 certificate. */
export type AuthenticationClass = '0' | '1' | '2'

function formDecoded(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '))
  } catch {
    return text // a stray percent sign: compared as it is, and refused as wrong
  }
}

/** RFC 6749 section 2.3.1: both parts are form-encoded before they are joined. */
function readBasic(authorization: string | undefined): { id: string; secret: string } | undefined {
  const encoded = /^basic\s+(\S+)$/i.exec(authorization ?? '')?.[1]
  if (encoded === undefined) return undefined
  const [id = '', ...secret] = Buffer.from(encoded, 'base64').toString().split(':')
  return { id: formDecoded(id), secret: formDecoded(secret.join(':')) }
}

/**
 * Reads the client and its credential without checking them.
 * @throws EntraError 900144 without `client_id`, 90023 if header and body name different clients
 */
export function readPresentedClient(authorization: string | undefined, parameters: Parameters): PresentedClient {
  const basic = readBasic(authorization)
  if (basic) {
    const named = parameters.get('client_id')
    if (named !== undefined && named !== basic.id) throw new EntraError(90023, { name: 'client_id', value: named })
    return { app_id: basic.id, credential: { method: 'client_secret', secret: basic.secret } }
  }
  const app_id = requiredParameter(parameters, 'client_id')
  const assertion = parameters.get('client_assertion')
  if (assertion !== undefined) return { app_id, credential: { method: 'client_assertion', assertion } }
  const secret = parameters.get('client_secret')
  return { app_id, credential: secret === undefined ? { method: 'none' } : { method: 'client_secret', secret } }
}

function checkSecret(application: Application, secret: string, now: number): AuthenticationClass {
  const verdict = judgeSecret(application.passwordCredentials, secret, now)
  if (verdict === 'valid') return '1'
  throw new EntraError(verdict === 'expired' ? 7000222 : 7000215, { app: application.appId })
}

/** Refuses every assertion: certificates and federated credentials cannot be registered here yet. */
function checkAssertion(application: Application): AuthenticationClass {
  throw new EntraError(700027, { app: application.appId })
}

/**
 * @param platform platform of the redirect URI; `web` for a grant of confidential clients
 * @param now milliseconds since 1970
 * @throws EntraError 7000215, 7000218, 7000222, 700025, 700027
 */
export function authenticateClient(
  application: Application,
  credential: Credential,
  platform: Platform,
  now: number,
): AuthenticationClass {
  if (platform !== 'web') {
    if (credential.method !== 'none') throw new EntraError(700025)
    return '0'
  }
  if (credential.method === 'none') throw new EntraError(7000218)
  if (credential.method === 'client_secret') return checkSecret(application, credential.secret, now)
  return checkAssertion(application)
}

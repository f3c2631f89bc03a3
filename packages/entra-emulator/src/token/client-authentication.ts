import type { Application } from '../directory/application.ts'
import { judgeSecret } from '../directory/secret.ts'
import type { Emulation } from '../emulation.ts'
import { EntraError } from '../errors/entra-error.ts'
import { type Parameters, requiredParameter } from '../http/parameters.ts'
import { type Authority, issuerV2 } from '../tenants/authority.ts'
import { checkAssertion, type PresentedAssertion } from './client-assertion.ts'
import type { Platform } from './grant.ts'

/** The credential of a client. Each method has one variant here and one function below. */
export type Credential =
  | { readonly method: 'none' }
  | { readonly method: 'client_secret'; readonly secret: string }
  | ({ readonly method: 'client_assertion' } & PresentedAssertion)

export interface PresentedClient {
  readonly app_id: string
  readonly credential: Credential
}

/** `azpacr` and `appidacr` in access tokens: 0 public client, 1 secret, 2 certificate or another issuer. */
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
  if (assertion !== undefined) {
    const type = parameters.get('client_assertion_type')
    return { app_id, credential: { method: 'client_assertion', assertion, type } }
  }
  const secret = parameters.get('client_secret')
  return { app_id, credential: secret === undefined ? { method: 'none' } : { method: 'client_secret', secret } }
}

function checkSecret(application: Application, secret: string, now: number): AuthenticationClass {
  const verdict = judgeSecret(application.passwordCredentials, secret, now)
  if (verdict === 'valid') return '1'
  throw new EntraError(verdict === 'expired' ? 7000222 : 7000215, { app: application.appId })
}

/** The token endpoint under each name of the tenant, and the issuer. */
function audiencesOf({ emulation, authority }: AuthenticatingRequest): readonly string[] {
  const base = emulation.address.baseUrl()
  const words = authority.kind === 'tenant' ? [authority.tenant.id, ...authority.tenant.domains] : [authority.kind]
  return words.flatMap((word) => [`${base}/${word}/oauth2/v2.0/token`, issuerV2(base, word)])
}

/** The parts of a request to /token that authenticate the client. */
export interface AuthenticatingRequest {
  readonly emulation: Emulation
  readonly authority: Authority
  readonly client: Application
  readonly credential: Credential
}

/**
 * @param platform platform of the redirect URI; `web` for a grant of confidential clients
 * @throws EntraError 7000215, 7000218, 7000222, 700025, and those of `checkAssertion`
 */
export async function authenticateClient(
  request: AuthenticatingRequest,
  platform: Platform,
): Promise<AuthenticationClass> {
  const { client, credential, emulation } = request
  const now = emulation.clock.now()
  if (platform !== 'web') {
    if (credential.method !== 'none') throw new EntraError(700025)
    return '0'
  }
  if (credential.method === 'none') throw new EntraError(7000218)
  if (credential.method === 'client_secret') return checkSecret(client, credential.secret, now)
  const { issuer_keys } = emulation
  await checkAssertion(client, credential, { now, audiences: audiencesOf(request), issuer_keys })
  return '2'
}

/**
 * The two calls of a sign-in, and the address of a sign-out:
 *
 *   authorizationUrl   state, nonce, code verifier → sealed into one value; the address has their public halves
 *   authenticate       open the sealed state → check the response → exchange the code → verify the ID token → userinfo
 *
 * The discovery document and the keys are read once, and renewed as those of the verifier.
 */
import { type Failure, isFailure } from '@gatehouse-sso/core/failure'
import { type Claims, textClaim } from '@gatehouse-sso/core/oidc/claims'
import { plainText } from '@gatehouse-sso/core/plain-text'
import { ConnectionError } from '../errors.ts'
import { base64urlOf } from '../verify/base64url.ts'
import { fetchDocument } from '../verify/document.ts'
import { verifyIdToken } from '../verify/id-tokens.ts'
import { type IssuerKeys, type KeySet, keySets } from '../verify/key-sets.ts'
import type { Surroundings } from '../verify/surroundings.ts'
import { authorizationCode } from './callback.ts'
import { profileOf } from './profile.ts'
import { type BegunSignIn, type StateSeal, signInLifetimeMs, stateSeal } from './sealed-state.ts'
import { SignInError } from './sign-in-error.ts'
import type { Authenticated, AuthenticateInput, AuthorizationInput, LogoutInput, Sso } from './sso.ts'
import { exchangeCode } from './token-request.ts'

export interface SignInSettings {
  /** As in the discovery document. */
  readonly issuer: string
  readonly client_id: string
  readonly client_secret: string
  readonly timeout_ms: number
}

const endpoints = ['authorization_endpoint', 'token_endpoint', 'userinfo_endpoint', 'end_session_endpoint'] as const
type Endpoint = (typeof endpoints)[number]

const maximumUserinfoBytes = 512 * 1024

export function signIns(settings: SignInSettings, surroundings: Pick<Surroundings, 'now' | 'fetch'>): Sso {
  const { issuer } = settings
  const keys = keySets({ ...surroundings, repeat: () => () => undefined }).of({
    discovery_url: `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`,
    issuers: [issuer],
    endpoints,
    accepts: () => true,
  })
  const seal = stateSeal(settings, surroundings.now)
  return {
    authorizationUrl: (input) => authorizationUrl(input, { ...settings, ...surroundings, keys, seal }),
    authenticate: (input) => authenticate(input, { ...settings, ...surroundings, keys, seal }),
    logoutUrl: (input) => logoutUrl(input, { ...settings, ...surroundings, keys, seal }),
  }
}

type Context = SignInSettings &
  Pick<Surroundings, 'now' | 'fetch'> & { readonly keys: IssuerKeys; readonly seal: StateSeal }

async function authorizationUrl(input: AuthorizationInput, context: Context) {
  const { redirect_uri, prompt, scope = ['profile', 'email'], app_state } = input
  const hints = hintsOf(input)
  const begun: BegunSignIn = {
    ...{ state: randomText(), nonce: randomText(), code_verifier: randomText(), redirect_uri },
    ...(app_state === undefined ? {} : { app_state }),
    expires_at: context.now() + signInLifetimeMs,
  }
  const url = new URL(await endpoint('authorization_endpoint', context))
  const parameters = {
    ...{ client_id: context.client_id, redirect_uri, response_type: 'code' },
    scope: [...new Set(['openid', ...scope])].join(' '),
    ...{ state: begun.state, nonce: begun.nonce },
    ...{ code_challenge: await challengeOf(begun.code_verifier), code_challenge_method: 'S256' },
    ...hints,
    ...(prompt === undefined ? {} : { prompt }),
  }
  for (const [name, value] of Object.entries(parameters)) url.searchParams.set(name, value)
  return { url: url.href, sealed_state: await context.seal.seal(begun) }
}

/** @throws TypeError unless exactly one of the three says which identity provider */
function hintsOf({ organization, connection, email, login_hint }: AuthorizationInput): Record<string, string> {
  const given = Object.entries({ organization, connection, email }).filter(([, value]) => value)
  const [[name, value] = ['', '']] = given
  if (given.length !== 1 || !value) throw new TypeError('Give exactly one of `organization`, `connection` and `email`')
  if (name === 'email') return { login_hint: value }
  return { [name]: value, ...(login_hint === undefined ? {} : { login_hint }) }
}

async function authenticate<C extends Record<string, unknown>>(
  { callback_url, sealed_state }: AuthenticateInput,
  context: Context,
): Promise<Authenticated<C>> {
  const begun = await context.seal.open(sealed_state)
  const code = authorizationCode(callback_url, begun, context.issuer)
  const token_endpoint = await endpoint('token_endpoint', context)
  const { code_verifier, redirect_uri, app_state } = begun
  const request = { ...context, token_endpoint, code, code_verifier, redirect_uri }
  const { unverified_id_token, access_token, refresh_token } = await exchangeCode(context, request)
  const claims = await verified(unverified_id_token, begun.nonce, context)
  return {
    profile: profileOf<C>(claims, await userinfo(access_token, claims, context)),
    id_token: unverified_id_token,
    access_token,
    ...(refresh_token === undefined ? {} : { refresh_token }),
    ...(app_state === undefined ? {} : { app_state }),
  }
}

async function verified(unverified_token: string, nonce: string, context: Context): Promise<Claims> {
  try {
    return await verifyIdToken(unverified_token, context.keys, { ...context, nonce, now: context.now() })
  } catch (error) {
    if (!isFailure(error)) throw error
    if (error.code === 'access_keys_unavailable') throw unavailable(error)
    if (error.code === 'token_nonce_wrong') throw new SignInError('nonce_mismatch')
    throw new SignInError('id_token_invalid', { detail: seen(error), cause: error })
  }
}

/** OpenID Connect Core, 5.3.2: an answer about another subject must not be used. */
async function userinfo(access_token: string, claims: Claims, context: Context): Promise<Claims> {
  const address = await endpoint('userinfo_endpoint', context)
  const { document } = await fetchDocument(context, {
    address,
    headers: { authorization: `Bearer ${access_token}` },
    maximum_bytes: maximumUserinfoBytes,
    code: 'access_gateway_unavailable',
  }).catch((error: unknown) => {
    throw isFailure(error) ? unavailable(error) : error
  })
  if (textClaim(document, 'sub') !== claims.sub) throw new SignInError('userinfo_mismatch')
  return document
}

async function logoutUrl({ id_token, post_logout_redirect_uri, state }: LogoutInput, context: Context) {
  const url = new URL(await endpoint('end_session_endpoint', context))
  url.searchParams.set('id_token_hint', id_token)
  if (post_logout_redirect_uri !== undefined) {
    url.searchParams.set('post_logout_redirect_uri', post_logout_redirect_uri)
  }
  if (state !== undefined) url.searchParams.set('state', state)
  return url.href
}

async function endpoint(name: Endpoint, { keys }: Context): Promise<string> {
  let set: KeySet
  try {
    set = await keys.current()
  } catch (error) {
    throw isFailure(error) ? unavailable(error) : error
  }
  return set.endpoints[name] ?? ''
}

function unavailable(failure: Failure): ConnectionError {
  const hint =
    'Check `base_url`, and that this server reaches the gateway. For an environment other than the default one, set `issuer`.'
  return new ConnectionError(
    `The gateway cannot be used: ${seen(failure)}`,
    { code: 'gateway_unavailable', hint: plainText(hint) },
    { cause: failure.evidence.cause ?? failure },
  )
}

/** The pair of a failure, or its title. */
function seen({ message, evidence: { expected, received } }: Failure): string {
  if (expected === undefined && received === undefined) return plainText(message)
  return plainText(`${message}. Expected: ${expected ?? 'another value'}. Received: ${received ?? 'nothing'}.`)
}

/** 256 random bits. */
const randomText = (): string => base64urlOf(crypto.getRandomValues(new Uint8Array(32)))

async function challengeOf(code_verifier: string): Promise<string> {
  return base64urlOf(new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(code_verifier))))
}

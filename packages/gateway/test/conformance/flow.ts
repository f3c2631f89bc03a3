/** Runs one sign-in at a target, and checks everything that must hold for every request. */
import { createHash, createPublicKey, verify } from 'node:crypto'
import { type Client, redirect_uri, type Target } from './target.ts'
import type { Arrival, Visitor } from './visitor.ts'

export type Parameters = Readonly<Record<string, string | undefined>>
export type Claims = Readonly<Record<string, unknown>>

export interface Tokens {
  readonly access_token: string
  readonly id_token: string
  readonly refresh_token?: string
  readonly token_type: string
  readonly scope?: string
}

export interface SignedIn {
  readonly arrival: Arrival
  readonly tokens: Tokens
  /** The claims of the ID token, after its signature was verified. */
  readonly claims: Claims
  readonly header: Claims
  /** True if the person had to authenticate. */
  readonly asked: boolean
}

const nonce = 'the-nonce'
const state = 'the-state'

export const sent = (parameters: Parameters): Record<string, string> =>
  Object.fromEntries(Object.entries(parameters).filter((entry): entry is [string, string] => entry[1] !== undefined))

/** An authorization request; `undefined` members are left out. */
export function requestOf(
  target: Target,
  change: Parameters = {},
  client: Client = target.basic,
): Record<string, string> {
  const { client_id } = client
  const usual = { client_id, redirect_uri, response_type: 'code', scope: 'openid', state, nonce }
  return sent({ ...usual, ...target.extra, ...change })
}

export const authorizeAddress = (target: Target, request: Record<string, string>): string =>
  `${target.metadata.authorization_endpoint}?${new URLSearchParams(request)}`

/** The answer that the application gets: `code`, an error, or `page` when the person sees a page instead. */
export function answerOf({ kind, parameters }: Arrival): string {
  if (kind === 'page') return 'page'
  return parameters.error ?? (parameters.code === undefined ? 'nothing' : 'code')
}

/** Sends an authorization request and returns the result, whether it succeeds or fails. */
export function ask(target: Target, change: Parameters = {}, visitor: Visitor = target.visitor()): Promise<Arrival> {
  return visitor.go(authorizeAddress(target, requestOf(target, change)))
}

interface Options {
  readonly visitor?: Visitor
  readonly client?: 'basic' | 'post'
  /** Sends the request by POST instead of GET. */
  readonly post?: boolean
  /** Sends the parameters in the opposite order. */
  readonly reversed?: boolean
  readonly verifier?: string
}

/** Signs in and redeems the code. @throws Error when a check fails */
export async function signIn(target: Target, change: Parameters = {}, options: Options = {}): Promise<SignedIn> {
  const { visitor = target.visitor(), client = 'basic', verifier } = options
  const request = requestOf(target, change, target[client])
  const before = target.authentications()
  const arrival = options.post
    ? await visitor.go(String(target.metadata.authorization_endpoint), request)
    : await visitor.go(authorizeAddress(target, options.reversed ? reversed(request) : request))
  if (answerOf(arrival) !== 'code') {
    const { error_description = arrival.html.slice(0, 300) } = arrival.parameters
    throw new Error(`${answerOf(arrival)} instead of a code: ${error_description}`)
  }
  must(arrival.parameters.state === request.state, 'the state came back changed')
  must([undefined, target.issuer].includes(arrival.parameters.iss), 'the answer names another issuer')
  const answer = await redeem(target, String(arrival.parameters.code), { code_verifier: verifier }, client)
  if (answer.status !== 200) throw new Error(`the token endpoint answered ${answer.status} ${await answer.text()}`)
  must(answer.headers.get('cache-control') === 'no-store', 'tokens may be stored')
  const tokens = (await answer.json()) as Tokens
  const { claims, header } = await verified(target, tokens, target[client], request.nonce)
  return { arrival, tokens, claims, header, asked: target.authentications() > before }
}

const reversed = (request: Record<string, string>): Record<string, string> =>
  Object.fromEntries(Object.entries(request).reverse())

/** Sends a token request with the authentication method that the client is registered for. */
export function redeem(
  target: Target,
  code: string,
  change: Parameters = {},
  client: 'basic' | 'post' = 'basic',
): Promise<Response> {
  return tokenRequest(target, { grant_type: 'authorization_code', code, redirect_uri, ...change }, client)
}

export function tokenRequest(target: Target, form: Parameters, client: 'basic' | 'post' = 'basic'): Promise<Response> {
  const { client_id, client_secret } = target[client]
  const encoded = Buffer.from(`${client_id}:${client_secret}`).toString('base64')
  const headers: Record<string, string> = client === 'basic' ? { authorization: `Basic ${encoded}` } : {}
  const body = new URLSearchParams(sent(client === 'basic' ? form : { ...form, client_id, client_secret }))
  return fetch(String(target.metadata.token_endpoint), { method: 'POST', headers, body })
}

/** Validates the ID token (OpenID Connect Core 1.0, 3.1.3.7). */
async function verified(
  target: Target,
  { id_token, access_token, token_type }: Tokens,
  { client_id }: Client,
  asked_nonce: string | undefined,
): Promise<{ claims: Claims; header: Claims }> {
  const [head = '', payload = '', signature = ''] = id_token.split('.')
  const decoded = (part: string): Claims => JSON.parse(Buffer.from(part, 'base64url').toString())
  const [header, claims] = [decoded(head), decoded(payload)]
  const { keys } = (await (await fetch(String(target.metadata.jwks_uri))).json()) as {
    keys: Record<string, string>[]
  }
  const jwk = keys.find(({ kid }) => kid === header.kid)
  if (jwk === undefined) throw new Error('the key of the ID token is not published')
  const key = createPublicKey({ key: jwk, format: 'jwk' })
  const right = verify('sha256', Buffer.from(`${head}.${payload}`), key, Buffer.from(signature, 'base64url'))
  must(header.alg === 'RS256' && right, 'the signature is wrong')
  const now = Date.now() / 1000
  must(claims.iss === target.issuer && claims.aud === client_id, 'issuer or audience are wrong')
  must(Number(claims.exp) > now && Number(claims.iat) <= now + 5, 'the times are wrong')
  must(typeof claims.sub === 'string' && claims.sub.length <= 255, 'the subject is wrong')
  must(claims.nonce === asked_nonce, 'the nonce is wrong')
  if (claims.at_hash !== undefined) {
    const hash = createHash('sha256').update(access_token).digest().subarray(0, 16).toString('base64url')
    must(claims.at_hash === hash, 'at_hash is wrong')
  }
  must(/^bearer$/i.test(token_type), 'the token is of another type')
  return { claims, header }
}

function must(holds: boolean, message: string): void {
  if (!holds) throw new Error(message)
}

export type TokenWay = 'get' | 'post-header' | 'post-body'

/** Calls the userinfo endpoint, in one of the ways to send a token. */
export function userinfo(target: Target, token: string, way: TokenWay = 'get'): Promise<Response> {
  const address = String(target.metadata.userinfo_endpoint)
  const headers = { authorization: `Bearer ${token}` }
  if (way === 'get') return fetch(address, { headers })
  if (way === 'post-header') return fetch(address, { method: 'POST', headers })
  return fetch(address, { method: 'POST', body: new URLSearchParams({ access_token: token }) })
}

/** `--check`: runs one complete sign-in without a browser, as the first person of the table. */
import { createHash, createPublicKey, randomBytes, verify } from 'node:crypto'
import { openWindow } from '../../testing/window.ts'
import { people } from './directory.ts'
import type { Demo } from './state.ts'

export interface CheckResult {
  readonly ok: true
  /** The answer of userinfo. */
  readonly profile: Readonly<Record<string, unknown>>
  /** The claims of the ID token, after its signature was verified. */
  readonly id_token_claims: Readonly<Record<string, unknown>>
  /** The number of redirects by the gateway that the browser followed. */
  readonly hops: number
  readonly ms: number
}

/** @throws Error that names the step that failed */
export async function checkSignIn(demo: Demo): Promise<CheckResult> {
  const begun = performance.now()
  const [person] = people
  if (!person) throw new Error('the directory is empty')
  const { client_id, client_secret, redirect_uri } = demo.application
  const verifier = randomBytes(32).toString('base64url')
  const nonce = randomBytes(16).toString('base64url')
  const state = randomBytes(16).toString('base64url')
  const authorize = `${demo.issuer}/oauth/authorize?${new URLSearchParams({
    client_id,
    redirect_uri,
    response_type: 'code',
    scope: 'openid profile email',
    state,
    nonce,
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
    code_challenge_method: 'S256',
    login_hint: person.email,
  })}`

  const window = openWindow((url) => url.href.startsWith(`${redirect_uri}?`))
  let page = await window.open(authorize)
  page = await window.submit(page, 'password', { password: person.password })
  if (page.status !== 0) page = await window.submit(page, 'decision', { decision: 'accept' })
  const answer = page.url.searchParams
  const code = answer.get('code')
  if (page.status !== 0 || code === null) throw new Error(`no code came back, but ${page.url.href.slice(0, 300)}`)
  if (answer.get('state') !== state) throw new Error('the state came back changed')
  if (answer.get('iss') !== demo.issuer) throw new Error('the answer does not name the issuer')

  const tokens = await json(`${demo.issuer}/oauth/token`, {
    method: 'POST',
    headers: { authorization: `Basic ${Buffer.from(`${client_id}:${client_secret}`).toString('base64')}` },
    body: new URLSearchParams({ grant_type: 'authorization_code', code, redirect_uri, code_verifier: verifier }),
  })
  const id_token_claims = await verifiedClaims(demo, String(tokens.id_token))
  if (id_token_claims.nonce !== nonce) throw new Error('the ID token has another nonce')
  const profile = await json(`${demo.issuer}/oauth/userinfo`, {
    headers: { authorization: `Bearer ${tokens.access_token}` },
  })
  const ms = Math.round(performance.now() - begun)
  return { ok: true, profile, id_token_claims, hops: window.redirectsFrom(demo.issuer), ms }
}

async function json(address: string, init: RequestInit = {}): Promise<Record<string, unknown>> {
  const response = await fetch(address, init)
  const body = (await response.json()) as Record<string, unknown>
  if (!response.ok) throw new Error(`${new URL(address).pathname} answered ${response.status} ${JSON.stringify(body)}`)
  return body
}

async function verifiedClaims(demo: Demo, token: string): Promise<Record<string, unknown>> {
  const parse = (part: string): Record<string, unknown> => JSON.parse(Buffer.from(part, 'base64url').toString())
  const [header = '', payload = '', signature = ''] = token.split('.')
  const { keys } = await json(`${demo.issuer}/oauth/jwks`)
  const jwk = (keys as Record<string, string>[]).find(({ kid }) => kid === parse(header).kid)
  if (!jwk) throw new Error('the ID token is signed with a key that is not published')
  const key = createPublicKey({ key: jwk, format: 'jwk' })
  if (!verify('sha256', Buffer.from(`${header}.${payload}`), key, Buffer.from(signature, 'base64url'))) {
    throw new Error('the signature of the ID token is wrong')
  }
  const claims = parse(payload)
  if (claims.iss !== demo.issuer || claims.aud !== demo.application.client_id) {
    throw new Error('the ID token is of another issuer or for another application')
  }
  return claims
}

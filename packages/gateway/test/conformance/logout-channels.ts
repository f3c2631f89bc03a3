/** The plans for logout of applications: OpenID Connect Back-Channel Logout 1.0 and Front-Channel Logout 1.0. */
import { createPublicKey, verify } from 'node:crypto'
import { until } from '../harness.ts'
import { type Claims, signIn } from './flow.ts'
import type { Scenario } from './scenario.ts'
import { frontchannel_logout_uri, post_logout_redirect_uri, type Target } from './target.ts'
import type { Arrival } from './visitor.ts'

interface SignedOut {
  readonly claims: Claims
  /** The first page of the logout, and the last. */
  readonly pages: readonly Arrival[]
}

/** Signs a person in and out again; a target that asks gets a yes. */
async function signOut(target: Target, client: 'basic' | 'post'): Promise<SignedOut> {
  const visitor = target.visitor()
  const { tokens, claims } = await signIn(target, {}, { visitor, client })
  const query = new URLSearchParams({ id_token_hint: tokens.id_token, post_logout_redirect_uri })
  const first = await visitor.go(`${target.metadata.end_session_endpoint}?${query}`)
  const asks = first.kind === 'page' && first.html.includes('<form')
  return { claims, pages: asks ? [first, await visitor.press(first)] : [first] }
}

const decoded = (part = ''): Claims => JSON.parse(Buffer.from(part, 'base64url').toString())

/** The logout token, with the checks of section 2.6. */
async function loggedOut(target: Target): Promise<unknown> {
  const { claims } = await signOut(target, 'basic')
  // Tokens for the sessions of earlier scenarios may still arrive.
  const ofThisSession = async () =>
    target.receiver.bodies
      .map((body) => String(new URLSearchParams(body).get('logout_token')))
      .filter((token) => decoded(token.split('.')[1]).sid === claims.sid)
  const [token = ''] = await until(ofThisSession, ({ length }) => length > 0)
  const [head, payload, signature = ''] = token.split('.')
  const [header, logout] = [decoded(head), decoded(payload)]
  const { keys } = (await (await fetch(String(target.metadata.jwks_uri))).json()) as { keys: Record<string, string>[] }
  const key = createPublicKey({ key: keys.find(({ kid }) => kid === header.kid) ?? {}, format: 'jwk' })
  return {
    typ: header.typ,
    alg: header.alg,
    signed: verify('sha256', Buffer.from(`${head}.${payload}`), key, Buffer.from(signature, 'base64url')),
    members: Object.keys(logout).sort(),
    events: logout.events,
    session: logout.sid === claims.sid,
    person: logout.sub === claims.sub,
    issuer: logout.iss === target.issuer,
    audience: [logout.aud].flat().includes(target.basic.client_id),
    short: Number(logout.exp) - Number(logout.iat) <= 120,
  }
}

/** The frame of the application, with the parameters of section 2. */
async function framed(target: Target): Promise<unknown> {
  const { claims, pages } = await signOut(target, 'post')
  const frames = pages.flatMap(({ html = '' }) =>
    [...html.matchAll(/<iframe src="([^"]*)"/g)].map(([, src = '']) => src),
  )
  const [frame] = frames.map((src) => new URL(src.replaceAll('&amp;', '&')))
  return {
    frames: frames.length,
    page: frame && `${frame.origin}${frame.pathname}` === frontchannel_logout_uri,
    issuer: frame && frame.searchParams.get('iss') === target.issuer,
    session: frame && frame.searchParams.get('sid') === claims.sid,
  }
}

export const logoutChannels: readonly Scenario[] = [
  {
    name: 'oidcc-backchannel-logout-discovery-endpoint-verification',
    expected: [true, true],
    run: async ({ metadata }) => [metadata.backchannel_logout_supported, metadata.backchannel_logout_session_supported],
  },
  {
    name: 'oidcc-backchannel-rp-initiated-logout',
    expected: {
      typ: 'logout+jwt',
      alg: 'RS256',
      signed: true,
      members: ['aud', 'events', 'exp', 'iat', 'iss', 'jti', 'sid', 'sub'],
      events: { 'http://schemas.openid.net/event/backchannel-logout': {} },
      session: true,
      person: true,
      issuer: true,
      audience: true,
      short: true,
    },
    run: loggedOut,
  },
  {
    name: 'oidcc-frontchannel-logout-discovery-endpoint-verification',
    expected: [true, true],
    run: async ({ metadata }) => [
      metadata.frontchannel_logout_supported,
      metadata.frontchannel_logout_session_supported,
    ],
  },
  {
    name: 'oidcc-frontchannel-rp-initiated-logout',
    expected: { frames: 1, page: true, issuer: true, session: true },
    run: framed,
  },
]

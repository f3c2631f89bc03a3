/** The plan for RP-initiated logout: OpenID Connect RP-Initiated Logout 1.0. */
import { answerOf, ask, type Parameters, signIn } from './flow.ts'
import type { Scenario } from './scenario.ts'
import { post_logout_redirect_uri } from './target.ts'

/** The result of a sign-out for the person and for the application. */
interface Outcome {
  /** True if the person was asked first. */
  readonly asked: boolean
  /** Where the browser ends. */
  readonly at: 'the application' | 'a page' | 'an error page'
  /** The `state` that the application receives. */
  readonly state: string | undefined
  /** True if the session at the provider has ended. */
  readonly signed_out: boolean
}

const done = { asked: false, at: 'the application', state: 'the-state', signed_out: true } as const
/** Without a valid hint the person decides, and the browser is not redirected (RP-Initiated Logout, 2 and 3). */
const stays = { asked: true, at: 'a page', state: undefined, signed_out: true } as const

/** @param of makes the parameters from the ID token */
function signOut(name: string, expected: Outcome, of: (id_token: string) => Parameters): Scenario {
  return {
    name,
    expected,
    async run(target): Promise<Outcome> {
      const visitor = target.visitor()
      const { tokens } = await signIn(target, {}, { visitor })
      const query = Object.entries(of(tokens.id_token)).filter(([, value]) => value !== undefined)
      const address = `${target.metadata.end_session_endpoint}?${new URLSearchParams(query as [string, string][])}`
      const first = await visitor.go(address)
      const asked = first.kind === 'page' && first.html.includes('<form')
      const last = asked ? await visitor.press(first) : first
      const at = last.kind === 'application' ? 'the application' : last.status < 400 ? 'a page' : 'an error page'
      const after = answerOf(await ask(target, { prompt: 'none' }, visitor))
      return { asked, at, state: last.parameters.state, signed_out: after === 'login_required' }
    },
  }
}

const state = 'the-state'
/** Changes the claims and keeps the signature. */
function modified(id_token: string): string {
  const [header, payload = '', signature] = id_token.split('.')
  const claims = { ...JSON.parse(Buffer.from(payload, 'base64url').toString()), nonce: 'another' }
  return [header, Buffer.from(JSON.stringify(claims)).toString('base64url'), signature].join('.')
}

export const logout: readonly Scenario[] = [
  {
    name: 'oidcc-rp-initiated-logout-discovery-endpoint-verification',
    expected: { end_session_endpoint: true },
    run: async ({ metadata, issuer }) => ({
      end_session_endpoint: String(metadata.end_session_endpoint).startsWith(`${issuer}/`),
    }),
  },
  signOut('oidcc-rp-initiated-logout', done, (id_token_hint) => ({ id_token_hint, post_logout_redirect_uri, state })),
  signOut(
    'oidcc-rp-initiated-logout-bad-post-logout-redirect-uri',
    { ...done, at: 'a page', state: undefined },
    (id_token_hint) => ({ id_token_hint, post_logout_redirect_uri: 'https://app.example/elsewhere', state }),
  ),
  signOut('oidcc-rp-initiated-logout-modified-id-token-hint', stays, (id_token) => ({
    id_token_hint: modified(id_token),
    post_logout_redirect_uri,
    state,
  })),
  signOut('oidcc-rp-initiated-logout-bad-id-token-hint', stays, () => ({
    id_token_hint: 'no.id.token',
    post_logout_redirect_uri,
    state,
  })),
  signOut('oidcc-rp-initiated-logout-no-id-token-hint', stays, () => ({ post_logout_redirect_uri, state })),
  signOut('oidcc-rp-initiated-logout-no-params', stays, () => ({})),
  signOut(
    'oidcc-rp-initiated-logout-no-post-logout-redirect-uri',
    { ...done, at: 'a page', state: undefined },
    (id_token_hint) => ({
      id_token_hint,
      state,
    }),
  ),
  signOut('oidcc-rp-initiated-logout-no-state', { ...done, state: undefined }, (id_token_hint) => ({
    id_token_hint,
    post_logout_redirect_uri,
  })),
  signOut('oidcc-rp-initiated-logout-only-state', stays, () => ({ state })),
  signOut(
    'oidcc-rp-initiated-logout-query-added-to-post-logout-redirect-uri',
    { ...done, at: 'a page', state: undefined },
    (id_token_hint) => ({ id_token_hint, post_logout_redirect_uri: `${post_logout_redirect_uri}?extra=1`, state }),
  ),
]

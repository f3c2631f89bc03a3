/** The basic plan: the authorization code flow of OpenID Connect Core 1.0. */
import { createHash } from 'node:crypto'
import {
  answerOf,
  ask,
  type Claims,
  type Parameters,
  redeem,
  type SignedIn,
  signIn,
  type TokenWay,
  tokenRequest,
  userinfo,
} from './flow.ts'
import type { Scenario } from './scenario.ts'
import { person, redirect_uri, type Target } from './target.ts'

const json = async (response: Response): Promise<Claims> => (await response.json()) as Claims

/** A request with one changed parameter succeeds like any other. */
function succeeds(name: string, change: Parameters): Scenario {
  return {
    name,
    expected: { answer: 'code', same_subject: true },
    async run(target) {
      const { arrival, tokens, claims } = await signIn(target, change)
      const { sub } = await json(await userinfo(target, tokens.access_token))
      return { answer: answerOf(arrival), same_subject: sub === claims.sub }
    },
  }
}

/** The standard claims beyond `sub` in the userinfo answer, in alphabetical order. */
async function personalClaims(target: Target, { tokens }: SignedIn): Promise<readonly string[]> {
  const claims = await json(await userinfo(target, tokens.access_token))
  return Object.keys(person)
    .filter((name) => claims[name] === person[name as keyof typeof person])
    .sort()
}

function scoped(name: string, scope: string, expected: readonly string[]): Scenario {
  return {
    name,
    expected,
    run: async (target) => personalClaims(target, await signIn(target, { scope })),
  }
}

function userinfoBy(name: string, way: TokenWay): Scenario {
  return {
    name,
    expected: { status: 200, type: 'application/json', same_subject: true },
    async run(target) {
      const { tokens, claims } = await signIn(target)
      const response = await userinfo(target, tokens.access_token, way)
      const type = response.headers.get('content-type')?.split(';')[0]
      return { status: response.status, type, same_subject: (await json(response)).sub === claims.sub }
    },
  }
}
/** The same person makes a second request in the same browser. */
function again(name: string, first: Parameters, second: Parameters, expected: unknown, wait = 0): Scenario {
  return {
    name,
    expected,
    async run(target, pass) {
      const visitor = target.visitor()
      const before = await signIn(target, first, { visitor })
      pass(wait)
      const hint = second.id_token_hint === undefined ? {} : { id_token_hint: before.tokens.id_token }
      const after = await signIn(target, { ...second, ...hint }, { visitor })
      const [then, now] = [before.claims.auth_time, after.claims.auth_time]
      return {
        asked: after.asked,
        same_subject: after.claims.sub === before.claims.sub,
        auth_time: now === undefined ? 'none' : then === undefined || now === then ? 'the same' : 'later',
      }
    },
  }
}

/** A request is refused with an expected answer instead of a code. */
function refused(name: string, change: Parameters, expected: string): Scenario {
  return { name, expected, run: async (target) => answerOf(await ask(target, change)) }
}

function reused(name: string, seconds: number): Scenario {
  return {
    name,
    expected: { status: 400, error: 'invalid_grant', first_token: 401 },
    async run(target, pass) {
      const { arrival, tokens } = await signIn(target)
      pass(seconds)
      const second = await redeem(target, String(arrival.parameters.code))
      const { error } = await json(second)
      return { status: second.status, error, first_token: (await userinfo(target, tokens.access_token)).status }
    },
  }
}

/** An unsigned request object with these claims. */
const unsigned = (claims: Claims): string =>
  `${[{ alg: 'none' }, claims].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.')}.`

const verifier = 'a-verifier-of-the-tests-that-is-long-enough-for-rfc-7636'
const challenge = createHash('sha256').update(verifier).digest('base64url')
const profile = ['family_name', 'given_name', 'name', 'preferred_username']
const email = ['email', 'email_verified']

export const basic: readonly Scenario[] = [
  succeeds('oidcc-server', {}),
  refused('oidcc-response-type-missing', { response_type: undefined }, 'invalid_request'),
  {
    name: 'oidcc-idtoken-signature',
    expected: { alg: 'RS256', kid: true },
    async run(target) {
      const { header } = await signIn(target)
      return { alg: header.alg, kid: typeof header.kid === 'string' }
    },
  },
  {
    name: 'oidcc-idtoken-unsigned',
    expected: { none_is_offered: false },
    async run({ metadata }) {
      const offered = metadata.id_token_signing_alg_values_supported as readonly string[]
      return { none_is_offered: offered.includes('none') }
    },
  },
  userinfoBy('oidcc-userinfo-get', 'get'),
  userinfoBy('oidcc-userinfo-post-header', 'post-header'),
  userinfoBy('oidcc-userinfo-post-body', 'post-body'),
  succeeds('oidcc-ensure-request-without-nonce-succeeds-for-code-flow', { nonce: undefined }),
  scoped('oidcc-scope-profile', 'openid profile', profile),
  scoped('oidcc-scope-email', 'openid email', email),
  scoped('oidcc-scope-address', 'openid address', []),
  scoped('oidcc-scope-phone', 'openid phone', []),
  scoped('oidcc-scope-all', 'openid profile email address phone', [...email, ...profile].sort()),
  {
    name: 'oidcc-alternate-happy-flow',
    expected: email,
    run: async (target) => personalClaims(target, await signIn(target, { scope: 'email openid' }, { reversed: true })),
  },
  succeeds('oidcc-display-page', { display: 'page' }),
  succeeds('oidcc-display-popup', { display: 'popup' }),
  again(
    'oidcc-prompt-login',
    { max_age: '15000' },
    { prompt: 'login', max_age: '15000' },
    {
      asked: true,
      same_subject: true,
      auth_time: 'later',
    },
    3,
  ),
  refused('oidcc-prompt-none-not-logged-in', { prompt: 'none' }, 'login_required'),
  again('oidcc-prompt-none-logged-in', {}, { prompt: 'none' }, { asked: false, same_subject: true, auth_time: 'none' }),
  again(
    'oidcc-max-age-1',
    { max_age: '15000' },
    { max_age: '1' },
    { asked: true, same_subject: true, auth_time: 'later' },
    3,
  ),
  again(
    'oidcc-max-age-10000',
    { max_age: '10000' },
    { max_age: '10000' },
    {
      asked: false,
      same_subject: true,
      auth_time: 'the same',
    },
    3,
  ),
  succeeds('oidcc-ensure-request-with-unknown-parameter-succeeds', { extra: 'foobar' }),
  again(
    'oidcc-id-token-hint',
    {},
    { prompt: 'none', id_token_hint: 'of the first' },
    {
      asked: false,
      same_subject: true,
      auth_time: 'none',
    },
  ),
  succeeds('oidcc-login-hint', { login_hint: 'ada@acme.example' }),
  succeeds('oidcc-ui-locales', { ui_locales: 'se' }),
  succeeds('oidcc-claims-locales', { claims_locales: 'se' }),
  succeeds('oidcc-ensure-request-with-acr-values-succeeds', { acr_values: '1 2' }),
  reused('oidcc-codereuse', 0),
  reused('oidcc-codereuse-30seconds', 30),
  refused('oidcc-ensure-registered-redirect-uri', { redirect_uri: 'https://app.example/elsewhere' }, 'page'),
  {
    name: 'oidcc-ensure-post-request-succeeds',
    expected: { answer: 'code' },
    run: async (target) => ({ answer: answerOf((await signIn(target, {}, { post: true })).arrival) }),
  },
  {
    name: 'oidcc-server-client-secret-post',
    expected: { answer: 'code' },
    run: async (target) => ({ answer: answerOf((await signIn(target, {}, { client: 'post' })).arrival) }),
  },
  refused(
    'oidcc-request-uri-unsigned-supported-correctly-or-rejected-as-unsupported',
    { request_uri: 'https://app.example/request.jwt' },
    'request_uri_not_supported',
  ),
  refused(
    'oidcc-unsigned-request-object-supported-correctly-or-rejected-as-unsupported',
    { request: unsigned({ state: 'another' }) },
    'request_not_supported',
  ),
  {
    name: 'oidcc-claims-essential',
    expected: ['name'],
    async run(target) {
      const claims = JSON.stringify({ userinfo: { name: { essential: true } } })
      return personalClaims(target, await signIn(target, { claims }))
    },
  },
  refused(
    'oidcc-ensure-request-object-with-redirect-uri',
    { request: unsigned({ redirect_uri }) },
    'request_not_supported',
  ),
  {
    name: 'oidcc-refresh-token',
    expected: { status: 200, id_token: true, same_subject: true, scope: 'openid offline_access' },
    async run(target) {
      const { tokens, claims } = await signIn(target, { scope: 'openid offline_access', prompt: 'consent' })
      const form = { grant_type: 'refresh_token', refresh_token: tokens.refresh_token }
      const answer = await tokenRequest(target, form)
      const fresh = await json(answer)
      const { sub } = await json(await userinfo(target, String(fresh.access_token)))
      const id_token = typeof fresh.id_token === 'string'
      return { status: answer.status, id_token, same_subject: sub === claims.sub, scope: fresh.scope }
    },
  },
  {
    name: 'oidcc-ensure-request-with-valid-pkce-succeeds',
    expected: { answer: 'code', other_verifier: 'invalid_grant' },
    async run(target) {
      const change = { code_challenge: challenge, code_challenge_method: 'S256' }
      const { arrival } = await signIn(target, change, { verifier })
      const { parameters } = await ask(target, change)
      const other = await redeem(target, String(parameters.code), { code_verifier: verifier.toUpperCase() })
      return { answer: answerOf(arrival), other_verifier: (await json(other)).error }
    },
  },
]

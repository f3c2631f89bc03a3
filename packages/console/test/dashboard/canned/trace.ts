/** The traces of the story: Ben of Fabrikam, the secret of Woodgrove, and a sign-in that went well. */
import type { SignIn, SignInWithTrace } from '@gatehouse-sso/sdk/browser'
import { idOf } from './ids.ts'

type Trace = Omit<SignInWithTrace, keyof SignIn | 'redacted'>
type Step = SignInWithTrace['steps'][number]

const tenant = '5e0c9b34-72fa-4d18-b6c5-0a83e2f41d77'

/** Steps from a start on: name, milliseconds, what else is known, and the time away before it. */
function stepsFrom(
  start: string,
  rows: readonly (readonly [
    name: string,
    ms: number,
    detail?: Step['detail'],
    more?: { ok?: boolean; away?: number },
  ])[],
): Step[] {
  let at = Date.parse(start)
  return rows.map(([name, ms, detail = {}, { ok = true, away = 0 } = {}]) => {
    at += ms + away
    return { at: new Date(at).toISOString(), name, ok, ms, detail }
  })
}

const toProvider = [
  ['request', 2.1, { application_id: idOf('app', 1), scopes: ['openid', 'profile', 'email'], prompt: [] }],
  ['redirect', 0.9, { to: 'https://login.microsoftonline.com' }],
] as const

const back = [
  ['callback', 0.8, { parameters: ['code', 'state'] }, { away: 8_660 }],
  ['authorization_response', 0.2],
] as const

const claimsOf = (domain: string): Trace['claims'] => ({
  id_token: {
    iss: `https://login.microsoftonline.com/${tenant}/v2.0`,
    tid: tenant,
    oid: 'a94f07b2-8e31-4c6d-9d20-f35b61c7e8a0',
    name: 'Ben Hale',
    email: `ben@${domain}`,
    preferred_username: `ben@${domain}`,
    xms_edov: true,
    roles: ['Planner.Editor'],
    _claim_names: { groups: 'src1' },
  },
  userinfo: null,
})

const mappingOf = (domain: string, hasGroups: boolean): Trace['mapping'] => [
  {
    attribute: 'identifier',
    rule: ['oid'],
    claim: 'oid',
    source: 'id_token',
    value: 'a94f07b2-8e31-4c6d-9d20-f35b61c7e8a0',
    note: null,
  },
  {
    attribute: 'email',
    rule: ['email', 'preferred_username'],
    claim: 'email',
    source: 'id_token',
    value: `ben@${domain}`,
    note: null,
  },
  { attribute: 'name', rule: ['name'], claim: 'name', source: 'id_token', value: 'Ben Hale', note: null },
  hasGroups
    ? {
        attribute: 'groups',
        rule: ['groups'],
        claim: 'groups',
        source: 'id_token',
        value: ['Planning', 'Finance'],
        note: null,
      }
    : {
        attribute: 'groups',
        rule: ['groups'],
        claim: null,
        source: null,
        value: null,
        note: 'Incomplete is not empty: no role is derived from it',
      },
  { attribute: 'roles', rule: [], claim: null, source: null, value: null, note: null },
]

const emailTrust = {
  level: 'verified_domain',
  because: 'The one tenant of the connection sent it, and its domain is verified by DNS.',
} as const

const tooManyGroups = ({ created_at }: SignIn): Trace => ({
  login_hint: 'ben@fabrikam.example',
  steps: stepsFrom(created_at, [
    ...toProvider,
    ...back,
    ['token_response', 214, { credential_id: idOf('cred', 41) }],
    ['signature', 0.9, { alg: 'RS256', kid: 'Jx0bJv1u2w3x4z' }],
    ['id_token', 0.3, { issuer: `https://login.microsoftonline.com/${tenant}/v2.0` }],
    ['directory', 297, { application: 'invalid_grant', person: 'not asked' }, { ok: false }],
    ['refused', 0.6, { code: 'groups_incomplete' }, { ok: false }],
  ]),
  claims: claimsOf('fabrikam.example'),
  mapping: mappingOf('fabrikam.example', false),
  decision: null,
  error: {
    code: 'groups_incomplete',
    title: 'The groups of the person could not be read as a whole, so no role could be chosen.',
    who: 'administrator',
    remedy: 'Grant the consent that the connection needs to read groups, then sign in again.',
    hints: [
      {
        code: 'AADSTS65001',
        who: 'administrator',
        cause: 'Nobody has consented that Acme Planner reads group memberships.',
        what: 'Choose **Grant admin consent for Fabrikam**, then ask Ben to sign in again.',
        where: 'Entra ID > App registrations > Acme Planner > API permissions',
        url: 'https://entra.microsoft.com/#view/permissions',
        message: 'Hello, please grant admin consent for Acme Planner.',
      },
    ],
    expected: 'User.Read GroupMember.Read.All',
    received: 'User.Read',
    upstream: {
      error: 'invalid_grant',
      description:
        "AADSTS65001: The user or administrator has not consented to use the application with ID 'e58b12d7-4c90-4a3e-b6f1-70d2c8a95e34' named 'Acme Planner'.",
      codes: ['AADSTS65001'],
      correlation_id: '8f1d2c64-0b7a-4e95-a3d8-5c6e9f7021ab',
      trace_id: '2a9e40c7-6d1f-4b83-9e52-f80b3d7c1600',
      timestamp: '2026-11-25 13:02:20Z',
    },
  },
})

const wentWell = ({ created_at, user_id }: SignIn): Trace => ({
  login_hint: null,
  steps: stepsFrom(created_at, [
    ...toProvider,
    ...back,
    ['token_response', 188],
    ['signature', 0.8, { alg: 'RS256', kid: 'Jx0bJv1u2w3x4z' }],
    ['id_token', 0.4, { issuer: `https://login.microsoftonline.com/${tenant}/v2.0` }],
    ['userinfo', 61, { code: 'upstream_unreachable', expected: '200', received: '503' }, { ok: false }],
    ['known', 3.2, { user_id }],
    ['tokens', 1.9, { scope: 'openid profile email' }],
  ]),
  claims: claimsOf('northwind.example'),
  mapping: mappingOf('northwind.example', true),
  decision: {
    outcome: 'known',
    because: 'the identity is known',
    email_trust: emailTrust,
    roles: [{ role: 'editor', because: 'group', from: 'Planning' }],
    administrator: { is_admin: false, because: 'not_sent', from: null },
    unmatched_roles: ['Planner.Guest'],
    warnings: ['userinfo could not be read: the ID token was used alone'],
  },
  error: null,
})

const wrongRedirectUri = ({ created_at }: SignIn): Trace => ({
  login_hint: null,
  steps: stepsFrom(created_at, [
    ['request', 0.4, { client_id: idOf('app', 1) }],
    ['refused', 0.2, { code: 'redirect_uri_not_registered', param: 'redirect_uri' }, { ok: false }],
  ]),
  claims: null,
  mapping: [],
  decision: null,
  error: {
    code: 'redirect_uri_not_registered',
    title: 'The redirect URI is not registered for this application.',
    who: 'developer',
    remedy: 'Register this redirect URI at the application, or send one that is registered. Every character counts.',
    hints: [],
    expected: 'https://planner.example/callback',
    received: 'https://planner.example/callback/',
    upstream: null,
  },
})

const known: Readonly<Record<string, (signIn: SignIn) => Trace>> = {
  groups_incomplete: tooManyGroups,
  redirect_uri_not_registered: wrongRedirectUri,
}

export const revealedOf = (signIn: SignIn, plain: SignInWithTrace): SignInWithTrace => {
  const trace = known[signIn.error_code ?? ''] ?? (signIn.state === 'succeeded' ? wentWell : undefined)
  return trace ? { ...signIn, ...trace(signIn), redacted: false } : { ...plain, redacted: false }
}

const hiddenValue = (value: unknown): unknown => {
  if (value === null || typeof value === 'boolean') return value
  if (Array.isArray(value)) return `[redacted: ${value.length} ${value.length === 1 ? 'value' : 'values'}]`
  return String(value).includes('@') ? String(value).replace(/^.*@/, '[redacted]@') : '[redacted]'
}

const shown = new Set(['iss', 'tid', 'xms_edov', '_claim_names'])

/** The same without personal data, as the gateway hides it. */
export const hiddenOf = (trace: SignInWithTrace): SignInWithTrace => ({
  ...trace,
  redacted: true,
  login_hint: trace.login_hint && String(hiddenValue(trace.login_hint)),
  mapping: trace.mapping.map((row) => ({ ...row, value: hiddenValue(row.value) })),
  claims: trace.claims && {
    ...trace.claims,
    id_token: Object.fromEntries(
      Object.entries(trace.claims.id_token).map(([name, value]) => [
        name,
        shown.has(name) ? value : hiddenValue(value),
      ]),
    ),
  },
})

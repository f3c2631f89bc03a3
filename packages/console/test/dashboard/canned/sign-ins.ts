/** The sign-ins of the story: Ben of Fabrikam is in too many groups, and the secret of Woodgrove has expired. */
import type { Overview, SignIn, SignInWithTrace } from '@gatehouse-sso/sdk/browser'
import { at, before, idOf } from './ids.ts'
import { connectionId, connectionOf, connections, organizationId, organizations, summaries } from './organizations.ts'

interface Attempt {
  readonly organization: number
  readonly state: SignIn['state']
  readonly error: string | null
  readonly at: string
}

const attempts: readonly Attempt[] = [
  { organization: 0, state: 'succeeded', error: null, at: before(4) },
  { organization: 1, state: 'succeeded', error: null, at: before(5) },
  { organization: 7, state: 'failed', error: 'upstream_refused', at: at('2026-11-25', '13:47') },
  { organization: 4, state: 'failed', error: 'groups_incomplete', at: at('2026-11-25', '13:02') },
  { organization: 7, state: 'failed', error: 'upstream_refused', at: at('2026-11-25', '11:20') },
  { organization: 1, state: 'failed', error: 'access_denied', at: at('2026-11-25', '09:58') },
  { organization: 10, state: 'failed', error: 'client_secret_wrong', at: at('2026-11-25', '08:31') },
]

export const signIns: readonly SignIn[] = attempts.map((attempt, index) => ({
  object: 'sign_in',
  id: idOf('signin', 20 + index),
  state: attempt.state,
  application_id: idOf('app', 1),
  organization_id: organizationId(attempt.organization),
  connection_id: connectionId(attempt.organization),
  user_id: attempt.state === 'succeeded' ? idOf('user', index) : null,
  email: `[redacted]@${summaries[attempt.organization]?.domains[0]}`,
  error_code: attempt.error,
  occurrences: 1,
  created_at: attempt.at,
  finished_at: attempt.at,
}))

/** With the organizations and connections that a list expands. */
export const expanded = (signIn: SignIn): SignIn => {
  const organization = organizations.find(({ id }) => id === signIn.organization_id)
  const connection = connections.find(({ id }) => id === signIn.connection_id)
  return { ...signIn, ...(organization ? { organization } : {}), ...(connection ? { connection } : {}) }
}

const titles: Readonly<Record<string, readonly [title: string, who: string, code: string | null]>> = {
  upstream_refused: ['The client secret has expired.', 'Their administrator', 'AADSTS7000222'],
  groups_incomplete: ['Too many groups for a token.', 'Their administrator', null],
  access_denied: ['Cancelled at the identity provider.', 'The person', null],
  client_secret_wrong: ['The client secret is wrong.', 'Your team', 'AADSTS7000215'],
}

function failureOf(code: string): SignInWithTrace['error'] {
  const [title, who, upstream] = titles[code] ?? [code, 'Your team', null]
  return {
    code,
    title,
    who,
    remedy: 'Create a new secret, and enter its value.',
    hints: [],
    expected: null,
    received: null,
    upstream:
      upstream === null
        ? null
        : {
            error: 'invalid_client',
            description: null,
            codes: [upstream],
            correlation_id: null,
            trace_id: null,
            timestamp: null,
          },
  }
}

export function traceOf(signIn: SignIn): SignInWithTrace {
  return {
    ...signIn,
    redacted: true,
    login_hint: null,
    steps: [{ at: signIn.created_at, name: 'redirect', ok: true, ms: 0.4, detail: {} }],
    claims: {
      id_token: {
        oid: '[redacted]',
        preferred_username: '[redacted]@northwind.example',
        name: '[redacted]',
        groups: ['5a1d7c60-3c8e-4b1f-9d2a-7e6f5a4b3c2d'],
        roles: ['Planner.Admin'],
      },
      userinfo: null,
    },
    mapping: [
      {
        attribute: 'groups',
        rule: ['groups'],
        claim: 'groups',
        source: 'id_token',
        value: [
          '1c93e0f8-5b27-4d6a-81f4-30d9c7a26e5b',
          '3e6fa1d5-08c4-47b9-b2e7-5f90d316c84a',
          '86f2c5a0-d41b-4e7f-b938-1c60e2d79a35',
        ],
        note: null,
      },
    ],
    decision:
      signIn.state === 'succeeded'
        ? {
            outcome: 'known',
            because: 'an identity of this user',
            roles: [
              { role: 'editor', because: 'group', from: 'Planning' },
              { role: 'viewer', because: 'group', from: 'All of Northwind' },
            ],
            email_trust: { level: 'verified_domain', because: 'It is a verified domain of the organization' },
            administrator: { is_admin: false, because: 'not_sent', from: null },
            unmatched_roles: [],
            warnings: [],
          }
        : null,
    error: signIn.error_code === null ? null : failureOf(signIn.error_code),
  }
}

const days: readonly (readonly [number, number])[] = [
  [34, 1],
  [41, 0],
  [38, 2],
  [36, 1],
  [6, 0],
  [3, 0],
  [39, 1],
  [44, 1],
  [47, 0],
  [43, 2],
  [40, 1],
  [7, 0],
  [4, 0],
  [45, 1],
  [49, 2],
  [46, 1],
  [51, 1],
  [44, 0],
  [8, 1],
  [5, 0],
  [48, 1],
  [52, 1],
  [50, 2],
  [36, 14],
  [47, 3],
  [9, 0],
  [6, 0],
  [53, 1],
  [49, 6],
  [38, 3],
]

const lastFailure: Readonly<Record<number, number>> = { 7: 22, 10: 26 }

const failing = (index: number): Overview['failing_connections'][number] => {
  const summary = summaries[index]
  const [connection] = summary?.connections ?? []
  if (!summary || !connection) throw new Error('no such customer')
  const last_sign_in_id = idOf('signin', lastFailure[index] ?? index)
  const health = { ...connection.health, last_sign_in_id }
  return { ...connection, health, organization_id: summary.id, organization_name: summary.name }
}

const expiring = (index: number): Overview['expiring_credentials'][number] => {
  const { connection_id, organization_id, organization_name, expires_at } = {
    connection_id: connectionId(index),
    organization_id: organizationId(index),
    organization_name: summaries[index]?.name ?? '',
    expires_at: summaries[index]?.connections[0]?.credential_expires_at ?? '',
  }
  return {
    credential_id: idOf('cred', index * 10 + 1),
    connection_id,
    connection_name: connectionOf(index).name,
    organization_id,
    organization_name,
    expires_at,
  }
}

export const overview: Overview = {
  object: 'overview',
  last_24_hours: { succeeded: 39, failed: 5 },
  days: days.map(([succeeded, failed], index) => ({
    date: new Date(Date.UTC(2026, 9, 27 + index)).toISOString().slice(0, 10),
    succeeded,
    failed,
    causes:
      failed === 0
        ? []
        : [{ error_code: failed > 3 ? 'client_secret_wrong' : 'access_denied', count: Math.max(1, failed - 2) }],
  })),
  active_connections: 11,
  failing_connections: [failing(7), failing(10)],
  expiring_credentials: [expiring(0), expiring(1), expiring(3)],
  checklist: { application: true, redirect_uri: true, organization: true, setup_link: true, sign_in: false },
}

export const emptyOverview: Overview = {
  ...overview,
  last_24_hours: { succeeded: 0, failed: 0 },
  days: overview.days.map(({ date }) => ({ date, succeeded: 0, failed: 0, causes: [] })),
  active_connections: 0,
  failing_connections: [],
  expiring_credentials: [],
  checklist: { application: false, redirect_uri: false, organization: false, setup_link: false, sign_in: false },
}

import { stripVTControlCharacters } from 'node:util'
import type { ConnectionExplanation } from '@gatehouse-sso/sdk/contract/connection-explanation'
import type { SignInWithTrace } from '@gatehouse-sso/sdk/contract/sign-ins'
import { expect, it } from 'vitest'
import { isAway, signInText } from './sign-in.ts'

const connection_id = 'conn_01jd2x3y4z5a6b7c8d9e0f1g2j'
const at = '2026-11-21T09:30:00.000Z'
const record: SignInWithTrace = {
  object: 'sign_in',
  id: 'signin_01jd2x3y4z5a6b7c8d9e0f1g2x',
  state: 'abandoned',
  ...{ application_id: null, organization_id: null, connection_id, user_id: null, email: null, error_code: null },
  ...{ occurrences: 1, created_at: at, finished_at: at, redacted: true, login_hint: null },
  steps: [],
  claims: null,
  mapping: [],
  decision: null,
  error: null,
}
const usual: ConnectionExplanation = {
  object: 'connection_explanation',
  codes: ['AADSTS50011'],
  hints: [
    {
      code: 'AADSTS50011',
      who: 'administrator',
      cause: 'The redirect URI is not registered.',
      what: 'Register it.',
      where: 'Authentication',
      url: null,
      message: 'Please register it.',
    },
  ],
  redirect_uri: 'https://sso.example/sso/oidc/callback/1',
  compared_redirect_uris: [],
  abandoned: { last_24_hours: 4, browsers: 3, since: at, pattern: 'all', because: 'Nobody has come back.' },
  ...{ correlation_id: null, trace_id: null, timestamp: null },
}
const text = (sign_in: SignInWithTrace, explanation?: ConnectionExplanation): string =>
  stripVTControlCharacters(signInText(sign_in, explanation))

it('a sign-in that did not come back is shown with the usual causes', () => {
  const shown = text(record, usual)
  expect(shown).toContain('Nobody has come back. Not back in the last 24 hours: 4.')
  expect(shown).toContain('AADSTS50011  The redirect URI is not registered. Authentication')
  expect(shown).toContain('The redirect URI that was sent: https://sso.example/sso/oidc/callback/1')
  expect(shown).toContain(`gatehouse connections explain ${connection_id} --text "…"`)
})

it('a key that may not read the connection is told the command', () => {
  expect(text(record)).toContain(`The usual causes: gatehouse connections explain ${connection_id}`)
})

it('a sign-in that came back has no such part', () => {
  expect(text({ ...record, state: 'failed' }, usual)).not.toContain('Not back yet')
  expect(isAway({ state: 'failed', connection_id })).toBe(false)
  expect(isAway({ state: 'in_progress', connection_id: null })).toBe(false)
})

it('the text says how personal data is shown, and only while it is hidden', () => {
  expect(text(record)).toContain('--reveal')
  expect(text({ ...record, redacted: false })).not.toContain('--reveal')
})

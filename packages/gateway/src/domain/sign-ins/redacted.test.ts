import type { SignInWithTrace } from '@gatehouse-sso/sdk/contract/sign-ins'
import { describe, expect, it } from 'vitest'
import { redactedSignIn } from './redacted.ts'

const step = { at: '2026-11-21T09:30:00.000Z', name: 'request', ok: true, ms: 1, detail: { scopes: ['openid'] } }
const whole: SignInWithTrace = {
  object: 'sign_in',
  id: 'signin_01jd2x3y4z5a6b7c8d9e0f1g2x',
  state: 'failed',
  application_id: null,
  organization_id: null,
  connection_id: null,
  user_id: null,
  email: null,
  error_code: 'user_unknown',
  occurrences: 1,
  created_at: '2026-11-21T09:30:00.000Z',
  finished_at: null,
  redacted: false,
  login_hint: null,
  steps: [step],
  claims: null,
  mapping: [],
  decision: null,
  error: null,
}
const claim = (value: unknown, name = 'claim'): unknown =>
  redactedSignIn({ ...whole, claims: { id_token: { [name]: value }, userinfo: null } }).claims?.id_token[name]

describe('a redacted sign-in', () => {
  it('says so, and keeps steps and names', () => {
    expect(redactedSignIn(whole)).toEqual({ ...whole, redacted: true })
  })

  it.each<[string, unknown, unknown]>([
    ['a name', 'Ada Muster', '[redacted]'],
    ['an email, but not its domain', 'ada@contoso.example', '[redacted]@contoso.example'],
    ['an email with a plus', 'ada+x.y@contoso.example', '[redacted]@contoso.example'],
    ['the user name of a guest', 'ada_fabrikam.example#EXT#@contoso.example', '[redacted]@contoso.example'],
    ['text with an email and more', 'Ada <ada@contoso.example>', '[redacted]'],
    ['a number', 4711, '[redacted]'],
    ['an object', { street: 'Main' }, '[redacted]'],
    ['a list, but not its length', ['a', 'b'], '[redacted: 2 values]'],
    ['a list of one', ['a'], '[redacted: 1 value]'],
  ])('hides %s', (_, value, shown) => {
    expect(claim(value)).toEqual(shown)
    const mapping = [
      { attribute: 'name', rule: ['name'], claim: 'name', source: 'id_token', value, note: null } as const,
    ]
    const record = { ...whole, mapping: mapping.map((row) => ({ ...row, rule: [...row.rule] })) }
    expect(redactedSignIn(record).mapping).toEqual([{ ...record.mapping[0], value: shown }])
  })

  it.each<[string, unknown]>([
    ['claim', null],
    ['email_verified', false],
    ['tid', '8f1c2b3a-4d5e-4f60-8a7b-9c0d1e2f3a4b'],
    ['iss', 'https://login.microsoftonline.com/8f1c2b3a-4d5e-4f60-8a7b-9c0d1e2f3a4b/v2.0'],
    ['exp', 1_800_000_000],
    ['xms_edov', '1'],
    ['amr', ['pwd', 'mfa']],
    ['_claim_names', { groups: 'src1' }],
  ])('shows %s %j', (name, value) => expect(claim(value, name)).toEqual(value))

  it('hides an email wherever a text names it', () => {
    const text = "User account 'ada@fabrikam.example' from identity provider 'live.com' does not exist"
    const upstream = { error: 'access_denied', description: text, codes: ['AADSTS50020'] }
    const error = {
      ...{ code: 'upstream_denied', title: 'T', who: 'person', remedy: 'R', hints: [] },
      ...{ expected: null, received: 'sub: ada@contoso.example' },
      upstream: { ...upstream, correlation_id: null, trace_id: null, timestamp: null },
    }
    const steps = [{ ...step, detail: { login_hint: 'ada@contoso.example', scopes: ['openid'] } }]
    const record = { ...whole, email: 'ada@contoso.example', login_hint: 'ada@contoso.example', steps, error }
    expect(JSON.stringify(redactedSignIn(record))).not.toContain('ada')
    expect(redactedSignIn(record)).toMatchObject({
      email: '[redacted]@contoso.example',
      error: { received: 'sub: [redacted]@contoso.example', upstream: { codes: ['AADSTS50020'] } },
      steps: [{ detail: { login_hint: '[redacted]@contoso.example', scopes: ['openid'] } }],
    })
  })
})

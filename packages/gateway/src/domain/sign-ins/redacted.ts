/**
 * A sign-in with its trace, without personal data. The names of claims, the rules, the notes and the reasons stay, and
 * so do values that say nothing about a person. Of an email its domain stays, because trust in an email depends on it.
 */
import type { Claims } from '@gatehouse-sso/core/oidc/claims'
import type { SignInWithTrace } from '@gatehouse-sso/sdk/contract/sign-ins'
import { hidden, hideEmails, withoutEmails } from '../events/without-emails.ts'

/** Claims about the token, the tenant or the way of signing in. */
const impersonal = [
  ...['iss', 'aud', 'azp', 'exp', 'nbf', 'iat', 'typ', 'ver', 'tid', 'idp'],
  ...['auth_time', 'acr', 'amr', 'acct', 'xms_edov', 'hasgroups', '_claim_names'],
]

export function redactedSignIn(sign_in: SignInWithTrace): SignInWithTrace {
  const { email, login_hint, claims, mapping, decision, error, steps } = sign_in
  return {
    ...sign_in,
    redacted: true,
    email: email && redactedText(email),
    login_hint: login_hint && redactedText(login_hint),
    steps: steps.map((step) => ({ ...step, detail: withoutEmails(step.detail) })),
    claims: claims && {
      id_token: redactedClaims(claims.id_token),
      userinfo: claims.userinfo && redactedClaims(claims.userinfo),
    },
    mapping: mapping.map((row) => ({ ...row, value: redactedValue(row.value), note: withoutEmails(row.note) })),
    decision: withoutEmails(decision),
    error: withoutEmails(error),
  }
}

function redactedClaims(claims: Claims): Record<string, unknown> {
  const shown = ([name, value]: [string, unknown]): [string, unknown] => [
    name,
    impersonal.includes(name) ? withoutEmails(value) : redactedValue(value),
  ]
  return Object.fromEntries(Object.entries(claims).map(shown))
}

/** A flag is true of many people. Of everything else the form is shown. */
function redactedValue(value: unknown): unknown {
  if (value === null || value === undefined || typeof value === 'boolean') return value
  if (Array.isArray(value)) return `[redacted: ${value.length} ${value.length === 1 ? 'value' : 'values'}]`
  return typeof value === 'string' ? redactedText(value) : hidden
}

/** A value that is nothing but an email keeps its domain. */
function redactedText(text: string): string {
  return /^[^\s@]+@[^\s@]+$/.test(text) ? hideEmails(text) : hidden
}

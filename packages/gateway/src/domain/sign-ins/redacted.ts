/**
 * A sign-in with its trace, without personal data. The names of claims, the rules, the notes and the reasons stay, and
 * so do values that say nothing about a person. Of an email its domain stays, because trust in an email depends on it.
 */
import type { Claims } from '@gatehouse-sso/core/oidc/claims'
import type { SignInWithTrace } from '@gatehouse-sso/sdk/contract/sign-ins'

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

const hidden = '[redacted]'
const endsName = /[\s@"'<>(),;:]/

/** A value that is nothing but an email keeps its domain. */
function redactedText(text: string): string {
  return /^[^\s@]+@[^\s@]+$/.test(text) ? hideEmails(text) : hidden
}

/** Texts quote what came, and an identity provider quotes the user name of the person. */
function withoutEmails<T>(value: T): T {
  if (typeof value === 'string') return hideEmails(value) as T
  if (Array.isArray(value)) return value.map(withoutEmails) as T
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, withoutEmails(member)])) as T
}

/** Hides what stands before each `@`. A loop, because a regular expression would take long for a long text. */
function hideEmails(text: string): string {
  let shown = ''
  let from = 0
  for (let at = text.indexOf('@'); at >= 0; at = text.indexOf('@', at + 1)) {
    let start = at
    while (start > from && !endsName.test(text[start - 1] ?? '')) start -= 1
    shown += start === at ? text.slice(from, at) : `${text.slice(from, start)}${hidden}`
    from = at
  }
  return shown + text.slice(from)
}

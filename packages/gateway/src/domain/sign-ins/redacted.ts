/**
 * A sign-in with its trace, without personal data. The names of claims, the rules, the notes and the reasons stay, and
 * so do values that say nothing about a person. Of an email its domain stays, because trust in an email depends on it.
 */
import type { Claims } from '@gatehouse-sso/core/oidc/claims'
import type { SignIn, SignInWithTrace } from '@gatehouse-sso/sdk/contract/sign-ins'
import { redactedText, redactedValue } from '../events/redacted-value.ts'
import { withoutEmails } from '../events/without-emails.ts'

/** Claims about the token, the tenant or the way of signing in. */
const impersonal = [
  ...['iss', 'aud', 'azp', 'exp', 'nbf', 'iat', 'typ', 'ver', 'tid', 'idp'],
  ...['auth_time', 'acr', 'amr', 'acct', 'xms_edov', 'hasgroups', '_claim_names'],
]

/** A sign-in without its trace, as the list shows it. */
export function redactedSummary(sign_in: SignIn): SignIn {
  return { ...sign_in, email: sign_in.email && redactedText(sign_in.email) }
}

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
    decision: decision && withoutEmails(redactedDecision(decision)),
    error: withoutEmails(error),
  }
}

type Decision = NonNullable<SignInWithTrace['decision']>

/** A group that gave something tells about the person. A value of the roles claim names a role of the product. */
function redactedDecision(decision: Decision): Decision {
  const { roles, administrator } = decision
  const redactedFrom = <R extends { readonly because: string; readonly from: string | null }>(reason: R): R =>
    reason.because === 'group' ? { ...reason, from: reason.from && redactedText(reason.from) } : reason
  return { ...decision, roles: roles.map(redactedFrom), administrator: administrator && redactedFrom(administrator) }
}

function redactedClaims(claims: Claims): Record<string, unknown> {
  const shown = ([name, value]: [string, unknown]): [string, unknown] => [
    name,
    impersonal.includes(name) ? withoutEmails(value) : redactedValue(value),
  ]
  return Object.fromEntries(Object.entries(claims).map(shown))
}

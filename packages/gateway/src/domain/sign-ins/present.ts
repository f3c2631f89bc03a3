/** The public form of a sign-in, alone and with its trace. */
import type { Hint } from '@gatehouse-sso/core/explained-failure'
import type { Explanation } from '@gatehouse-sso/core/mapping/explain'
import { isoTime, isoTimeOrNull } from '@gatehouse-sso/core/time'
import type { SignIn, SignInWithTrace } from '@gatehouse-sso/sdk/contract/sign-ins'
import { presentFailure } from '../events/present.ts'
import type { Decided, joinTraces, TraceStep } from '../events/trace.ts'
import type { SignInRecord } from '../stores/sign-ins.ts'

export interface TracedSignIn {
  readonly sign_in: SignInRecord
  readonly trace: ReturnType<typeof joinTraces>
  /** How to mend the error of the identity provider, as the page says it. */
  readonly hints: readonly Hint[]
}

export function presentSignIn(record: SignInRecord): SignIn {
  const { id, state, application_id, organization_id, connection_id, user_id, error_code } = record
  return {
    object: 'sign_in',
    id,
    state,
    application_id,
    organization_id,
    connection_id,
    user_id,
    email: record.email_key,
    error_code,
    occurrences: record.occurrences,
    created_at: isoTime(record.created_at),
    finished_at: isoTimeOrNull(record.finished_at),
  }
}

export function presentTracedSignIn({ sign_in, trace, hints }: TracedSignIn): SignInWithTrace {
  const { steps, login_hint, claims, mapping, decision, error } = trace
  return Object.assign(presentSignIn(sign_in), {
    redacted: false,
    login_hint,
    steps: steps.map(presentStep),
    // Claims are shown as they came. An administrator looks for exactly that.
    claims: claims && { id_token: claims.id_token, userinfo: claims.userinfo },
    mapping: mapping.map(presentExplanation),
    decision: decision && presentDecision(decision),
    error: error && presentFailure(error, hints),
  })
}

function presentStep({ at, name, ok, ms, detail }: TraceStep): SignInWithTrace['steps'][number] {
  return { at: isoTime(at), name, ok, ms, detail }
}

function presentExplanation(explanation: Explanation): SignInWithTrace['mapping'][number] {
  const { attribute, rule, claim, source, value, note } = explanation
  return { attribute, rule: [...rule], claim, source, value, note }
}

function presentDecision({
  outcome,
  because,
  roles,
  email_trust,
  administrator,
  unmatched_roles = [],
  warnings = [],
}: Decided): NonNullable<SignInWithTrace['decision']> {
  return {
    outcome,
    because,
    email_trust: email_trust ? { level: email_trust.level, because: email_trust.because } : null,
    roles: roles.map(({ role, because, from }) => ({ role, because, from })),
    administrator: administrator
      ? { is_admin: administrator.is_admin, because: administrator.because, from: administrator.from }
      : null,
    unmatched_roles: [...unmatched_roles],
    warnings: [...warnings],
  }
}

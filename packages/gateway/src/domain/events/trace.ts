/**
 * The trace of a sign-in: each step with its time and result, the claims as received, claim → rule → value, the
 * decision with its reason, the error. The first steps stand in the row of the sign-in. Later steps are collected while
 * a request is served and written behind, in batches. Personal data is sealed. A lost trace never costs a sign-in.
 */

import type { EmailTrust } from '@gatehouse-sso/core/email-trust'
import { type ExplainedFailure, explainedFailure } from '@gatehouse-sso/core/explained-failure'
import type { Failure } from '@gatehouse-sso/core/failure'
import type { Id } from '@gatehouse-sso/core/ids'
import type { AdministratorReason } from '@gatehouse-sso/core/mapping/administrator'
import type { Explanation, RoleReason } from '@gatehouse-sso/core/mapping/explain'
import type { Claims } from '@gatehouse-sso/core/oidc/claims'
import type { UpstreamTrace } from '../ports/identity-providers.ts'
import type { Ports } from '../ports/ports.ts'
import type { TraceRecord } from '../stores/sign-ins.ts'
import type { UnitsOfWork, Write } from '../stores/unit.ts'
import type { Caller } from './caller.ts'
import { withoutEmails } from './without-emails.ts'

export interface TraceStep {
  readonly at: number
  readonly name: string
  readonly ok: boolean
  readonly ms: number
  readonly detail: Readonly<Record<string, unknown>>
}

/** The decision about a person: user, roles and their reasons. Traces of older versions lack the optional members. */
export interface Decided {
  readonly outcome: string
  readonly because: string
  readonly roles: readonly RoleReason[]
  /** How far the email is proved; null where a session answered. */
  readonly email_trust?: EmailTrust | null
  /** Null where a session answered. */
  readonly administrator?: AdministratorReason | null
  /** Values of the roles claim that gave no role. */
  readonly unmatched_roles?: readonly string[]
  readonly warnings?: readonly string[]
}

/** The part without personal data. */
export interface TraceEntry {
  readonly steps: readonly TraceStep[]
  readonly decision: Decided | null
  readonly error: ExplainedFailure | null
}

/** The part with personal data. */
export interface SealedTraceEntry {
  /** As it was typed, or sent by the application. */
  readonly login_hint: string | null
  readonly claims: { readonly id_token: Claims; readonly userinfo: Claims | null } | null
  readonly mapping: readonly Explanation[]
  /** The part without personal data as it came, where an identity provider quoted an email in it. */
  readonly quoted?: Pick<TraceEntry, 'steps' | 'error'>
}

/**
 * A trace that is being written. It tells only what has happened: a decision that may be rolled back and made again
 * (work/change.ts) must not write into it.
 */
export interface OpenTrace extends UpstreamTrace {
  /** The steps so far, for the row of a sign-in that begins. */
  readonly steps: readonly TraceStep[]
  /** The email that was typed, where no sign-in keeps it. */
  typed(login_hint: string): void
  /** The email of the person, as soon as it is known, so that a refused sign-in is found by it. */
  person(email_key: string | null): void
  /** The email that `person` was given. */
  personKey(): string | null
  claims(id_token: Claims, userinfo: Claims | null): void
  mapping(explanations: readonly Explanation[]): void
  decision(decision: Decided): void
  error(failure: Failure): void
  /** The trace as a write, for a unit that must have it. */
  write(environment_id: Id<'env'>, sign_in_id: Id<'signin'>): Write
  /** Hands the trace over to be written, a moment later. */
  close(environment_id: Id<'env'>, sign_in_id: Id<'signin'>): void
}

const sealedContext = (id: Id<'trace'>): string => `sign_in_traces.entry:${id}`

export function openTrace({
  ports,
  units,
  caller,
}: {
  readonly ports: Ports
  readonly units: Pick<UnitsOfWork, 'later'>
  readonly caller: Caller
}): OpenTrace {
  const steps: TraceStep[] = []
  let login_hint: string | null = null
  let claims: SealedTraceEntry['claims'] = null
  let mapping: readonly Explanation[] = []
  let decision: TraceEntry['decision'] = null
  let error: TraceEntry['error'] = null
  let person: string | null = null
  let last = ports.ticks()

  const add = (name: string, ok: boolean, detail: Readonly<Record<string, unknown>>): void => {
    const now = ports.ticks()
    steps.push({ at: ports.now(), name, ok, ms: Math.round((now - last) * 100) / 100, detail })
    last = now
  }

  const write = (environment_id: Id<'env'>, sign_in_id: Id<'signin'>): Write => {
    const id = ports.keys.newId('trace')
    const came = { steps, error }
    // Only failures quote. Without emails, they may be kept for longer than what is sealed.
    const clear = error === null && steps.every(({ ok }) => ok) ? came : withoutEmails(came)
    const isQuoted = clear !== came && JSON.stringify(clear) !== JSON.stringify(came)
    const entry: TraceEntry = { ...clear, decision }
    const secret: SealedTraceEntry = { login_hint, claims, mapping, ...(isQuoted ? { quoted: came } : {}) }
    const isEmpty = login_hint === null && claims === null && mapping.length === 0 && !isQuoted
    return ports.stores.in(environment_id).sign_ins.insertTrace({
      id,
      environment_id,
      sign_in_id,
      entry,
      entry_sealed: isEmpty ? null : ports.keys.seal(JSON.stringify(secret), sealedContext(id)),
      request_id: error === null ? null : (caller.source?.request_id ?? null),
      ...upstreamIds(error),
      created_at: ports.now(),
    })
  }

  return {
    steps,
    step: (name, detail = {}) => add(name, true, detail),
    failed: (name, detail = {}) => {
      if (steps.at(-1)?.name === name) steps.pop() // the step failed after all
      add(name, false, detail)
    },
    typed: (text) => {
      login_hint = text
    },
    person: (email_key) => {
      person = email_key
    },
    personKey: () => person,
    claims: (id_token, userinfo) => {
      claims = { id_token, userinfo }
    },
    mapping: (explanations) => {
      mapping = explanations
    },
    decision: (made) => {
      decision = made
    },
    error: (failure) => {
      error = explainedFailure(failure)
    },
    write,
    close: (environment_id, sign_in_id) => units.later([write(environment_id, sign_in_id)]),
  }
}

function upstreamIds(
  error: ExplainedFailure | null,
): Pick<TraceRecord, 'upstream_correlation_id' | 'upstream_trace_id'> {
  const { correlation_id, trace_id } = error?.upstream ?? {}
  return {
    upstream_correlation_id: correlation_id?.toLowerCase() ?? null,
    upstream_trace_id: trace_id?.toLowerCase() ?? null,
  }
}

/**
 * The whole trace of a sign-in.
 * @param begun the part that stands in its row: the first steps, and the email that was typed
 * @param rows one for each later visit of the browser or the application
 */
export function joinTraces(
  ports: Ports,
  { steps: begun, login_hint }: Pick<TraceEntry & SealedTraceEntry, 'steps' | 'login_hint'>,
  rows: readonly TraceRecord[],
): TraceEntry & SealedTraceEntry {
  const joined = { steps: begun, login_hint, decision: null, error: null, claims: null, mapping: [] }
  return rows.reduce<TraceEntry & SealedTraceEntry>((whole, row) => {
    const secret: SealedTraceEntry =
      row.entry_sealed === null
        ? { login_hint: null, claims: null, mapping: [] }
        : (JSON.parse(ports.keys.open(row.entry_sealed, sealedContext(row.id))) as SealedTraceEntry)
    const entry = { ...(row.entry as TraceEntry), ...secret.quoted }
    return {
      steps: [...whole.steps, ...entry.steps],
      decision: entry.decision ?? whole.decision,
      // The first one: a client that tries again after a refusal is refused for the attempt before.
      error: whole.error ?? entry.error,
      login_hint: secret.login_hint ?? whole.login_hint,
      claims: secret.claims ?? whole.claims,
      mapping: secret.mapping.length > 0 ? secret.mapping : whole.mapping,
    }
  }, joined)
}

/**
 * A sign-in as it is kept: how its row begins, and how it is read later with its trace. A refused request is kept as a
 * failed sign-in too (refused-requests.ts). The states are in sign-in/enter.ts.
 */
import type { Hint } from '@gatehouse-sso/core/explained-failure'
import type { Id } from '@gatehouse-sso/core/ids'
import type { AuthorizationRequest } from '@gatehouse-sso/core/oauth/authorization-request'
import { millisecondsOf } from '@gatehouse-sso/core/time'
import type { Language } from '@gatehouse-sso/sdk/contract/setup-intents'
import { joinTraces, type TraceEntry } from '../events/trace.ts'
import type { Ports } from '../ports/ports.ts'
import type { BegunSignIn, SignInRecord, TestSignIn } from '../stores/sign-ins.ts'
import { found } from '../work/change.ts'
import { type Flow, type GoOn, openFlow, openTestFlow, type PinnedConnection } from './flow.ts'
import type { TracedSignIn } from './present.ts'
import { traceIn } from './record-language.ts'
import { germanRecordText } from './record-texts.ts'

/** The part of a sign-in that is known when it begins. */
type Known = Pick<
  SignInRecord,
  'id' | 'environment_id' | 'application_id' | 'organization_id' | 'connection_id' | 'browser_hash'
>

/** A sign-in that begins now, not yet written. */
export function newSignIn<K extends Known>({ now, lifetimes }: Ports, known: K): SignInRecord & K {
  const created_at = now()
  return {
    ...known,
    user_id: null,
    email_key: null,
    state: 'in_progress',
    state_hash: null,
    flow_sealed: null,
    restarted: false,
    error_code: null,
    session_id: null,
    grant_id: null,
    created_at,
    expires_at: created_at + millisecondsOf(lifetimes.sign_in_seconds),
    finished_at: null,
    occurrences: 1,
  }
}

/** Whether a sign-in began. A refused request never did. */
export function isBegun(sign_in: SignInRecord): sign_in is BegunSignIn {
  const { application_id, organization_id, connection_id, browser_hash } = sign_in
  return [application_id, organization_id, connection_id, browser_hash].every((known) => known !== null)
}

/** A sign-in that failed, with what its page needs. */
export interface FailedSignIn extends TracedSignIn {
  readonly sign_in: BegunSignIn
  readonly request: AuthorizationRequest
}

/**
 * A sign-in that failed, for the page that explains it to the person in whose browser it failed.
 * @param browser_hash of the key in the browser's cookie
 * @param readerOf the language of the reader; a sign-in that began with an older version has no `ui_locales`
 * @returns `undefined` unless it failed in this very browser
 */
export async function getFailedSignIn(
  ports: Ports,
  environment_id: Id<'env'>,
  id: string,
  browser_hash: string | undefined,
  readerOf: (ui_locales: string | null | undefined) => Language,
): Promise<FailedSignIn | undefined> {
  const { sign_ins } = ports.stores.in(environment_id)
  const sign_in = await sign_ins.get(id)
  if (sign_in?.state !== 'failed' || sign_in.flow_sealed === null || browser_hash === undefined) return undefined
  if (!isBegun(sign_in) || !ports.keys.equal(sign_in.browser_hash, browser_hash)) return undefined
  const { request, steps, connection } = openFlow(ports, sign_in)
  const { login_hint, ui_locales } = request
  const trace = joinTraces(ports, { steps, login_hint }, await sign_ins.traces(sign_in.id))
  return { sign_in, trace, hints: hintsOf(ports, connection, trace, readerOf(ui_locales)), request }
}

/** A test of a connection, with what its page needs. */
export interface EndedTest extends TracedSignIn {
  readonly sign_in: TestSignIn
  /** Set if the test completes the consent of an administrator. `doubt`: why the consent is not certain all the same. */
  readonly consent: { readonly doubt: string | null; readonly go_on: GoOn | null } | null
}

/** @returns `undefined` unless the test was made in this very browser */
export async function getTest(
  ports: Ports,
  environment_id: Id<'env'>,
  id: string,
  browser_hash: string | undefined,
  language: Language,
): Promise<EndedTest | undefined> {
  const { sign_ins } = ports.stores.in(environment_id)
  const sign_in = await sign_ins.get(id)
  if (!sign_in || !isTest(sign_in) || browser_hash === undefined) return undefined
  if (!ports.keys.equal(sign_in.browser_hash, browser_hash)) return undefined
  const { steps, connection, consent } = openTestFlow(ports, sign_in)
  const trace = traceIn(joinTraces(ports, { steps, login_hint: null }, await sign_ins.traces(sign_in.id)), language)
  const doubt = consent ? await doubtAbout(ports, sign_in, language) : null
  return {
    sign_in,
    trace,
    hints: hintsOf(ports, connection, trace, language),
    consent: consent ? { doubt, go_on: consent.go_on ?? null } : null,
  }
}

/** A sign-in that came through, after an answer about the consent that does not fit it. */
async function doubtAbout(
  ports: Ports,
  { id, environment_id, connection_id }: TestSignIn,
  language: Language,
): Promise<string | null> {
  const connection = await ports.stores.in(environment_id).connections.get(connection_id)
  const words = [connection?.candidate?.consent, connection?.consent]
  const word = words.find((consent) => consent?.sign_in_id === id)
  if (word?.result !== 'seen') return null
  return language === 'de' ? germanRecordText(word.because) : word.because
}

/** Whether a sign-in is the test of a connection. */
export function isTest(sign_in: SignInRecord): sign_in is TestSignIn {
  return sign_in.state.startsWith('test_') && sign_in.browser_hash !== null && sign_in.connection_id !== null
}

/**
 * @param language of its failure and hints
 * @throws Failure resource_missing
 */
export async function getSignIn(
  ports: Ports,
  environment_id: Id<'env'>,
  id: Id<'signin'>,
  language: Language = 'en',
): Promise<TracedSignIn> {
  const { sign_ins } = ports.stores.in(environment_id)
  const sign_in = found(await sign_ins.get(id))
  // A sign-in that a session answered has no flow, and a refused request neither.
  const flow = sign_in.flow_sealed === null ? undefined : openFlow(ports, sign_in)
  // A test has no request.
  const begun = {
    steps: flow?.steps ?? [],
    login_hint: (flow as Partial<Flow> | undefined)?.request?.login_hint ?? null,
  }
  const trace = traceIn(joinTraces(ports, begun, await sign_ins.traces(id)), language)
  return { sign_in, trace, hints: flow ? hintsOf(ports, flow.connection, trace, language) : [] }
}

function hintsOf(
  ports: Ports,
  connection: PinnedConnection,
  { error }: TraceEntry,
  language: Language,
): readonly Hint[] {
  return ports.connection_types.hints(connection, error?.upstream?.codes ?? [], language)
}

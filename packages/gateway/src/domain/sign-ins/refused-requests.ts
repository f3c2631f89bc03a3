/**
 * A request that is refused outside of a sign-in: at the authorization endpoint, at a callback, or at an endpoint for
 * clients. It is kept as a failed sign-in. Application, organization and connection are null there unless the request
 * named them rightly. The id of the record is the reference that the person or the client is shown.
 *
 * Past 20 records a minute for one address and one failure code, the last record counts up, and its id is shown.
 *
 * Not kept: `sign_in_required`, because it is the answer that the application asked for with `prompt=none`;
 * `rate_limited`, because the limit must cost less than what it refuses; and `database_unavailable`, because nothing can
 * be written.
 */
import { emailDomain, emailKey } from '@gatehouse-sso/core/email'
import { type Failure, isFailure, recordedFailure } from '@gatehouse-sso/core/failure'
import type { FailureCode } from '@gatehouse-sso/core/failures'
import type { Parameters } from '@gatehouse-sso/core/oauth/parameters'
import { readableText } from '@gatehouse-sso/core/readable-text'
import { shownId } from '@gatehouse-sso/core/shown-id'
import { openTrace } from '../events/trace.ts'
import type { Ports } from '../ports/ports.ts'
import type { EnvironmentRecord } from '../stores/environments.ts'
import type { SignInRecord } from '../stores/sign-ins.ts'
import type { Work } from '../work/work.ts'
import { insertFailure } from './refuse.ts'

/** A request that is refused. Every member is as it was received. */
export interface RefusedRequest {
  /** For the trace. Without secrets and without personal data. */
  readonly received: Readonly<Record<string, unknown>>
  readonly client_id?: string | undefined
  readonly organization?: string | undefined
  readonly connection?: string | undefined
  readonly login_hint?: string | undefined
  readonly browser_hash?: string | undefined
}

/** Parameters that the trace shows. The others are secrets, personal data, or nobody's question. */
const shown = [
  'client_id',
  'redirect_uri',
  'response_type',
  'response_mode',
  'scope',
  'code_challenge_method',
  'prompt',
  'max_age',
  'organization',
  'connection',
  'domain_hint',
  'grant_type',
]
const ids = ['client_id', 'organization', 'connection']
const maximumLength = 500

const notKept: readonly FailureCode[] = ['sign_in_required', 'rate_limited', 'database_unavailable']

/** An authorization request, or a request of a client, as it is kept. */
export function refusedParameters(parameters: Parameters): RefusedRequest {
  const { client_id, organization, connection, login_hint } = parameters
  const received = shown.flatMap((name) => {
    const value = parameters[name]
    if (value === undefined) return []
    return [[name, ids.includes(name) ? shownId(value) : readableText(value, maximumLength)] as const]
  })
  return { received: Object.fromEntries(received), client_id, organization, connection, login_hint }
}

/**
 * Keeps what `answer` refuses.
 * @param request called only when there is a failure
 * @throws what `answer` throws; a failure has its record
 */
export async function keepingRefusals<T>(
  work: Work,
  environment: EnvironmentRecord,
  request: () => RefusedRequest,
  answer: () => Promise<T>,
): Promise<T> {
  try {
    return await answer()
  } catch (error) {
    throw isFailure(error) ? await keepRefusal(work, environment, request(), error) : error
  }
}

/** Keeps a refused request. @returns the failure with its record */
export async function keepRefusal(
  work: Work,
  environment: EnvironmentRecord,
  request: RefusedRequest,
  failure: Failure,
): Promise<Failure> {
  if (failure.evidence.record || notKept.includes(failure.code)) return failure
  const { ports, units } = work
  const client_id = request.client_id === undefined ? null : shownId(request.client_id)
  const id = ports.keys.newId('signin')
  const { sign_ins } = ports.stores.in(environment.id)
  const key = refusalKey(work, environment, failure)
  const instead = ports.recent_refusals.count(key, id)
  if (instead !== undefined) {
    units.later([sign_ins.countOccurrence(instead)])
    return recordedFailure(failure, { sign_in_id: instead, client_id })
  }
  try {
    const named = await thingsNamed(ports, environment, request)
    const sign_in: SignInRecord = { ...refusedSignIn(ports, environment, request, failure), ...named, id }
    const trace = openTrace(work)
    trace.step('request', request.received)
    trace.failed('refused', { code: failure.code, ...(failure.evidence.param && { param: failure.evidence.param }) })
    trace.error(failure)
    if (request.login_hint !== undefined) trace.typed(readableText(request.login_hint, maximumLength))
    await units.run([sign_ins.insert(sign_in), trace.write(environment.id, id), insertFailure(work, sign_in)])
    return recordedFailure(failure, { sign_in_id: id, client_id })
  } catch (error) {
    ports.recent_refusals.forget(key)
    if (isFailure(error, 'database_unavailable')) return failure
    throw error
  }
}

/** The key under which refused requests are counted together. */
export function refusalKey({ caller }: Work, environment: EnvironmentRecord, { code }: Failure): string {
  return `${environment.id} ${caller.source?.address ?? ''} ${code}`
}

/** The email of a `login_hint` in the form in which it is found, if it is one. */
export function hintedEmail(login_hint: string | null | undefined): string | null {
  const text = login_hint?.trim() ?? ''
  return emailDomain(text) === undefined ? null : (emailKey(text) ?? null)
}

function refusedSignIn(
  ports: Ports,
  environment: EnvironmentRecord,
  { login_hint, browser_hash }: RefusedRequest,
  { code }: Failure,
): Omit<SignInRecord, 'id' | keyof Named> {
  const now = ports.now()
  return {
    environment_id: environment.id,
    user_id: null,
    email_key: hintedEmail(login_hint),
    state: 'failed',
    state_hash: null,
    browser_hash: browser_hash ?? null,
    flow_sealed: null,
    restarted: false,
    error_code: code,
    session_id: null,
    grant_id: null,
    created_at: now,
    expires_at: now,
    finished_at: now,
    occurrences: 1,
  }
}

type Named = Pick<SignInRecord, 'application_id' | 'organization_id' | 'connection_id'>

/** The things that the request names and that exist. The organization of a connection is known with it. */
async function thingsNamed(
  { configuration, stores }: Ports,
  environment: EnvironmentRecord,
  { client_id, organization, connection, login_hint, received }: RefusedRequest,
): Promise<Named> {
  const application = client_id === undefined ? undefined : await configuration.application(environment.id, client_id)
  const named = connection === undefined ? undefined : await configuration.connection(environment.id, connection)
  const owner = organization === undefined ? undefined : await configuration.organization(environment.id, organization)
  const domain = String(received.domain_hint ?? emailDomain(login_hint?.trim() ?? '') ?? '')
  const claim = owner || named || domain === '' ? undefined : await stores.in(environment.id).domains.claimed(domain)
  return {
    application_id: application?.application.id ?? null,
    organization_id: owner?.organization.id ?? named?.connection.organization_id ?? claim?.organization_id ?? null,
    connection_id: named?.connection.id ?? null,
  }
}

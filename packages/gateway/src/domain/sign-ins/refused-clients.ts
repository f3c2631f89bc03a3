/**
 * A request of a client that is refused: at the token endpoint, at pushed requests, introspection and revocation. A code
 * leads to its sign-in, whose trace then ends with the refusal. Otherwise the request is kept as a failed sign-in of its
 * own (refused-requests.ts).
 *
 * Not kept: a refresh token that is no longer valid. It ends every session sooner or later, and tells the application to
 * let the person sign in again. One that was used before leaves the event `grant.revoked`.
 */
import { type Failure, recordedFailure } from '@gatehouse-sso/core/failure'
import { type FailureCode, failures } from '@gatehouse-sso/core/failures'
import type { Parameters } from '@gatehouse-sso/core/oauth/parameters'
import { shownId } from '@gatehouse-sso/core/shown-id'
import { openTrace } from '../events/trace.ts'
import type { EnvironmentRecord } from '../stores/environments.ts'
import { parseHandle } from '../work/handles.ts'
import type { Work } from '../work/work.ts'
import { insertFailure } from './refuse.ts'
import { keepRefusal, refusalKey, refusedParameters } from './refused-requests.ts'

/** The answers to a program that waits for its person. */
const answersToDevices: readonly FailureCode[] = [
  'device_pending',
  'device_slow_down',
  'device_denied',
  'device_code_expired',
]

/** Whether a refusal is an answer that a client reckons with: a refresh token that is no longer valid, or a device that waits. */
export function isAnswer({ code }: Failure, { grant_type }: Parameters): boolean {
  if (answersToDevices.includes(code)) return true
  return failures[code].oauth === 'invalid_grant' && grant_type === 'refresh_token'
}

/**
 * Keeps a refused request of a client.
 * @param client_id that the client presented, in whatever way
 * @returns the failure with its record
 */
export async function keepRefusedClient(
  work: Work,
  environment: EnvironmentRecord,
  client_id: string | undefined,
  parameters: Parameters,
  failure: Failure,
): Promise<Failure> {
  if (isAnswer(failure, parameters)) return failure
  if (failure.code === 'database_unavailable') return failure
  const request = { ...refusedParameters({ ...parameters, ...(client_id === undefined ? {} : { client_id }) }) }
  const sign_in_id = await signInOfCode(work, environment, parameters.code)
  if (sign_in_id === undefined) return keepRefusal(work, environment, request, failure)
  const recorded = recordedFailure(failure, {
    sign_in_id,
    client_id: client_id === undefined ? null : shownId(client_id),
  })
  const key = `${refusalKey(work, environment, failure)} ${sign_in_id}`
  if (work.ports.recent_refusals.count(key, sign_in_id) !== undefined) return recorded
  const trace = openTrace(work)
  const { param } = failure.evidence
  trace.failed('tokens', { ...request.received, code: failure.code, ...(param && { param }) })
  trace.error(failure)
  const { sign_ins } = work.ports.stores.in(environment.id)
  const sign_in = await sign_ins.get(sign_in_id)
  const isFirst = sign_in?.state === 'succeeded' && sign_in.error_code === null
  await work.units.run([
    trace.write(environment.id, sign_in_id),
    sign_ins.noteRefusedTokens(sign_in_id, failure.code),
    ...(isFirst ? [insertFailure(work, { ...sign_in, error_code: failure.code })] : []),
  ])
  return recorded
}

/** The sign-in that a code was made by. */
async function signInOfCode({ ports }: Work, environment: EnvironmentRecord, unverified_code: string | undefined) {
  const handle = parseHandle(ports.keys, 'grant', unverified_code, 256)
  const grant = handle && (await ports.stores.in(environment.id).grants.get(handle.id))
  return grant && ports.keys.equal(grant.code_hash, handle.hash) ? (grant.sign_in_id ?? undefined) : undefined
}

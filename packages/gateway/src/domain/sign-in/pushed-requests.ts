/**
 * Pushed authorization requests (RFC 9126): the application sends its parameters ahead, authenticated, and the browser
 * carries only a handle. A pushed request serves for one sign-in, for ten minutes, and only for the application that
 * pushed it.
 *
 * Beside the handle no other parameter counts (section 4), with one exception: what a person answers on our own pages,
 * their email or the connection they choose. These pages put a proof into their form and links. It is sealed for this
 * pushed request and this browser, so that neither the application nor a link can make one, or use that of another
 * browser; it ends with the pushed request.
 */

import { Failure, isFailure } from '@gatehouse-sso/core/failure'
import type { Id } from '@gatehouse-sso/core/ids'
import {
  checkAuthorizationRequest,
  checkRedirectUri,
  requestParameters,
} from '@gatehouse-sso/core/oauth/authorization-request'
import type { Parameters } from '@gatehouse-sso/core/oauth/parameters'
import { millisecondsOf } from '@gatehouse-sso/core/time'
import { indicatedResource } from '../access/resource-indicator.ts'
import type { Ports } from '../ports/ports.ts'
import type { ApplicationRecord } from '../stores/applications.ts'
import type { EnvironmentRecord } from '../stores/environments.ts'
import { UnitRefused, type Write } from '../stores/unit.ts'
import { newHandle, parseHandle } from '../work/handles.ts'
import type { Work } from '../work/work.ts'
import { registeredClient } from './registered-client.ts'

const prefix = 'urn:ietf:params:oauth:request_uri:'
const context = (id: Id<'par'>): string => `pushed_requests.parameters:${id}`
const answerContext = (id: Id<'par'>, browser_hash: string): string => `pushed_requests.answer:${id}:${browser_hash}`

/** The parameter in which our own pages prove that a person answered there. */
export const answerProof = 'answer_proof'

export interface Pushed {
  readonly request_uri: string
  /** Seconds. */
  readonly expires_in: number
}

/** @throws Failure for everything that would be refused at the authorization endpoint */
export async function pushRequest(
  work: Work,
  environment: EnvironmentRecord,
  application: ApplicationRecord,
  parameters: Parameters,
): Promise<Pushed> {
  const { ports } = work
  if (parameters.request_uri !== undefined) throw new Failure('request_uri_unsupported', { param: 'request_uri' })
  const request = { ...requestParameters(parameters), client_id: application.id }
  const client = registeredClient(ports, environment, application)
  const { resource } = checkAuthorizationRequest(request, client, checkRedirectUri(request, client))
  if (resource !== null) await indicatedResource(ports, environment.id, resource)
  const now = ports.now()
  const id = ports.keys.newId('par')
  const { handle, hash } = newHandle(ports.keys, id, 128)
  const { pushed_request_seconds } = ports.lifetimes
  await work.units.run([
    ports.stores.in(environment.id).pushed_requests.insert({
      id,
      environment_id: environment.id,
      application_id: application.id,
      handle_hash: hash,
      parameters_sealed: ports.keys.seal(JSON.stringify(request), context(id)),
      created_at: now,
      expires_at: now + millisecondsOf(pushed_request_seconds),
    }),
  ])
  return { request_uri: `${prefix}${handle}`, expires_in: pushed_request_seconds }
}

export interface FoundRequest {
  readonly parameters: Parameters
  /** Of the pushed request, which the sign-in uses up; `null` when the parameters came themselves. */
  readonly pushed_id: Id<'par'> | null
}

/**
 * The parameters that an authorization request stands for.
 * @param browser_hash of the browser that brings them; `undefined` when it brings no key
 * @throws Failure request_uri_unknown
 */
export async function findRequest(
  ports: Ports,
  environment: EnvironmentRecord,
  parameters: Parameters,
  browser_hash: string | undefined,
): Promise<FoundRequest> {
  const { request_uri, client_id } = parameters
  if (!request_uri?.startsWith(prefix)) return { parameters, pushed_id: null }
  const handle = parseHandle(ports.keys, 'par', request_uri.slice(prefix.length), 128)
  const record = handle && (await ports.stores.in(environment.id).pushed_requests.get(handle.id))
  const good =
    record &&
    ports.keys.equal(record.handle_hash, handle.hash) &&
    record.expires_at > ports.now() &&
    record.application_id === client_id
  if (!good) throw new Failure('request_uri_unknown', { param: 'request_uri' })
  const pushed = JSON.parse(ports.keys.open(record.parameters_sealed, context(record.id))) as Parameters
  if (!isAnswer(ports, record.id, browser_hash, parameters[answerProof])) {
    return { parameters: pushed, pushed_id: record.id }
  }
  // A connection that was pushed cannot be replaced: it is the application's word, and no page of ours asks for one then.
  const { login_hint = pushed.login_hint } = parameters
  const connection = pushed.connection ?? parameters.connection
  const added = { ...(login_hint ? { login_hint } : {}), ...(connection ? { connection } : {}) }
  return { parameters: { ...pushed, ...added }, pushed_id: record.id }
}

/** The proof for a page of ours that asks a person; `null` where there is nothing to prove, or no browser to bind it to. */
export function newAnswerProof(ports: Ports, id: Id<'par'> | null, browser_hash: string | undefined): string | null {
  return id === null || browser_hash === undefined ? null : ports.keys.seal(id, answerContext(id, browser_hash))
}

function isAnswer(
  ports: Ports,
  id: Id<'par'>,
  browser_hash: string | undefined,
  unverified_proof: string | undefined,
): boolean {
  if (browser_hash === undefined || unverified_proof === undefined) return false
  try {
    return ports.keys.open(unverified_proof, answerContext(id, browser_hash)) === id
  } catch (error) {
    if (!isFailure(error)) throw error
    return false
  }
}

/**
 * Runs the unit of a request, and uses up the pushed request that it came from. Of two with the same one, one wins.
 * @throws Failure request_uri_unknown
 */
export async function runWithPushedRequest(
  work: Work,
  environment_id: Id<'env'>,
  pushed_id: Id<'par'> | null,
  writes: readonly Write[],
): Promise<void> {
  if (pushed_id === null) return void (await work.units.run(writes))
  const consume = work.ports.stores.in(environment_id).pushed_requests.consume(pushed_id)
  try {
    await work.units.run([consume, ...writes])
  } catch (error) {
    if (!(error instanceof UnitRefused && error.write === consume.name)) throw error
    throw new Failure('request_uri_unknown', { param: 'request_uri' })
  }
}

/** The way back from an identity provider: finds the sign-in, then finishes it, restarts it or says that it is over. */
import { Failure, isFailure, recordedFailure } from '@gatehouse-sso/core/failure'
import type { Id } from '@gatehouse-sso/core/ids'
import { activeConnection } from '../connections/connections.ts'
import { openTrace } from '../events/trace.ts'
import type { Ports } from '../ports/ports.ts'
import { readSession } from '../sessions/sessions.ts'
import type { ReturnedPerson } from '../sign-ins/flow.ts'
import { openFlow } from '../sign-ins/flow.ts'
import { refuse } from '../sign-ins/refuse.ts'
import { keepingRefusals } from '../sign-ins/refused-requests.ts'
import { isBegun, isTest } from '../sign-ins/sign-ins.ts'
import type { EnvironmentRecord } from '../stores/environments.ts'
import type { BegunSignIn, TestSignIn } from '../stores/sign-ins.ts'
import { parseHandle } from '../work/handles.ts'
import type { Work } from '../work/work.ts'
import { type Callback, checkCallback, type UnverifiedCallback } from './attempt.ts'
import { begin } from './begin.ts'
import { type BrowserState, browserKeyOf } from './browser.ts'
import { finishTest } from './connection-test.ts'
import { type Finished, finish } from './finish.ts'

export type CallbackResult =
  | ({ readonly kind: 'answered' } & Finished)
  /** Began again in another browser. `new_browser_key`: for its cookie, if it had none. */
  | { readonly kind: 'restarted'; readonly location: string; readonly new_browser_key: string | null }
  /** A test of a connection: its page has the result. */
  | { readonly kind: 'tested'; readonly sign_in_id: Id<'signin'>; readonly person: ReturnedPerson | null }
  /** The sign-in was over before. */
  | { readonly kind: 'finished'; readonly sign_in: BegunSignIn }
  | { readonly kind: 'refused'; readonly sign_in: BegunSignIn; readonly failure: Failure }

/**
 * Serves a callback.
 * @throws Failure callback_empty, state_missing, state_unknown, browser_changed; database_unavailable, after which it
 *   may be tried again
 */
export async function comeBack(
  work: Work,
  environment: EnvironmentRecord,
  { unverified_handle, ...brought }: UnverifiedCallback,
  browser: BrowserState,
): Promise<CallbackResult> {
  const { ports } = work
  // A person who opens the address brings nothing. An identity provider brings something, and forgot the handle.
  const parameters = Object.keys(brought.parameters)
  const { connection_id: connection } = brought
  const known = await keepingRefusals(
    work,
    environment,
    () => ({ received: { parameters }, connection: connection ?? undefined, browser_hash: browser.browser_hash }),
    () => findSignIn(ports, environment, unverified_handle, parameters.length === 0),
  )
  const callback: Callback = { ...brought, handle: known.handle }
  const { sign_in } = known
  if (isTest(sign_in)) {
    const person = await finishTest(work, environment, sign_in, callback, browser.browser_hash)
    return { kind: 'tested', sign_in_id: sign_in.id, person }
  }
  if (sign_in.state !== 'in_progress') return { kind: 'finished', sign_in }
  if (browser.browser_hash === undefined || !ports.keys.equal(browser.browser_hash, sign_in.browser_hash)) {
    return restart(work, environment, sign_in, callback, browser)
  }
  try {
    const previous = await readSession(ports, environment, browser.session_cookie)
    return { kind: 'answered', ...(await finish(work, sign_in, callback, previous)) }
  } catch (error) {
    if (!isFailure(error) || error.code === 'database_unavailable') throw error
    if (error.code === 'sign_in_finished') return { kind: 'finished', sign_in }
    return { kind: 'refused', sign_in, failure: error }
  }
}

/** Whether a text has the form of a sign-in's handle; it may stand for none. */
export function isHandleOfSignIn({ keys }: Ports, unverified_handle: string | undefined): boolean {
  return parseHandle(keys, 'signin', unverified_handle, 128) !== undefined
}

/**
 * The environment of the sign-in that a handle stands for, among those that share an alias.
 * @returns `undefined` where none of them has it
 */
export async function environmentOfCallback(
  ports: Ports,
  environments: readonly EnvironmentRecord[],
  unverified_handle: string | undefined,
): Promise<EnvironmentRecord | undefined> {
  const presented = parseHandle(ports.keys, 'signin', unverified_handle, 128)
  if (!presented) return undefined
  for (const environment of environments) {
    if (await ports.stores.in(environment.id).sign_ins.get(presented.id)) return environment
  }
  return undefined
}

/** @throws Failure callback_empty, state_missing, state_unknown */
async function findSignIn(
  ports: Ports,
  environment: EnvironmentRecord,
  unverified_handle: string | undefined,
  isEmpty: boolean,
): Promise<{ sign_in: BegunSignIn | TestSignIn; handle: string }> {
  if (unverified_handle === undefined) throw new Failure(isEmpty ? 'callback_empty' : 'state_missing')
  const presented = parseHandle(ports.keys, 'signin', unverified_handle, 128)
  const sign_in = presented && (await ports.stores.in(environment.id).sign_ins.get(presented.id))
  const isRight = sign_in && sign_in.state_hash !== null && ports.keys.equal(sign_in.state_hash, presented.hash)
  if (!isRight || !(isTest(sign_in) || isBegun(sign_in))) throw new Failure('state_unknown')
  return { sign_in, handle: unverified_handle }
}

/**
 * Handles an answer that came in another browser, or in one that keeps no cookies. The attempt ends, and the same
 * request begins again in this browser, once. A second time means that somebody is being led astray.
 */
async function restart(
  work: Work,
  environment: EnvironmentRecord,
  sign_in: BegunSignIn,
  callback: Callback,
  browser: BrowserState,
): Promise<CallbackResult> {
  const { ports } = work
  checkCallback(ports, sign_in, callback)
  const failure = new Failure('browser_changed')
  const isEnded = await refuse(work, sign_in, failure, openTrace(work))
  if (sign_in.restarted) {
    throw recordedFailure(failure, { sign_in_id: sign_in.id, client_id: sign_in.application_id })
  }
  // Of many answers at the same moment only one begins again. Otherwise each would open a sign-in of its own.
  if (!isEnded) throw new Failure('sign_in_finished')
  const { request } = openFlow(ports, sign_in)
  const { connection } = await activeConnection(ports, environment.id, sign_in.connection_id)
  const { browser_hash, new_browser_key } = browserKeyOf(ports, browser)
  const options = { browser_hash, signed_out: browser.signed_out, restarted: true, pushed_id: null }
  const location = await begin(work, environment, connection, request, options)
  return { kind: 'restarted', location, new_browser_key }
}

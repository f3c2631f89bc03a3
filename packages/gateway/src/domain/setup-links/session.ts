/**
 * Setup sessions: a browser in which somebody pressed "Start setup". The link's token leaves the address there, and a
 * cookie takes its place. A session ends with its link, after a day, or when its browser leaves.
 *
 * Limits: 20 browsers of a link at a time, of which the oldest gives way; 60 starts of a link in an hour.
 */

import { Failure } from '@gatehouse-sso/core/failure'
import type { Id } from '@gatehouse-sso/core/ids'
import { dayMs } from '@gatehouse-sso/core/time'
import type { Caller } from '../events/caller.ts'
import type { Ports } from '../ports/ports.ts'
import type { EnvironmentRecord } from '../stores/environments.ts'
import type { SetupLinkRecord } from '../stores/setup-links.ts'
import type { SetupSessionRecord } from '../stores/setup-sessions.ts'
import type { Write } from '../stores/unit.ts'
import { change, type Decision, nextVersion } from '../work/change.ts'
import { newHandle, parseHandle } from '../work/handles.ts'
import type { Work } from '../work/work.ts'
import { setupLinkEvent } from './event.ts'
import { setupLinkState } from './present.ts'

const mostBrowsers = 20
const startsPerHour = 60

/** A setup session: its link says what it may do, and for whom. */
export interface SetupSession {
  readonly id: Id<'sets'>
  /** The name of a person who signed in; `null` for a browser that opened a link. */
  readonly person: string | null
  readonly link: SetupLinkRecord
  readonly environment: EnvironmentRecord
}

/**
 * The link of an address. It changes nothing, so scanners of mail may open it.
 * @throws Failure setup_link_invalid, setup_link_expired, setup_link_revoked, setup_link_completed
 */
export async function openSetupLink(
  ports: Ports,
  environment: EnvironmentRecord,
  unverified_token: string,
): Promise<SetupLinkRecord> {
  const handle = parseHandle(ports.keys, 'setup', unverified_token, 256)
  const link = handle && (await ports.stores.in(environment.id).setup_links.get(handle.id))
  if (!handle || !link || !ports.keys.equal(handle.hash, link.token_hash)) throw new Failure('setup_link_invalid')
  checkUsable(ports, link)
  return link
}

/** @throws Failure setup_link_expired, setup_link_revoked, setup_link_completed */
function checkUsable(ports: Ports, link: SetupLinkRecord): void {
  const state = setupLinkState(link, ports.now())
  if (state === 'completed') throw new Failure('setup_link_completed')
  if (state === 'revoked') throw new Failure('setup_link_revoked')
  if (state === 'expired') throw new Failure('setup_link_expired')
}

/**
 * Starts a link in a browser.
 * @returns the value of the cookie, and how long it lives in milliseconds
 * @throws Failure as openSetupLink; rate_limited
 */
export async function startSetup(
  work: Work,
  environment: EnvironmentRecord,
  unverified_token: string,
): Promise<StartedSetup> {
  const { ports } = work
  const { id: link_id } = await openSetupLink(ports, environment, unverified_token)
  if (ports.hour_counts.add(`setup_link:${link_id}`) > startsPerHour) {
    throw new Failure('rate_limited', { expected: `${startsPerHour} starts of a setup link in an hour at most` })
  }
  return change(work, async () => {
    const link = await openSetupLink(ports, environment, unverified_token)
    return startedSession(work, link, null)
  })
}

/** A browser in which a setup begins: the session, and the cookie for it. */
export interface StartedSetup {
  readonly cookie: string
  readonly lifetime_ms: number
  readonly link: SetupLinkRecord
}

/**
 * Begins a session of a link.
 * @param person the name of a person who signed in
 */
export function startedSession(
  { ports, caller }: Work,
  link: SetupLinkRecord,
  person: string | null,
): Decision<StartedSetup> & { readonly writes: readonly Write[] } {
  const now = ports.now()
  const id = ports.keys.newId('sets')
  const { handle, hash } = newHandle(ports.keys, id, 256)
  const session: SetupSessionRecord = {
    id,
    environment_id: link.environment_id,
    setup_link_id: link.id,
    token_hash: hash,
    person,
    created_at: now,
    expires_at: Math.min(link.expires_at, now + dayMs),
  }
  const { source } = caller
  const use = { at: now, address: source?.address ?? null, user_agent: source?.user_agent ?? null }
  const next = nextVersion(ports, link, { uses: [...link.uses, use].slice(-mostBrowsers) })
  return {
    writes: [
      ports.stores.in(link.environment_id).setup_links.update(next, link.version),
      ports.stores.setup_sessions.insert(session),
      ports.stores.setup_sessions.deleteOldest(link.id, mostBrowsers),
    ],
    result: { cookie: handle, lifetime_ms: session.expires_at - now, link: next },
    events: [setupLinkEvent(ports, 'setup_link.started', next)],
    caller: setupCaller(link, caller),
  }
}

/**
 * The session of a cookie.
 * @throws Failure setup_session_missing, setup_link_expired, setup_link_revoked
 */
export async function authenticateSetup(ports: Ports, unverified_cookie: string | undefined): Promise<SetupSession> {
  const handle = parseHandle(ports.keys, 'sets', unverified_cookie, 256)
  const session = handle && (await ports.stores.setup_sessions.get(handle.id))
  const isOurs = handle && session && ports.keys.equal(handle.hash, session.token_hash)
  if (!isOurs || session.expires_at <= ports.now()) throw new Failure('setup_session_missing')
  const environment = await ports.stores.environments.get(session.environment_id)
  const link = environment && (await ports.stores.in(environment.id).setup_links.get(session.setup_link_id))
  if (!environment || !link) throw new Failure('setup_session_missing')
  // A browser that completed the setup may still read how it ended.
  if (link.completed_at === null) checkUsable(ports, link)
  return { id: session.id, person: session.person, link, environment }
}

/** Ends a session. */
export async function leaveSetup({ ports, units }: Work, id: Id<'sets'>): Promise<void> {
  await units.run([ports.stores.setup_sessions.delete(id)])
}

/** An administrator who works with a link. We know the link and not the person. */
export function setupCaller({ id }: Pick<SetupLinkRecord, 'id'>, { source }: Pick<Caller, 'source'>): Caller {
  return { actor: { type: 'setup_link', id }, source }
}

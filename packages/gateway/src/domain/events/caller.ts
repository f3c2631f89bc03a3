/** The caller: who asks for a change, and by which request. */
import type { Id } from '@gatehouse-sso/core/ids'
import type { Actor, Source } from '@gatehouse-sso/sdk/contract/events'

export interface Caller {
  readonly actor: Actor
  /** The request; `null` for work that no request asked for. */
  readonly source: Source | null
}

/** The gateway itself: jobs and the command line. */
export const system: Caller = { actor: { type: 'system', id: null }, source: null }

/** A browser of which we know the IP address and not yet the person. */
export function unknownCaller(source: Source): Caller {
  return { actor: system.actor, source }
}

/** A person, by a request of their browser. */
export function userCaller(id: Id<'user'>, source: Source | null): Caller {
  return { actor: { type: 'user', id }, source }
}

/** An application, by a request to a back-channel endpoint. */
export function applicationCaller(id: Id<'app'>, source: Source | null): Caller {
  return { actor: { type: 'application', id }, source }
}

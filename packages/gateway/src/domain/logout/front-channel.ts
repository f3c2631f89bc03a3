/** The pages of applications that a logout loads in frames: OpenID Connect Front-Channel Logout 1.0. */

import { firstIdOf } from '@gatehouse-sso/core/ids'
import { withParameters } from '@gatehouse-sso/core/oauth/redirect-uri'
import { dayMs } from '@gatehouse-sso/core/time'
import { issuerOf } from '../environments/addresses.ts'
import type { Ports } from '../ports/ports.ts'
import type { EnvironmentRecord } from '../stores/environments.ts'
import type { SessionRecord } from '../stores/sessions.ts'

/** More would make a page that no browser loads within its time. */
const maximumFrames = 50
/** Sign-ins of one session that are read. */
const atOnce = 1_000
/** A sign-in is older than the session that it opens. */

export interface Frame {
  /** Of the application. */
  readonly name: string
  readonly address: string
}

/**
 * The frames for a session that has just ended: one for each active application that has it and names a page.
 * @param ended_at as the session has it
 */
export async function framesOf(
  ports: Ports,
  environment: EnvironmentRecord,
  { id, user_id, created_at }: SessionRecord,
  ended_at: number,
): Promise<readonly Frame[]> {
  const told = await ports.configuration.toldOfLogout(environment.id)
  const pages = told.filter(({ frontchannel_logout_uri }) => frontchannel_logout_uri !== null)
  if (pages.length === 0) return []
  const first = firstIdOf('signin', created_at - dayMs)
  const { sign_ins } = ports.stores.in(environment.id)
  const ended = await sign_ins.ended({ user_id }, ended_at, first, atOnce)
  const having = new Set(
    ended.filter(({ session_id }) => session_id === id).map(({ application_id }) => application_id),
  )
  const iss = issuerOf(ports.public_url, environment)
  return pages
    .filter((application) => having.has(application.id))
    .slice(0, maximumFrames)
    .map(({ name, frontchannel_logout_uri }) => {
      return { name, address: withParameters(frontchannel_logout_uri ?? '', { iss, sid: id }) }
    })
}

/**
 * The last leg of a logout: what was ended, and where the browser goes on to. It travels as a sealed link, through the
 * frames of applications and through the identity provider. It leads only to addresses that an application or an
 * administrator has registered, so it is no secret and needs no row.
 */
import { isFailure } from '@gatehouse-sso/core/failure'
import type { Ports } from '../ports/ports.ts'
import type { EnvironmentRecord } from '../stores/environments.ts'
import { openLink, sealLink } from '../work/sealed-links.ts'

/** The things that a logout has ended. */
export interface Ended {
  /** The session at the gateway. */
  readonly session: boolean
  /** Names of the applications whose pages were loaded. */
  readonly applications: readonly string[]
  /** Name of the identity provider to which the logout went on. */
  readonly identity_provider: string | null
}

export interface SignedOut {
  readonly ended: Ended
  /** Where the browser goes on to; `null`: our page is the last. */
  readonly location: string | null
}

/** Long enough for a page of an identity provider that asks. */
const expiresInMinutes = 60
/** Characters. Servers refuse longer addresses. */
const longestState = 4_000

const contextOf = ({ id }: EnvironmentRecord): string => `signed_out:${id}`

/** The `state` of the way back. One that is too long forgets the application's address, and the person stays here. */
export function sealSignedOut(ports: Ports, environment: EnvironmentRecord, value: SignedOut): string {
  const { token } = sealLink(ports, contextOf(environment), value, expiresInMinutes)
  if (token.length <= longestState) return token
  return sealLink(ports, contextOf(environment), { ...value, location: null }, expiresInMinutes).token
}

/**
 * The same way back, after the identity provider has said that it could not end its session. A link that is over stays as
 * it is: its page says nothing about the identity provider either.
 */
export function unconfirmed(ports: Ports, environment: EnvironmentRecord, unverified_state: string): string {
  try {
    const { ended, location } = openSignedOut(ports, environment, unverified_state)
    return sealSignedOut(ports, environment, { ended: { ...ended, identity_provider: null }, location })
  } catch (error) {
    if (isFailure(error, 'signed_out_link_invalid')) return unverified_state
    throw error
  }
}

/** @throws Failure signed_out_link_invalid */
export function openSignedOut(ports: Ports, environment: EnvironmentRecord, unverified_state: string): SignedOut {
  return openLink<SignedOut>(ports, contextOf(environment), unverified_state, 'signed_out_link_invalid')
}

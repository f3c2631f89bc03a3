/**
 * The sessions of browsers, for single sign-on, like Entra's own session cookie.
 *
 *   signIn()           the password was right: the account joins the session, which gets a new id
 *   noteApplication()  a code was issued: sign-out will call this application's front-channel logout URL
 *   signOut()          the account leaves; a session without accounts is deleted
 *
 * A browser may hold several accounts at once, each with its own `sid`. A session ends 24 hours after its last use by
 * the emulator's clock, or with the process. At most 10,000 sessions are kept; the oldest are dropped.
 */
import { openBoundedMap } from '../bounded-map.ts'
import type { Clock } from '../clock.ts'
import { type Entropy, newGuid, newHandle } from '../identifier.ts'

export interface UsedApplication {
  readonly app_id: string
  readonly tenant_id: string
  /** How the application knows the person, if it got an assertion of SAML. */
  readonly saml?: {
    readonly issuer: string
    readonly name_id: string
    readonly name_id_format: string
    readonly session_index: string
  }
}

export interface SignedInAccount {
  /** Claim `sid`. */
  readonly sid: string
  /** Tenant and id of the user object with the given password. */
  readonly tenant_id: string
  readonly user_id: string
  /** Unix seconds of the last time the password was given. */
  readonly auth_time: number
  /** The same in milliseconds, to order it with a change of the password in the same second. */
  readonly signed_in_at: number
  readonly applications: readonly UsedApplication[]
}

export interface BrowserSession {
  readonly id: string
  readonly accounts: readonly SignedInAccount[]
  /** Milliseconds since 1970. */
  readonly expires_at: number
}

export interface Sessions {
  readonly find: (id: string | undefined) => BrowserSession | undefined
  readonly signIn: (id: string | undefined, account: Pick<SignedInAccount, 'tenant_id' | 'user_id'>) => BrowserSession
  readonly noteApplication: (id: string, sid: string, application: UsedApplication) => void
  /** Signs out these accounts, or all accounts of the browser. Returns the accounts that left. */
  readonly signOut: (id: string, sids?: readonly string[]) => readonly SignedInAccount[]
  readonly all: () => readonly BrowserSession[]
  readonly clear: () => void
}

const idleMilliseconds = 24 * 3_600_000

export function openSessions(clock: Clock, entropy: Entropy): Sessions {
  const sessions = openBoundedMap<BrowserSession>(10_000)
  const save = (id: string, accounts: readonly SignedInAccount[]): BrowserSession => {
    const session = { id, accounts, expires_at: clock.now() + idleMilliseconds }
    sessions.set(id, session)
    return session
  }
  const find: Sessions['find'] = (id) => {
    const session = id === undefined ? undefined : sessions.get(id)
    return session && session.expires_at > clock.now() ? session : undefined
  }
  return {
    find,
    signIn: (id, { tenant_id, user_id }) => {
      const before = find(id)?.accounts ?? []
      const isSame = (one: SignedInAccount): boolean => one.tenant_id === tenant_id && one.user_id === user_id
      const known = before.find(isSame)
      const account: SignedInAccount = {
        sid: known?.sid ?? newGuid(entropy),
        tenant_id,
        user_id,
        auth_time: clock.seconds(),
        signed_in_at: clock.now(),
        applications: known?.applications ?? [],
      }
      // A new id each time, so that a cookie planted before the sign-in is invalid after it (session fixation).
      if (id !== undefined) sessions.delete(id)
      return save(newHandle(entropy), [...before.filter((one) => !isSame(one)), account])
    },
    noteApplication: (id, sid, application) => {
      const accounts = find(id)?.accounts.map((account) => {
        if (account.sid !== sid) return account
        const others = account.applications.filter(
          (used) => used.app_id !== application.app_id || used.tenant_id !== application.tenant_id,
        )
        return { ...account, applications: [...others, application] }
      })
      if (accounts) save(id, accounts)
    },
    signOut: (id, sids) => {
      const accounts = find(id)?.accounts ?? []
      const left = accounts.filter((account) => sids === undefined || sids.includes(account.sid))
      const staying = accounts.filter((account) => !left.includes(account))
      if (staying.length > 0) save(id, staying)
      else sessions.delete(id)
      return left
    },
    all: () => sessions.values().filter((session) => find(session.id)),
    clear: () => sessions.clear(),
  }
}

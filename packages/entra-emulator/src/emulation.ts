import type { Address } from './address.ts'
import type { ShownOnce } from './admin-center/shown-once.ts'
import type { Flow } from './authorize/flow.ts'
import type { BoundedMap } from './bounded-map.ts'
import type { Clock } from './clock.ts'
import type { DeviceCodes } from './device/device-codes.ts'
import type { Directory } from './directory/directory.ts'
import type { Faults } from './faults/faults.ts'
import type { RecentRequests } from './http/recent-requests.ts'
import type { RequestLog } from './http/request-log.ts'
import type { Entropy } from './identifier.ts'
import type { CertificateKeys } from './keys/certificate-keys.ts'
import type { KeyRing } from './keys/key-ring.ts'
import type { LogoutChain } from './saml/logout-state.ts'
import type { Sessions } from './sessions/sessions.ts'
import type { IssuedCode, IssuedRefreshToken } from './token/grant.ts'
import type { IssuerKeys } from './token/issuer-keys.ts'

/** The state of one running emulator. Two emulators in one process share nothing. */
export interface Emulation {
  readonly address: Address
  readonly clock: Clock
  readonly entropy: Entropy
  readonly directory: Directory
  readonly keys: KeyRing
  /** The keys of SAML. */
  readonly certificate_keys: CertificateKeys
  readonly faults: Faults
  readonly sessions: Sessions
  /** Sign-ins between the authorize request and its answer. */
  readonly flows: BoundedMap<Flow>
  readonly codes: BoundedMap<IssuedCode>
  readonly device_codes: DeviceCodes
  /** Seconds between two questions for the tokens of a device code. */
  readonly device_poll_seconds: number
  readonly refresh_tokens: BoundedMap<IssuedRefreshToken>
  /** The keys of other issuers, for federated identity credentials. */
  /** Notices of the admin center, and secrets, until they are shown. */
  readonly shown_once: BoundedMap<ShownOnce>
  readonly issuer_keys: IssuerKeys
  /** The ID of the last assertion for each application. */
  readonly last_assertions: BoundedMap<string>
  /** Sign-outs on their way through the applications with SAML, by the ID of the request to the current one. */
  readonly logout_chains: BoundedMap<LogoutChain>
  readonly request_log: RequestLog
  readonly recent_requests: RecentRequests
}

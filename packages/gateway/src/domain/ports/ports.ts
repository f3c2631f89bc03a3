/**
 * Everything that the domain needs from outside. `app.ts` hands in the real ones; the domain itself knows no clock, no
 * randomness, no SQL and no network.
 */
import type { Id } from '@gatehouse-sso/core/ids'
import type { Stores } from '../stores/stores.ts'
import type { Write } from '../stores/unit.ts'
import type { AccessTokens } from './access-tokens.ts'
import type { OutboundAddresses } from './addresses.ts'
import type { ClientKeys } from './client-keys.ts'
import type { Configuration } from './configuration.ts'
import type { ConnectionTypes } from './connection-types.ts'
import type { Deliveries } from './deliveries.ts'
import type { DomainNames } from './domain-names.ts'
import type { IdentityProviders } from './identity-providers.ts'
import type { Keys } from './keys.ts'
import type { Lifetimes } from './lifetimes.ts'
import type { Mail } from './mail.ts'
import type { Pictures } from './pictures.ts'
import type { RecentChecks } from './recent-checks.ts'
import type { RecentCounts } from './recent-counts.ts'
import type { RecentRefusals } from './recent-refusals.ts'

/** The same for every request: nothing here says who is asking. */
export interface Ports {
  /** Milliseconds since 1970. */
  now(): number
  /** Milliseconds of a clock that is never set, for durations. */
  ticks(): number
  /** Lets other requests go first. Long work calls it now and then, because the process has one thread. */
  nextTurn(): Promise<void>
  /**
   * Notes that the thing of this record was used. The time is written later, at most every five minutes.
   * @param exact_to_ms writes it more often where the record must not be older than this
   */
  noteUse(
    used: { readonly id: Id; readonly last_used_at: number | null },
    write: (now: number) => Write,
    exact_to_ms?: number,
  ): void
  /** Notes groups that were sent and that nothing names. They are written a moment later. */
  noteGroups(of: { environment_id: Id<'env'>; organization_id: Id<'org'> }, groups: readonly string[]): void
  readonly recent_refusals: RecentRefusals
  readonly recent_checks: RecentChecks
  readonly minute_counts: RecentCounts
  readonly hour_counts: RecentCounts
  readonly pictures: Pictures
  readonly keys: Keys
  readonly stores: Stores
  readonly configuration: Configuration
  readonly connection_types: ConnectionTypes
  readonly identity_providers: IdentityProviders
  readonly access_tokens: AccessTokens
  readonly client_keys: ClientKeys
  readonly addresses: OutboundAddresses
  readonly domain_names: DomainNames
  readonly deliveries: Deliveries
  /** `null` without a mail server. */
  readonly mail: Mail | null
  readonly lifetimes: Lifetimes
  /** Address of the gateway, without a slash at the end. */
  readonly public_url: string
}

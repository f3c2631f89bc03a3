/** What the two verbs of OpenID Connect, `begin` and `finish`, are given. */
import type { FinishUpstream } from '../../domain/ports/upstream.ts'
import type { Outbound } from '../../outbound/fetch.ts'
import type { OidcProvider } from '../../providers/provider.ts'
import type { MetadataCache } from './metadata-cache.ts'

export interface OidcHost {
  readonly provider: OidcProvider
  readonly metadata: MetadataCache
  readonly outbound: Outbound
  readonly now: () => number
  /** Opens a sealed client secret. */
  readonly openSecret: (credential: NonNullable<FinishUpstream['credential']>) => string
}

/** The host of OpenID Connect: the tools of its two verbs, `begin` and `finish`. */
import type { Keys } from '../../domain/ports/keys.ts'
import type { Outbound } from '../../outbound/fetch.ts'
import type { OidcProvider } from '../../providers/provider.ts'
import type { Directories } from '../graph/directory-groups.ts'
import type { MetadataCache } from './metadata-cache.ts'

export interface OidcHost {
  readonly provider: OidcProvider
  readonly metadata: MetadataCache
  readonly directories: Directories
  readonly outbound: Outbound
  readonly now: () => number
  readonly newSecret: Keys['newSecret']
}

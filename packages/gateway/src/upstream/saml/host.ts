/** The host of SAML: the tools of its verbs. */
import type { Keys } from '../../domain/ports/keys.ts'
import type { Outbound } from '../../outbound/fetch.ts'
import type { SamlProvider } from '../../providers/provider.ts'
import type { SamlSettings } from '../../providers/saml-settings.ts'
import type { Directories } from '../graph/directory-groups.ts'

export interface SamlHost {
  readonly provider: SamlProvider
  readonly directories: Directories
  readonly outbound: Outbound
  readonly now: () => number
  readonly newSecret: Keys['newSecret']
}

/** The settings of a whole connection. They were checked when they were stored. */
export const settingsOf = ({ settings }: { readonly settings: Readonly<Record<string, unknown>> }): SamlSettings =>
  settings as unknown as SamlSettings

/** The facts about a kind of identity provider that the setup portal uses, besides its guide. */
import type { SetupStep } from '@gatehouse-sso/sdk/contract/setup-intents'

/** The codes that a live check explains in words of its own. */
export type CodeMeaning = 'tenant_unknown' | 'client_unknown' | 'secrets_forbidden'

export interface PortalKnowledge {
  /** The settings that say which identity provider it is, the usual one first. */
  readonly identified_by: readonly string[]
  /** The mail servers of its customers, and the name of the service that people know. */
  readonly mail?: { readonly hosts: RegExp; readonly name: string }
  /** The parameter with which a metadata address names the application (SAML). */
  readonly metadata_parameter?: string
  readonly meanings?: Readonly<Record<CodeMeaning, readonly string[]>>
  /** The step of the portal at which the cause of a code is put right, where it says more than our own code. */
  readonly mend_at?: Readonly<Record<string, SetupStep>>
}

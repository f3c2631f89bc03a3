/** The warnings about metadata and certificates, one for each code: several settings may have changed at once. */
import type { Connection } from '@gatehouse-sso/sdk/browser'

export const samlWarningCodes = [
  'saml_certificates_changed',
  'saml_metadata_changed',
  'saml_certificate_expiring',
] as const

export type SamlWarningCode = (typeof samlWarningCodes)[number]

type Warned = Pick<Connection, 'warnings' | 'settings'>

export function samlWarningsOf({ warnings }: Pick<Warned, 'warnings'>): readonly SamlWarningCode[] {
  return samlWarningCodes.filter((code) => warnings.some((warning) => warning.code === code))
}

/** The settings that read the metadata again: its address, as it is. `null` without one. */
export function readAgain({ settings: { metadata_url } }: Pick<Warned, 'settings'>): {
  readonly settings: { readonly metadata_url: string }
} | null {
  return typeof metadata_url === 'string' ? { settings: { metadata_url } } : null
}

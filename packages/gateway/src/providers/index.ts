/** The list of all providers. A new one is a file in this folder and a line here. */
import { entra } from './entra.ts'
import { google } from './google.ts'
import { oidc } from './oidc.ts'
import { okta } from './okta.ts'
import type { OidcProvider } from './provider.ts'

export const providers = {
  [entra.id]: entra,
  [okta.id]: okta,
  [google.id]: google,
  [oidc.id]: oidc,
} as Readonly<Record<string, OidcProvider>>

/** The provider of a connection's type. @throws Error for a type without a provider; the contract allows none */
export function providerOf(type: string): OidcProvider {
  const provider = Object.hasOwn(providers, type) ? providers[type] : undefined
  if (!provider) throw new Error(`no provider ${type}`)
  return provider
}

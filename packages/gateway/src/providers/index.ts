/** The list of all providers. A new one is a file in this folder and a line here. */
import { entra } from './entra.ts'
import { entraSaml } from './entra-saml.ts'
import { google } from './google.ts'
import { googleSaml } from './google-saml.ts'
import { oidc } from './oidc.ts'
import { okta } from './okta.ts'
import { oktaSaml } from './okta-saml.ts'
import type { OidcProvider, Provider, SamlProvider } from './provider.ts'
import { saml } from './saml.ts'

export const providers = {
  [entra.id]: entra,
  [okta.id]: okta,
  [google.id]: google,
  [oidc.id]: oidc,
  [entraSaml.id]: entraSaml,
  [oktaSaml.id]: oktaSaml,
  [googleSaml.id]: googleSaml,
  [saml.id]: saml,
} as Readonly<Record<string, Provider>>

/** The provider of a connection's type. @throws Error for a type without a provider; the contract allows none */
export function providerOf(type: string): Provider {
  const provider = Object.hasOwn(providers, type) ? providers[type] : undefined
  if (!provider) throw new Error(`no provider ${type}`)
  return provider
}

/** @throws Error for a type of SAML */
export function oidcProviderOf(type: string): OidcProvider {
  const provider = providerOf(type)
  if (provider.protocol !== 'oidc') throw new Error(`${type} is not of OpenID Connect`)
  return provider
}

/** @throws Error for a type of OpenID Connect */
export function samlProviderOf(type: string): SamlProvider {
  const provider = providerOf(type)
  if (provider.protocol !== 'saml') throw new Error(`${type} is not of SAML`)
  return provider
}

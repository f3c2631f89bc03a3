/** One kind of identity provider: its names, and the fields of its form. */
import type { Connection, ConnectionForm, ConnectionTypes } from '@gatehouse-sso/sdk/browser'

export type ConnectionType = Connection['type']

export type ProviderField = NonNullable<ConnectionForm['client_id']>

/** One way of entering the place of the identity provider. */
export type ProviderWay = ConnectionForm['ways'][number]

export interface IdentityProvider extends ConnectionForm {
  readonly name: string
  /** As people say it in a sentence, and in tables. */
  readonly short_name: string
}

/** By the type, the usual one first. */
export type IdentityProviders = Readonly<Record<ConnectionType, IdentityProvider>>

export function byType({ data }: ConnectionTypes): IdentityProviders {
  const entries = data.map(({ type, name, short_name, form }) => [type, { name, short_name, ...form }] as const)
  return Object.fromEntries(entries) as Record<ConnectionType, IdentityProvider>
}

export const typesOf = (providers: IdentityProviders): ConnectionType[] => Object.keys(providers) as ConnectionType[]

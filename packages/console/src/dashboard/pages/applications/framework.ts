/** A quick start: what to install, and the code with the values of one application. */

export interface ClientValues {
  readonly issuer: string
  readonly client_id: string
  readonly redirect_uri: string
}

export interface Framework {
  readonly id: string
  readonly name: string
  /** The command that installs the library. */
  readonly install: string | null
  readonly files: (values: ClientValues) => readonly { readonly name: string; readonly code: string }[]
}

/** The path of an address: `/callback` */
export const pathOf = (address: string): string => (URL.canParse(address) ? new URL(address).pathname : '/callback')

/** The scheme, host and port of an address. */
export const originOf = (address: string): string => (URL.canParse(address) ? new URL(address).origin : address)

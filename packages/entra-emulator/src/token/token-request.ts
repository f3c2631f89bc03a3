import type { Application } from '../directory/application.ts'
import type { Emulation } from '../emulation.ts'
import type { Parameters } from '../http/parameters.ts'
import type { Authority } from '../tenants/authority.ts'
import type { Credential } from './client-authentication.ts'

/** A request to /token with an existing tenant and client. Each grant authenticates the client. */
export interface TokenRequest {
  readonly emulation: Emulation
  readonly parameters: Parameters
  readonly authority: Authority
  readonly client: Application
  readonly credential: Credential
  readonly origin: string | undefined
}

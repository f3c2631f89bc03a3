/** The addresses of an environment. They come from the settings, never from a request. */
import type { Id } from '@gatehouse-sso/core/ids'
import type { Ports } from '../ports/ports.ts'
import type { EnvironmentRecord } from '../stores/environments.ts'

/** The issuer of an environment's OpenID Provider. */
export function issuerOf(ports: Ports, environment: EnvironmentRecord): string {
  return environment.is_default ? ports.public_url : `${ports.public_url}/env/${environment.slug}`
}

/** Where identity providers send people back to; what an administrator registers. */
export function redirectUriOf(ports: Ports, environment: EnvironmentRecord, connection_id: Id<'conn'>): string {
  return `${issuerOf(ports, environment)}/sso/oidc/callback/${connection_id}`
}

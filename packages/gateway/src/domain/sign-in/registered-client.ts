/** An application with every redirect URI to which a sign-in may go back. */
import { deviceCodeGrant } from '@gatehouse-sso/core/oauth/device-request'
import { deviceCallbackOf } from '../environments/addresses.ts'
import type { Ports } from '../ports/ports.ts'
import type { ApplicationRecord } from '../stores/applications.ts'
import type { EnvironmentRecord } from '../stores/environments.ts'

/** The sign-in for a device comes back to our own page, which takes nothing but a state of its own. */
export function registeredClient(
  { public_url }: Pick<Ports, 'public_url'>,
  environment: EnvironmentRecord,
  application: ApplicationRecord,
): ApplicationRecord {
  if (!application.grant_types.includes(deviceCodeGrant)) return application
  return { ...application, redirect_uris: [...application.redirect_uris, deviceCallbackOf(public_url, environment)] }
}

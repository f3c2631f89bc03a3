/** The kind of an application: on a server, in the browser, or on a device. */
import type { Application } from '@gatehouse-sso/sdk/browser'

export type ApplicationKind = 'server' | 'browser' | 'native'

type Kinds = Pick<Application, 'type' | 'token_endpoint_auth_methods'>

/** A public client has no secret. */
export const isPublic = ({ token_endpoint_auth_methods }: Pick<Kinds, 'token_endpoint_auth_methods'>): boolean =>
  token_endpoint_auth_methods.includes('none')

export function kindOf(application: Kinds): ApplicationKind {
  if (application.type === 'native') return 'native'
  return isPublic(application) ? 'browser' : 'server'
}

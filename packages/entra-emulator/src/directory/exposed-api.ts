import { guidFromName } from '../identifier.ts'
import { openReader, type Reader } from './reader.ts'

/** A delegated permission of an API, from the page "Expose an API". */
export interface PermissionScope {
  readonly id: string
  readonly value: string
  readonly adminConsentDisplayName: string
  readonly adminConsentDescription: string
  readonly userConsentDisplayName: string
  readonly userConsentDescription: string
  /** `Admin`: only an administrator may consent. */
  readonly type: 'User' | 'Admin'
  readonly isEnabled: boolean
}

export interface PreAuthorizedApplication {
  readonly appId: string
  /** Ids of permission scopes that need no consent from this client. */
  readonly delegatedPermissionIds: readonly string[]
}

export interface ExposedApi {
  /** The version of this API's access tokens. Null and 1 mean v1.0. */
  readonly requestedAccessTokenVersion: 1 | 2 | null
  /** Whether tokens may have mapped claims without a signing key of the application. */
  readonly acceptMappedClaims: boolean
  readonly oauth2PermissionScopes: readonly PermissionScope[]
  readonly preAuthorizedApplications: readonly PreAuthorizedApplication[]
}

export interface ExposedApiFixture {
  readonly requestedAccessTokenVersion?: 1 | 2 | null
  readonly acceptMappedClaims?: boolean
  readonly oauth2PermissionScopes?: readonly (Partial<PermissionScope> & Pick<PermissionScope, 'value'>)[]
  readonly preAuthorizedApplications?: readonly PreAuthorizedApplication[]
}

function readScope(value: unknown, path: string, appId: string): PermissionScope {
  const reader = openReader(value, path)
  const name = reader.text('value')
  const adminConsentDisplayName = reader.textOr('adminConsentDisplayName', name)
  const adminConsentDescription = reader.textOr('adminConsentDescription', adminConsentDisplayName)
  const scope: PermissionScope = {
    id: reader.guidOr('id', () => guidFromName('scope', appId, name)),
    value: name,
    adminConsentDisplayName,
    adminConsentDescription,
    userConsentDisplayName: reader.textOr('userConsentDisplayName', adminConsentDisplayName),
    userConsentDescription: reader.textOr('userConsentDescription', adminConsentDescription),
    type: reader.oneOf('type', ['User', 'Admin'], 'User'),
    isEnabled: reader.flag('isEnabled', true),
  }
  reader.close()
  return scope
}

function readPreAuthorized(value: unknown, path: string): PreAuthorizedApplication {
  const reader = openReader(value, path)
  const client = {
    appId: reader.text('appId').toLowerCase(),
    delegatedPermissionIds: reader.texts('delegatedPermissionIds'),
  }
  reader.close()
  return client
}

export function readExposedApi(reader: Reader, appId: string): ExposedApi {
  return reader.section('api', (section) => ({
    requestedAccessTokenVersion: section.oneOf('requestedAccessTokenVersion', [1, 2, null], null),
    acceptMappedClaims: section.flag('acceptMappedClaims', false),
    oauth2PermissionScopes: section.list('oauth2PermissionScopes', (value, path) => readScope(value, path, appId)),
    preAuthorizedApplications: section.list('preAuthorizedApplications', readPreAuthorized),
  }))
}

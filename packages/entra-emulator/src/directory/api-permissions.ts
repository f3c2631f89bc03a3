import { openReader, type Reader } from './reader.ts'

/** The permissions that a registration asks of one API: scopes for a person, and roles for the application itself. */
interface AskedPermissions {
  readonly delegated: readonly string[]
  readonly application: readonly string[]
}

/** The permissions that a registration asks of an API of an organization. */
export interface OtherApiPermissions extends AskedPermissions {
  readonly resourceAppId: string
}

/** "API permissions" of a registration. Its own members are the permissions of Microsoft Graph. */
export interface ApiPermissions extends AskedPermissions {
  readonly otherApis: readonly OtherApiPermissions[]
}

export type ApiPermissionsFixture = Partial<Omit<ApiPermissions, 'otherApis'>> & {
  readonly otherApis?: readonly (Partial<OtherApiPermissions> & Pick<OtherApiPermissions, 'resourceAppId'>)[]
}

function readOtherApi(value: unknown, path: string): OtherApiPermissions {
  const reader = openReader(value, path)
  const permissions = {
    resourceAppId: reader.text('resourceAppId').toLowerCase(),
    delegated: reader.texts('delegated'),
    application: reader.texts('application'),
  }
  reader.close()
  return permissions
}

/** A registration without the member asks for `User.Read`, as a new one in Entra. */
export function readApiPermissions(section: Reader): ApiPermissions {
  return {
    delegated: section.has('delegated') ? section.texts('delegated') : ['User.Read'],
    application: section.texts('application'),
    otherApis: section.list('otherApis', readOtherApi),
  }
}

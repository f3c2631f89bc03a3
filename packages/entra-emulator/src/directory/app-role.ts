import { guidFromName } from '../identifier.ts'
import { FixtureError, openReader } from './reader.ts'

/** A role that an app registration defines. Tokens have its `value` in `roles`. */
export interface AppRole {
  readonly id: string
  readonly value: string | null
  readonly displayName: string
  readonly description: string
  readonly allowedMemberTypes: readonly ('User' | 'Application')[]
  /** A disabled role cannot be assigned any more. Existing assignments stay. */
  readonly isEnabled: boolean
}

export type AppRoleFixture = Partial<AppRole>

export function readAppRole(value: unknown, path: string, appId: string): AppRole {
  const reader = openReader(value, path)
  const roleValue = reader.textOrNull('value')
  if (roleValue !== null && /\s/.test(roleValue)) {
    throw new FixtureError(reader.at('value'), 'must have no spaces: Entra refuses them')
  }
  const displayName = reader.textOr('displayName', roleValue ?? 'Role')
  const types = reader.list('allowedMemberTypes', (item, place): 'User' | 'Application' => {
    if (item === 'User' || item === 'Application') return item
    throw new FixtureError(place, 'must be one of "User", "Application"')
  })
  const role: AppRole = {
    id: reader.guidOr('id', () => guidFromName('appRole', appId, roleValue ?? displayName)),
    value: roleValue,
    displayName,
    description: reader.textOr('description', displayName),
    allowedMemberTypes: types.length === 0 ? ['User'] : types,
    isEnabled: reader.flag('isEnabled', true),
  }
  reader.close()
  return role
}

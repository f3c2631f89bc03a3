import { guidFromName, isGuid } from '../identifier.ts'
import { directoryRoles, globalAdministrator } from './directory-role.ts'
import { FixtureError, openReader, type Reader } from './reader.ts'

/**
 * A person of a tenant, with the property names of Microsoft Graph. Graph has no names for these properties:
 * `password`, `passwordExpired`, `accountLocked`, `emailDomainOwnerVerified`, `identityProvider`, `directoryRoles`.
 */
export interface User {
  readonly id: string
  readonly userPrincipalName: string
  readonly displayName: string
  readonly givenName: string | null
  readonly surname: string | null
  readonly mail: string | null
  readonly otherMails: readonly string[]
  readonly password: string
  readonly accountEnabled: boolean
  readonly accountLocked: boolean
  readonly passwordExpired: boolean
  readonly userType: 'Member' | 'Guest'
  /** The claim `idp` of a guest. Null: derived from the home tenant. */
  readonly identityProvider: string | null
  /** The claim `xms_edov`. Real tokens have each of these forms. Null: derived from the tenant's domains. */
  readonly emailDomainOwnerVerified: boolean | '1' | 1 | null
  /** Template ids of the directory roles. */
  readonly directoryRoles: readonly string[]
  readonly jobTitle: string | null
  readonly country: string | null
  readonly preferredLanguage: string | null
  readonly onPremisesSecurityIdentifier: string | null
  readonly onPremisesSamAccountName: string | null
  /** Refresh tokens issued before this time are refused with 50173. */
  readonly signInSessionsValidFromDateTime: string
  /** Directory extensions: `extension_<appId without dashes>_<name>`. */
  readonly extensions: Readonly<Record<string, string>>
}

/** A person as written in a fixture. A member needs `userPrincipalName`, a guest `mail` or `userPrincipalName`. */
export type UserFixture = Partial<Omit<User, 'extensions'>> & {
  /** Short for the role "Global Administrator". */
  readonly isAdministrator?: boolean
  readonly extensions?: Readonly<Record<string, string>>
}

/** The password of people without one in the fixture. */
export const defaultPassword = 'Correct-Horse-1'

export interface HomeOfUser {
  readonly tenant_id: string
  /** The tenant's first domain. */
  readonly domain: string
}

/** `ada@home.example` invited to `contoso.example` is `ada_home.example#EXT#@contoso.example` there. */
export function guestPrincipalName(mail: string, domain: string): string {
  return `${mail.replace('@', '_')}#EXT#@${domain}`
}

function readPrincipalName(reader: Reader, guest: boolean, domain: string): string {
  const mail = reader.textOrNull('mail')
  const name =
    guest && mail !== null
      ? reader.textOr('userPrincipalName', guestPrincipalName(mail, domain))
      : reader.text('userPrincipalName')
  if (!/^[^@\s]+@[^@\s]+$/.test(name)) {
    throw new FixtureError(reader.at('userPrincipalName'), `must look like ada@${domain}, is "${name}"`)
  }
  return name
}

function readRoles(reader: Reader): readonly string[] {
  const named = reader.texts('directoryRoles').map((role, index) => {
    const id = directoryRoles[role] ?? (isGuid(role) ? role.toLowerCase() : undefined)
    if (id === undefined) {
      throw new FixtureError(
        `${reader.at('directoryRoles')}[${index}]`,
        `"${role}" is neither a role template id nor one of ${Object.keys(directoryRoles).join(', ')}`,
      )
    }
    return id
  })
  const administrator = reader.flagOrNull('isAdministrator')
  if (administrator === null) return named
  const others = named.filter((role) => role !== globalAdministrator)
  return administrator ? [globalAdministrator, ...others] : others
}

export function readUser(value: unknown, path: string, home: HomeOfUser): User {
  const reader = openReader(value, path)
  const userType = reader.oneOf('userType', ['Member', 'Guest'], 'Member')
  const userPrincipalName = readPrincipalName(reader, userType === 'Guest', home.domain)
  const givenName = reader.textOrNull('givenName')
  const surname = reader.textOrNull('surname')
  const fullName = [givenName, surname].filter((part) => part !== null).join(' ')
  const localPart = ((userType === 'Guest' ? reader.textOrNull('mail') : null) ?? userPrincipalName).replace(/@.*$/, '')
  const user: User = {
    id: reader.guidOr('id', () => guidFromName('user', home.tenant_id, userPrincipalName.toLowerCase())),
    userPrincipalName,
    displayName: reader.textOr('displayName', fullName || localPart),
    givenName,
    surname,
    mail: reader.textOrNull('mail'),
    otherMails: reader.texts('otherMails'),
    password: reader.textOr('password', defaultPassword),
    accountEnabled: reader.flag('accountEnabled', true),
    accountLocked: reader.flag('accountLocked', false),
    passwordExpired: reader.flag('passwordExpired', false),
    userType,
    identityProvider: reader.textOrNull('identityProvider'),
    emailDomainOwnerVerified: reader.oneOf('emailDomainOwnerVerified', [true, false, '1', 1, null], null),
    directoryRoles: readRoles(reader),
    jobTitle: reader.textOrNull('jobTitle'),
    country: reader.textOrNull('country'),
    preferredLanguage: reader.textOrNull('preferredLanguage'),
    onPremisesSecurityIdentifier: reader.textOrNull('onPremisesSecurityIdentifier'),
    onPremisesSamAccountName: reader.textOrNull('onPremisesSamAccountName'),
    signInSessionsValidFromDateTime: reader.instantOr('signInSessionsValidFromDateTime', '2020-01-01T00:00:00.000Z'),
    extensions: reader.section('extensions', (section) => section.textsMatching(/^extension_[0-9a-f]{32}_\w+$/)),
  }
  reader.close()
  return user
}

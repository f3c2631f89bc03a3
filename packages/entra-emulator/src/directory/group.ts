import { guidFromName } from '../identifier.ts'
import { openReader } from './reader.ts'

/** A group of a tenant, with the property names of Microsoft Graph. */
export interface Group {
  readonly id: string
  readonly displayName: string
  readonly securityEnabled: boolean
  readonly mailEnabled: boolean
  /** `["Unified"]` for a Microsoft 365 group. */
  readonly groupTypes: readonly string[]
  readonly onPremisesSamAccountName: string | null
  /** DNS name of the on-premises domain, `corp.contoso.com`. */
  readonly onPremisesDomainName: string | null
  readonly onPremisesNetBiosName: string | null
  readonly onPremisesSecurityIdentifier: string | null
  /** Object ids of users and groups. */
  readonly members: readonly string[]
}

/** A group as written in a fixture; a member may also be named by `userPrincipalName` or the group's `displayName`. */
export type GroupFixture = Partial<Group> & Pick<Group, 'displayName'>

export function readGroup(value: unknown, path: string, tenantId: string): Group {
  const reader = openReader(value, path)
  const displayName = reader.text('displayName')
  const group: Group = {
    id: reader.guidOr('id', () => guidFromName('group', tenantId, displayName)),
    displayName,
    securityEnabled: reader.flag('securityEnabled', true),
    mailEnabled: reader.flag('mailEnabled', false),
    groupTypes: reader.texts('groupTypes'),
    onPremisesSamAccountName: reader.textOrNull('onPremisesSamAccountName'),
    onPremisesDomainName: reader.textOrNull('onPremisesDomainName'),
    onPremisesNetBiosName: reader.textOrNull('onPremisesNetBiosName'),
    onPremisesSecurityIdentifier: reader.textOrNull('onPremisesSecurityIdentifier'),
    members: reader.texts('members'),
  }
  reader.close()
  return group
}

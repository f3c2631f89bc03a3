/** The resources of the pages of every day and of the settings. */
import type {
  ApiKey,
  ApiResource,
  Environment,
  Identity,
  Invitation,
  Session,
  SigningKey,
  StaffMember,
  StaffSession,
  StaffSettings,
  User,
} from '@gatehouse-sso/sdk/browser'
import type { ApiResourceTenant as Tenant } from '@gatehouse-sso/sdk/contract/api-resource-tenants'
import * as apis from './api-resources.ts'
import { sessionOf } from './console.ts'
import * as people from './people.ts'
import * as settings from './settings.ts'

export interface WorkState {
  users: User[]
  identities: (Identity & { readonly user_id: string })[]
  sessions: Session[]
  invitations: Invitation[]
  apiResources: ApiResource[]
  tenants: Tenant[]
  apiKeys: ApiKey[]
  signingKeys: SigningKey[]
  environments: Environment[]
  staff: StaffMember[]
  staffSessions: StaffSession[]
  staffSettings: StaffSettings
}

export const workState = (): WorkState => ({
  users: [...people.users],
  identities: [...people.identities],
  sessions: [...people.sessions],
  invitations: [...people.invitations],
  apiResources: [...apis.apiResources],
  tenants: [...apis.tenants],
  apiKeys: [...settings.apiKeys],
  signingKeys: [...settings.signingKeys],
  environments: [...sessionOf().environments],
  staff: [...settings.staff],
  staffSessions: [...settings.staffSessions],
  staffSettings: settings.staffSettings,
})

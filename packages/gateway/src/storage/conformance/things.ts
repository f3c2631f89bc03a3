/** The rows that a test of the isolation of environments writes. */
import type { ApiResourceRecord, ApiResourceTenantRecord } from '../../domain/stores/api-resources.ts'
import type { ApplicationRecord, ApplicationSecretRecord } from '../../domain/stores/applications.ts'
import type { BrandingRecord } from '../../domain/stores/branding.ts'
import type { ConnectionRecord } from '../../domain/stores/connections.ts'
import type { CredentialRecord } from '../../domain/stores/credentials.ts'
import type { DeviceAuthorizationRecord } from '../../domain/stores/device-authorizations.ts'
import type { DomainRecord } from '../../domain/stores/domains.ts'
import type { EventRecord } from '../../domain/stores/events.ts'
import type { GrantRecord } from '../../domain/stores/grants.ts'
import type { GroupRecord } from '../../domain/stores/groups.ts'
import type { InvitationRecord } from '../../domain/stores/invitations.ts'
import type { OrganizationRecord } from '../../domain/stores/organizations.ts'
import type { PushedRequestRecord } from '../../domain/stores/pushed-requests.ts'
import type { RecheckRecord } from '../../domain/stores/rechecks.ts'
import type { RefreshTokenRecord } from '../../domain/stores/refresh-tokens.ts'
import type { RoleRecord } from '../../domain/stores/roles.ts'
import type { SessionRecord } from '../../domain/stores/sessions.ts'
import type { SetupAdministratorRecord, SetupLinkRecord } from '../../domain/stores/setup-links.ts'
import type { SignInRecord, TraceRecord } from '../../domain/stores/sign-ins.ts'
import type { SigningKeyRecord } from '../../domain/stores/signing-keys.ts'
import type { DeletedIdentity, IdentityRecord, UserRecord } from '../../domain/stores/users.ts'

/** A row of every table that belongs to an environment. */
export interface Things {
  readonly organization: OrganizationRecord
  readonly domain: DomainRecord
  readonly claimed_domain: DomainRecord
  readonly connection: ConnectionRecord
  readonly credential: CredentialRecord
  readonly application: ApplicationRecord
  readonly secret: ApplicationSecretRecord
  readonly api_resource: ApiResourceRecord
  readonly api_resource_tenant: ApiResourceTenantRecord
  readonly role: RoleRecord
  readonly default_role: RoleRecord
  readonly group: GroupRecord
  readonly user: UserRecord
  readonly identity: IdentityRecord
  /** Deleted again at once. */
  readonly deleted_user: UserRecord
  readonly deleted: DeletedIdentity
  readonly invitation: InvitationRecord
  readonly setup_link: SetupLinkRecord
  readonly shared_link: SetupLinkRecord
  readonly setup_administrator: SetupAdministratorRecord
  readonly branding: BrandingRecord
  readonly sign_in: SignInRecord
  readonly finished_sign_in: SignInRecord
  readonly trace: TraceRecord
  readonly session: SessionRecord
  readonly grant: GrantRecord
  readonly refresh_token: RefreshTokenRecord
  readonly pushed_request: PushedRequestRecord
  readonly device_authorization: DeviceAuthorizationRecord
  readonly signing_key: SigningKeyRecord
  readonly recheck: RecheckRecord
  readonly event: EventRecord
}

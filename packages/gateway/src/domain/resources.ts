/**
 * How each thing is shown outside: by the API, in events and later in webhooks. One place, because whatever is not
 * named here never leaves: no secret, no hash, nothing sealed.
 */
import type { Id } from '@gatehouse-sso/core/ids'
import type { ApiKey } from '@gatehouse-sso/sdk/contract/api-keys'
import type { Application, ApplicationSecret } from '@gatehouse-sso/sdk/contract/applications'
import type { Connection } from '@gatehouse-sso/sdk/contract/connections'
import type { Credential } from '@gatehouse-sso/sdk/contract/credentials'
import type { Domain } from '@gatehouse-sso/sdk/contract/domains'
import type { Environment } from '@gatehouse-sso/sdk/contract/environments'
import type { Group } from '@gatehouse-sso/sdk/contract/groups'
import type { Organization } from '@gatehouse-sso/sdk/contract/organizations'
import type { Role } from '@gatehouse-sso/sdk/contract/roles'
import type { Session } from '@gatehouse-sso/sdk/contract/sessions'
import type { SignIn } from '@gatehouse-sso/sdk/contract/sign-ins'
import type { SigningKey } from '@gatehouse-sso/sdk/contract/signing-keys'
import type { Identity, User } from '@gatehouse-sso/sdk/contract/users'
import type { ApplicationConfiguration } from './configuration.ts'
import { issuerOf, redirectUriOf } from './issuer.ts'
import type { Ports } from './ports.ts'
import type {
  ApiKeyRecord,
  ApplicationSecretRecord,
  CredentialRecord,
  DomainRecord,
  EnvironmentRecord,
  GroupRecord,
  IdentityRecord,
  RoleRecord,
  SignInRecord,
  UserRecord,
} from './records.ts'
import type { GrantRecord, SessionRecord, SigningKeyRecord } from './token-records.ts'
import type { ConnectionView, OrganizationWithDomains } from './views.ts'

export function time(milliseconds: number): string {
  return new Date(milliseconds).toISOString()
}

export function timeOrNull(milliseconds: number | null): string | null {
  return milliseconds === null ? null : time(milliseconds)
}

export function presentEnvironment(ports: Ports, record: EnvironmentRecord): Environment {
  const { id, name, slug, kind, is_default, created_at, updated_at } = record
  return {
    object: 'environment',
    id,
    name,
    slug,
    kind,
    is_default,
    issuer: issuerOf(ports, record),
    created_at: time(created_at),
    updated_at: time(updated_at),
  }
}

export function presentOrganization({ organization, domains }: OrganizationWithDomains): Organization {
  const { id, name, external_id, metadata, created_at, updated_at } = organization
  return {
    object: 'organization',
    id,
    name,
    external_id,
    domains: domains.map(presentDomain),
    metadata: { ...metadata },
    created_at: time(created_at),
    updated_at: time(updated_at),
  }
}

export function presentDomain(record: DomainRecord): Domain {
  const { id, organization_id, domain, state, verified_at, created_at } = record
  return {
    object: 'domain',
    id,
    organization_id,
    domain,
    state,
    verified_at: timeOrNull(verified_at),
    created_at: time(created_at),
  }
}

export function presentConnection(ports: Ports, environment: EnvironmentRecord, view: ConnectionView): Connection {
  const { id, organization_id, name, type, state, settings, policy, created_at, updated_at } = view.connection
  return {
    object: 'connection',
    id,
    organization_id,
    name,
    type,
    state,
    redirect_uri: redirectUriOf(ports, environment, id),
    settings: { ...settings },
    mapping: Object.fromEntries(Object.entries(view.mapping).map(([name, paths]) => [name, [...paths]])),
    policy,
    credentials: view.credentials.map(presentCredential),
    last_sign_in_at: timeOrNull(view.last_sign_in_at),
    created_at: time(created_at),
    updated_at: time(updated_at),
  }
}

export function presentCredential(record: CredentialRecord): Credential {
  const { id, connection_id, type, active, hint, not_after, last_used_at, created_at } = record
  return {
    object: 'credential',
    id,
    connection_id,
    type,
    active,
    hint,
    not_after: timeOrNull(not_after),
    last_used_at: timeOrNull(last_used_at),
    created_at: time(created_at),
  }
}

export function presentApplicationSecret(record: ApplicationSecretRecord): ApplicationSecret {
  const { id, application_id, hint, last_used_at, created_at } = record
  return {
    object: 'application_secret',
    id,
    application_id,
    hint,
    last_used_at: timeOrNull(last_used_at),
    created_at: time(created_at),
  }
}

export function presentApplication({ application, secrets }: ApplicationConfiguration): Application {
  const { environment_id: _, version: __, created_at, updated_at, ...record } = application
  return {
    object: 'application',
    ...record,
    client_id: record.id,
    redirect_uris: [...record.redirect_uris],
    post_logout_redirect_uris: [...record.post_logout_redirect_uris],
    token_endpoint_auth_methods: [...record.token_endpoint_auth_methods],
    grant_types: [...record.grant_types],
    jwks: record.jwks && { ...record.jwks },
    secrets: secrets.map(presentApplicationSecret),
    created_at: time(created_at),
    updated_at: time(updated_at),
  }
}

export function presentRole(record: RoleRecord): Role {
  const { id, slug, name, description, position, is_default, created_at, updated_at } = record
  return {
    object: 'role',
    id,
    slug,
    name,
    description,
    position,
    is_default,
    created_at: time(created_at),
    updated_at: time(updated_at),
  }
}

export function presentGroup(record: GroupRecord): Group {
  const { id, organization_id, source, idp_id, name, roles, created_at, updated_at } = record
  return {
    object: 'group',
    id,
    organization_id,
    source,
    idp_id,
    name,
    roles: [...roles],
    created_at: time(created_at),
    updated_at: time(updated_at),
  }
}

export function presentUser(record: UserRecord): User {
  const { environment_id: _, email_key: __, version: ___, ...user } = record
  return {
    object: 'user',
    ...user,
    roles: [...user.roles],
    groups: [...user.groups],
    metadata: { ...user.metadata },
    last_sign_in_at: timeOrNull(user.last_sign_in_at),
    created_at: time(user.created_at),
    updated_at: time(user.updated_at),
  }
}

export function presentIdentity(record: IdentityRecord): Identity {
  const { id, authority, subject, identifier, connection_id, linked_because, created_at } = record
  return {
    object: 'identity',
    id,
    authority,
    subject,
    identifier,
    connection_id,
    linked_because,
    created_at: time(created_at),
  }
}

export function presentSignIn(record: SignInRecord): SignIn {
  const { id, state, application_id, organization_id, connection_id, user_id, error_code } = record
  return {
    object: 'sign_in',
    id,
    state,
    application_id,
    organization_id,
    connection_id,
    user_id,
    email: record.email_key,
    error_code,
    created_at: time(record.created_at),
    finished_at: timeOrNull(record.finished_at),
  }
}

export function presentApiKey(record: ApiKeyRecord): ApiKey {
  const { id, name, hint, scopes, expires_at, last_used_at, last_used_address, created_at } = record
  return {
    object: 'api_key',
    id,
    name,
    hint,
    scopes: [...scopes],
    expires_at: timeOrNull(expires_at),
    last_used_at: timeOrNull(last_used_at),
    last_used_address,
    created_at: time(created_at),
  }
}

export function presentSession(record: SessionRecord): Session {
  const { id, user_id, organization_id, connection_id, ended_because } = record
  return {
    object: 'session',
    id,
    user_id,
    organization_id,
    connection_id,
    created_at: time(record.created_at),
    last_used_at: time(record.last_used_at),
    expires_at: time(record.expires_at),
    ended_at: timeOrNull(record.ended_at),
    ended_because,
  }
}

export function presentSigningKey({ id, alg, state, created_at, changed_at }: SigningKeyRecord): SigningKey {
  return { object: 'signing_key', id, alg, state, created_at: time(created_at), changed_at: time(changed_at) }
}

/** Not a resource of the API: what an event says of a grant. */
export function presentGrant(record: GrantRecord): { object: 'grant'; id: Id<'grant'>; [field: string]: unknown } {
  const { id, application_id, user_id, session_id, connection_id, scopes, revoked_because, created_at } = record
  return {
    object: 'grant',
    id,
    application_id,
    user_id,
    session_id,
    connection_id,
    scopes: [...scopes],
    revoked_because,
    created_at: time(created_at),
  }
}

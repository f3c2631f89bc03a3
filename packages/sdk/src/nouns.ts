/** The nouns of the management API as methods. Each method names its operation and places its arguments. */
import type { Id } from '@gatehouse-sso/core/ids'
import type { Client, RequestOptions } from './client.ts'
import type { ApiKey } from './contract/api-keys.ts'
import type { Application } from './contract/applications.ts'
import type { Connection } from './contract/connections.ts'
import { contract } from './contract/contract.ts'
import type { Credential } from './contract/credentials.ts'
import type { Domain } from './contract/domains.ts'
import type { Environment } from './contract/environments.ts'
import type { Event } from './contract/events.ts'
import type { Group } from './contract/groups.ts'
import type { Body, Query } from './contract/operation.ts'
import type { Organization } from './contract/organizations.ts'
import type { Role } from './contract/roles.ts'
import type { Session } from './contract/sessions.ts'
import type { SignIn } from './contract/sign-ins.ts'
import type { SigningKey } from './contract/signing-keys.ts'
import type { Identity, User } from './contract/users.ts'

type C = typeof contract

/** These methods need the installation key. */
export function environments({ call, list }: Client) {
  const ops = contract.environments
  return {
    list: (query: Query<C['environments']['list']> = {}) => list<Environment>(ops.list, { query }),
    get: (environment_id: Id<'env'>) => call(ops.get, { params: { environment_id } }),
    create: (body: Body<C['environments']['create']>, o?: RequestOptions) => call(ops.create, { body }, o),
    update: (environment_id: Id<'env'>, body: Body<C['environments']['update']>, o?: RequestOptions) =>
      call(ops.update, { params: { environment_id }, body }, o),
    createApiKey: (environment_id: Id<'env'>, body: Body<C['environments']['createApiKey']>, o?: RequestOptions) =>
      call(ops.createApiKey, { params: { environment_id }, body }, o),
  }
}

export function organizations({ call, list }: Client) {
  const ops = contract.organizations
  return {
    list: (query: Query<C['organizations']['list']> = {}) => list<Organization>(ops.list, { query }),
    get: (organization_id: Id<'org'>) => call(ops.get, { params: { organization_id } }),
    getByExternalId: (external_id: string) => call(ops.getByExternalId, { params: { external_id } }),
    create: (body: Body<C['organizations']['create']>, o?: RequestOptions) => call(ops.create, { body }, o),
    update: (organization_id: Id<'org'>, body: Body<C['organizations']['update']>, o?: RequestOptions) =>
      call(ops.update, { params: { organization_id }, body }, o),
    delete: (organization_id: Id<'org'>, o?: RequestOptions) => call(ops.delete, { params: { organization_id } }, o),
  }
}

export function domains({ call, list }: Client) {
  const ops = contract.domains
  return {
    list: (organization_id: Id<'org'>, query: Query<C['domains']['list']> = {}) =>
      list<Domain>(ops.list, { params: { organization_id }, query }),
    create: (organization_id: Id<'org'>, body: Body<C['domains']['create']>, o?: RequestOptions) =>
      call(ops.create, { params: { organization_id }, body }, o),
    verify: (organization_id: Id<'org'>, domain_id: Id<'dom'>, o?: RequestOptions) =>
      call(ops.verify, { params: { organization_id, domain_id }, body: {} }, o),
    delete: (organization_id: Id<'org'>, domain_id: Id<'dom'>) =>
      call(ops.delete, { params: { organization_id, domain_id } }),
  }
}

export function connections({ call, list }: Client) {
  const ops = contract.connections
  const keys = contract.credentials
  return {
    list: (query: Query<C['connections']['list']> = {}) => list<Connection>(ops.list, { query }),
    get: (connection_id: Id<'conn'>, query: Query<C['connections']['get']> = {}) =>
      call(ops.get, { params: { connection_id }, query }),
    create: (body: Body<C['connections']['create']>, o?: RequestOptions) => call(ops.create, { body }, o),
    update: (connection_id: Id<'conn'>, body: Body<C['connections']['update']>, o?: RequestOptions) =>
      call(ops.update, { params: { connection_id }, body }, o),
    activate: (connection_id: Id<'conn'>, o?: RequestOptions) =>
      call(ops.activate, { params: { connection_id }, body: {} }, o),
    deactivate: (connection_id: Id<'conn'>, o?: RequestOptions) =>
      call(ops.deactivate, { params: { connection_id }, body: {} }, o),
    delete: (connection_id: Id<'conn'>, o?: RequestOptions) => call(ops.delete, { params: { connection_id } }, o),
    listCredentials: (connection_id: Id<'conn'>, query: Query<C['credentials']['list']> = {}) =>
      list<Credential>(keys.list, { params: { connection_id }, query }),
    addCredential: (connection_id: Id<'conn'>, body: Body<C['credentials']['create']>, o?: RequestOptions) =>
      call(keys.create, { params: { connection_id }, body }, o),
    activateCredential: (connection_id: Id<'conn'>, credential_id: Id<'cred'>, o?: RequestOptions) =>
      call(keys.activate, { params: { connection_id, credential_id }, body: {} }, o),
    deleteCredential: (connection_id: Id<'conn'>, credential_id: Id<'cred'>) =>
      call(keys.delete, { params: { connection_id, credential_id } }),
  }
}

export function applications({ call, list }: Client) {
  const ops = contract.applications
  return {
    list: (query: Query<C['applications']['list']> = {}) => list<Application>(ops.list, { query }),
    get: (application_id: Id<'app'>) => call(ops.get, { params: { application_id } }),
    create: (body: Body<C['applications']['create']>, o?: RequestOptions) => call(ops.create, { body }, o),
    update: (application_id: Id<'app'>, body: Body<C['applications']['update']>, o?: RequestOptions) =>
      call(ops.update, { params: { application_id }, body }, o),
    delete: (application_id: Id<'app'>, o?: RequestOptions) => call(ops.delete, { params: { application_id } }, o),
    createSecret: (application_id: Id<'app'>, o?: RequestOptions) =>
      call(ops.createSecret, { params: { application_id }, body: {} }, o),
    revokeSecret: (application_id: Id<'app'>, secret_id: Id<'secret'>) =>
      call(ops.revokeSecret, { params: { application_id, secret_id } }),
  }
}

export function roles({ call, list }: Client) {
  const ops = contract.roles
  return {
    list: (query: Query<C['roles']['list']> = {}) => list<Role>(ops.list, { query }),
    get: (role_id: Id<'role'>) => call(ops.get, { params: { role_id } }),
    create: (body: Body<C['roles']['create']>, o?: RequestOptions) => call(ops.create, { body }, o),
    update: (role_id: Id<'role'>, body: Body<C['roles']['update']>, o?: RequestOptions) =>
      call(ops.update, { params: { role_id }, body }, o),
    delete: (role_id: Id<'role'>, o?: RequestOptions) => call(ops.delete, { params: { role_id } }, o),
  }
}

export function groups({ call, list }: Client) {
  const ops = contract.groups
  return {
    list: (query: Query<C['groups']['list']> = {}) => list<Group>(ops.list, { query }),
    get: (group_id: Id<'grp'>, query: Query<C['groups']['get']> = {}) => call(ops.get, { params: { group_id }, query }),
    create: (body: Body<C['groups']['create']>, o?: RequestOptions) => call(ops.create, { body }, o),
    update: (group_id: Id<'grp'>, body: Body<C['groups']['update']>, o?: RequestOptions) =>
      call(ops.update, { params: { group_id }, body }, o),
    delete: (group_id: Id<'grp'>, o?: RequestOptions) => call(ops.delete, { params: { group_id } }, o),
  }
}

export function users({ call, list }: Client) {
  const ops = contract.users
  return {
    list: (query: Query<C['users']['list']> = {}) => list<User>(ops.list, { query }),
    get: (user_id: Id<'user'>, query: Query<C['users']['get']> = {}) => call(ops.get, { params: { user_id }, query }),
    create: (body: Body<C['users']['create']>, o?: RequestOptions) => call(ops.create, { body }, o),
    update: (user_id: Id<'user'>, body: Body<C['users']['update']>, o?: RequestOptions) =>
      call(ops.update, { params: { user_id }, body }, o),
    suspend: (user_id: Id<'user'>, o?: RequestOptions) => call(ops.suspend, { params: { user_id }, body: {} }, o),
    reactivate: (user_id: Id<'user'>, o?: RequestOptions) => call(ops.reactivate, { params: { user_id }, body: {} }, o),
    identities: (user_id: Id<'user'>, query: Query<C['users']['identities']> = {}) =>
      list<Identity>(ops.identities, { params: { user_id }, query }),
  }
}

export function sessions({ call, list }: Client) {
  const ops = contract.sessions
  return {
    list: (user_id: Id<'user'>, query: Query<C['sessions']['list']> = {}) =>
      list<Session>(ops.list, { params: { user_id }, query }),
    end: (user_id: Id<'user'>, session_id: Id<'sess'>) => call(ops.end, { params: { user_id, session_id } }),
  }
}

export function signIns({ call, list }: Client) {
  const ops = contract.signIns
  return {
    list: (query: Query<C['signIns']['list']> = {}) => list<SignIn>(ops.list, { query }),
    get: (sign_in_id: Id<'signin'>, query: Query<C['signIns']['get']> = {}) =>
      call(ops.get, { params: { sign_in_id }, query }),
  }
}

export function events({ list }: Client) {
  const ops = contract.events
  return {
    list: (query: Query<C['events']['list']> = {}) => list<Event>(ops.list, { query }),
  }
}

export function signingKeys({ call, list }: Client) {
  const ops = contract.signingKeys
  return {
    list: () => list<SigningKey>(ops.list),
    rotate: (body: Body<C['signingKeys']['rotate']>, o?: RequestOptions) => call(ops.rotate, { body }, o),
  }
}

export function apiKeys({ call, list }: Client) {
  const ops = contract.apiKeys
  return {
    list: (query: Query<C['apiKeys']['list']> = {}) => list<ApiKey>(ops.list, { query }),
    get: (api_key_id: Id<'key'>) => call(ops.get, { params: { api_key_id } }),
    create: (body: Body<C['apiKeys']['create']>, o?: RequestOptions) => call(ops.create, { body }, o),
    rotate: (api_key_id: Id<'key'>, body: Body<C['apiKeys']['rotate']> = {}, o?: RequestOptions) =>
      call(ops.rotate, { params: { api_key_id }, body }, o),
    revoke: (api_key_id: Id<'key'>) => call(ops.revoke, { params: { api_key_id } }),
  }
}

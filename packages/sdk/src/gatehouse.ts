/**
 * The SDK for applications: `new Gatehouse({ api_key, base_url })`. Data is snake_case, methods are camelCase. The key
 * never appears in an error or when the client is printed.
 */
import { createClient, type GatehouseOptions } from './client.ts'
import {
  apiKeys,
  applications,
  connections,
  domains,
  environments,
  events,
  groups,
  organizations,
  roles,
  sessions,
  signIns,
  signingKeys,
  users,
} from './nouns.ts'

export class Gatehouse {
  readonly environments: ReturnType<typeof environments>
  readonly organizations: ReturnType<typeof organizations>
  readonly domains: ReturnType<typeof domains>
  readonly connections: ReturnType<typeof connections>
  readonly applications: ReturnType<typeof applications>
  readonly roles: ReturnType<typeof roles>
  readonly groups: ReturnType<typeof groups>
  readonly users: ReturnType<typeof users>
  readonly sessions: ReturnType<typeof sessions>
  readonly signIns: ReturnType<typeof signIns>
  readonly events: ReturnType<typeof events>
  readonly signingKeys: ReturnType<typeof signingKeys>
  readonly apiKeys: ReturnType<typeof apiKeys>

  /** @param options the settings, or only the API key */
  constructor(options: GatehouseOptions | string = {}) {
    const client = createClient(typeof options === 'string' ? { api_key: options } : options)
    this.environments = environments(client)
    this.organizations = organizations(client)
    this.domains = domains(client)
    this.connections = connections(client)
    this.applications = applications(client)
    this.roles = roles(client)
    this.groups = groups(client)
    this.users = users(client)
    this.sessions = sessions(client)
    this.signIns = signIns(client)
    this.events = events(client)
    this.signingKeys = signingKeys(client)
    this.apiKeys = apiKeys(client)
  }
}

export type { Client, GatehouseOptions, Paginated, RequestOptions } from './client.ts'
export { createClient } from './client.ts'
export type { ApiKey } from './contract/api-keys.ts'
export type { Application } from './contract/applications.ts'
export type { Connection } from './contract/connections.ts'
export type { Credential } from './contract/credentials.ts'
export type { Domain } from './contract/domains.ts'
export type { Environment } from './contract/environments.ts'
export type { Event } from './contract/events.ts'
export type { Group } from './contract/groups.ts'
export type { Page } from './contract/list.ts'
export type { Organization } from './contract/organizations.ts'
export type { Role } from './contract/roles.ts'
export type { Session } from './contract/sessions.ts'
export type { SignIn, SignInWithTrace } from './contract/sign-ins.ts'
export type { SigningKey } from './contract/signing-keys.ts'
export type { User } from './contract/users.ts'
export {
  AuthenticationError,
  ConflictError,
  ConnectionError,
  GatehouseError,
  NotFoundError,
  PermissionError,
  RateLimitError,
  ServerError,
  ValidationError,
} from './errors.ts'

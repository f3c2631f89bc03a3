/**
 * The SDK for a page of the gateway itself. The session cookie of the page authorizes its requests, so the page has no
 * key. A page takes only the nouns that it uses, and a bundler leaves the others out. No schemas come with them.
 */
import { type Client, clientFor, type Sending } from './client.ts'

export interface BrowserOptions extends Sending {
  /** The environment to work on: its id or slug. For a staff session, which belongs to no environment. */
  readonly environment?: string
  /** The language of failures and explanations, as a tag such as `de`. Default: what the browser prefers. */
  readonly language?: string
  /**
   * The path of the environment on the origin of the page: the empty string for the default environment, or
   * `/env/<slug>`.
   */
  readonly base_path: string
}

/**
 * A client that the cookie of the page authorizes. It sends to the origin of the page only, with no authorization
 * header, and reads no environment variable. Retries, errors and idempotency keys are as those of `Gatehouse`.
 *
 * @param options the path of the environment, and how to send
 * @returns the client, for functions such as `domains`
 * @throws TypeError if `base_path` is no path, since a cookie must not go to another origin
 * @example
 * ```ts
 * const { list } = domains(createClient({ base_path: '' }))
 * ```
 */
export function createClient(options: BrowserOptions): Client {
  const { base_path, environment, language } = options
  if (base_path !== '' && !/^\/(?!\/)[\w/-]*$/.test(base_path)) throw new TypeError('base_path must be a path')
  const headers = {
    ...(environment === undefined ? {} : { 'gatehouse-environment': environment }),
    ...(language === undefined ? {} : { 'accept-language': language }),
  }
  const base_url = base_path.replace(/\/$/, '')
  return clientFor({ base_url, headers, credentials: 'same-origin', problem: null }, options)
}

export { outputSources } from '@gatehouse-sso/core/oidc/output-claims'
export { isStronger, staffRoles } from '@gatehouse-sso/core/staff-roles'
export type { Client, RequestOptions } from './client.ts'
export type { ApiKey, ApiKeyWithSecret } from './contract/api-keys.ts'
export type { ApiResource } from './contract/api-resources.ts'
export type {
  Application,
  ApplicationSecret,
  ApplicationSecretWithValue,
  ClaimsPreview,
} from './contract/applications.ts'
export type { Branding } from './contract/branding.ts'
export type { Connection, ConnectionTestLink } from './contract/connection.ts'
export type { ConnectionExplanation } from './contract/connection-explanation.ts'
export type { ConnectionForm, ConnectionTypes } from './contract/connection-form.ts'
export type { ConsoleSession } from './contract/console.ts'
export type { Credential } from './contract/credentials.ts'
export type { Discovery } from './contract/discover.ts'
export type { Domain } from './contract/domains.ts'
export type { Environment } from './contract/environments.ts'
export { type EventType, eventTypes } from './contract/event-types.ts'
export type { Event } from './contract/events.ts'
export type { ExplainedFailure } from './contract/explained-failure.ts'
export type { Group } from './contract/groups.ts'
export type { Invitation } from './contract/invitations.ts'
export type { Organization } from './contract/organizations.ts'
export type { ConnectionHealth, OrganizationSummary, Overview } from './contract/overview.ts'
export type { Role } from './contract/roles.ts'
export type { Session } from './contract/sessions.ts'
export type {
  CopyValue,
  Drawing,
  GuideAction,
  GuideCredential,
  GuideField,
  GuideStep,
  SetupGuide,
} from './contract/setup-guide.ts'
export type { SetupIntent, SetupStep } from './contract/setup-intents.ts'
export type { SetupLink, SetupLinkWithAddress } from './contract/setup-links.ts'
export type { SetupSession } from './contract/setup-session.ts'
export type { SetupTest } from './contract/setup-test.ts'
export type { SignIn, SignInWithTrace } from './contract/sign-ins.ts'
export type { SigningKey } from './contract/signing-keys.ts'
export type { StaffMember, StaffMemberWithAddress, StaffSession, StaffSettings } from './contract/staff.ts'
export type { StaffRole, StaffScope } from './contract/staff-roles.ts'
export type { Identity, User } from './contract/users.ts'
export type { ValueCheck, ValueFinding } from './contract/value-check.ts'
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
export { apiKeys } from './nouns/api-keys.ts'
export { apiResources } from './nouns/api-resources.ts'
export { applications } from './nouns/applications.ts'
export { branding } from './nouns/branding.ts'
export { connections } from './nouns/connections.ts'
export { consoleSession } from './nouns/console.ts'
export { credentials } from './nouns/credentials.ts'
export { discover } from './nouns/discover.ts'
export { domains } from './nouns/domains.ts'
export { environments } from './nouns/environments.ts'
export { events } from './nouns/events.ts'
export { groups } from './nouns/groups.ts'
export { invitations } from './nouns/invitations.ts'
export { organizations } from './nouns/organizations.ts'
export { overview } from './nouns/overview.ts'
export { roles } from './nouns/roles.ts'
export { sessions } from './nouns/sessions.ts'
export { type SetupGuess, setup } from './nouns/setup.ts'
export { setupLinks } from './nouns/setup-links.ts'
export { signIns } from './nouns/sign-ins.ts'
export { signingKeys } from './nouns/signing-keys.ts'
export { staff } from './nouns/staff.ts'
export { users } from './nouns/users.ts'

/**
 * Opens the stores on an engine. Statements are compiled once, here; `in(environment_id)` only binds them.
 */
import type { Id } from '@gatehouse-sso/core/ids'
import type { EnvironmentStores, Stores } from '../domain/stores/stores.ts'
import { apiKeyStore } from './api-keys.ts'
import { anyApiResourceStore, apiResourceStore } from './api-resources.ts'
import { applicationStore } from './applications.ts'
import { assertionStore } from './assertions.ts'
import { brandingStore } from './branding.ts'
import { connectionStore } from './connections.ts'
import { credentialWatchStore } from './credential-watch.ts'
import { credentialStore } from './credentials.ts'
import { deviceAuthorizationStore } from './device-authorizations.ts'
import { domainWatchStore } from './domain-watch.ts'
import { domainStore } from './domains.ts'
import type { Engine } from './engine/engine.ts'
import { environmentStore } from './environments.ts'
import { eventStore } from './events.ts'
import { federationStore } from './federation.ts'
import { grantStore } from './grants.ts'
import { groupStore } from './groups.ts'
import { idempotencyStore } from './idempotency-keys.ts'
import { installationStore } from './installation.ts'
import { invitationStore } from './invitations.ts'
import { jobStore } from './jobs.ts'
import { organizationHostStore, organizationStore } from './organizations.ts'
import { overviewStore } from './overview.ts'
import { pushedRequestStore } from './pushed-requests.ts'
import { recheckStore } from './rechecks.ts'
import { refreshTokenStore } from './refresh-tokens.ts'
import { roleStore } from './roles.ts'
import { samlWatchStore } from './saml-watch.ts'
import { sessionStore } from './sessions.ts'
import { setupLinkStore } from './setup-links.ts'
import { setupSessionStore } from './setup-sessions.ts'
import { signInStore } from './sign-ins.ts'
import { signingKeyStore } from './signing-keys.ts'
import { adminLinkStore, staffSessionStore, staffStore } from './staff.ts'
import { queryBuilder, type Storage } from './statements/compile.ts'
import { sweepStore } from './sweep.ts'
import { userStore } from './users.ts'

/** The number of environments whose stores are kept. The stores of one are a dozen closures. */
const maximumEnvironments = 1_000

export function openStores(engine: Engine): Stores {
  const storage: Storage = { engine, db: queryBuilder(engine.dialect) }
  const organizations = organizationStore(storage)
  const domains = domainStore(storage)
  const connections = connectionStore(storage)
  const credentials = credentialStore(storage)
  const applications = applicationStore(storage)
  const api_resources = apiResourceStore(storage)
  const roles = roleStore(storage)
  const groups = groupStore(storage)
  const users = userStore(storage)
  const invitations = invitationStore(storage)
  const setup_links = setupLinkStore(storage)
  const branding = brandingStore(storage)
  const sign_ins = signInStore(storage)
  const sessions = sessionStore(storage)
  const grants = grantStore(storage)
  const refresh_tokens = refreshTokenStore(storage)
  const pushed_requests = pushedRequestStore(storage)
  const device_authorizations = deviceAuthorizationStore(storage)
  const assertions = assertionStore(storage)
  const events = eventStore(storage)
  const signing_keys = signingKeyStore(storage)
  const rechecks = recheckStore(storage)
  const overview = overviewStore(storage)

  const open = (environment_id: Id<'env'>): EnvironmentStores => ({
    organizations: organizations(environment_id),
    domains: domains(environment_id),
    connections: connections(environment_id),
    credentials: credentials(environment_id),
    applications: applications(environment_id),
    api_resources: api_resources(environment_id),
    roles: roles(environment_id),
    groups: groups(environment_id),
    users: users(environment_id),
    invitations: invitations(environment_id),
    setup_links: setup_links(environment_id),
    branding: branding(environment_id),
    sign_ins: sign_ins(environment_id),
    sessions: sessions(environment_id),
    grants: grants(environment_id),
    refresh_tokens: refresh_tokens(environment_id),
    pushed_requests: pushed_requests(environment_id),
    device_authorizations: device_authorizations(environment_id),
    assertions: assertions(),
    events: events(environment_id),
    signing_keys: signing_keys(environment_id),
    rechecks: rechecks(environment_id),
    overview: overview(environment_id),
  })
  const opened = new Map<Id<'env'>, EnvironmentStores>()
  return {
    installation: installationStore(storage),
    environments: environmentStore(storage),
    api_keys: apiKeyStore(storage),
    setup_sessions: setupSessionStore(storage),
    staff: staffStore(storage),
    admin_links: adminLinkStore(storage),
    staff_sessions: staffSessionStore(storage),
    idempotency_keys: idempotencyStore(storage),
    jobs: jobStore(storage),
    federation: federationStore(storage),
    credential_watch: credentialWatchStore(storage),
    saml_watch: samlWatchStore(storage),
    domain_watch: domainWatchStore(storage),
    organizationHosts: organizationHostStore(storage),
    anyApiResources: anyApiResourceStore(storage),
    sweep: sweepStore(storage),
    in: (environment_id) => {
      const known = opened.get(environment_id)
      if (known) return known
      if (opened.size >= maximumEnvironments) opened.clear()
      const stores = open(environment_id)
      opened.set(environment_id, stores)
      return stores
    },
  }
}

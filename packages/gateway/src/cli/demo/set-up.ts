/**
 * Creates the data of the demonstration through the public API: environment, organization with its domain, roles, a
 * group that gives one, the connection to the emulator, and the application. A second run finds them and only corrects
 * what has changed, for instance ports.
 */
import type { Id } from '@gatehouse-sso/core/ids'
import { dayMs } from '@gatehouse-sso/core/time'
import { Gatehouse } from '@gatehouse-sso/sdk'
import type { Connection } from '@gatehouse-sso/sdk/contract/connection'
import type { Credential } from '@gatehouse-sso/sdk/contract/credentials'
import { api_application_id, client_id, domain, engineering, tenant_id } from './directory.ts'
import { setUpSecond } from './set-up-second.ts'
import { setUpThird, type Third } from './set-up-third.ts'
import type { Demo } from './state.ts'

export interface Addresses {
  readonly gateway: string
  readonly emulator: string
  readonly app: string
}

export type Made = Pick<
  Demo,
  | 'issuer'
  | 'api_url'
  | 'api_key'
  | 'environment_id'
  | 'organization_id'
  | 'connection_id'
  | 'application'
  | 'setup_url'
> & { readonly third: Third }

/**
 * @param third_ends_at when the secret of the third organization expires
 * @param before the ids that an earlier start stored, if it got that far
 */
export async function setUp(
  addresses: Addresses,
  installation_key: string,
  upstream_secret: string,
  third_ends_at: number,
  before: Pick<Made, 'api_key' | 'environment_id' | 'application'> | undefined,
): Promise<Made> {
  const environment = before ?? (await makeEnvironment(addresses.gateway, installation_key))
  const client = new Gatehouse({ base_url: addresses.gateway, api_key: environment.api_key })
  const organization_id = await makeOrganization(client)
  await makeApi(client, organization_id)
  return {
    issuer: addresses.gateway,
    api_url: `${addresses.gateway}/v1`,
    api_key: environment.api_key,
    environment_id: environment.environment_id,
    organization_id,
    connection_id: await makeConnection(client, organization_id, addresses, upstream_secret),
    application: await makeApplication(client, addresses, before?.application.client_secret),
    setup_url: await setUpSecond(client, addresses.emulator),
    third: await setUpThird(client, addresses.emulator, upstream_secret, third_ends_at),
  }
}

async function makeEnvironment(base_url: string, installation_key: string) {
  const installation = new Gatehouse({ base_url, api_key: installation_key })
  const [existing] = await installation.environments.list().toArray()
  const environment = existing ?? (await installation.environments.create({ name: 'Test', slug: 'test', kind: 'test' }))
  const { secret } = await installation.environments.createApiKey(environment.id, { name: 'Demo' })
  return { environment_id: environment.id, api_key: secret }
}

async function makeOrganization(client: Gatehouse): Promise<Id<'org'>> {
  const roles = (await client.roles.list().toArray()).map(({ slug }) => slug)
  if (!roles.includes('admin'))
    await client.roles.create({ slug: 'admin', name: 'Administrator', position: 0, assignable_by_customer: true })
  if (!roles.includes('editor'))
    await client.roles.create({ slug: 'editor', name: 'Editor', position: 1, assignable_by_customer: true })
  const [existing] = await client.organizations.list({ domain }).toArray()
  const claimed = [{ domain, verified: true }]
  const { id } = existing ?? (await client.organizations.create({ name: 'Acme (example)', domains: claimed }))
  if ((await client.groups.list({ organization_id: id }).toArray()).length === 0) {
    await client.groups.create({ organization_id: id, idp_id: engineering, name: 'Engineering', roles: ['editor'] })
  }
  return id
}

/** An API of the vendor that accepts access tokens of Acme's tenant. */
async function makeApi(client: Gatehouse, organization_id: Id<'org'>): Promise<void> {
  if ((await client.apiResources.list({ limit: 1 })).data.length > 0) return
  const { id } = await client.apiResources.create({
    name: 'Planner API',
    application_id: api_application_id,
    app_id_uris: [`api://${api_application_id}`],
    enabled: true,
    required_scopes: ['access_as_user'],
  })
  await client.apiResources.addTenant(id, { organization_id, tenant_id })
}

async function makeConnection(
  client: Gatehouse,
  organization_id: Id<'org'>,
  { emulator }: Addresses,
  client_secret: string,
): Promise<Id<'conn'>> {
  const settings = { tenant_id, client_id, cloud: 'custom', authority_host: emulator }
  const [existing] = await client.connections.list({ organization_id }).toArray()
  const { id, credentials, state, candidate } = existing
    ? await client.connections.update(existing.id, { settings })
    : await client.connections.create({ organization_id, type: 'entra_oidc', settings })
  if (candidate) await client.connections.activateCandidate(id, { without_test: true })
  await renewSecret(client, id, credentials, client_secret)
  if (state !== 'active') await client.connections.activate(id)
  return id
}

/** The secret expires soon, as the console warns, and never while the demonstration is used. */
async function renewSecret(
  client: Gatehouse,
  id: Id<'conn'>,
  credentials: Connection['credentials'],
  client_secret: string,
): Promise<void> {
  const isGood = ({ not_after }: Credential): boolean => Date.parse(not_after ?? '') > Date.now() + 7 * dayMs
  if (credentials.some(isGood)) return
  const not_after = new Date(Date.now() + 24 * dayMs).toISOString()
  const made = await client.credentials.create(id, { type: 'client_secret', client_secret, not_after })
  if (credentials.length > 0) await client.credentials.activate(id, made.id)
  for (const old of credentials) await client.credentials.delete(id, old.id)
}

async function makeApplication(
  client: Gatehouse,
  { app }: Addresses,
  known_secret: string | undefined,
): Promise<Made['application']> {
  const redirect_uri = `${app}/callback`
  const registration = {
    redirect_uris: [redirect_uri],
    post_logout_redirect_uris: [`${app}/`],
    initiate_login_uri: `${app}/sign-in`,
  }
  const [existing] = await client.applications.list().toArray()
  const { id, secrets } = existing
    ? await client.applications.update(existing.id, registration)
    : await client.applications.create({ name: 'Acme Planner', ...registration })
  if (known_secret !== undefined) return { client_id: id, client_secret: known_secret, redirect_uri }
  // Secrets of an interrupted start were never shown, so they are useless.
  for (const secret of secrets) await client.applications.revokeSecret(id, secret.id)
  const { client_secret } = await client.applications.createSecret(id)
  return { client_id: id, client_secret, redirect_uri }
}

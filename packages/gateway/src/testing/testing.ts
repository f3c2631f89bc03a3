/**
 * `@gatehouse-sso/gateway/testing`: a whole gateway inside a test of your application, with an Entra emulator as the
 * identity provider of each organization. It needs no internet, no Docker and no account. `close()` removes everything.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Id } from '@gatehouse-sso/core/ids'
import { Gatehouse } from '@gatehouse-sso/sdk'
import { newSecretText, startEmulator, type TenantFixture } from 'entra-emulator'
import { initializeInstallation, openGateway } from '../app.ts'
import { freePort } from './free-port.ts'
import { openWindow } from './window.ts'

export interface TestGatehouseOptions {
  /** Default: Acme with ada@acme.example. The domain of a user's email belongs to the organization. */
  readonly organizations?: readonly {
    readonly name: string
    readonly users: readonly { readonly email: string; readonly name?: string; readonly groups?: readonly string[] }[]
  }[]
  /** Redirect URI of the application that it creates. Default: `http://localhost:3000/callback`. */
  readonly redirect_uri?: string
}

export interface TestGatehouse {
  /** The issuer, and the base of the API. */
  readonly url: string
  /** For the API, and by its `sso` for sign-ins to the application. */
  readonly client: Gatehouse
  readonly application: { readonly client_id: string; readonly client_secret: string; readonly redirect_uri: string }
  readonly organizations: readonly { readonly id: Id<'org'>; readonly name: string }[]
  /**
   * Signs in as a person would.
   * @param email of one of the users
   * @param authorize an authorization request; by default one without PKCE, state and nonce
   * @returns the redirect URI of the application with the authorization response
   */
  signInAs(email: string, authorize?: string): Promise<{ callback_url: string }>
  close(): Promise<void>
}

const password = 'Correct-Horse-1'
const defaultOrganizations = [{ name: 'Acme', users: [{ email: 'ada@acme.example', name: 'Ada Muster' }] }]

/** Starts a gateway and an emulator on loopback. */
export async function createTestGatehouse(options: TestGatehouseOptions = {}): Promise<TestGatehouse> {
  const { organizations = defaultOrganizations, redirect_uri = 'http://localhost:3000/callback' } = options
  const folder = mkdtempSync(join(tmpdir(), 'gatehouse-'))
  const url = `http://127.0.0.1:${await freePort()}`
  const client_secret = newSecretText()
  const emulator = await startEmulator({ fixture: { tenants: organizations.map(tenantOf(client_secret)) } })
  const variables = {
    GATEHOUSE_PUBLIC_URL: url,
    GATEHOUSE_LISTEN: new URL(url).host,
    GATEHOUSE_DATABASE_URL: `sqlite:${join(folder, 'gatehouse.db')}`,
    GATEHOUSE_OUTBOUND_ALLOW: new URL(emulator.url).host,
    GATEHOUSE_LOG_LEVEL: 'silent',
    GATEHOUSE_RATE_LIMIT_API: '0',
    GATEHOUSE_RATE_LIMIT_SIGN_IN: '0',
  }
  const { master_key, installation_key } = await initializeInstallation(variables)
  const gateway = await openGateway({ ...variables, GATEHOUSE_MASTER_KEY: master_key ?? '' })
  await gateway.listen()
  const installation = new Gatehouse({ base_url: url, api_key: installation_key })
  const environment = await installation.environments.create({ name: 'Test', slug: 'test', kind: 'test' })
  const { secret } = await installation.environments.createApiKey(environment.id, { name: 'Test' })
  const client = new Gatehouse({ base_url: url, api_key: secret })

  const made: { id: Id<'org'>; name: string }[] = []
  for (const [index, tenant] of emulator.tenants().entries()) {
    const domains = tenant.domains.map((domain) => ({ domain, verified: true }))
    const organization = await client.organizations.create({ name: tenant.displayName, domains })
    const [registration] = tenant.applications
    const settings = {
      tenant_id: tenant.id,
      client_id: registration?.appId,
      cloud: 'custom',
      authority_host: emulator.url,
    }
    const connection = await client.connections.create({
      organization_id: organization.id,
      type: 'entra_oidc',
      settings,
    })
    await client.credentials.create(connection.id, { type: 'client_secret', client_secret })
    await client.connections.activate(connection.id)
    await emulator.admin('PATCH', `/tenants/${tenant.id}/applications/${registration?.appId}`, {
      web: { redirectUris: [connection.redirect_uri] },
    })
    made.push({ id: organization.id, name: organizations[index]?.name ?? tenant.displayName })
  }
  const { id } = await client.applications.create({
    name: 'Application',
    redirect_uris: [redirect_uri],
    require_pkce: false,
  })
  const application = { client_id: id, client_secret: '', redirect_uri }
  application.client_secret = (await client.applications.createSecret(id)).client_secret

  return {
    url,
    client: new Gatehouse({ base_url: url, api_key: secret, client_id: id, client_secret: application.client_secret }),
    application,
    organizations: made,
    async signInAs(email, authorize = defaultRequest(url, application)) {
      const window = openWindow((address) => address.href.startsWith(`${redirect_uri}?`))
      const address = new URL(authorize)
      address.searchParams.set('login_hint', email)
      let page = await window.open(address.href)
      page = await window.submit(page, 'password', { password })
      if (page.status !== 0) page = await window.submit(page, 'decision', { decision: 'accept' })
      return { callback_url: page.url.href }
    },
    async close() {
      await gateway.close()
      await emulator.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

type OrganizationOption = NonNullable<TestGatehouseOptions['organizations']>[number]

function tenantOf(secretText: string): (organization: OrganizationOption) => TenantFixture {
  return ({ name, users }) => {
    const groups = [...new Set(users.flatMap((user) => user.groups ?? []))]
    return {
      displayName: name,
      domains: [...new Set(users.map(({ email }) => String(email.split('@')[1])))],
      users: users.map((user) => ({
        userPrincipalName: user.email,
        mail: user.email,
        displayName: user.name ?? user.email,
        password,
      })),
      groups: groups.map((group) => ({
        displayName: group,
        members: users.filter((user) => user.groups?.includes(group)).map(({ email }) => email),
      })),
      applications: [
        {
          displayName: 'Gatehouse',
          passwordCredentials: [{ secretText }],
          optionalClaims: {
            idToken: ['email', 'given_name', 'family_name', 'xms_edov'].map((claim) => ({ name: claim })),
          },
          groupMembershipClaims: 'SecurityGroup',
        },
      ],
    }
  }
}

function defaultRequest(url: string, { client_id, redirect_uri }: TestGatehouse['application']): string {
  const parameters = { client_id, redirect_uri, response_type: 'code', scope: 'openid profile email' }
  return `${url}/oauth/authorize?${new URLSearchParams(parameters)}`
}

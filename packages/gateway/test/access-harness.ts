/**
 * A gateway for tests with an API resource, and the Entra emulator as the tenant that issues its tokens: for people, by
 * the authorization code flow, and for programs, by client credentials.
 */
import { createSign, generateKeyPairSync } from 'node:crypto'
import type { ApiResource } from '@gatehouse-sso/sdk/contract/api-resources'
import { type Emulator, startEmulator } from 'entra-emulator'
import { type Harness, type HarnessOptions, startHarness } from './harness.ts'

export const tenant_id = '8f1c2b3a-4d5e-4f60-8a7b-9c0d1e2f3a4b'
export const other_tenant_id = '9a1c2b3a-4d5e-4f60-8a7b-9c0d1e2f3a4c'
export const api_id = '5d6e7f80-9a1b-4c2d-8e3f-405162738495'
export const script_id = '36a0b1c2-d3e4-4f50-8617-28394a5b6c7d'
export const stranger_id = '47b1c2d3-e4f5-4061-8728-394a5b6c7d8e'
/** A public client, as `gatehouse test-access` needs one. */
export const device_id = '58c2d3e4-f506-4172-8839-4a5b6c7d8e9f'
export const secret = 'Zq18Q~secret-of-every-application-here'
const callback = 'http://localhost/callback'
export const password = 'Correct-Horse-1'
export const engineers = 'b7e1c3d4-5f60-4718-8293-a4b5c6d7e8f9'

export interface AccessHarness extends Harness {
  readonly emulator: Emulator
  readonly resource: ApiResource
  /** Changes the registration of the API at the emulator. */
  register(change: object): Promise<unknown>
  /** Switches a fault on for the next answer with tokens. */
  provoke(name: string): Promise<unknown>
  /** A token of a person, through a program. */
  personToken(person?: string, change?: { scope?: string; client_id?: string; tenant?: string }): Promise<string>
  /** A token of a program itself. */
  programToken(change?: { client_id?: string; scope?: string; tenant?: string }): Promise<string>
  /** Asks for the verdict by forward authentication. */
  verify(token: string | null, headers?: Record<string, string>): Promise<Response>
}

const consented = [
  { resourceAppId: api_id, scope: 'access_as_user' },
  { scope: 'openid profile email offline_access User.Read' },
]
const script_principal = 'c8f1c3d4-5f60-4718-8293-a4b5c6d7e8f9'

const program = (appId: string, displayName: string) => ({
  appId,
  displayName,
  signInAudience: 'AzureADMultipleOrgs' as const,
  web: { redirectUris: [callback] },
  passwordCredentials: [{ secretText: secret }],
  consents: consented,
})

const publicClient = {
  appId: device_id,
  displayName: 'Test of access',
  signInAudience: 'AzureADMultipleOrgs' as const,
  isFallbackPublicClient: true,
  publicClient: { redirectUris: ['http://localhost'] },
  consents: consented,
}

const people = (domain: string) =>
  ['ada', 'ben', 'eve'].map((name) => ({
    userPrincipalName: `${name}@${domain}`,
    mail: `${name}@${domain}`,
    displayName: `${name} Muster`,
    givenName: name,
    surname: 'Muster',
    password,
  }))

export async function startAccessHarness(change: object = {}, options: HarnessOptions = {}): Promise<AccessHarness> {
  const emulator = await startEmulator({
    device_poll_seconds: 1,
    fixture: {
      tenants: [
        {
          id: tenant_id,
          displayName: 'Contoso',
          domains: ['contoso.example'],
          users: people('contoso.example'),
          groups: [{ id: engineers, displayName: 'Engineers', members: ['ada@contoso.example'] }],
          applications: [
            {
              appId: api_id,
              displayName: 'Orders API',
              signInAudience: 'AzureADMultipleOrgs',
              identifierUris: [`api://${api_id}`],
              groupMembershipClaims: 'SecurityGroup',
              api: {
                requestedAccessTokenVersion: 2,
                oauth2PermissionScopes: [{ value: 'access_as_user' }],
              },
              appRoles: [{ value: 'Orders.Write', displayName: 'Write', allowedMemberTypes: ['Application'] }],
              appRoleAssignments: [{ principalId: script_principal, appRoleId: 'Orders.Write' }],
              optionalClaims: { accessToken: ['email', 'given_name', 'family_name'].map((name) => ({ name })) },
              passwordCredentials: [{ secretText: secret }],
            },
            { ...program(script_id, 'Nightly script'), servicePrincipalId: script_principal },
            program(stranger_id, 'Stranger'),
            publicClient,
          ],
        },
        {
          id: other_tenant_id,
          displayName: 'Fabrikam',
          domains: ['fabrikam.example'],
          users: people('fabrikam.example'),
          servicePrincipals: [
            { appId: api_id },
            ...[script_id, device_id].map((appId) => ({ appId, consents: consented })),
          ],
        },
      ],
    } as never,
  })
  const { host } = new URL(emulator.url)
  const harness = await startHarness({
    ...options,
    variables: { GATEHOUSE_OUTBOUND_ALLOW: `127.0.0.1, ${host}`, ...options.variables },
  })
  const resource = await harness.client.apiResources.create({
    name: 'Orders API',
    enabled: true,
    cloud: 'custom',
    authority_host: emulator.url,
    application_id: api_id,
    allowed_clients: [script_id],
    required_scopes: ['access_as_user'],
    ...change,
  })
  await harness.client.apiResources.addTenant(resource.id, { organization_id: harness.organization_id, tenant_id })

  const redeem = async (tenant: string, form: Record<string, string>): Promise<string> => {
    const address = `${emulator.url}/${tenant}/oauth2/v2.0/token`
    const answer = await fetch(address, {
      method: 'POST',
      body: new URLSearchParams({ ...form, client_secret: secret }),
    })
    const body = (await answer.json()) as Record<string, string>
    if (body.access_token === undefined) throw new Error(JSON.stringify(body))
    return body.access_token
  }
  return {
    ...harness,
    emulator,
    resource,
    register: (registration) =>
      emulator.admin('PATCH', `/tenants/${tenant_id}/applications/${api_id}`, registration as never),
    provoke: (name) => emulator.admin('POST', '/faults', { name, times: 1 }),
    async personToken(person = 'ada@contoso.example', asked = {}) {
      const { scope = `api://${api_id}/access_as_user`, client_id = script_id, tenant = tenant_id } = asked
      const request = new URLSearchParams({ client_id, response_type: 'code', redirect_uri: callback, scope })
      const url = `${emulator.url}/${tenant}/oauth2/v2.0/authorize?${request}`
      const { parameters } = await emulator.signIn(url, person)
      const code = parameters.get('code') ?? ''
      return redeem(tenant, { grant_type: 'authorization_code', client_id, redirect_uri: callback, scope, code })
    },
    programToken(asked = {}) {
      const { client_id = script_id, scope = `api://${api_id}/.default`, tenant = tenant_id } = asked
      return redeem(tenant, { grant_type: 'client_credentials', client_id, scope })
    },
    verify: (token, headers = {}) =>
      fetch(`${new URL(harness.url).origin}/v1/access/verify?resource=${resource.id}`, {
        headers: { ...(token === null ? {} : { authorization: `Bearer ${token}` }), ...headers },
      }),
    close: async () => {
      await harness.close()
      await emulator.close()
    },
  }
}

const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
const encode = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url')

/** The same token with other claims or another header, signed by a key of nobody. */
export function forged(token: string, claims: object = {}, header: object = {}): string {
  const [first = '', second = ''] = token.split('.').map((part) => Buffer.from(part, 'base64url').toString())
  const input = `${encode({ ...JSON.parse(first), ...header })}.${encode({ ...JSON.parse(second), ...claims })}`
  return `${input}.${createSign('RSA-SHA256').update(input).sign(privateKey, 'base64url')}`
}

/**
 * A gateway for tests with the Entra emulator as the identity provider of one connection, and a person who signs in
 * through both.
 */
import type { Connection } from '@gatehouse-sso/sdk/contract/connection'
import { type Emulator, startEmulator } from 'entra-emulator'
import { openWindow } from '../src/testing/window.ts'
import { authorizeAddress, type Harness, type HarnessOptions, redirect_uri, startHarness } from './harness.ts'

export const tenant_id = '8f1c2b3a-4d5e-4f60-8a7b-9c0d1e2f3a4b'
export const client_id = '0b1c2d3e-4f50-4617-8293-a4b5c6d7e8f9'
const email = 'ada@contoso.example'
const password = 'Correct-Horse-1'
export const first_secret = 'Zq18Q~first-secret-of-the-application'

export interface EntraHarness extends Harness {
  readonly emulator: Emulator
  /** A draft without a credential. */
  readonly entra: Connection
  /** Changes the application at the emulator. */
  register(change: Readonly<Record<string, unknown>>): Promise<unknown>
  /** Signs Ada in. @returns the redirect to the application, or the address of an error page */
  signInAsAda(change?: Record<string, string | undefined>): Promise<URL>
  /** Another draft for the same application, with its redirect URI registered. */
  addEntra(): Promise<Connection>
}

export async function startEntraHarness(options: HarnessOptions = {}): Promise<EntraHarness> {
  const emulator = await startEmulator({
    fixture: {
      tenants: [
        {
          id: tenant_id,
          displayName: 'Contoso',
          domains: ['contoso.example'],
          users: [{ userPrincipalName: email, mail: email, displayName: 'Ada Muster', password }],
          applications: [
            {
              appId: client_id,
              displayName: 'Gatehouse',
              passwordCredentials: [{ secretText: first_secret }],
              optionalClaims: { idToken: [{ name: 'email' }, { name: 'xms_edov' }] },
              consents: [{ scope: 'openid profile email offline_access User.Read' }],
            },
          ],
        },
      ],
    },
  })
  const { host } = new URL(emulator.url)
  const harness = await startHarness({
    ...options,
    variables: { GATEHOUSE_OUTBOUND_ALLOW: `127.0.0.1, ${host}`, ...options.variables },
  })
  const register: EntraHarness['register'] = (change) =>
    emulator.admin('PATCH', `/tenants/${tenant_id}/applications/${client_id}`, change)
  const redirectUris: string[] = []
  const addEntra: EntraHarness['addEntra'] = async () => {
    const connection = await harness.client.connections.create({
      organization_id: harness.organization_id,
      type: 'entra_oidc',
      settings: { tenant_id, client_id, cloud: 'custom', authority_host: emulator.url },
      policy: { userinfo: 'never' },
    })
    redirectUris.push(connection.redirect_uri)
    await register({ web: { redirectUris } })
    return connection
  }
  const entra = await addEntra()
  return {
    ...harness,
    emulator,
    entra,
    register,
    addEntra,
    async signInAsAda(change = {}) {
      const window = openWindow(({ href }) => href.startsWith(redirect_uri))
      const page = await window.open(authorizeAddress(harness, { connection: entra.id, login_hint: email, ...change }))
      return page.status === 0 ? page.url : (await window.submit(page, 'password', { password })).url
    },
    close: async () => {
      await harness.close()
      await emulator.close()
    },
  }
}

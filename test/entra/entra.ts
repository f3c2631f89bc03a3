/** A gateway and an Entra emulator for a test: connections to tenants of the emulator, and people who sign in. */
import type { Id } from '@gatehouse-sso/core/ids'
import type { Connection } from '@gatehouse-sso/sdk/contract/connection'
import type { SignInWithTrace } from '@gatehouse-sso/sdk/contract/sign-ins'
import { type Emulator, newSecretText, type SigningPerson, startEmulator, type TenantFixture } from 'entra-emulator'
import {
  authorizeAddress,
  type Browser,
  browser,
  type Harness,
  type HarnessOptions,
  locationOf,
  payloadOf,
  redeem,
  startHarness,
  until,
} from '../../packages/gateway/test/harness.ts'

export interface Entra {
  readonly emulator: Emulator
  readonly harness: Harness
  /** The first application of each tenant. */
  readonly tenants: readonly EntraTenant[]
  /**
   * Makes an active connection of the first tenant's application.
   * @param settings replace those of the first tenant
   */
  connect(
    change?: Partial<Parameters<Harness['client']['connections']['create']>[0]>,
    tenant?: EntraTenant,
  ): Promise<Connection>
  /** Signs a person in. @returns where the browser ends: the application's redirect URI, or our page */
  signIn(connection: Id<'conn'>, who: SigningPerson, how?: SignInChange): Promise<URL>
  /** Signs a person in, and redeems the code. @returns the claims of the application's ID token */
  claimsOf(connection: Id<'conn'>, who: SigningPerson, how?: SignInChange): Promise<Record<string, unknown>>
  /** The latest sign-in, once its trace is written. */
  latest(): Promise<SignInWithTrace>
  close(): Promise<void>
}

export interface EntraTenant {
  readonly id: string
  readonly client_id: string
  /** The path of the application in the admin API. */
  readonly application: string
}

export interface SignInChange {
  readonly person?: Browser
  readonly change?: Record<string, string | undefined>
}

export const upstreamSecret = newSecretText()

export async function startEntra(fixtures: readonly TenantFixture[], options: HarnessOptions = {}): Promise<Entra> {
  const emulator = await startEmulator({ fixture: { tenants: fixtures } })
  const variables = { GATEHOUSE_OUTBOUND_ALLOW: '127.0.0.1', ...options.variables }
  const harness = await startHarness({ ...options, variables })
  const tenants = emulator.tenants().map(({ id, applications }) => {
    const client_id = String(applications[0]?.appId)
    return { id, client_id, application: `/tenants/${id}/applications/${client_id}` }
  })
  const first = tenants[0] as EntraTenant

  const signIn: Entra['signIn'] = async (connection, who, { person = browser(), change = {} } = {}) => {
    const address = authorizeAddress(harness, { organization: undefined, connection, ...change })
    const back = await emulator.signIn(locationOf(await person.get(address)), who)
    const { pathname, search } = new URL(back.url)
    return new URL(locationOf(await person.get(`${harness.url}${pathname}${search}`)), harness.url)
  }
  return {
    emulator,
    harness,
    tenants,
    async connect({ settings = {}, ...change } = {}, tenant = first) {
      const created = await harness.client.connections.create({
        organization_id: harness.organization_id,
        type: 'entra_oidc',
        ...change,
        settings: {
          tenant_id: tenant.id,
          client_id: tenant.client_id,
          cloud: 'custom',
          authority_host: emulator.url,
          ...settings,
        },
      })
      const { web } = emulator
        .tenants()
        .flatMap(({ applications }) => applications)
        .find(({ appId }) => appId === tenant.client_id) ?? { web: { redirectUris: [] } }
      const redirectUris = [...web.redirectUris, created.redirect_uri]
      await emulator.admin('PATCH', tenant.application, { web: { redirectUris } })
      const secret = { type: 'client_secret', client_secret: upstreamSecret } as const
      await harness.client.credentials.create(created.id, secret)
      return harness.client.connections.activate(created.id)
    },
    signIn,
    async claimsOf(connection, who, how) {
      const { searchParams, href } = await signIn(connection, who, how)
      const code = searchParams.get('code')
      if (code === null) throw new Error(`not signed in: ${href}`)
      const { id_token } = (await (await redeem(harness, code)).json()) as { id_token: string }
      return payloadOf(id_token)
    },
    async latest() {
      const [{ id } = { id: '' }] = (await harness.client.signIns.list({ limit: 1 })).data
      const read = () => harness.client.signIns.get(id)
      return until(read, ({ decision, error }) => decision !== null || error !== null)
    },
    async close() {
      await harness.close()
      await emulator.close()
    },
  }
}

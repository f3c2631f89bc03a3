/** A gateway and an emulator in which every fault has a tenant of its own, so that faults run beside each other. */
import type { Connection } from '@gatehouse-sso/sdk/contract/connection'
import type { SignInWithTrace } from '@gatehouse-sso/sdk/contract/sign-ins'
import { type Emulator, type FaultFixture, SignInError, startEmulator } from 'entra-emulator'
import {
  authorizeAddress,
  browser,
  codeIn,
  type Harness,
  locationOf,
  redeem,
  refresh,
  startHarness,
  type TokenAnswer,
  until,
} from '../../packages/gateway/test/harness.ts'
import { upstreamSecret } from './entra.ts'

export interface BadDay {
  readonly emulator: Emulator
  readonly harness: Harness
  /** Makes a tenant with one person, and an active connection to it. Then the fault is switched on. */
  connect(before?: FaultFixture | undefined): Promise<Tenant>
  close(): Promise<void>
}

export interface Tenant {
  readonly domain: string
  readonly connection: Connection
  /** The user name of the person, as it is now. */
  userName(): string
  /** The client id of the gateway's application. */
  readonly client_id: string
  switchOn(fault: FaultFixture): Promise<void>
  /** Signs the person in as far as it goes. */
  signIn(): Promise<End>
  /**
   * Signs the person in, switches the fault on, and refreshes the tokens when Entra is to be asked again. It moves the
   * clocks.
   * @returns our error, and the record of the sign-in
   */
  recheck(fault: FaultFixture): Promise<{ readonly code: string | undefined; readonly record: SignInWithTrace }>
}

/** The end of a sign-in: on a page of Entra, or in a record of the gateway. */
export interface End {
  readonly page?: SignInError
  readonly record?: SignInWithTrace
}

/** Entra is asked again after so long. */
const minutes = 60

export async function startBadDay(): Promise<BadDay> {
  const emulator = await startEmulator({ fixture: { tenants: [{ displayName: 'Unused' }] } })
  const harness = await startHarness({
    variables: { GATEHOUSE_OUTBOUND_ALLOW: '127.0.0.1' },
    // Some faults never answer. Every answer that does come is there long before.
    overrides: { outbound_timeout: 2_000 },
  })
  let count = 0

  const connect: BadDay['connect'] = async (before) => {
    count += 1
    const domain = `t${count}.example`
    const person = `ada@${domain}`
    await emulator.admin('POST', '/tenants', {
      displayName: `Tenant ${count}`,
      domains: [domain],
      users: [{ userPrincipalName: person, mail: person, displayName: 'Ada' }],
      applications: [
        {
          displayName: 'Gatehouse',
          passwordCredentials: [{ secretText: upstreamSecret }],
          groupMembershipClaims: 'SecurityGroup',
          applicationPermissions: ['GroupMember.Read.All'],
          optionalClaims: { idToken: [{ name: 'email' }, { name: 'xms_edov' }] },
          consents: [{ scope: 'openid profile email offline_access User.Read' }],
        },
      ],
    })
    const tenant = emulator.tenants().at(-1)
    const client_id = String(tenant?.applications[0]?.appId)
    const [{ id: person_id } = { id: '' }] = tenant?.users ?? []
    const userName = (): string =>
      emulator
        .tenants()
        .flatMap(({ users }) => users)
        .find(({ id }) => id === person_id)?.userPrincipalName ?? ''
    const switchOn = async (fault: FaultFixture): Promise<void> => {
      await emulator.admin('POST', '/faults', { ...fault, tenant: domain })
    }
    if (before) await switchOn(before)
    const { client } = harness
    const created = await client.connections.create({
      organization_id: harness.organization_id,
      type: 'entra_oidc',
      settings: { tenant_id: tenant?.id, client_id, cloud: 'custom', authority_host: emulator.url },
    })
    const redirectUris = [created.redirect_uri]
    await emulator.admin('PATCH', `/tenants/${domain}/applications/${client_id}`, { web: { redirectUris } })
    await client.credentials.create(created.id, { type: 'client_secret', client_secret: upstreamSecret })
    const connection = await client.connections.activate(created.id)

    const recordOf = async (answer: Response): Promise<SignInWithTrace> => {
      const shown = /\/error\/(signin_\w+)$/.exec(locationOf(answer))?.[1]
      const [latest] = (await client.signIns.list({ connection_id: connection.id, limit: 1 })).data
      const id = shown ?? latest?.id ?? ''
      return until(
        () => client.signIns.get(id),
        ({ decision, error }) => decision !== null || error !== null,
      )
    }
    /** Goes to Entra and back, if Gatehouse leads there. @throws SignInError on a page of Entra */
    const goThrough = async (change: Record<string, string>): Promise<Response> => {
      const window = browser()
      const parameters = { organization: undefined, connection: connection.id, ...change }
      const first = await window.get(authorizeAddress(harness, parameters))
      if (!locationOf(first).startsWith(emulator.url)) return first
      const back = await emulator.signIn(locationOf(first), userName())
      const { pathname, search } = new URL(back.url)
      return window.get(`${harness.url}${pathname}${search}`)
    }
    return {
      domain,
      connection,
      client_id,
      userName,
      switchOn,
      async signIn() {
        try {
          return { record: await recordOf(await goThrough({})) }
        } catch (error) {
          if (error instanceof SignInError) return { page: error }
          throw error
        }
      },
      async recheck(fault) {
        const { recheck_minutes } = (await client.connections.get(connection.id)).policy
        if (recheck_minutes === null) {
          await client.connections.update(connection.id, { policy: { recheck_minutes: minutes } })
        }
        const answer = await goThrough({ scope: 'openid profile email offline_access' })
        const code = new URL(locationOf(answer)).searchParams.get('code')
        const { refresh_token } = (await (await redeem(harness, String(code))).json()) as TokenAnswer
        const { id } = await recordOf(answer)
        await switchOn(fault)
        harness.clock.ahead += (minutes + 1) * 60_000
        await emulator.admin('POST', '/clock', { advance_seconds: (minutes + 1) * 60 })
        const refreshed = (await (await refresh(harness, refresh_token)).json()) as TokenAnswer
        const record = await until(
          () => client.signIns.get(id),
          ({ error }) => error !== null,
        )
        return { code: codeIn(refreshed), record }
      },
    }
  }
  return {
    emulator,
    harness,
    connect,
    async close() {
      await harness.close()
      await emulator.close()
    },
  }
}

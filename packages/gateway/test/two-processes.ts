/** Runs two gateways as separate processes on one PostgreSQL. Their public address is that of the first. */
import { Gatehouse } from '@gatehouse-sso/sdk'
import { initializeInstallation } from '../src/app.ts'
import { newMasterKey } from '../src/keys/master-key.ts'
import { freePort } from '../src/testing/free-port.ts'
import { type GatewayProcess, serveGatehouse } from './gateway-process.ts'
import { type Browser, browser, type Furniture, furnish, goUpstream, type Running, reach } from './harness.ts'
import { type HostileProvider, startHostileProvider } from './hostile-provider.ts'
import { newDatabase } from './postgres-database.ts'

export interface Gateway {
  readonly running: Running
  /** The management API through this process. */
  readonly client: Gatehouse
  /** Kills it if it runs, and starts it again at the same address. */
  restart(): Promise<void>
  kill(): Promise<void>
  /** `SIGTERM`. @returns the exit code */
  stop(): Promise<number | null>
}

export interface TwoProcesses {
  readonly provider: HostileProvider
  readonly furniture: Furniture
  readonly database_url: string
  readonly gateways: readonly [Gateway, Gateway]
  close(): Promise<void>
}

/** @param database_url a new database by default */
export async function startTwoProcesses(database_url?: string): Promise<TwoProcesses> {
  const provider = await startHostileProvider()
  const ports = [await freePort(), await freePort()]
  const addresses = ports.map((port) => `http://127.0.0.1:${port}`)
  const url = database_url ?? (await newDatabase())
  const variables = {
    GATEHOUSE_PUBLIC_URL: addresses[0] ?? '',
    GATEHOUSE_MASTER_KEY: newMasterKey(),
    GATEHOUSE_DATABASE_URL: url,
    GATEHOUSE_OUTBOUND_ALLOW: new URL(provider.url).host,
    GATEHOUSE_LOG_LEVEL: 'silent',
    GATEHOUSE_RATE_LIMIT_API: '0',
    GATEHOUSE_RATE_LIMIT_SIGN_IN: '0',
  }
  const { installation_key } = await initializeInstallation(variables)
  const serve = (index: number) => serveGatehouse({ ...variables, GATEHOUSE_LISTEN: `127.0.0.1:${ports[index]}` })
  const processes: GatewayProcess[] = await Promise.all([serve(0), serve(1)])
  const installation = new Gatehouse({ base_url: addresses[0] ?? '', api_key: installation_key, max_retries: 0 })
  const furniture = await furnish(addresses[0] ?? '', installation, provider, 'test')

  const gateway = (index: number): Gateway => ({
    running: { ...furniture, provider, url: addresses[index] ?? '' },
    client: new Gatehouse({ base_url: addresses[index] ?? '', api_key: furniture.api_key, max_retries: 0 }),
    async restart() {
      await processes[index]?.kill()
      processes[index] = await serve(index)
    },
    kill: async () => processes[index]?.kill(),
    stop: async () => (await processes[index]?.stop()) ?? null,
  })
  return {
    provider,
    furniture,
    database_url: url,
    gateways: [gateway(0), gateway(1)],
    async close() {
      await Promise.all(processes.map((each) => each.kill()))
      await provider.close()
    },
  }
}

/** Brings a person to the identity provider. The returned callback works at either process. */
export async function atIdentityProvider({
  running,
}: Gateway): Promise<{ person: Browser; back: (gateway: Gateway) => Promise<Response> }> {
  const person = browser()
  const back = await goUpstream(running, person)
  return { person, back: (gateway) => person.get(reach(gateway.running, back.href)) }
}

/**
 * `gatehouse demo`: runs gateway (SQLite), Entra emulator, a sample application and a page of faults on this machine, with
 * a sign-in that works. Nothing leaves the machine. A second start reuses the data of the first one.
 */
import { randomBytes } from 'node:crypto'
import { isFailure } from '@gatehouse-sso/core/failure'
import { dayMs } from '@gatehouse-sso/core/time'
import { newSecretText, startEmulator } from 'entra-emulator'
import { holdDatabase, initializeInstallation, openGateway } from '../../app.ts'
import { createAdminLink } from '../../domain/staff/admin-link.ts'
import { freePort } from '../../testing/free-port.ts'
import { UsageError } from '../usage.ts'
import { requireClone, startApplication } from './application.ts'
import { demoClock } from './clock.ts'
import { client_id, directory, people, tenant_id } from './directory.ts'
import { serveFaults } from './faults/server.ts'
import { gatehouseCommand } from './gatehouse-command.ts'
import { beginHistory, makeHistory } from './history.ts'
import { setUp } from './set-up.ts'
import { type Demo, type Keys, type StateFolder, stateFolder } from './state.ts'

/** The usual ports. If one is not free, another port is used. */
const ports = { gateway: 4400, emulator: 4401, app: 4402, faults: 4403 }

export interface RunningDemo {
  readonly demo: Demo
  /** A sentence for each port that was taken. */
  readonly moved: readonly string[]
  /** The folder of its files. */
  readonly path: string
  stop(): Promise<void>
}

export interface DemoOptions {
  /** Whether a first start makes a month of sign-ins, which takes some seconds. Default: no. */
  readonly history?: boolean
}

/**
 * Starts all programs.
 * @param root the folder for their data
 * @throws UsageError outside of a clone, and when a demonstration with the same data runs already
 */
export async function startDemo(root: string, options: DemoOptions = {}): Promise<RunningDemo> {
  requireClone()
  const state = stateFolder(root)
  const release = await hold(state)
  try {
    const running = await startPrograms(state, options)
    return {
      ...running,
      stop: async () => {
        await running.stop()
        release()
      },
    }
  } catch (error) {
    release()
    throw error
  }
}

/** @throws UsageError, Failure database_in_use when another program holds the database */
async function hold(state: StateFolder): Promise<() => void> {
  try {
    return await holdDatabase({ GATEHOUSE_DATABASE_URL: state.database_url }, 'gatehouse demo', 'create')
  } catch (error) {
    const other = isFailure(error, 'database_in_use') ? state.readDemo() : undefined
    if (other === undefined || !isRunning(other.process_id)) throw error
    const hint = 'Open that address, or stop it with Ctrl-C. To run another one: --folder <path>'
    throw new UsageError(`The demo already runs at ${other.app_url} (process ${other.process_id})`, hint)
  }
}

function isRunning(process_id: number): boolean {
  try {
    return process.kill(process_id, 0)
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}

async function startPrograms(state: StateFolder, { history = false }: DemoOptions): Promise<RunningDemo> {
  const chosen = {
    gateway: await freePort(ports.gateway),
    emulator: await freePort(ports.emulator),
    app: await freePort(ports.app),
    faults: await freePort(ports.faults),
  }
  const moved = (Object.keys(ports) as (keyof typeof ports)[])
    .filter((name) => chosen[name] !== ports[name])
    .map((name) => `port ${ports[name]} is taken, so the ${name} uses ${chosen[name]}`)
  const at = (port: number): string => `http://127.0.0.1:${port}`
  const addresses = { gateway: at(chosen.gateway), emulator: at(chosen.emulator), app: at(chosen.app) }

  const variables = {
    GATEHOUSE_PUBLIC_URL: addresses.gateway,
    GATEHOUSE_LISTEN: `127.0.0.1:${chosen.gateway}`,
    GATEHOUSE_DATABASE_URL: state.database_url,
    GATEHOUSE_OUTBOUND_ALLOW: `127.0.0.1:${chosen.emulator}`,
    GATEHOUSE_LOG_LEVEL: 'silent',
  }
  const keys = await demoKeys(state, variables)
  const before = state.readDemo()
  const clock = demoClock()
  const isFirst = before === undefined && history
  if (isFirst) beginHistory(clock)
  const gateway = await openGateway({ ...variables, GATEHOUSE_MASTER_KEY: keys.master_key }, { now: clock.now })
  const stops = [gateway.close]
  const stop = async (): Promise<void> => {
    for (const close of stops.splice(0).reverse()) await close()
  }
  try {
    await gateway.listen()
    const { third, ...made } = await setUp(
      addresses,
      keys.installation_key,
      keys.upstream_secret,
      // Without a history it would be refused: a secret that has expired already.
      isFirst ? Date.now() - dayMs : Date.now() + 90 * dayMs,
      before,
    )
    const callback = (connection_id: string): string => `${addresses.gateway}/sso/oidc/callback/${connection_id}`
    const emulator = await startEmulator({
      port: chosen.emulator,
      now: clock.now,
      fixture: directory({
        client_secret: keys.upstream_secret,
        acme: [callback(made.connection_id)],
        fabrikam: [callback(third.connection_id)],
        fabrikam_ends_at: third.ends_at,
      }),
    })
    stops.push(emulator.close)
    if (isFirst) await makeHistory({ ...made, third, clock, emulator, sweep: gateway.sweep })
    const demo: Demo = {
      ...made,
      process_id: process.pid,
      app_url: addresses.app,
      console_url: (await createAdminLink(gateway.work, null)).url,
      faults_url: at(chosen.faults),
      emulator: {
        url: emulator.url,
        tenant_id,
        client_id,
        client_secret: keys.upstream_secret,
        admin_url: emulator.admin_url,
      },
      users: people,
    }
    const faults = await serveFaults(demo, emulator, gatehouseCommand(process.cwd()))
    stops.push(faults.stop)
    const application = await startApplication(demo, keys.app_session_key)
    stops.push(application.stop)
    state.writeDemo(demo)
    return { demo, moved, path: state.path, stop }
  } catch (error) {
    await stop()
    throw error
  }
}

async function demoKeys(state: StateFolder, variables: Readonly<Record<string, string>>): Promise<Keys> {
  const known = state.readKeys()
  if (known) return known
  const { master_key, installation_key } = await initializeInstallation(variables)
  const keys: Keys = {
    master_key: master_key ?? '',
    installation_key,
    upstream_secret: newSecretText(),
    app_session_key: randomBytes(32).toString('base64url'),
  }
  state.writeKeys(keys)
  return keys
}

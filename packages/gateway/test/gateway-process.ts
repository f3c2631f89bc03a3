/** Runs the gateway as its own process, by its launcher, for tests that need one, such as `kill -9`. */
import { type ChildProcess, spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { Gatehouse } from '@gatehouse-sso/sdk'
import { initializeInstallation } from '../src/app.ts'
import type { Variables } from '../src/config.ts'
import { newMasterKey } from '../src/keys/master-key.ts'
import { freePort } from '../src/testing/free-port.ts'
import { type Furniture, furnish, temporaryDatabase } from './harness.ts'
import type { HostileProvider } from './hostile-provider.ts'

const launcher = fileURLToPath(new URL('../bin/gatehouse.js', import.meta.url))

export interface Finished {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}

/**
 * Runs a command to its end.
 * @param input its standard input; none by default
 * @param begun is called with the id of its process
 */
export function runGatehouse(
  args: readonly string[],
  variables: Variables = {},
  input?: string,
  begun: (pid: number) => void = () => undefined,
): Promise<Finished> {
  const child = start(args, variables, input === undefined ? 'ignore' : 'pipe')
  begun(Number(child.pid))
  child.stdin?.end(input)
  const output = { stdout: '', stderr: '' }
  child.stdout?.on('data', (chunk) => {
    output.stdout += chunk
  })
  child.stderr?.on('data', (chunk) => {
    output.stderr += chunk
  })
  return new Promise((resolve) => child.once('close', (code) => resolve({ code, ...output })))
}

function start(args: readonly string[], variables: Variables, stdin: 'ignore' | 'pipe' = 'ignore'): ChildProcess {
  return spawn(process.execPath, [launcher, ...args], {
    env: { PATH: process.env.PATH, NO_COLOR: '1', ...variables },
    stdio: [stdin, 'pipe', 'pipe'],
  })
}

export interface GatewayProcess {
  readonly pid: number
  /** The address on which it listens. */
  readonly address: string
  /** `SIGKILL`: ends at once, in the middle of its work. */
  kill(): Promise<void>
  /** `SIGTERM`. @returns the exit code */
  stop(): Promise<number | null>
  signal(signal: NodeJS.Signals): void
  /** Resolves to the exit code when the process ends. */
  readonly ended: Promise<number | null>
}

/** Starts `gatehouse serve` and waits until it answers. */
export async function serveGatehouse(variables: Variables): Promise<GatewayProcess> {
  const child = start(['serve'], { GATEHOUSE_SHUTDOWN_SECONDS: '1', ...variables })
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve))
  const address = await new Promise<string>((resolve, reject) => {
    let said = ''
    child.stderr?.on('data', (chunk) => {
      said += chunk
      const found = /is served on (\S+)\n/.exec(said)?.[1]
      if (found !== undefined) resolve(found)
    })
    child.stdout?.resume()
    child.once('exit', (code) => reject(new Error(`gatehouse serve ended with ${code}: ${said}`)))
  })
  return {
    pid: Number(child.pid),
    address,
    async kill() {
      child.kill('SIGKILL')
      await ended
    },
    async stop() {
      child.kill('SIGTERM')
      return ended
    },
    signal: (signal) => void child.kill(signal),
    ended,
  }
}

/** Starts a gateway on SQLite with test data. Its process may be killed and started again with the same variables. */
export async function serveFurnished(
  provider: HostileProvider,
  change: Readonly<Record<string, string>> = {},
): Promise<{ url: string; variables: Variables; gateway: GatewayProcess; furniture: Furniture }> {
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  const variables = {
    GATEHOUSE_PUBLIC_URL: url,
    GATEHOUSE_LISTEN: `127.0.0.1:${port}`,
    GATEHOUSE_MASTER_KEY: newMasterKey(),
    GATEHOUSE_DATABASE_URL: `sqlite:${temporaryDatabase()}`,
    GATEHOUSE_OUTBOUND_ALLOW: new URL(provider.url).host,
    GATEHOUSE_LOG_LEVEL: 'error',
    GATEHOUSE_RATE_LIMIT_SIGN_IN: '0',
    ...change,
  }
  const { installation_key } = await initializeInstallation(variables)
  const gateway = await serveGatehouse(variables)
  const installation = new Gatehouse({ base_url: url, api_key: installation_key, max_retries: 0 })
  return { url, variables, gateway, furniture: await furnish(url, installation, provider, 'test') }
}

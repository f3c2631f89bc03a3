/** Runs the sample application in its own process, like the application of a vendor. */
import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { UsageError } from '../usage.ts'
import { gatehouseCommand } from './gatehouse-command.ts'
import type { Demo } from './state.ts'

/** The file of the example. The demonstration runs in a clone of the repository. */
const script = fileURLToPath(new URL('../../../../../examples/express/planner.js', import.meta.url))

/** Ends the application when the demonstration has died without stopping it (`kill -9`). */
const endWithParent = 'data:text/javascript,process.on("disconnect",()=>process.exit())'

export interface SampleApplication {
  stop(): Promise<void>
}

/** The packages do not have the sample application. @throws UsageError */
export function requireClone(): void {
  if (existsSync(script)) return
  const hint = '`gatehouse demo` works in a clone only: git clone …, npm ci, npm run demo'
  throw new UsageError('the sample application is not in this package', hint)
}

/** Starts the application and waits until it answers. @throws Error with its output when it does not start */
export async function startApplication(demo: Demo, session_key: string): Promise<SampleApplication> {
  const child = spawn(process.execPath, ['--import', endWithParent, script], {
    env: {
      PATH: process.env.PATH,
      ISSUER: demo.issuer,
      CLIENT_ID: demo.application.client_id,
      CLIENT_SECRET: demo.application.client_secret,
      APP_URL: demo.app_url,
      ORGANIZATION: demo.organization_id,
      SESSION_KEY: session_key,
      API_URL: demo.api_url,
      API_KEY: demo.api_key,
      EMULATOR: demo.emulator.url,
      FAULTS: demo.faults_url,
      PEOPLE: JSON.stringify(demo.users),
      GATEHOUSE: gatehouseCommand(process.cwd()),
    },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    // Ctrl-C goes to the whole process group. Detached, the application keeps running until the demonstration stops it.
    detached: true,
  })
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  await listening(child)
  return {
    async stop() {
      child.kill('SIGTERM')
      const timer = setTimeout(() => child.kill('SIGKILL'), 2_000)
      await ended
      clearTimeout(timer)
    },
  }
}

function listening(child: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    let said = ''
    const listen = (chunk: Buffer): void => {
      said = (said + chunk.toString()).slice(-4_000)
      if (said.includes('listening on')) resolve()
    }
    child.stdout?.on('data', listen)
    child.stderr?.on('data', listen)
    child.once('exit', (code) => reject(new Error(`the sample application ended with ${code}: ${said}`)))
  })
}

/** The sample application, in a process of its own, as an application of a vendor would be. */
import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Demo } from './state.ts'

/** The example itself: the demonstration runs in a checkout. */
const script = fileURLToPath(new URL('../../../../../examples/express/server.js', import.meta.url))

/** Ends the application when the demonstration is gone without having ended it (a `kill -9`). */
const endWithParent = 'data:text/javascript,process.on("disconnect",()=>process.exit())'

export interface SampleApplication {
  stop(): Promise<void>
}

/** Starts it and waits until it answers. @throws Error with what it said when it does not start */
export async function startApplication(
  demo: Pick<Demo, 'issuer' | 'application' | 'app_url' | 'organization_id'>,
  session_key: string,
): Promise<SampleApplication> {
  if (!existsSync(script)) throw new Error('the sample application is not here: run this in a checkout of Gatehouse')
  const child = spawn(process.execPath, ['--import', endWithParent, script], {
    env: {
      PATH: process.env.PATH,
      ISSUER: demo.issuer,
      CLIENT_ID: demo.application.client_id,
      CLIENT_SECRET: demo.application.client_secret,
      APP_URL: demo.app_url,
      ORGANIZATION: demo.organization_id,
      SESSION_KEY: session_key,
    },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    // A Ctrl-C goes to the whole process group; the application is stopped by us, in order.
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

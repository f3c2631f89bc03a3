/** Runs an example application in its own process, with a gateway and a person who can sign in. */
import { type ChildProcess, spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { Id } from '@gatehouse-sso/core/ids'
import { freePort } from '../../packages/gateway/src/testing/free-port.ts'
import { createTestGatehouse, type TestGatehouse } from '../../packages/gateway/src/testing/testing.ts'
import { openWindow, type Visit, type Window } from '../../packages/gateway/src/testing/window.ts'

export const person = { email: 'ada@acme.example', name: 'Ada Muster', password: 'Correct-Horse-1' }

export interface Setting {
  readonly gatehouse: TestGatehouse
  readonly app_url: string
  readonly client_id: Id<'app'>
  close(): Promise<void>
}

type Registration = Parameters<TestGatehouse['client']['applications']['create']>[0]

/**
 * Starts a gateway with Acme and Ada, and an example that is registered at the gateway.
 * @param callback the path of its redirect URI
 * @param registration the fields of the client that differ from the defaults
 */
export async function startExample(
  folder: string,
  callback: string,
  registration: Partial<Registration> = {},
): Promise<Setting> {
  const gatehouse = await createTestGatehouse({ organizations: [{ name: 'Acme', users: [person] }] })
  const app_url = `http://localhost:${await freePort()}`
  const { id, token_endpoint_auth_methods } = await gatehouse.client.applications.create({
    name: folder,
    redirect_uris: [`${app_url}${callback}`],
    post_logout_redirect_uris: [`${app_url}/`, app_url],
    ...registration,
  })
  const confidential = !token_endpoint_auth_methods.includes('none')
  const secret = confidential ? (await gatehouse.client.applications.createSecret(id)).client_secret : ''
  const key = await gatehouse.client.apiKeys.create({
    name: folder,
    scopes: ['connections:read', 'organizations:read'],
  })
  const own = { CLIENT_ID: id, CLIENT_SECRET: secret, API_KEY: key.secret }
  const variables = { ISSUER: gatehouse.url, APP_URL: app_url, ...own }
  const child = await start(folder, variables)
  return {
    gatehouse,
    app_url,
    client_id: id,
    async close() {
      child.kill()
      await gatehouse.close()
    },
  }
}

async function start(folder: string, variables: Record<string, string>): Promise<ChildProcess> {
  const script = fileURLToPath(new URL(`../../examples/${folder}/server.js`, import.meta.url))
  const child = spawn(process.execPath, ['--conditions=gatehouse-source', script], {
    env: { PATH: process.env.PATH, ...variables },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  await new Promise<void>((resolve, reject) => {
    let said = ''
    child.stdout?.on('data', (chunk) => String(chunk).includes('listening') && resolve())
    child.stderr?.on('data', (chunk) => {
      said += chunk
    })
    child.once('exit', () => reject(new Error(said)))
  })
  return child
}

/** Opens a person's browser at an address of the application. */
export async function visit(address: string): Promise<{ window: Window; page: Visit }> {
  const window = openWindow(() => false)
  return { window, page: await window.open(address) }
}

/** Signs in from the email page of the gateway, through the identity provider, to the page of the application. */
export async function signInAs(window: Window, asked: Visit): Promise<Visit> {
  return signInAtProvider(window, await window.submit(asked, 'login_hint', { login_hint: person.email }))
}

/** Signs in from the page of the identity provider, which knows the email already, to the page of the application. */
export async function signInAtProvider(window: Window, asked: Visit): Promise<Visit> {
  const page = await window.submit(asked, 'password', { password: person.password })
  return page.html.includes('name="decision"') ? window.submit(page, 'decision', { decision: 'accept' }) : page
}

/**
 * A gateway for tests: real HTTP, real SQLite, a hostile identity provider beside it, an application and an
 * organization made through the public API. `browser()` is a person's browser without a window: cookies, no redirects
 * followed unless asked.
 */
import { createHash, randomBytes } from 'node:crypto'
import { mkdtempSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Id } from '@gatehouse/core/ids'
import { Gatehouse } from '@gatehouse/sdk'
import { type Gateway, initializeInstallation, type Overrides, openGateway } from '../src/app.ts'
import type { Variables } from '../src/config.ts'
import { newMasterKey } from '../src/keys/master-key.ts'
import { openLog } from '../src/observe/log.ts'
import { type HostileProvider, startHostileProvider } from './hostile-provider.ts'

export interface Harness {
  readonly gateway: Gateway
  readonly url: string
  readonly provider: HostileProvider
  readonly client: Gatehouse
  readonly installation: Gatehouse
  readonly api_key: string
  readonly environment_id: Id<'env'>
  readonly organization_id: Id<'org'>
  readonly connection_id: Id<'conn'>
  readonly application: { client_id: Id<'app'>; client_secret: string; redirect_uri: string }
  /** Milliseconds that the gateway's clock is ahead of the real one. */
  readonly clock: { ahead: number }
  /** Lines that the gateway logged. */
  readonly log_lines: string[]
  close(): Promise<void>
}

export const redirect_uri = 'https://app.example/callback'
export const post_logout_redirect_uri = 'https://app.example/signed-out'

export interface HarnessOptions {
  readonly variables?: Variables
  readonly overrides?: Overrides
  readonly database_url?: string
}

export async function startHarness(options: HarnessOptions = {}): Promise<Harness> {
  const provider = await startHostileProvider()
  const clock = { ahead: 0 }
  const log_lines: string[] = []
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  const variables: Variables = {
    GATEHOUSE_PUBLIC_URL: url,
    GATEHOUSE_LISTEN: `127.0.0.1:${port}`,
    GATEHOUSE_MASTER_KEY: newMasterKey(),
    GATEHOUSE_DATABASE_URL: options.database_url ?? `sqlite:${temporaryDatabase()}`,
    GATEHOUSE_OUTBOUND_ALLOW: new URL(provider.url).host,
    ...options.variables,
  }
  const log = openLog({ level: 'debug', destination: { write: (line: string) => void log_lines.push(line) } })
  const { installation_key } = await initializeInstallation(variables)
  const gateway = await openGateway(variables, { now: () => Date.now() + clock.ahead, log, ...options.overrides })
  await gateway.listen()

  const made = await setUp(url, installation_key, provider)
  return {
    gateway,
    url,
    provider,
    ...made,
    clock,
    log_lines,
    close: async () => {
      await gateway.close()
      await provider.close()
    },
  }
}

export type SetUp = Pick<
  Harness,
  'client' | 'installation' | 'api_key' | 'environment_id' | 'organization_id' | 'connection_id' | 'application'
>

/** Makes what every test needs, through the public API. */
export async function setUp(url: string, installation_key: string, provider: HostileProvider): Promise<SetUp> {
  const installation = new Gatehouse({ base_url: url, api_key: installation_key, max_retries: 0 })
  const environment = await installation.environments.create({ name: 'Test', slug: 'test', kind: 'test' })
  const { secret: api_key } = await installation.environments.createApiKey(environment.id, { name: 'Tests' })
  const client = new Gatehouse({ base_url: url, api_key, max_retries: 0 })
  const organization = await client.organizations.create({
    name: 'Acme',
    domains: [{ domain: 'acme.example', verified: true }],
  })
  const connection = await client.connections.create({
    organization_id: organization.id,
    type: 'oidc',
    settings: { discovery_url: provider.discovery_url, client_id: 'gateway' },
  })
  await client.connections.addCredential(connection.id, {
    type: 'client_secret',
    client_secret: 'upstream-secret-value',
  })
  await client.connections.activate(connection.id)
  const application = await client.applications.create({
    name: 'Web',
    redirect_uris: [redirect_uri],
    post_logout_redirect_uris: [post_logout_redirect_uri],
  })
  const { client_secret } = await client.applications.createSecret(application.id)

  return {
    client,
    installation,
    api_key,
    environment_id: environment.id,
    organization_id: organization.id,
    connection_id: connection.id,
    application: { client_id: application.id, client_secret, redirect_uri },
  }
}

/** What a sign-in needs to know; a harness, or a gateway in a process of its own. */
export type Running = Pick<Harness, 'url' | 'provider' | 'organization_id' | 'application'>

/** A browser: keeps cookies of the gateway, follows nothing by itself. */
export interface Browser {
  readonly cookies: Map<string, string>
  get(address: string, headers?: Record<string, string>): Promise<Response>
  post(address: string, form: Record<string, string>, headers?: Record<string, string>): Promise<Response>
}

export function browser(): Browser {
  const cookies = new Map<string, string>()
  const send = async (address: string, init: RequestInit): Promise<Response> => {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const headers = { accept: 'text/html', ...(cookie === '' ? {} : { cookie }), ...init.headers }
    const response = await fetch(address, { ...init, headers, redirect: 'manual' })
    for (const line of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
      if (value === '') cookies.delete(name)
      else cookies.set(name, value)
    }
    return response
  }
  return {
    cookies,
    get: (address, headers = {}) => send(address, { headers }),
    post: (address, form, headers = {}) => send(address, { method: 'POST', body: new URLSearchParams(form), headers }),
  }
}

export const verifier = randomBytes(32).toString('base64url')
const challenge = createHash('sha256').update(verifier).digest('base64url')

/** An authorization request of the sample application; `undefined` members are left out. */
export function authorizeAddress(harness: Running, change: Record<string, string | undefined> = {}): string {
  const parameters = {
    client_id: harness.application.client_id,
    redirect_uri,
    response_type: 'code',
    scope: 'openid profile email',
    state: 'the-state',
    nonce: 'the-nonce',
    code_challenge: challenge,
    code_challenge_method: 'S256',
    organization: harness.organization_id,
    ...change,
  }
  const sent = Object.entries(parameters).filter((entry): entry is [string, string] => entry[1] !== undefined)
  return `${harness.url}/oauth/authorize?${new URLSearchParams(sent)}`
}

export const locationOf = (response: Response): string => response.headers.get('location') ?? ''

/** Goes to the identity provider and gives the address with which the browser comes back. */
export async function goUpstream(
  harness: Running,
  person: Browser,
  change: Record<string, string | undefined> = {},
  extra: Record<string, string> = {},
): Promise<URL> {
  const response = await person.get(authorizeAddress(harness, change))
  return harness.provider.answer(locationOf(response), extra)
}

/** The whole way to the application. @returns the address that the application is called at */
export async function signIn(
  harness: Running,
  person: Browser = browser(),
  change: Record<string, string | undefined> = {},
): Promise<URL> {
  const back = await goUpstream(harness, person, change)
  const response = await person.get(back.href)
  return new URL(locationOf(response))
}

/** A token request of the sample application. */
export function redeem(
  harness: Running,
  code: string,
  change: Record<string, string | undefined> = {},
  headers: Record<string, string> = {},
): Promise<Response> {
  const form = {
    grant_type: 'authorization_code',
    code,
    redirect_uri,
    code_verifier: verifier,
    client_id: harness.application.client_id,
    client_secret: harness.application.client_secret,
    ...change,
  }
  const sent = Object.entries(form).filter((entry): entry is [string, string] => entry[1] !== undefined)
  return fetch(`${harness.url}/oauth/token`, { method: 'POST', body: new URLSearchParams(sent), headers })
}

/** The payload of a token, not verified. */
export function payloadOf(token: string): Record<string, unknown> {
  return JSON.parse(Buffer.from(String(token.split('.')[1]), 'base64url').toString())
}

/** Waits until something holds, without guessing how long it takes. */
export async function until<T>(read: () => Promise<T>, holds: (value: T) => boolean): Promise<T> {
  for (let tries = 0; tries < 200; tries += 1) {
    const value = await read()
    if (holds(value)) return value
    await new Promise((resolve) => setTimeout(resolve, 25))
  }
  throw new Error('it did not come to hold')
}

export async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return port
}

export function temporaryDatabase(): string {
  return join(mkdtempSync(join(tmpdir(), 'gatehouse-')), 'test.db')
}

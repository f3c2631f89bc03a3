/**
 * A gateway for tests, with real HTTP, a real database, a hostile identity provider, and an application and an
 * organization that are created through the public API. `browser()` is a person's browser without a window: it keeps
 * cookies and follows redirects only on request.
 */
import { createHash, randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import type { Id } from '@gatehouse-sso/core/ids'
import { Gatehouse } from '@gatehouse-sso/sdk'
import type { Application } from '@gatehouse-sso/sdk/contract/applications'
import type { Connection } from '@gatehouse-sso/sdk/contract/connection'
import type { SignInWithTrace } from '@gatehouse-sso/sdk/contract/sign-ins'
import { afterAll } from 'vitest'
import { type Gateway, initializeInstallation, type Overrides, openDatabase, openGateway } from '../src/app.ts'
import type { Variables } from '../src/config.ts'
import { newMasterKey } from '../src/keys/master-key.ts'
import { openLog } from '../src/observe/log.ts'
import type { Engine } from '../src/storage/engine/engine.ts'
import { freePort } from '../src/testing/free-port.ts'
import { type HostileProvider, startHostileProvider } from './hostile-provider.ts'
import { newDatabase, readNow } from './postgres-database.ts'
import { validatingFetch } from './validating-fetch.ts'

export interface Harness {
  readonly gateway: Gateway
  /** The address of the environment. It is the issuer, unless the public URL differs. */
  readonly url: string
  readonly provider: HostileProvider
  readonly client: Gatehouse
  readonly installation: Gatehouse
  readonly installation_key: string
  readonly api_key: string
  readonly environment_id: Id<'env'>
  readonly organization_id: Id<'org'>
  readonly connection_id: Id<'conn'>
  readonly application: { client_id: Id<'app'>; client_secret: string; redirect_uri: string }
  /** Milliseconds by which the gateway's clock is ahead of the real one. */
  readonly clock: { ahead: number }
  /** TXT records by name, mail hosts by `mail:` and the name, or the code of an error. Any other name does not exist. */
  readonly dns: Map<string, readonly string[] | string>
  /** Lines that the gateway logged. */
  readonly log_lines: string[]
  /** The number of rows in each table that a sign-in can write. */
  counts(): Readonly<Record<(typeof counted)[number], number>>
  close(): Promise<void>
}

const counted = ['users', 'identities', 'sessions', 'grants'] as const

export const redirect_uri = 'https://app.example/callback'
export const post_logout_redirect_uri = 'https://app.example/signed-out'
export const upstream_secret = 'upstream-secret-value'

export interface HarnessOptions {
  readonly variables?: Variables
  readonly overrides?: Overrides
  readonly database_url?: string
  /** Prepares the new database before the gateway opens it. */
  readonly prepare?: (engine: Engine) => Promise<void>
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
    GATEHOUSE_DATABASE_URL: options.database_url ?? (await defaultDatabase()),
    GATEHOUSE_OUTBOUND_ALLOW: new URL(provider.url).host,
    GATEHOUSE_RATE_LIMIT_API: '0',
    GATEHOUSE_RATE_LIMIT_SIGN_IN: '0',
    ...options.variables,
  }
  const log = openLog({ level: 'debug', destination: { write: (line: string) => void log_lines.push(line) } })
  const { installation_key } = await initializeInstallation(variables)
  if (options.prepare) {
    const engine = openDatabase(variables)
    await options.prepare(engine)
    await engine.close()
  }
  const dns: Harness['dns'] = new Map()
  const resolveTxt = async (name: string): Promise<string[][]> => {
    const answer = dns.get(name) ?? 'ENOTFOUND'
    if (typeof answer === 'string') throw Object.assign(new Error(answer), { code: answer })
    return answer.map((text) => [text])
  }
  const resolveMx = async (name: string): Promise<{ exchange: string; priority: number }[]> =>
    (await resolveTxt(`mail:${name}`)).map(([exchange = '']) => ({ exchange, priority: 10 }))
  const now = (): number => Date.now() + clock.ahead
  const gateway = await openGateway(variables, {
    now,
    log,
    domain_resolver: { resolveTxt, resolveMx },
    ...options.overrides,
  })
  await gateway.listen()

  const installation = new Gatehouse({
    base_url: url,
    api_key: installation_key,
    max_retries: 0,
    fetch: validatingFetch,
  })
  const furniture = await furnish(url, installation, provider, 'test')
  const counting = openCount(String(variables.GATEHOUSE_DATABASE_URL))

  return {
    ...furniture,
    gateway,
    url,
    provider,
    installation,
    installation_key,
    clock,
    dns,
    log_lines,
    counts: counting.counts,
    close: async () => {
      counting.close()
      await gateway.close()
      await provider.close()
    },
  }
}

/** Counts rows as another process sees them, without a turn of the event loop. */
function openCount(url: string): Pick<Harness, 'counts'> & { close(): void } {
  const columns = counted.map((table) => `'${table}', (select count(*) from ${table})`).join()
  const parse = (json: unknown) => JSON.parse(String(json)) as ReturnType<Harness['counts']>
  if (!url.startsWith('sqlite:')) {
    return { counts: () => parse(readNow(url, `select json_build_object(${columns})`)), close: () => undefined }
  }
  const database = new DatabaseSync(url.replace('sqlite:', ''), { readOnly: true })
  return {
    counts: () => parse(database.prepare(`select json_object(${columns}) as counts`).get()?.counts),
    close: () => database.close(),
  }
}

const newSqlite = async (): Promise<string> => `sqlite:${temporaryDatabase()}`

/** Both engines, for `describe.each`: a name, and a function that creates an empty database. */
export const databases: [string, () => Promise<string>][] = [
  ['SQLite', newSqlite],
  ['PostgreSQL', () => newDatabase()],
]

/** SQLite, or PostgreSQL with GATEHOUSE_TEST_DATABASE=postgres, for every test that names no engine. */
function defaultDatabase(): Promise<string> {
  return process.env.GATEHOUSE_TEST_DATABASE === 'postgres' ? newDatabase() : newSqlite()
}

export type Furniture = Pick<
  Harness,
  'client' | 'api_key' | 'environment_id' | 'organization_id' | 'connection_id' | 'application'
>

/** Creates an environment with an organization, a connection and an application, through the public API. */
export async function furnish(
  base_url: string,
  installation: Gatehouse,
  provider: HostileProvider,
  slug: string,
): Promise<Furniture> {
  const environment = await installation.environments.create({ name: slug, slug, kind: 'test' })
  const { secret: api_key } = await installation.environments.createApiKey(environment.id, { name: 'Tests' })
  const client = new Gatehouse({ base_url, api_key, max_retries: 0, fetch: validatingFetch })
  const organization = await client.organizations.create({
    name: 'Acme',
    domains: [{ domain: 'acme.example', verified: true }],
  })
  const connection = await addConnection({ client, provider, organization_id: organization.id })
  const application = await addApplication({ client })
  return {
    client,
    api_key,
    environment_id: environment.id,
    organization_id: organization.id,
    connection_id: connection.id,
    application,
  }
}

/** Adds a second environment to the gateway. It shares only the identity provider. */
export async function addEnvironment(harness: Harness, slug: string): Promise<Harness> {
  const furniture = await furnish(harness.url, harness.installation, harness.provider, slug)
  return { ...harness, ...furniture, url: `${harness.url}/env/${slug}` }
}

/**
 * Adds another active connection with a credential.
 * @param path of the provider; no cache knows anything about a new path
 */
export async function addConnection(
  { client, provider, organization_id }: Pick<Harness, 'client' | 'provider' | 'organization_id'>,
  { path = '', ...change }: { path?: string } & Partial<Parameters<Gatehouse['connections']['create']>[0]> = {},
): Promise<Connection> {
  const discovery_url = `${provider.url}${path}/.well-known/openid-configuration`
  const connection = await client.connections.create({
    organization_id,
    type: 'oidc',
    ...change,
    settings:
      change.type === 'entra_oidc'
        ? { ...change.settings }
        : { discovery_url, client_id: 'gateway', ...change.settings },
  })
  await client.credentials.create(connection.id, { type: 'client_secret', client_secret: upstream_secret })
  return client.connections.activate(connection.id)
}

/** Adds another application, with a secret if its type has one. */
export async function addApplication(
  { client }: Pick<Harness, 'client'>,
  change: Partial<Parameters<Gatehouse['applications']['create']>[0]> = {},
): Promise<Harness['application']> {
  const application: Application = await client.applications.create({
    name: 'Web',
    redirect_uris: [redirect_uri],
    post_logout_redirect_uris: [post_logout_redirect_uri],
    ...change,
  })
  const hasSecret = application.token_endpoint_auth_methods.some((method) => method.startsWith('client_secret_'))
  const client_secret = hasSecret ? (await client.applications.createSecret(application.id)).client_secret : ''
  return { client_id: application.id, client_secret, redirect_uri: application.redirect_uris[0] ?? '' }
}

/** The values that a sign-in needs. A harness has them, and so has a gateway in its own process. */
export type Running = Pick<Harness, 'url' | 'provider' | 'organization_id' | 'application'>

/** A browser that keeps the cookies of the gateway and follows no redirect by itself. */
export interface Browser {
  readonly cookies: Map<string, string>
  get(address: string, headers?: Record<string, string>): Promise<Response>
  post(
    address: string,
    form: Record<string, string> | URLSearchParams,
    headers?: Record<string, string>,
  ): Promise<Response>
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

/** Translates an address with the public URL to the address at which the gateway listens. */
export function reach(harness: Pick<Harness, 'url'>, address: string): string {
  const { pathname, search } = new URL(address)
  return `${new URL(harness.url).origin}${pathname}${search}`
}

/** Goes to the identity provider and returns the callback address of the browser. */
export async function goUpstream(
  harness: Running,
  person: Browser,
  change: Record<string, string | undefined> = {},
  extra: Record<string, string> = {},
): Promise<URL> {
  const response = await person.get(authorizeAddress(harness, change))
  return new URL(reach(harness, harness.provider.answer(locationOf(response), extra).href))
}

/** Runs a whole sign-in. @returns the redirect to the application */
export async function signIn(
  harness: Running,
  person: Browser = browser(),
  change: Record<string, string | undefined> = {},
): Promise<URL> {
  const back = await goUpstream(harness, person, change)
  const response = await person.get(back.href)
  return new URL(locationOf(response))
}

/** Reads the sign-in, with its trace, whose callback was refused. */
export async function refused(harness: Harness, response: Response): Promise<SignInWithTrace> {
  const id = /\/error\/(signin_\w+)$/.exec(locationOf(response))?.[1]
  if (response.status !== 303 || id === undefined) {
    throw new Error(`not refused: ${response.status} ${locationOf(response)} ${await codeOnPage(response)}`)
  }
  return harness.client.signIns.get(id)
}

/** The code of the failure that a page explains. */
export async function codeOnPage(response: Response): Promise<string | undefined> {
  return /<dt>Code<\/dt><dd>(\w+)<\/dd>/.exec(await response.text())?.[1]
}

/** The parameters of the redirect to the application. */
export const answerOf = (response: Response): Record<string, string> =>
  Object.fromEntries(new URL(locationOf(response)).searchParams)

/** The answer of the token endpoint; refusals have `error` and `code`. */
export interface TokenAnswer {
  readonly access_token: string
  readonly id_token: string
  readonly refresh_token: string
  readonly scope: string
  readonly error?: string
  readonly error_description?: string
}

/** The code of our failure in an OAuth error. */
export const codeIn = (answer: { error_description?: string }): string | undefined =>
  /\((\w+)\)$/.exec(answer.error_description ?? '')?.[1]

/** A back-channel request of the sample application to an endpoint; `undefined` members are left out. */
export function backChannel(
  { url, application }: Pick<Harness, 'url' | 'application'>,
  endpoint: string,
  change: Record<string, string | undefined>,
  headers: Record<string, string> = {},
): Promise<Response> {
  const form = { client_id: application.client_id, client_secret: application.client_secret, ...change }
  const sent = Object.entries(form).filter((entry): entry is [string, string] => entry[1] !== undefined)
  return fetch(`${url}/oauth/${endpoint}`, { method: 'POST', body: new URLSearchParams(sent), headers })
}

/** A token request of the sample application. */
export function redeem(
  harness: Pick<Harness, 'url' | 'application'>,
  code: string,
  change: Record<string, string | undefined> = {},
  headers: Record<string, string> = {},
): Promise<Response> {
  const form = { grant_type: 'authorization_code', code, redirect_uri, code_verifier: verifier, ...change }
  return backChannel(harness, 'token', form, headers)
}

/** A refresh request of the sample application. */
export function refresh(
  harness: Pick<Harness, 'url' | 'application'>,
  refresh_token: string,
  change: Record<string, string | undefined> = {},
): Promise<Response> {
  return backChannel(harness, 'token', { grant_type: 'refresh_token', refresh_token, ...change })
}

/** The unverified payload of a token. */
export function payloadOf(token: string): Record<string, unknown> {
  return JSON.parse(Buffer.from(String(token.split('.')[1]), 'base64url').toString())
}

/** Waits until a condition holds, for at most 20 s. */
export async function until<T>(read: () => Promise<T>, holds: (value: T) => boolean): Promise<T> {
  for (let tries = 0; tries < 800; tries += 1) {
    const value = await read()
    if (holds(value)) return value
    await new Promise((resolve) => setTimeout(resolve, 25))
  }
  throw new Error('the condition did not become true')
}

const folders: string[] = []
// The hook of the test file that imports this one. It runs last, because hooks run in reverse order.
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true })
})

/** The path of a new SQLite file in a folder of its own, which the end of the test file removes. */
export function temporaryDatabase(): string {
  const folder = mkdtempSync(join(tmpdir(), 'gatehouse-'))
  folders.push(folder)
  return join(folder, 'test.db')
}

/** The built gateway with all features on, started as an operator starts it and set up through its API. */
import { execFile } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { Gatehouse } from '@gatehouse-sso/sdk'
import { type Database, type EngineName, newDatabase } from '../machinery/database.ts'
import { freePort, type Started, startNode } from '../machinery/process.ts'
import type { Target } from '../machinery/target.ts'
import { authorizationQuery, code_verifier, redirect_uri, upstream } from './client.ts'

export interface GatewayOptions {
  readonly alg: 'RS256' | 'ES256'
  readonly engine: EngineName
  /** Used instead of a new database. The caller closes it. */
  readonly database?: Database
  /** Arguments for Node, which load a profiler first. */
  readonly node_arguments?: readonly string[]
  /** Variables for the profiler. */
  readonly more?: Readonly<Record<string, string>>
  /** The root of another built clone, for comparison. */
  readonly root?: string
}

/** The data that was set up, for parts that add to it. */
export interface GatewayTarget extends Target {
  readonly url: string
  readonly database: Database
  readonly variables: Readonly<Record<string, string>>
  readonly client: Gatehouse
  readonly organization_id: string
  readonly application_id: string
  readonly connection_id: string
  /** Ends its process and keeps its database and settings. */
  stopServing(): Promise<void>
  /** Starts its process once more. */
  serve(): Promise<Started>
}

const here = fileURLToPath(new URL('../../', import.meta.url))
/** @param profiled a profile names the modules of functions, so it runs the compiled files instead of the bundle */
const commandOf = (root: string, profiled = false): string =>
  join(root, `packages/gateway/dist/${profiled ? 'cli' : 'program'}/begin.js`)

export async function startGateway(idp: string, options: GatewayOptions): Promise<GatewayTarget> {
  const { alg, engine, node_arguments = [], more = {}, root = here } = options
  const command = commandOf(root)
  if (!existsSync(command)) throw new Error('nothing is built: npm run build')
  const database = options.database ?? (await newDatabase(engine))
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  const variables = {
    GATEHOUSE_PUBLIC_URL: url,
    GATEHOUSE_LISTEN: `127.0.0.1:${port}`,
    GATEHOUSE_MASTER_KEY: randomBytes(32).toString('base64'),
    GATEHOUSE_DATABASE_URL: database.url,
    GATEHOUSE_OUTBOUND_ALLOW: new URL(idp).host,
    // The whole load comes from one address. The limit is on but is never reached.
    GATEHOUSE_RATE_LIMIT_SIGN_IN: '1000000',
    GATEHOUSE_RATE_LIMIT_API: '1000000',
  }
  const { stdout } = await promisify(execFile)(process.execPath, [command, 'init', '--json'], { env: variables })
  const { installation_key } = JSON.parse(stdout) as { installation_key: string }
  const serve = (): Promise<Started> => startServing({ ...variables, ...more }, node_arguments, root)
  let serving = await serve()
  const { pid } = serving

  const installation = new Gatehouse({ base_url: url, api_key: installation_key })
  const environment = await installation.environments.create({ name: 'Bench', slug: 'bench', kind: 'live' })
  const { secret } = await installation.environments.createApiKey(environment.id, { name: 'Bench' })
  const client = new Gatehouse({ base_url: url, api_key: secret })
  await client.roles.create({ slug: 'editor', name: 'Editor', position: 0 })
  const { organization_id, connection_id } = await newCustomer(client, idp, 'acme.example')
  const application = await client.applications.create({
    name: 'Bench',
    redirect_uris: [redirect_uri],
    grant_types: ['authorization_code', 'refresh_token'],
    id_token_signed_response_alg: alg,
  })
  const { client_secret } = await client.applications.createSecret(application.id)
  const scope = 'openid profile email offline_access'
  return {
    name: `gatehouse, ${alg}, ${engine}`,
    pid,
    database_pid: database.pid,
    authorize: `${url}/oauth/authorize?${authorizationQuery(application.id, { scope })}&organization=${organization_id}`,
    token: `${url}/oauth/token`,
    userinfo: `${url}/oauth/userinfo`,
    introspection: `${url}/oauth/introspect`,
    client_id: application.id,
    client_secret,
    redirect_uri,
    code_verifier,
    client_authentication: 'basic',
    url,
    database,
    variables,
    client,
    organization_id,
    application_id: application.id,
    connection_id,
    stopServing: () => serving.stop(),
    serve: async () => {
      serving = await serve()
      return serving
    },
    stop: async () => {
      await serving.stop()
      if (!options.database) await database.close()
    },
  }
}

/** Runs `gatehouse serve` with the data that was set up. */
export function startServing(
  variables: Readonly<Record<string, string>>,
  node_arguments: readonly string[] = [],
  root = here,
): Promise<Started> {
  return startNode([...node_arguments, commandOf(root, node_arguments.length > 0), 'serve'], variables, 'is served on')
}

/** The arguments for Node that serve the data that was set up. */
export function gatewayCommand(): readonly string[] {
  return [commandOf(here), 'serve']
}

/**
 * Creates an organization with a verified domain, a group that gives a role, and a connection to the identity provider.
 */
export async function newCustomer(
  client: Gatehouse,
  idp: string,
  domain: string,
): Promise<{ organization_id: string; connection_id: string }> {
  const domains = [{ domain, verified: true }]
  const organization = await client.organizations.create({ name: 'Acme', domains })
  await client.groups.create({ organization_id: organization.id, idp_id: 'g1', roles: ['editor'] })
  const connection = await client.connections.create({
    organization_id: organization.id,
    type: 'oidc',
    settings: { discovery_url: `${idp}/.well-known/openid-configuration`, client_id: upstream.client_id },
  })
  const { client_secret } = upstream
  await client.credentials.create(connection.id, { type: 'client_secret', client_secret })
  await client.connections.activate(connection.id)
  return { organization_id: organization.id, connection_id: connection.id }
}

/**
 * Gateway, identity provider and application on three sites over https, as in production. Only then do the real rules
 * for cookies (`Secure`, `__Host-`, `SameSite`) and forms (`form-action`) apply.
 */
import { type ChildProcess, spawn } from 'node:child_process'
import { lookup } from 'node:dns'
import { getCACertificates, setDefaultCACertificates } from 'node:tls'
import { fileURLToPath } from 'node:url'
import type { Id } from '@gatehouse-sso/core/ids'
import { Gatehouse } from '@gatehouse-sso/sdk'
import { type Emulator, newSecretText, startEmulator } from 'entra-emulator'
import { type Gateway, initializeInstallation, openGateway } from '../../packages/gateway/src/app.ts'
import { client_id, directory, tenant_id } from '../../packages/gateway/src/cli/demo/directory.ts'
import { freePort } from '../../packages/gateway/src/testing/free-port.ts'
import { makeCertificate } from './certificate.ts'
import { type Chromium, openChromium, temporaryFolder } from './chromium.ts'
import { startTlsFront, type TlsFront } from './tls-front.ts'

export interface Sites {
  readonly gateway: string
  readonly idp: string
  readonly app: string
}

export interface ThreeSites {
  readonly sites: Sites
  readonly gateway: Gateway
  readonly emulator: Emulator
  readonly client: Gatehouse
  /** Where the gateway really listens. */
  readonly base_url: string
  readonly organization_id: Id<'org'>
  readonly application_id: Id<'app'>
  readonly chromium: Chromium
  close(): Promise<void>
}

const trusted = getCACertificates('default')

/** Starts all of it, with a browser that finds the sites. */
export async function startThreeSites(): Promise<ThreeSites> {
  const folder = temporaryFolder()
  const closing: (() => unknown)[] = []
  const certificate = makeCertificate(folder.path, ['gateway.test', 'idp.test', 'app.test'])
  setDefaultCACertificates([...trusted, certificate.ca])
  const ports = { gateway: await freePort(), app: await freePort(), idp: await freePort() }
  const front = async (target: number): Promise<TlsFront> => {
    const started = await startTlsFront(certificate, () => target)
    closing.push(started.close)
    return started
  }
  const fronts = { gateway: await front(ports.gateway), app: await front(ports.app) }
  const sites: Sites = {
    gateway: `https://gateway.test:${fronts.gateway.port}`,
    idp: `https://idp.test:${ports.idp}`,
    app: `https://app.test:${fronts.app.port}`,
  }
  const secret = newSecretText()
  const { gateway, client, base_url } = await startGateway(sites, ports.gateway, folder.path)
  closing.push(gateway.close)
  const application = await setUpGateway(client, sites, secret)
  const emulator = await startEmulator({
    port: ports.idp,
    public_url: sites.idp,
    tls: certificate,
    fixture: directory({
      client_secret: secret,
      acme: [application.callback],
      fabrikam: [],
      fabrikam_ends_at: Date.now(),
    }),
  })
  closing.push(emulator.close)
  const app = startApplication(ports.app, certificate.ca_path, sites, application)
  closing.push(() => void app.kill())
  await new Promise<void>((resolve, reject) => {
    let said = ''
    app.stdout?.on('data', (chunk) => String(chunk).includes('listening') && resolve())
    app.stderr?.on('data', (chunk) => {
      said += chunk
    })
    app.once('exit', () => reject(new Error(said)))
  })
  const names = [sites.gateway, sites.idp, sites.app].map((site) => new URL(site))
  const chromium = await openChromium(Object.fromEntries(names.map(({ host, port }) => [host, `127.0.0.1:${port}`])))
  closing.push(chromium.close)
  return {
    sites,
    gateway,
    emulator,
    client,
    base_url,
    organization_id: application.organization_id,
    application_id: application.client_id,
    chromium,
    close: async () => {
      for (const close of closing.reverse()) await close()
      setDefaultCACertificates(trusted)
      folder.remove()
    },
  }
}

async function startGateway(
  sites: Sites,
  port: number,
  folder: string,
): Promise<Pick<ThreeSites, 'gateway' | 'client' | 'base_url'>> {
  const variables = {
    GATEHOUSE_PUBLIC_URL: sites.gateway,
    GATEHOUSE_LISTEN: `127.0.0.1:${port}`,
    GATEHOUSE_DATABASE_URL: `sqlite:${folder}/gatehouse.db`,
    GATEHOUSE_OUTBOUND_ALLOW: new URL(sites.idp).host,
    GATEHOUSE_LOG_LEVEL: 'silent',
  }
  const { master_key, installation_key } = await initializeInstallation(variables)
  // Resolves the names of the test to this machine. The rest of the outbound client is unchanged.
  const resolve = ((hostname: string, options: object, callback: (...args: unknown[]) => void) =>
    hostname.endsWith('.test')
      ? callback(null, [{ address: '127.0.0.1', family: 4 }])
      : lookup(hostname, options, callback as never)) as typeof lookup
  const gateway = await openGateway({ ...variables, GATEHOUSE_MASTER_KEY: master_key ?? '' }, { resolve })
  await gateway.listen()
  const base_url = `http://127.0.0.1:${port}`
  const installation = new Gatehouse({ base_url, api_key: installation_key })
  const environment = await installation.environments.create({ name: 'Production', slug: 'production', kind: 'live' })
  const { secret } = await installation.environments.createApiKey(environment.id, { name: 'Tests' })
  return { gateway, base_url, client: new Gatehouse({ base_url, api_key: secret }) }
}

async function setUpGateway(client: Gatehouse, sites: Sites, client_secret: string) {
  const domains = [{ domain: 'acme.example', verified: true }]
  const organization = await client.organizations.create({ name: 'Acme', domains })
  const settings = { tenant_id, client_id, cloud: 'custom', authority_host: sites.idp }
  const connection = await client.connections.create({ organization_id: organization.id, type: 'entra_oidc', settings })
  await client.credentials.create(connection.id, { type: 'client_secret', client_secret })
  await client.connections.activate(connection.id)
  const application = await client.applications.create({
    name: 'Acme Planner',
    redirect_uris: [`${sites.app}/callback`, `${sites.app}/posted`],
    post_logout_redirect_uris: [`${sites.app}/`],
  })
  const secret = await client.applications.createSecret(application.id)
  return {
    callback: connection.redirect_uri,
    organization_id: organization.id,
    client_id: application.id,
    client_secret: secret.client_secret,
  }
}

function startApplication(
  port: number,
  ca: string,
  sites: Sites,
  registration: { organization_id: string; client_id: string; client_secret: string },
): ChildProcess {
  const preload = fileURLToPath(new URL('./test-names.js', import.meta.url))
  const script = fileURLToPath(new URL('../../examples/express/server.js', import.meta.url))
  return spawn(process.execPath, ['--import', preload, script], {
    env: {
      PATH: process.env.PATH,
      TEST_CA: ca,
      TEST_NAMES: [sites.gateway, sites.idp, sites.app].map((site) => new URL(site).hostname).join(' '),
      ISSUER: sites.gateway,
      CLIENT_ID: registration.client_id,
      CLIENT_SECRET: registration.client_secret,
      APP_URL: sites.app,
      PORT: String(port),
      ORGANIZATION: registration.organization_id,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
}

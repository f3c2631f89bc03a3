/**
 * The surroundings of a walkthrough: an empty gateway and its owner's link, a tenant with people, groups and directory
 * roles, and nothing else. Gateway, identity provider and application stand on sites of their own over https.
 */

import { lookup } from 'node:dns'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { getCACertificates, setDefaultCACertificates } from 'node:tls'
import { fileURLToPath } from 'node:url'
import { Gatehouse } from '@gatehouse-sso/sdk'
import { startEmulator, type TenantFixture } from 'entra-emulator'
import type { BrowserContext, Page } from 'playwright-core'
import { initializeInstallation, openGateway } from '../../packages/gateway/src/app.ts'
import { createAdminLink } from '../../packages/gateway/src/domain/staff/admin-link.ts'
import { freePort } from '../../packages/gateway/src/testing/free-port.ts'
import { type Certificate, makeCertificate } from '../e2e/certificate.ts'
import { type Chromium, openChromium, temporaryFolder } from '../e2e/chromium.ts'
import { startTlsFront } from '../e2e/tls-front.ts'
import { startSecondProvider } from './second-provider.ts'
import { contoso } from './tenant.ts'
import { openTerminal, type Terminal } from './terminal.ts'

/** The names of a walkthrough. All of them lead to this machine. */
export interface Hosts {
  /** The gateway's own host. */
  readonly gateway: string
  /** Hosts of organizations, which lead to the gateway. */
  readonly organizations?: readonly string[]
  /** The host of a provider beside Entra, which nobody here wrote. */
  readonly second_provider?: string
}

export interface Sites {
  readonly gateway: string
  readonly admin_center: string
  readonly application: string
  /** Empty where there is none. */
  readonly second_provider: string
}

/** The sites, programs and browsers of one walkthrough. */
export interface Place {
  readonly sites: Sites
  /** Opens the console as its owner, once. */
  readonly owner_link: string
  readonly terminal: Terminal
  /** The port of each host: `https://<host>:<port>`. */
  readonly port: number
  /** Opens a browser of its own for a person. @returns its first page */
  browser(): Promise<Page>
  /** Every page that is open, for pictures of a failure. */
  pages(): readonly Page[]
  close(): Promise<void>
}

const application_host = 'app.example'
const idp_host = 'login.example'
const root = fileURLToPath(new URL('../../', import.meta.url))
const trusted = getCACertificates('default')

/** @param patience how long a page may take to show something, in milliseconds */
export async function launch(hosts: Hosts, patience: number): Promise<Place> {
  const closing: (() => unknown)[] = []
  const close = async (): Promise<void> => {
    for (const end of closing.reverse()) await end()
  }
  try {
    return await open(hosts, patience, closing, close)
  } catch (error) {
    await close()
    throw error
  }
}

async function open(
  { gateway: gateway_host, organizations = [], second_provider }: Hosts,
  patience: number,
  closing: (() => unknown)[],
  close: () => Promise<void>,
): Promise<Place> {
  const folder = temporaryFolder()
  closing.push(folder.remove)
  const others = second_provider === undefined ? organizations : [...organizations, second_provider]
  const names = [gateway_host, idp_host, application_host, ...others]
  const certificate = makeCertificate(folder.path, names)
  setDefaultCACertificates([...trusted, certificate.ca])
  closing.push(() => setDefaultCACertificates(trusted))

  const [gateway_port, idp_port, application_port] = [await freePort(), await freePort(), await freePort()]
  const second_port = await freePort()
  const fronts = [
    await startTlsFront(certificate, () => gateway_port),
    await startTlsFront(certificate, () => application_port),
  ]
  for (const front of fronts) closing.push(front.close)
  const [port = 0, app_port = 0] = fronts.map((front) => front.port)
  const sites: Sites = {
    gateway: `https://${gateway_host}:${port}`,
    admin_center: `https://${idp_host}:${idp_port}`,
    application: `https://${application_host}:${app_port}`,
    second_provider: second_provider === undefined ? '' : `https://${second_provider}:${second_port}`,
  }

  const owner_link = await startGateway(sites, gateway_port, folder.path, names, closing)
  const emulator = await startIdentityProvider(sites.admin_center, idp_port, certificate, contoso)
  closing.push(emulator.close)
  if (second_provider !== undefined) {
    const second = await startSecondProvider(sites.second_provider, second_port, certificate)
    closing.push(second.close)
  }
  const chromium = await browserOf(
    names,
    { [gateway_host]: port, [idp_host]: idp_port, [application_host]: app_port, [second_provider ?? '']: second_port },
    port,
  )
  closing.push(chromium.close)
  const terminal = openTerminal(terminalSurroundings(folder.path, certificate, names, sites, application_port))
  closing.push(terminal.close)

  const contexts: BrowserContext[] = []
  return {
    sites,
    owner_link,
    terminal,
    port,
    browser: async () => {
      const context = await chromium.context({ width: 1280 })
      contexts.push(context)
      context.setDefaultTimeout(patience)
      return context.newPage()
    },
    pages: () => contexts.flatMap((context) => context.pages()),
    close,
  }
}

/** Starts a gateway with an environment that has nothing in it. @returns the owner's link */
async function startGateway(
  sites: Sites,
  port: number,
  folder: string,
  names: readonly string[],
  closing: (() => unknown)[],
): Promise<string> {
  const variables = {
    GATEHOUSE_PUBLIC_URL: sites.gateway,
    GATEHOUSE_LISTEN: `127.0.0.1:${port}`,
    GATEHOUSE_DATABASE_URL: `sqlite:${folder}/gatehouse.db`,
    GATEHOUSE_OUTBOUND_ALLOW: [sites.admin_center, sites.second_provider]
      .filter((site) => site !== '')
      .map((site) => new URL(site).host)
      .join(','),
    GATEHOUSE_LOG_LEVEL: 'silent',
  }
  const { master_key, installation_key } = await initializeInstallation(variables)
  // Resolves the names of the walkthrough to this machine. The rest of the outbound client is unchanged.
  const resolve = ((hostname: string, options: object, callback: (...args: unknown[]) => void) =>
    names.includes(hostname)
      ? callback(null, [{ address: '127.0.0.1', family: 4 }])
      : lookup(hostname, options, callback as never)) as typeof lookup
  const gateway = await openGateway({ ...variables, GATEHOUSE_MASTER_KEY: master_key ?? '' }, { resolve })
  closing.push(gateway.close)
  await gateway.listen()
  const installation = new Gatehouse({ base_url: `http://127.0.0.1:${port}`, api_key: installation_key })
  await installation.environments.create({ name: 'Production', slug: 'production', kind: 'live' })
  return (await createAdminLink(gateway.work, null)).url
}

function startIdentityProvider(public_url: string, port: number, tls: Certificate, tenant: TenantFixture) {
  return startEmulator({ port, public_url, tls, fixture: { tenants: [tenant] } })
}

function browserOf(
  names: readonly string[],
  ports: Readonly<Record<string, number>>,
  others: number,
): Promise<Chromium> {
  return openChromium(
    Object.fromEntries(names.map((name) => [`${name}:${ports[name] ?? others}`, `127.0.0.1:${ports[name] ?? others}`])),
  )
}

/** The variables of the terminal: the commands of the clone, and trust in the certificate of the run. */
function terminalSurroundings(
  folder: string,
  certificate: Certificate,
  names: readonly string[],
  sites: Sites,
  application_port: number,
): NodeJS.ProcessEnv {
  const commands = join(folder, 'commands')
  mkdirSync(commands)
  const program = join(root, 'packages/gateway/src/cli/main.ts')
  writeFileSync(
    join(commands, 'gatehouse'),
    `#!/bin/sh\nexec "${process.execPath}" --conditions=gatehouse-source "${program}" "$@"\n`,
    { mode: 0o755 },
  )
  // The second provider has no pages for its administrator, so a client is registered by its API (RFC 7591).
  writeFileSync(
    join(commands, 'register-client'),
    `#!/bin/sh\nexec "${process.execPath}" "${join(root, 'test/walkthroughs/register-client.js')}" "$@"\n`,
    { mode: 0o755 },
  )
  writeFileSync(join(commands, 'node'), `#!/bin/sh\nexec "${process.execPath}" "$@"\n`, { mode: 0o755 })
  return {
    PATH: `${commands}:${process.env.PATH}`,
    HOME: folder,
    NODE_OPTIONS: `--import "${join(root, 'test/e2e/test-names.js')}"`,
    TEST_CA: certificate.ca_path,
    TEST_NAMES: names.join(' '),
    GATEHOUSE_BASE_URL: sites.gateway,
    AUTHORITY_HOST: sites.admin_center,
    PROVIDER: sites.second_provider,
    ISSUER: sites.gateway,
    APP_URL: sites.application,
    PORT: String(application_port),
    NO_COLOR: '1',
  }
}

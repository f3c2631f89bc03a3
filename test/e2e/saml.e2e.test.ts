/**
 * SAML in a real browser on three sites over https: its posts cross from site to site, where cookies and policies decide.
 * The emulator is Entra, Okta and Google.
 */
import { createHash } from 'node:crypto'
import { request } from 'node:https'
import type { Id } from '@gatehouse-sso/core/ids'
import type { Connection } from '@gatehouse-sso/sdk/contract/connection'
import type { SamlApplicationOptions } from 'entra-emulator'
import type { BrowserContext, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { password, tenant_id } from '../../packages/gateway/src/cli/demo/directory.ts'
import { signInAtEmulator } from './chromium.ts'
import { startThreeSites, type ThreeSites } from './three-sites.ts'

const ada = 'ada@acme.example'
const verifier = 'v'.repeat(43)
const code_challenge = createHash('sha256').update(verifier).digest('base64url')

let all: ThreeSites
let client_secret: string
let home: string
let context: BrowserContext
let page: Page
let problems: string[]
let organizations = 0

beforeAll(async () => {
  all = await startThreeSites()
  const { client, application_id, sites } = all
  home = `${sites.app}/`
  await client.applications.update(application_id, {
    redirect_uris: [home],
    initiate_login_uri: home,
    post_logout_redirect_uris: [home],
  })
  ;({ client_secret } = await client.applications.createSecret(application_id))
})
afterAll(() => all?.close())

beforeEach(async () => {
  context = await all.chromium.context()
  page = await context.newPage()
  problems = []
  page.on(
    'console',
    (message) =>
      ['error', 'warning'].includes(message.type()) && problems.push(`${message.text()} ${message.location().url}`),
  )
  page.on('pageerror', (error) => problems.push(error.message))
})
afterEach(async () => {
  await context.close()
  await all.emulator.admin('DELETE', '/sessions')
  // No page has complained: neither about its policy nor about anything else.
  expect(problems).toEqual([])
})

type Kind = 'entra' | 'okta' | 'google'

interface Connected {
  readonly connection: Connection
  readonly app_id: string
  /** The address of the tile. */
  readonly tile: string
}

interface Change {
  readonly settings?: Record<string, unknown>
  readonly policy?: NonNullable<Parameters<ThreeSites['client']['connections']['create']>[0]['policy']>
  readonly saml?: SamlApplicationOptions['saml']
}

/** An active connection of a new organization to an application at the identity provider. */
async function connect(kind: Kind, { settings = {}, policy = {}, saml }: Change = {}): Promise<Connected> {
  const { client, emulator } = all
  organizations += 1
  const { id: organization_id } = await client.organizations.create({ name: `Organization ${organizations}` })
  const draft = await client.connections.create({ organization_id, type: `${kind}_saml`, settings, policy })
  const ours = draft.saml as NonNullable<Connection['saml']>
  const added =
    kind === 'entra'
      ? emulator.addSamlApplication({
          entity_id: ours.sp_entity_id,
          acs_url: ours.acs_url,
          logout_url: ours.slo_url,
          tenant: tenant_id,
          saml,
        })
      : emulator.addPersonaApplication({
          persona: kind,
          displayName: 'Acme Planner',
          entityId: ours.sp_entity_id,
          acsUrl: ours.acs_url,
          tenant: tenant_id,
        })
  // Google has no address for its metadata.
  const metadata =
    kind === 'google' ? { metadata_xml: await documentAt(added.metadata_url) } : { metadata_url: added.metadata_url }
  await client.connections.update(draft.id, { settings: metadata })
  const connection = await client.connections.activate(draft.id)
  return 'app_id' in added
    ? { connection, app_id: added.app_id, tile: added.user_access_url }
    : { connection, app_id: added.id, tile: added.start_url }
}

/** Reads from a site of the test, whose name only the browser and the gateway know. */
function documentAt(address: string): Promise<string> {
  const { hostname, port, pathname, search, host } = new URL(address)
  return new Promise((resolve, reject) => {
    const options = { host: '127.0.0.1', port, path: pathname + search, servername: hostname, headers: { host } }
    request(options, (response) => {
      let text = ''
      response.setEncoding('utf8').on('data', (part) => {
        text += part
      })
      response.on('end', () => resolve(text))
    })
      .on('error', reject)
      .end()
  })
}

/** The application sends the person here. */
function authorizeAddress(connection: string, change: Record<string, string> = {}): string {
  const parameters = {
    client_id: all.application_id,
    redirect_uri: home,
    response_type: 'code',
    scope: 'openid profile email',
    state: 'state',
    code_challenge,
    code_challenge_method: 'S256',
    connection,
    ...change,
  }
  return `${all.sites.gateway}/oauth/authorize?${new URLSearchParams(parameters)}`
}

/** The claims that the application gets for the code with which the browser came back. */
async function claimsOnReturn(): Promise<Record<string, unknown> & { readonly id_token: string }> {
  await page.waitForURL((url) => url.origin === all.sites.app && url.searchParams.has('code'))
  const code = new URL(page.url()).searchParams.get('code') ?? ''
  const answer = await fetch(`${all.base_url}/oauth/token`, {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'authorization_code',
      code,
      redirect_uri: home,
      code_verifier: verifier,
      client_id: all.application_id,
      client_secret,
    }),
  })
  const { id_token = '' } = (await answer.json()) as { id_token?: string }
  return { ...JSON.parse(Buffer.from(id_token.split('.')[1] ?? '', 'base64url').toString()), id_token }
}

const signIn = (): Promise<void> => signInAtEmulator(page, { name: 'Ada', password, elsewhere: 'body' })

const openSessions = async (organization_id: Id<'org'>): Promise<number> =>
  (await all.client.sessions.listOfOrganization(organization_id, { state: 'open' }).toArray()).length

async function sessionsAtEmulator(): Promise<number> {
  const { value } = (await all.emulator.admin('GET', '/sessions')) as { value: { accounts: object[] }[] }
  return value.flatMap(({ accounts }) => accounts).length
}

describe.each(['entra', 'okta', 'google'] as const)('%s', (kind) => {
  it('signs a person in for the application', async () => {
    const { connection } = await connect(kind)
    await page.goto(authorizeAddress(connection.id))
    await signIn()
    expect(await claimsOnReturn()).toMatchObject({ email: ada, connection_id: connection.id })
  })

  it('begins at its tile, and the sign-in begins again at the application without a question', async () => {
    const { connection, tile } = await connect(kind, { settings: { idp_initiated: 'restart' } })
    await page.goto(tile)
    await signIn()
    await page.waitForURL((url) => url.origin === all.sites.app && url.searchParams.has('iss'))
    const led = Object.fromEntries(new URL(page.url()).searchParams)
    expect(led).toMatchObject({ iss: all.sites.gateway, connection: connection.id })
    await page.goto(authorizeAddress(String(led.connection)))
    expect(await claimsOnReturn()).toMatchObject({ email: ada })
  })
})

describe('an encrypted assertion', () => {
  it('is read with the certificate of the connection', async () => {
    const { connection, app_id } = await connect('entra')
    const { certificate } = await all.client.credentials.create(connection.id, { type: 'certificate' })
    await all.emulator.admin('PATCH', `/tenants/${tenant_id}/applications/${app_id}`, {
      saml: { tokenEncryptionCertificate: String(certificate?.pem).replace(/-----[^-]+-----|\s/g, '') },
    })
    await page.goto(authorizeAddress(connection.id))
    await signIn()
    expect(await claimsOnReturn()).toMatchObject({ email: ada })
  })
})

describe('a change of the signing certificate', () => {
  it('goes by between two sign-ins of one person', async () => {
    const { connection, app_id } = await connect('entra')
    const { client, emulator } = all
    const path = `/tenants/${tenant_id}/applications/${app_id}/saml/signingCertificates`
    await page.goto(authorizeAddress(connection.id))
    await signIn()
    const { sub } = await claimsOnReturn()
    const { keyId } = (await emulator.admin('POST', path, {})) as { keyId: string }
    await client.connections.update(connection.id, { settings: { metadata_url: connection.settings.metadata_url } })
    const changed = await client.connections.activateCandidate(connection.id, { without_test: true })
    expect(changed.saml?.signing_certificates).toHaveLength(2)
    await emulator.admin('POST', `${path}/${keyId}/activate`, {})
    await page.goto(authorizeAddress(connection.id, { max_age: '0' }))
    await page
      .getByLabel('Password')
      .or(page.getByRole('button', { name: 'Ada' }))
      .first()
      .waitFor()
    if (await page.getByRole('button', { name: 'Ada' }).isVisible()) await signIn()
    else {
      await page.getByLabel('Password').fill(password)
      await page.getByRole('button', { name: 'Sign in' }).click()
    }
    expect(await claimsOnReturn()).toMatchObject({ sub })
  })
})

describe('single logout', () => {
  const signedIn = async () => {
    const { connection } = await connect('entra', { policy: { upstream_logout: true } })
    await page.goto(authorizeAddress(connection.id))
    await signIn()
    const { id_token } = await claimsOnReturn()
    expect([await openSessions(connection.organization_id), await sessionsAtEmulator()]).toEqual([1, 1])
    return { connection, id_token }
  }

  it('from the application ends both sessions and comes back to it', async () => {
    const { connection, id_token } = await signedIn()
    const parameters = { id_token_hint: id_token, post_logout_redirect_uri: home, state: 'bye' }
    await page.goto(`${all.sites.gateway}/oauth/logout?${new URLSearchParams(parameters)}`)
    await page.waitForURL(`${home}?state=bye`)
    expect([await openSessions(connection.organization_id), await sessionsAtEmulator()]).toEqual([0, 0])
  })

  it('from the identity provider ends our session', async () => {
    const { connection } = await signedIn()
    await page.goto(`${all.sites.idp}/${tenant_id}/oauth2/v2.0/logout`)
    await page.getByRole('heading', { name: 'You signed out of your account' }).waitFor()
    expect([await openSessions(connection.organization_id), await sessionsAtEmulator()]).toEqual([0, 0])
    const [session] = await all.client.sessions.listOfConnection(connection.id).toArray()
    expect(session?.ended_because).toBe('ended_by_identity_provider')
  })
})

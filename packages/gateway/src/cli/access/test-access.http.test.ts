/** `gatehouse test-access` in a pseudo-terminal of 80 columns, against the Entra emulator: what works, and what does not. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import {
  type AccessHarness,
  api_id,
  device_id,
  engineers,
  other_tenant_id,
  password,
  startAccessHarness,
  stranger_id,
  tenant_id,
} from '../../../test/access-harness.ts'
import { runGatehouse } from '../../../test/gateway-process.ts'
import { linesOf, openPseudoTerminal, type PseudoTerminal, terminalColumns } from '../../../test/pseudo-terminal.ts'
import { openWindow, type Visit } from '../../testing/window.ts'

const ghost_id = '69d3e4f5-0617-4283-894a-5b6c7d8e9f01'
const nobody_id = '7ae4f506-1728-4394-8a5b-6c7d8e9f0112'
let harness: AccessHarness
let api_url: string

beforeAll(async () => {
  harness = await startAccessHarness({ allowed_clients: [device_id, ghost_id] })
  api_url = `${new URL(harness.url).origin}/v1/access/verify?resource=${harness.resource.id}`
  const { client, organization_id } = harness
  await client.roles.create({ slug: 'editor', name: 'Editor' })
  await client.groups.create({ organization_id, idp_id: engineers, name: 'Engineers', roles: ['editor'] })
})
afterAll(() => harness.close())

const admin = (method: 'POST' | 'PATCH' | 'DELETE', path: string, body?: object) =>
  harness.emulator.admin(method, path, body)
/** Changes the registration of the test client. */
const register = (change: object) => admin('PATCH', `/tenants/${tenant_id}/applications/${device_id}`, change)
const update = (change: object) => harness.client.apiResources.update(harness.resource.id, change)

beforeEach(() => admin('POST', '/reset'))
afterEach(() => update({ enabled: true, required_scopes: ['access_as_user'], required_acr: null }))

const command = ['test-access', '--client-application-id', device_id]

interface Run {
  readonly client_id?: string
  readonly args?: readonly string[]
  readonly with_key?: boolean
  readonly variables?: Readonly<Record<string, string | undefined>>
}

const withKey = () => ({ GATEHOUSE_BASE_URL: harness.url, GATEHOUSE_API_KEY: harness.api_key })

function open({ client_id = device_id, args = [], with_key = true, variables = {} }: Run): PseudoTerminal {
  const command = ['test-access', '--client-application-id', client_id, ...args]
  return openPseudoTerminal(command, { ...(with_key ? withKey() : {}), ...variables })
}

/** Opens the page that the terminal names, types the code and signs in: up to the last question, or to an error. */
async function enterCode(
  terminal: PseudoTerminal,
  person: string,
): Promise<{ window: ReturnType<typeof openWindow>; page: Visit }> {
  const [, address = '', user_code = ''] = await terminal.shows(/enter the code:\s+(http\S+)\s+\S*?([A-Z0-9]{9})/)
  const window = openWindow(() => false)
  const entered = await window.submit(await window.open(address), 'user_code', { user_code })
  const account = await window.submit(entered, 'user_name', { user_name: person })
  return { window, page: await window.submit(account, 'password', { password }) }
}

async function signIn(terminal: PseudoTerminal, decision = 'continue', person = 'ada@contoso.example'): Promise<void> {
  const { window, page } = await enterCode(terminal, person)
  await window.submit(page, 'decision', { decision })
}

/** Pastes the page of Entra into the terminal. */
async function paste(terminal: PseudoTerminal, person = 'ada@contoso.example'): Promise<void> {
  const { page } = await enterCode(terminal, person)
  const text = page.html.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ')
  const [code] = /AADSTS\d+/.exec(text) ?? []
  if (code === undefined) throw new Error(`no code on the page: ${text.slice(-400)}`)
  await terminal.shows(/Waiting for the sign-in/)
  // Short, because it stands behind the spinner.
  terminal.type(text.slice(text.indexOf(code)).slice(0, 25))
}

/** Readable for everybody: nothing is wider than the terminal, and without colours nothing but text is written. */
function expectReadable(text: string): void {
  const wide = linesOf(text).filter((line) => line.length > terminalColumns)
  expect(wide).toEqual([])
  // Every control character but tabs and the ends of lines.
  expect(text).not.toMatch(/(?![\t\r\n])\p{Cc}/u)
}

describe('gatehouse test-access', () => {
  it('shows token, rules, user and the answer of the API, with a client ID and the address of the API alone', async () => {
    const terminal = open({ args: ['--platform-api-url', api_url] })
    await signIn(terminal)
    expect(await terminal.ended).toBe(0)
    const text = terminal.text()
    expectReadable(text)
    expect(text).toContain(`tenant        ${tenant_id}`)
    expect(text).toContain(`scope         api://${api_id}/access_as_user`)
    expect(text).toContain('An access token of Microsoft Entra ID, version 2.0, for a person (delegated).')
    expect(text).toMatch(/^ {2}ok {4}authentication_context/m)
    expect(text).toMatch(/^ {2}role {12}editor\r$/m)
    expect(text).toMatch(/^ {2}status +200\r$/m)
    expect(text).toContain('Access works: ada Muster has the role editor.')
    expect(text).not.toMatch(/eyJ/)
  })

  it('asks Entra for the authentication context that the API requires', async () => {
    await update({ required_acr: 'c1' })
    const terminal = open({})
    await signIn(terminal)
    expect(await terminal.ended).toBe(0)
    expect(terminal.text()).toMatch(/^ {2}ok {4}authentication_context {2}c1\r$/m)
  })

  const jsonOf = (terminal: PseudoTerminal): unknown =>
    JSON.parse(linesOf(terminal.text()).find((line) => line.startsWith('{')) ?? '')

  it('prints one JSON object for programs, without a signature, and shows the code also with --quiet', async () => {
    const terminal = open({ args: ['--api-url', api_url, '--json', '--quiet'] })
    await signIn(terminal)
    expect(await terminal.ended).toBe(0)
    expect(jsonOf(terminal)).toMatchObject({
      object: 'access_report',
      works: true,
      flow: 'device',
      tenant: tenant_id,
      api_resource_id: harness.resource.id,
      token: { header: { alg: 'RS256' }, claims: { azp: device_id } },
      test: { object: 'access_test', allowed: true },
      api: { status: 200 },
    })
    expect(terminal.text()).not.toMatch(/eyJ|Waiting/)
  })

  it('prints the reason as JSON, with the page', async () => {
    const terminal = open({ args: ['--json'] })
    await terminal.shows(/Waiting for the sign-in/)
    terminal.type('AADSTS50105')
    expect(await terminal.ended).toBe(1)
    expect(jsonOf(terminal)).toMatchObject({
      error: { code: 'AADSTS50105', page: 'Entra ID > Enterprise apps > your app > Users and groups' },
    })
  })

  it('shows no code, waits for nobody and asks nothing where Entra refuses at once, without a terminal', async () => {
    const args = ['test-access', '--client-application-id', ghost_id]
    const { code, stdout, stderr } = await runGatehouse(args, withKey())
    expect([code, stdout]).toEqual([1, ''])
    expect(stderr).toContain('gatehouse: page: Entra ID > App registrations > your app > Overview\n')
    expect(stderr).not.toMatch(/Waiting|paste/)
  })

  it('has colours where they are not switched off', async () => {
    const terminal = open({ variables: { NO_COLOR: undefined, FORCE_COLOR: '1' } })
    await signIn(terminal)
    await terminal.ended
    expect(terminal.text()).toContain('\u001b[32mok  \u001b[39m')
  })
})

describe('the command', () => {
  it('ends at once with Ctrl-C', async () => {
    const terminal = open({})
    await terminal.shows(/Waiting for the sign-in/)
    terminal.type('\u0003')
    expect(await terminal.ended).toBe(130)
  })

  it.each([
    ['without a client', ['test-access'], '--client-application-id'],
    [
      'with a client that is none',
      ['test-access', '--client-application-id', 'orders'],
      'It is the Application (client) ID',
    ],
    [
      'with an address without TLS',
      [...command, '--api-url', 'http://api.example'],
      '--api-url is no address with https',
    ],
    [
      'with two addresses',
      [...command, '--api-url', 'https://a.example', '--platform-api-url', 'https://a.example'],
      'are the same',
    ],
    ['with a tenant that is none', [...command, '--tenant', 'a/b'], 'It is the Directory (tenant) ID'],
    ['with a flow that is none', [...command, '--flow', 'password'], "argument 'password' is invalid"],
  ])('%s is wrong: 2', async (_, args, part) => {
    const { code, stderr } = await runGatehouse(args, withKey())
    expect([code, stderr]).toEqual([2, expect.stringContaining(part)])
  })

  it('prints the verdict of `api-resources test` for people, too', async () => {
    const args = ['api-resources', 'test', harness.resource.id, '--access-token-file', '-']
    const { code, stdout } = await runGatehouse(args, withKey(), 'no.token.atall')
    expect([code, stdout]).toEqual([0, expect.stringContaining('The token is refused.')])
  })
})

describe('without an API key', () => {
  it('the challenge of the API says where to sign in and for what, and its answer is the verdict', async () => {
    const terminal = open({ with_key: false, args: ['--platform-api-url', api_url] })
    await terminal.shows(/Is it the scope of that API\? \[y\/N\]/)
    terminal.type('y')
    await signIn(terminal)
    expect(await terminal.ended).toBe(0)
    expectReadable(terminal.text())
    expect(terminal.text()).toContain('tenant      that of the person who signs in')
    expect(terminal.text()).toMatch(/^ {2}gatehouse-role +editor\r$/m)
    expect(terminal.text()).toContain('The API accepts the token.')
    expect(terminal.text()).not.toContain('Rules of')
  })
})

const adminScope = { value: 'access_as_user', type: 'Admin' }

interface Failure {
  readonly name: string
  readonly run?: Run | (() => Run)
  readonly prepare?: () => Promise<unknown>
  /** The person: signs in, declines, pastes the page, or never comes. */
  readonly person?: (terminal: PseudoTerminal) => Promise<unknown>
  readonly code: string
  /** Parts of the text, with line breaks as blanks. */
  readonly says: readonly (string | RegExp)[]
  readonly exit?: number
}

const failures: readonly Failure[] = [
  {
    name: 'a client that allows no public client flows',
    prepare: () => register({ isFallbackPublicClient: false }),
    code: 'AADSTS7000218',
    says: ['App registrations > your app > Authentication > Settings > Allow public client flows'],
  },
  {
    name: 'a client that the tenant does not know',
    run: { client_id: ghost_id },
    code: 'AADSTS700016',
    says: ['App registrations > your app > Overview', 'Compare --client-application-id and --tenant'],
  },
  {
    name: 'a client that is not on the list',
    run: { client_id: stranger_id },
    code: 'access_client_refused',
    says: [/gatehouse api-resources update-tenant res_\w+ \\ +rten_\w+ \\ +--allowed-clients 47b1c2d3/],
  },
  {
    name: 'a tenant that is not there',
    run: { args: ['--tenant', 'contoso-typo.example'] },
    code: 'AADSTS90002',
    says: ['App registrations > your app > Overview', 'Copy the Directory (tenant) ID'],
  },
  {
    name: 'a tenant that may not call',
    run: { args: ['--tenant', other_tenant_id] },
    code: 'access_tenant_unknown',
    says: [/gatehouse api-resources add-tenant res_\w+ \\ +--organization-id org_… --tenant-id 9a1c2b3a/],
  },
  {
    name: 'a client for one tenant, which nobody names',
    run: () => ({ with_key: false, args: ['--api-url', api_url, '--yes'] }),
    prepare: () => register({ signInAudience: 'AzureADMyOrg' }),
    code: 'AADSTS50194',
    says: ['Add --tenant with the Directory (tenant) ID', 'App registrations > your app > Authentication'],
  },
  {
    name: 'a person who declines',
    person: (terminal) => signIn(terminal, 'cancel'),
    code: 'AADSTS65004',
    says: ['The person declined.', 'accept on the page'],
  },
  {
    name: 'a code that expires',
    person: async (terminal) => {
      await terminal.shows(/Waiting for the sign-in/)
      await admin('POST', '/clock', { advance_seconds: 901 })
    },
    code: 'AADSTS70019',
    says: ['Run the test again.', 'AADSTS50105', 'Enterprise apps > your app > Users and groups'],
  },
  {
    name: 'a person who is not assigned, as the page says',
    prepare: () => register({ appRoleAssignmentRequired: true }),
    person: paste,
    code: 'AADSTS50105',
    says: ['Enterprise apps > your app > Users and groups', 'Assign the person'],
  },
  {
    name: 'a consent that only an administrator can give, as the page says',
    prepare: async () => {
      await harness.register({ api: { requestedAccessTokenVersion: 2, oauth2PermissionScopes: [adminScope] } })
      await admin('DELETE', `/tenants/${tenant_id}/applications/${device_id}/consents`)
    },
    person: paste,
    code: 'AADSTS90094',
    says: ['App registrations > your app > API permissions', 'Grant admin consent'],
  },
  {
    name: 'a device code flow that Conditional Access blocks',
    prepare: () => admin('POST', '/faults', { name: 'error', code: 530036, at: 'device', times: 1 }),
    code: 'AADSTS530036',
    says: ['--flow browser', 'Sign-in logs > the entry > Conditional Access', /trace [0-9a-f-]{36}/],
  },
  {
    name: 'an API that is not enabled',
    prepare: () => update({ enabled: false }),
    code: 'api_resource_disabled',
    says: [/gatehouse api-resources update res_\w+ --enabled/],
  },
  {
    name: 'a token of version 1.0',
    prepare: () =>
      harness.register({
        api: { requestedAccessTokenVersion: 1, oauth2PermissionScopes: [{ value: 'access_as_user' }] },
      }),
    person: signIn,
    code: 'access_token_version',
    says: [
      'In Entra: App registrations > the API > Manifest',
      'set requestedAccessTokenVersion to 2',
      'the rule version',
    ],
  },
  {
    name: 'a token for Microsoft Graph',
    run: () => ({ args: ['--scope', 'User.Read', '--api-url', api_url] }),
    person: signIn,
    code: 'access_token_for_graph',
    says: [
      'The API is not called: the token is for another one.',
      `Ask for one with the scope api://${api_id}/access_as_user`,
      'for Microsoft Graph. No other API can verify it',
    ],
  },
  {
    name: 'a token for Microsoft Graph, without a key',
    run: () => ({ with_key: false, args: ['--scope', 'User.Read', '--api-url', api_url] }),
    person: signIn,
    code: 'User.Read',
    says: ['The API is not called: the token is for another one.', 'the token is for another API.'],
  },
  {
    name: 'a person of another tenant',
    run: () => ({ with_key: false, args: ['--api-url', api_url, '--yes'] }),
    person: (terminal) => signIn(terminal, 'continue', 'ada@fabrikam.example'),
    code: 'access_tenant_unknown',
    says: ['the API answers 403', 'status 403'],
  },
  {
    name: 'a person with more groups than fit into a token',
    prepare: () => admin('POST', '/faults', { name: 'group-overage' }),
    person: signIn,
    code: 'access_groups_overage',
    says: ['Groups assigned to the application', 'the rule user'],
  },
  {
    name: 'a scope that nobody confirms',
    run: () => ({ with_key: false, args: ['--api-url', api_url] }),
    person: async (terminal) => {
      await terminal.shows(/\[y\/N\]/)
      terminal.type('n')
    },
    code: 'not confirmed',
    says: ['Nothing was sent'],
    exit: 2,
  },
  {
    name: 'no key, and no address of the API',
    run: { with_key: false },
    code: 'usage',
    says: ['--api-url is missing', 'GATEHOUSE_API_KEY'],
    exit: 2,
  },
]

describe('a test fails readably, and names the page, for', () => {
  it.each(failures.map((failure) => [failure.name, failure] as const))(
    '%s',
    async (_, { run = {}, prepare, person = async () => undefined, code, says, exit = 1 }) => {
      await prepare?.()
      const terminal = open(typeof run === 'function' ? run() : run)
      await person(terminal)
      expect(await terminal.ended).toBe(exit)
      const text = terminal.text()
      expectReadable(text)
      const read = text.replace(/[\r\n]+ */g, ' ').replace(/ {2,}/g, ' ')
      for (const part of says) {
        if (typeof part === 'string') expect(read).toContain(part)
        else expect(read).toMatch(part)
      }
      expect(read).toContain(code)
    },
  )
})

describe('where several fit', () => {
  it('the API resources are listed, and then the tenants', async () => {
    const { client, organization_id, resource, emulator } = harness
    const { id } = await client.apiResources.create({
      ...{ name: 'Billing API', enabled: true, application_id: nobody_id, allowed_clients: [device_id] },
      ...{ cloud: 'custom', authority_host: emulator.url },
    })
    const resources = open({})
    expect(await resources.ended).toBe(2)
    expect(resources.text()).toContain(`${resource.id}  Orders API`)
    expect(resources.text()).toContain(`${id}  Billing API`)
    expectReadable(resources.text())

    // The challenge of the API says which one it is.
    const named = open({ args: ['--api-url', api_url] })
    await named.shows(/enter the code/)
    expect(named.text()).toContain(`API resource  ${resource.id}`)
    named.type('AADSTS65004')
    await named.ended
    await client.apiResources.delete(id)

    const { id: tenant } = await client.apiResources.addTenant(resource.id, {
      organization_id,
      tenant_id: other_tenant_id,
    })
    const tenants = open({})
    expect(await tenants.ended).toBe(2)
    expect(tenants.text()).toContain(`${other_tenant_id}  ${organization_id}`)
    expectReadable(tenants.text())
    await client.apiResources.removeTenant(resource.id, tenant)
  })
})

describe('the flow in a browser', () => {
  it('comes back to this machine, by a short address, with PKCE', async () => {
    const terminal = open({ args: ['--flow', 'browser', '--api-url', api_url] })
    const [, address = ''] = await terminal.shows(/on this machine:\s+(http:\/\/localhost:\d+\/\?[\w-]{8})\s/)
    const window = openWindow(() => false)
    const account = await window.open(address)
    expect(account.url.searchParams.get('code_challenge_method')).toBe('S256')
    const { origin } = new URL(address)
    // Another program on this machine learns nothing, and brings nothing.
    for (const path of ['/', '/?guessed0', '/?code=stolen&state=guessed']) {
      expect((await fetch(`${origin}${path}`, { redirect: 'manual' })).status).toBe(400)
    }
    const asked = await window.submit(account, 'user_name', { user_name: 'ada@contoso.example' })
    const done = await window.submit(asked, 'password', { password })
    expect(done.html).toContain('You may close this window.')
    expect(await terminal.ended).toBe(0)
    expectReadable(terminal.text())
    expect(terminal.text()).toContain('Access works: ada Muster has the role editor.')
  })

  it('names the page for the redirect URI where it is not registered', async () => {
    await register({ publicClient: { redirectUris: [] } })
    const terminal = open({ args: ['--flow', 'browser'] })
    const [, address = ''] = await terminal.shows(/on this machine:\s+(http:\/\/localhost:\d+\/\?[\w-]{8})\s/)
    const page = await openWindow(() => false).open(address)
    await terminal.shows(/Waiting for the sign-in/)
    terminal.type(/AADSTS\d+/.exec(page.html)?.[0] ?? '')
    expect(await terminal.ended).toBe(1)
    expectReadable(terminal.text())
    expect(terminal.text()).toContain('AADSTS50011')
    expect(terminal.text().replace(/\s+/g, ' ')).toContain('Authentication > Mobile and desktop applications')
  })

  it('ends with the reason that Entra sends back', async () => {
    await admin('POST', '/faults', { name: 'error', code: 65004, at: 'redirect', times: 1 })
    const terminal = open({ args: ['--flow', 'browser'] })
    const [, address = ''] = await terminal.shows(/on this machine:\s+(http:\/\/localhost:\d+\/\?[\w-]{8})\s/)
    const window = openWindow(() => false)
    const asked = await window.submit(await window.open(address), 'user_name', { user_name: 'ada@contoso.example' })
    await window.submit(asked, 'password', { password })
    expect(await terminal.ended).toBe(1)
    expect(terminal.text()).toContain('The person declined.')
  })
})

import { spawn } from 'node:child_process'
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { stripVTControlCharacters } from 'node:util'
import type { BrowserContext, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { checkSignIn } from '../../packages/gateway/src/cli/demo/check.ts'
import { type RunningDemo, startDemo } from '../../packages/gateway/src/cli/demo/demo.ts'
import { readyText } from '../../packages/gateway/src/cli/demo/table.ts'
import { runGatehouse } from '../../packages/gateway/test/gateway-process.ts'
import { type Chromium, openChromium, picture, temporaryFolder } from './chromium.ts'

const folder = temporaryFolder()
let running: RunningDemo
let chromium: Chromium
let context: BrowserContext
let page: Page

beforeAll(async () => {
  running = await startDemo(folder.path)
  chromium = await openChromium()
})
afterAll(async () => {
  await chromium?.close()
  await running?.stop()
  folder.remove()
})
beforeEach(async () => {
  context = await chromium.context()
  page = await context.newPage()
})
afterEach(() => context.close())

const password = 'Correct-Horse-1'

/** Each person of the list: what the line of the list says, and what the application must receive. */
const people: { name: string; says: string; why: string; claims: Record<string, unknown> }[] = [
  {
    name: 'Ada',
    says: 'An administrator, by an app role in Entra',
    why: 'Microsoft Entra ID sent the app role admin',
    claims: { name: 'Ada Muster', role: 'admin', email: 'ada@acme.example', email_verified: true },
  },
  {
    name: 'Grace',
    says: 'In the group Engineering, which gives a role',
    why: 'Microsoft Entra ID sent the group Engineering',
    claims: { name: 'Grace Okafor', role: 'editor', email: 'grace@acme.example' },
  },
  {
    name: 'Linus',
    says: 'No role was given, so the default one',
    why: 'Microsoft Entra ID sent no role, and no group that gives one',
    claims: { name: 'Linus Berg', role: 'member', roles: ['member'], groups: [] },
  },
  {
    name: 'Mia',
    says: 'A guest from another company',
    why: 'Microsoft Entra ID sent no role, and no group that gives one',
    claims: { name: 'Mia Rossi (Partner)', role: 'member', email: 'mia@partner.example', email_verified: false },
  },
  {
    name: 'Noah',
    says: 'Has a user name, but no email address',
    why: 'Microsoft Entra ID sent no role, and no group that gives one',
    claims: { name: 'Noah Lind', role: 'member', preferred_username: 'noah@acme.example', email: undefined },
  },
  {
    name: 'Eve',
    says: 'Brings the email of a foreign domain: it is not trusted',
    why: 'Microsoft Entra ID sent no role, and no group that gives one',
    claims: { name: 'Eve Moreau', role: 'member', email: 'ceo@bigbank.example', email_verified: false },
  },
  {
    name: 'Olga',
    says: 'In 211 groups, more than a token holds: Microsoft Graph has them',
    why: 'Microsoft Entra ID sent more groups than fit, and Microsoft Graph has Engineering',
    claims: { name: 'Olga Nowak', role: 'editor', email: 'olga@acme.example' },
  },
]

/** Picks a person from the list, enters the password, and consents if asked. */
async function pick(name: string, on = page): Promise<void> {
  await on.goto(running.demo.app_url)
  await on.getByRole('link', { name: `Sign in as ${name}` }).click()
  await enterPassword(on)
}

async function enterPassword(on = page): Promise<void> {
  await on.getByLabel('Password').fill(password)
  await on.getByRole('button', { name: 'Sign in' }).click()
  const accept = on.getByRole('button', { name: 'Accept' })
  await accept.or(on.locator('.profile, .state')).first().waitFor()
  if (await accept.isVisible()) await accept.click()
}

async function shownClaims(on = page): Promise<Record<string, unknown>> {
  return JSON.parse((await on.locator('#claims').textContent()) ?? '')
}

describe('the terminal of the demonstration', () => {
  it('shows three commands that work when they are pasted into a shell', async () => {
    const text = stripVTControlCharacters(readyText(running, process.cwd(), 1_000))
    const [, after = ''] = text.split('in a second terminal, in this folder\n')
    const commands = after.split('\n\n')[0]?.split('\n') ?? []
    expect(commands).toHaveLength(3)
    expect(commands[2]).toMatch(/signins tail$/)
    const shell = spawn('sh', ['-e'], { env: { PATH: process.env.PATH, NO_COLOR: '1' } })
    let said = ''
    for (const stream of [shell.stdout, shell.stderr]) stream.on('data', (chunk) => (said += chunk))
    shell.stdin.end(`${commands.join('\n').replace(/(\S+ signins tail)/, 'exec $1')}\n`)
    await expect.poll(() => said, { timeout: 20_000 }).toContain('Sign-ins are shown as they end.')
    await checkSignIn(running.demo)
    await expect.poll(() => said, { timeout: 20_000 }).toMatch(/succeeded .*@acme\.example/)
    const ended = new Promise((resolve) => shell.once('exit', resolve))
    shell.kill('SIGTERM')
    await ended
    expect(said).not.toContain('error')
  })

  it('keeps every file for its owner only', () => {
    const files = readdirSync(running.path)
    expect(files).toEqual(expect.arrayContaining(['demo.env', 'demo.json', 'gatehouse.db', 'keys.json']))
    expect(files.filter((name) => (statSync(join(running.path, name)).mode & 0o077) !== 0)).toEqual([])
  })

  it('leaves a running demonstration alone with --check', async () => {
    const contents = () => ['demo.json', 'keys.json', 'demo.env'].map((name) => readFileSync(join(running.path, name)))
    const before = contents()
    const { code, stdout } = await runGatehouse(['demo', '--check', '--folder', folder.path])
    expect([code, JSON.parse(stdout)]).toEqual([0, expect.objectContaining({ ok: true, hops: 2 })])
    expect(contents()).toEqual(before)
    expect((await fetch(`${running.demo.issuer}/readyz`)).status).toBe(200)
  })

  it('refuses a second demonstration with the same data, says where the first is, and keeps it', async () => {
    const { code, stderr } = await runGatehouse(['demo', '--folder', folder.path])
    expect(code).toBe(2)
    expect(stderr).toContain(`The demo already runs at ${running.demo.app_url} (process ${process.pid})`)
    expect((await fetch(`${running.demo.issuer}/readyz`)).status).toBe(200)
  })
})

describe('the demonstration in Chromium', () => {
  it('lists every person of the directory, and where each one ends', async () => {
    await page.goto(running.demo.app_url)
    const listed = await page.locator('.people a').allInnerTexts()
    expect(listed).toEqual(running.demo.users.map(({ name }) => name))
    expect(listed).toEqual([...people.map(({ name }) => name), 'Ivo'])
  })

  it.each(people)('D1 signs $name in as the line says, and out', async ({ name, says, why, claims }) => {
    await page.goto(running.demo.app_url)
    const line = page.getByRole('listitem').filter({ hasText: `${name.toLowerCase()}@` })
    expect(await line.innerText()).toContain(says)
    expect((await line.locator('.ends').innerText()).toLowerCase()).toBe(claims.role)
    await pick(name)

    await page.getByRole('heading', { name: `Hello, ${claims.name}` }).waitFor()
    const { organization_id, connection_id } = running.demo
    const shown = { email: undefined, ...(await shownClaims()) }
    expect(shown).toMatchObject({ org_id: organization_id, connection_id, is_admin: false, ...claims })
    await page.getByRole('heading', { name: `Your role is ${claims.role}. Why?` }).waitFor()
    await page.getByText(why).waitFor()

    await page.getByRole('link', { name: 'Be somebody else' }).click()
    await page.getByRole('heading', { name: 'Who would you like to be?' }).waitFor()
    expect(page.url()).toBe(`${running.demo.app_url}/`)
  })

  it('shows the record of the sign-in, and folds the raw token', async () => {
    await pick('Grace')
    await page.locator('.profile').waitFor()
    const command = await page.locator('.next pre').innerText()
    const raw = page.getByText('Raw ID token').locator('xpath=..').locator('pre')
    expect(await raw.isVisible()).toBe(false)
    await page.getByText('Raw ID token').click()
    expect(await raw.innerText()).toMatch(/^ey[\w-]+\.ey[\w-]+\.[\w-]+$/)
    await page.getByRole('link', { name: 'The record of this sign-in' }).click()
    const record = JSON.parse(await page.locator('pre').innerText())
    expect(record).toMatchObject({ state: 'succeeded', decision: { roles: [{ role: 'editor', because: 'group' }] } })
    expect(command.endsWith(`signins show ${record.id}`)).toBe(true)
  })

  it('lets another person be picked although one is signed in at the gateway', async () => {
    await pick('Linus')
    await page.locator('.profile').waitFor()
    await context.clearCookies({ name: /^planner/ })
    await pick('Ada')
    await page.getByRole('heading', { name: 'Hello, Ada Muster' }).waitFor()
  })

  it('answers a second sign-in from the session, without the identity provider', async () => {
    await pick('Linus')
    await page.locator('.profile').waitFor()
    const visited: string[] = []
    page.on('request', (request) => visited.push(new URL(request.url()).origin))
    await page.goto(`${running.demo.app_url}/sign-in`)
    await page.getByRole('heading', { name: 'Hello, Linus Berg' }).waitFor()
    await page.getByText('A live session answered').waitFor()
    expect(visited).not.toContain(running.demo.emulator.url)
  })

  it('L3 asks for the email once, and reports an email without single sign-on', async () => {
    await page.goto(`${running.demo.issuer}/oauth/authorize?${authorizeParameters()}`)
    await page.getByRole('heading', { name: 'Sign in to Acme Planner' }).waitFor()
    await picture(page, 'email')
    await page.getByLabel('Work email').fill('somebody@nowhere.example')
    await page.getByRole('button', { name: 'Continue' }).click()
    await page.getByText('There is no single sign-on for somebody@nowhere.example').waitFor()
    await picture(page, 'email-unknown')
    await page.getByLabel('Work email').fill('linus@acme.example')
    await page.getByRole('button', { name: 'Continue' }).click()
    await page.getByLabel('Password').waitFor()
    expect(page.url()).toContain(running.demo.emulator.url)
  })

  it('L6 explains a refused sign-in, and links back to the application', async () => {
    await fetch(`${running.demo.emulator.admin_url}/faults`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ name: 'error', code: 7000222, times: 1 }),
    })
    await pick('Linus')
    const heading = page.getByRole('heading', { name: 'does not accept the credential' })
    await heading.waitFor()
    await page.getByText('The client secret has expired.').waitFor()
    await page.getByText('Details for support').click()
    await page.getByText('upstream_client_refused').waitFor()
    await picture(page, 'error')
    await page.reload()
    await heading.waitFor()
    await page.getByRole('link', { name: 'Back to Acme Planner' }).click()
    await page.getByRole('heading', { name: 'You are not signed in' }).waitFor()
    await page.getByText('upstream_client_refused').waitFor()
    await page.getByRole('link', { name: 'Back to the list of people' }).waitFor()
    expect(page.url()).toContain(running.demo.app_url)
  })

  it('meets Entra’s own page for an account that is disabled', async () => {
    await page.goto(running.demo.app_url)
    await page.getByRole('link', { name: 'Sign in as Ivo' }).click()
    await page.getByLabel('Password').fill(password)
    await page.getByRole('button', { name: 'Sign in' }).click()
    await page.getByText('AADSTS50057').waitFor()
    expect(page.url()).toContain(running.demo.emulator.url)
  })

  it('L5 explains a repeated callback instead of failing', async () => {
    let callback = ''
    page.on('request', (request) => {
      if (request.url().includes('/sso/oidc/callback/')) callback = request.url()
    })
    await pick('Linus')
    await page.locator('.profile').waitFor()
    await page.goto(callback)
    await page.getByRole('heading', { name: 'This sign-in was already finished' }).waitFor()
    await picture(page, 'finished')
  })

  it('L9 asks the person before a sign-out without an ID token', async () => {
    await pick('Linus')
    await page.locator('.profile').waitFor()
    await page.goto(`${running.demo.issuer}/oauth/logout`)
    await page.getByRole('heading', { name: 'Sign out?' }).waitFor()
    await picture(page, 'sign-out')
    await page.getByRole('button', { name: 'Sign out' }).click()
    await page.getByRole('heading', { name: 'You are signed out' }).waitFor()
    await picture(page, 'signed-out')
  })

  it.each([
    ['a small phone', { width: 320 }],
    ['a phone', { width: 390 }],
    ['in the dark', { colorScheme: 'dark' as const }],
  ])('is readable on %s', async (name, options) => {
    const other = await chromium.context(options)
    const small = await other.newPage()
    const check = async (what: string): Promise<void> => {
      const [scrollWidth, clientWidth] = await small.evaluate(() => {
        const { documentElement: root } = document
        return [root.scrollWidth, root.clientWidth]
      })
      expect(scrollWidth, what).toBe(clientWidth)
      if (small.url().startsWith(running.demo.app_url)) {
        expect(await small.getByText('Sample', { exact: true }).isVisible(), what).toBe(true)
      }
      await picture(small, `${what}-${name.replaceAll(' ', '-')}`)
    }
    await small.goto(`${running.demo.issuer}/oauth/authorize?${authorizeParameters()}`)
    await small.getByRole('heading', { name: 'Sign in to Acme Planner' }).waitFor()
    await check('email')
    await small.goto(running.demo.app_url)
    await check('people')
    await pick('Ada', small)
    await small.locator('.profile').waitFor()
    await check('profile')
    await small.getByText('All 20 claims').click()
    await small.getByText('Raw ID token').click()
    await check('profile-open')
    await small.goto(`${running.demo.app_url}/record`)
    await check('record')
    await other.close()
  })

  it('signs in without a browser, in two hops', async () => {
    const result = await checkSignIn(running.demo)
    expect(result).toMatchObject({ ok: true, hops: 2, profile: { email: 'ada@acme.example', role: 'admin' } })
    expect(result.id_token_claims).toMatchObject(result.profile)
  })
})

function authorizeParameters(): URLSearchParams {
  const { client_id, redirect_uri } = running.demo.application
  return new URLSearchParams({
    client_id,
    redirect_uri,
    response_type: 'code',
    scope: 'openid',
    code_challenge: 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM',
    code_challenge_method: 'S256',
  })
}

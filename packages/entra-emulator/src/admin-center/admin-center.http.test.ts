import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type Desk, openDesk } from '../../test/admin-center.ts'
import { openBrowser, signIn, textOf } from '../../test/browser.ts'
import { cid, contoso, fabrikamTid, tid } from '../../test/contoso.ts'
import { ask, postForm } from '../../test/http.ts'
import { type Emulator, startEmulator } from '../emulator.ts'
import { adminCenterRouteList } from './admin-center.ts'

const ada = { name: 'ada@contoso.example', password: 'ada-password' }
const ben = { name: 'ben@contoso.example', password: 'ben-password' }
const fred = { name: 'fred@fabrikam.example', password: 'fred-password' }

/** Every form of the admin center. */
const acts = adminCenterRouteList.flatMap(({ path, acts: all = {} }) =>
  Object.entries(all).map(([act, { task }]) => ({ path, act, task })),
)

describe('the admin center', () => {
  let emulator: Emulator
  let center = ''
  beforeAll(async () => {
    emulator = await startEmulator({ fixture: contoso })
    center = `${emulator.url}/admin-center`
  })
  afterAll(() => emulator.close())
  beforeEach(() => emulator.admin('POST', '/reset'))

  const directory = async () => JSON.stringify(await emulator.admin('GET', '/directory'))
  /** The path of a route, for an application, a person and a group that are there. */
  const filled = (path: string): string => {
    const [tenant] = emulator.tenants()
    const id = path.startsWith('/groups') ? tenant?.groups[0]?.id : tenant?.users[0]?.id
    return path.replace(':appId', cid).replace(':id', String(id))
  }
  /** Sends a form with the cookies of a desk. */
  const send = (desk: Desk, path: string, act: string, headers: Record<string, string> = {}) =>
    desk.browser.open(`${center}${filled(path)}`, { method: 'POST', headers, body: new URLSearchParams({ act }) })

  describe('signs in', () => {
    it('at the tenant of the account, and comes back to the page', async () => {
      const browser = openBrowser(emulator.url)
      const view = await signIn(browser, `${center}/users?q=be`, fred.name, fred.password)
      expect(view.url.href).toBe(`${center}/users?q=be`)
      const home = textOf(await browser.open(center))
      expect(home).toContain('Fabrikam')
      expect(home).toContain(fabrikamTid)
      expect(home).not.toContain(tid)
    })

    it('without a question when one account is signed in already', async () => {
      const browser = openBrowser(emulator.url)
      await signIn(browser, `${center}/users`, ben.name, ben.password)
      const other = await browser.open(`${center}/sign-in?to=%2Fadmin-center%2Fgroups`)
      expect(other.url.pathname).toBe('/admin-center/groups')
    })

    it('at the tenant in the address, also a guest', async () => {
      const browser = openBrowser(emulator.url)
      const guest = { name: 'gail@fabrikam.example', password: 'gail-password' }
      const view = await signIn(browser, `${center}?tenant=contoso.example`, guest.name, guest.password)
      expect(textOf(view)).toContain('Contoso')
    })

    it('with another account after “Switch account”', async () => {
      const desk = await openDesk(emulator.url, ben)
      const view = await signIn(desk.browser, `${center}/sign-in?another=1`, fred.name, fred.password)
      expect(textOf(view)).toContain('Fabrikam')
    })

    it('again after “Sign out”', async () => {
      const desk = await openDesk(emulator.url, ben)
      const link = /href="(\/[^"]*logout[^"]*)"/.exec((await desk.at('')).text)?.[1] ?? ''
      await desk.browser.open(`${emulator.url}${link}`)
      expect(textOf(await desk.at(''))).toContain('Pick an account')
    })

    it('again when the account is disabled', async () => {
      const desk = await openDesk(emulator.url, ben)
      await emulator.admin('PATCH', `/tenants/${tid}/users/${ben.name}`, { accountEnabled: false })
      expect(textOf(await desk.at('/users'))).toContain('Pick an account')
    })

    it.each([
      { name: 'another site', to: 'https://evil.example/' },
      { name: 'another site without a scheme', to: '//evil.example/' },
      { name: 'another page of the emulator', to: '/_admin' },
      { name: 'a path that only begins alike', to: '/admin-center.evil.example' },
      { name: 'an address with a line break', to: '/admin-center/a\r\nx: y' },
    ])('and never leads to $name', async ({ to }) => {
      const url = `${center}/sign-in?to=${encodeURIComponent(to)}`
      const view = await signIn(openBrowser(emulator.url), url, ben.name, ben.password)
      expect(view.url.href).toBe(center)
    })

    it('is in no directory: /authorize does not know the application', async () => {
      const id = 'c44b4083-3bb0-49c1-b47d-974e53cbdf3c'
      const { text } = await ask(
        `${emulator.url}/${tid}/oauth2/v2.0/authorize?client_id=${id}&response_type=code&scope=openid`,
      )
      expect(text).toContain('AADSTS700016')
    })
  })

  it('sends a strict policy with every page', async () => {
    const { headers } = await (await openDesk(emulator.url, ada)).at('/app-registrations')
    const policy = headers.get('content-security-policy') ?? ''
    expect(policy).toMatch(
      /^default-src 'none'; style-src 'nonce-[\w-]+'; script-src 'nonce-[\w-]+'; form-action 'self'; /,
    )
    expect(policy).toContain("frame-ancestors 'none'")
    expect(headers.get('cache-control')).toBe('no-store')
    expect(headers.get('referrer-policy')).toBe('same-origin')
  })

  it('has more than 40 forms, each with the role that it demands', () => expect(acts.length).toBeGreaterThan(40))

  it.each(acts)('says which role is missing for “$act” at $path, and changes nothing', async ({ path, act }) => {
    const desk = await openDesk(emulator.url, ben)
    const before = await directory()
    const view = await send(desk, path, act)
    expect(view.status).toBe(403)
    expect(textOf(view)).toMatch(/This needs the role .* Administrator\. ben@contoso\.example has no directory role\./)
    expect(await directory()).toBe(before)
  })

  it.each(acts)('refuses “$act” at $path from another site, and changes nothing', async ({ path, act }) => {
    const desk = await openDesk(emulator.url, ada)
    const before = await directory()
    for (const headers of [{ origin: 'https://evil.example' }, { 'sec-fetch-site': 'cross-site' }]) {
      const view = await send(desk, path, act, headers)
      expect(view.status).toBe(403)
      expect(textOf(view)).toContain('A form of another site may not change the directory.')
    }
    expect(await directory()).toBe(before)
  })

  it('refuses a host name that is not its own', async () => {
    const desk = await openDesk(emulator.url, ada)
    const answer = await desk.browser.open(center)
    expect(answer.status).toBe(200)
    const { status, text } = await foreignHost(emulator.url)
    expect([status, text.includes('does not answer requests for the host')]).toEqual([403, true])
  })

  it('sends a form without a session to the sign-in, and changes nothing', async () => {
    const before = await directory()
    const { status, headers } = await postForm(`${center}/app-registrations/new`, { act: 'register', name: 'App' })
    expect(status).toBe(303)
    expect(headers.get('location')).toBe('/admin-center/sign-in?to=%2Fadmin-center%2Fapp-registrations%2Fnew')
    expect(await directory()).toBe(before)
  })

  it.each([
    { role: 'Cloud Application Administrator', path: '/app-registrations/new', button: 'Register', allowed: true },
    { role: 'Application Administrator', path: '/app-registrations/new', button: 'Register', allowed: true },
    { role: 'Privileged Role Administrator', path: '/app-registrations/new', button: 'Register', allowed: false },
    { role: 'User Administrator', path: '/app-registrations/new', button: 'Register', allowed: false },
    { role: 'Cloud Application Administrator', path: '/consent-and-permissions', button: 'Save', allowed: false },
    { role: 'Privileged Role Administrator', path: '/consent-and-permissions', button: 'Save', allowed: true },
    { role: 'User Administrator', path: '/users/new', button: 'Create', allowed: true },
    { role: 'Groups Administrator', path: '/users/new', button: 'Create', allowed: false },
    { role: 'Groups Administrator', path: '/groups/new', button: 'Create', allowed: true },
  ])('lets a $role press “$button” at $path: $allowed', async ({ role, path, button, allowed }) => {
    await emulator.admin('PATCH', `/tenants/${tid}/users/${ben.name}`, { directoryRoles: [role] })
    const desk = await openDesk(emulator.url, ben)
    const fields = { name: 'App', local: 'new', display_name: 'New', group_name: 'New' }
    const view = await desk.fill(path, button, fields)
    expect(view.status).toBe(allowed ? 200 : 403)
    expect(textOf(view).includes(`has the role ${role}.`)).toBe(!allowed)
  })

  it('disables the forms for a person who may only read', async () => {
    const view = await (await openDesk(emulator.url, ben)).at(`/app-registrations/${cid}/authentication`)
    expect(view.text).toContain('<fieldset disabled>')
    expect(textOf(view)).toContain('You can read this page. This needs the role Cloud Application Administrator')
  })

  it.each(adminCenterRouteList.filter(({ path }) => path.includes(':')))(
    'does not show or change the object of another tenant at $path',
    async ({ path, acts: all = {} }) => {
      await emulator.admin('PATCH', `/tenants/${fabrikamTid}/users/${fred.name}`, { isAdministrator: true })
      const desk = await openDesk(emulator.url, fred)
      const before = await directory()
      const shown = await desk.at(filled(path))
      expect(shown.status).toBe(404)
      expect(textOf(shown)).not.toContain('Web application')
      for (const act of Object.keys(all)) {
        expect((await send(desk, path, act)).status).toBe(404)
        expect(await directory()).toBe(before)
      }
    },
  )

  it('answers 404 for a page that it has not, and 400 for a form that it has not', async () => {
    const desk = await openDesk(emulator.url, ada)
    expect((await desk.at('/nothing/here')).status).toBe(404)
    expect((await send(desk, '/app-registrations/new', 'nothing')).status).toBe(400)
    expect((await send(desk, '/app-registrations/new', 'toString')).status).toBe(400)
  })

  it('shows a notice once, and not to HEAD', async () => {
    const desk = await openDesk(emulator.url, ada)
    const made = await desk.fill('/groups/new', 'Create', { group_name: 'Once' })
    expect(textOf(made)).toContain('Successfully created the group Once.')
    expect(textOf(await desk.browser.open(made.url))).not.toContain('Successfully created')
  })
})

/** fetch does not send another Host, so this asks with node:http. */
async function foreignHost(url: string): Promise<{ status: number; text: string }> {
  const { request } = await import('node:http')
  return new Promise((resolve, reject) => {
    const asked = request(`${url}/admin-center`, { headers: { host: 'evil.example' } }, (response) => {
      let text = ''
      response.on('data', (chunk) => {
        text += chunk
      })
      response.on('end', () => resolve({ status: response.statusCode ?? 0, text }))
    })
    asked.on('error', reject)
    asked.end()
  })
}

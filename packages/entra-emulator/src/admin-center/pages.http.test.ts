/** Every page that a link leads to: escaped, of a bounded length, and with forms that take any text. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Desk, openDesk } from '../../test/admin-center.ts'
import type { View } from '../../test/browser.ts'
import { clientCertificate } from '../../test/certificate.ts'
import { type Emulator, type Fixture, startEmulator } from '../emulator.ts'

const payload = '"><script>alert(1)</script><img src=x onerror=alert(1)>\'&'
const appId = '7b1d9e34-2c5a-4f80-8e16-3a9c5d7f2e48'

/** Each text that a fixture or a form can fill has the payload. */
const hostile: Fixture = {
  tenants: [
    {
      displayName: payload,
      domains: ['contoso.example'],
      users: [
        {
          userPrincipalName: 'ada@contoso.example',
          displayName: payload,
          givenName: payload,
          surname: payload,
          mail: payload,
          jobTitle: payload,
          isAdministrator: true,
        },
        { userPrincipalName: `${'"><script>alert(1)</script>'}@contoso.example`, displayName: payload },
      ],
      groups: [{ displayName: payload, onPremisesSamAccountName: payload, members: ['ada@contoso.example'] }],
      applications: [
        {
          appId,
          displayName: payload,
          owners: ['ada@contoso.example'],
          tags: [payload],
          identifierUris: [payload],
          web: {
            redirectUris: ['https://a.example/"><script>alert</script>'],
            logoutUrl: 'https://a.example/"><script>alert</script>',
          },
          passwordCredentials: [{ displayName: payload, secretText: payload }],
          federatedIdentityCredentials: [
            {
              name: 'one',
              issuer: 'https://a.example/"><script>alert</script>',
              subject: '"><script>alert(1)</script>',
              audiences: ['"><script>alert(1)</script>'],
              description: payload,
            },
          ],
          appRoles: [{ value: '"><script>alert(1)</script>', displayName: payload, description: payload }],
          api: {
            oauth2PermissionScopes: [
              {
                value: payload,
                adminConsentDisplayName: payload,
                adminConsentDescription: payload,
                userConsentDisplayName: payload,
              },
            ],
            preAuthorizedApplications: [{ appId: payload, delegatedPermissionIds: [payload] }],
          },
          apiPermissions: {
            delegated: ['User.Read', payload],
            application: [payload],
            otherApis: [{ resourceAppId: appId, delegated: [payload], application: [payload] }],
          },
          applicationPermissions: [payload],
          consents: [{ scope: payload }, { scope: payload, principalId: 'ada@contoso.example' }],
          appRoleAssignments: [{ principalId: 'ada@contoso.example' }],
          claimsMapping: [{ jwtClaimType: payload, value: payload, group: payload }],
          optionalClaims: { idToken: [{ name: payload, source: 'user' }] },
        },
        {
          appId: '8b1d9e34-2c5a-4f80-8e16-3a9c5d7f2e49',
          displayName: payload,
          identifierUris: [`${payload}2`],
          web: { redirectUris: ['https://a.example/"><script>alert</script>'] },
          groupMembershipClaims: 'All',
          saml: {
            loginUrl: `https://a.example/${payload}`,
            relayState: payload,
            groupClaimName: payload,
            claims: [
              { samlClaimType: payload, value: payload },
              { samlClaimType: `${payload}2`, id: 'mail' },
            ],
            signingCertificates: [{}, { active: false }],
            verificationCertificates: [{ key: clientCertificate().cert }],
            tokenEncryptionCertificate: clientCertificate().cert,
          },
        },
      ],
    },
  ],
}

const many = <Item>(count: number, make: (index: number) => Item): Item[] =>
  Array.from({ length: count }, (_, index) => make(index))

/** A directory with more of everything than a page may show. */
const large: Fixture = {
  tenants: [
    {
      displayName: 'Large',
      domains: ['contoso.example'],
      users: [
        { userPrincipalName: 'ada@contoso.example', isAdministrator: true },
        ...many(2_000, (index) => ({ userPrincipalName: `u${index}@contoso.example` })),
      ],
      groups: many(1_000, (index) => ({
        displayName: `G${index}`,
        members: index === 0 ? many(1_500, (member) => `u${member}@contoso.example`) : ['ada@contoso.example'],
      })),
      applications: [
        {
          appId,
          displayName: 'A',
          identifierUris: ['api://a'],
          passwordCredentials: many(400, (index) => ({ displayName: `S${index}` })),
          appRoles: many(400, (index) => ({
            value: `r${index}`,
            allowedMemberTypes: ['User', 'Application'] as const,
          })),
          api: { oauth2PermissionScopes: many(400, (index) => ({ value: `s${index}` })) },
          appRoleAssignments: many(2_000, (index) => ({ principalId: `u${index}@contoso.example` })),
          consents: many(1_000, (index) => ({ scope: 'openid profile', principalId: `u${index}@contoso.example` })),
          claimsMapping: many(400, (index) => ({ jwtClaimType: `c${index}`, value: 'x' })),
        },
        ...many(1_000, (index) => ({ displayName: `App ${index}`, appRoles: [{ value: 'one' }] })),
      ],
    },
  ],
}

const linksOn = ({ text }: View): string[] =>
  [...text.matchAll(/href="(\/admin-center[^"]*)"/g)].map(([, href = '']) => href.replaceAll('&amp;', '&'))

/** Opens every page that a link leads to, and one of each kind of page with an id. */
async function crawl(desk: Desk, url: string): Promise<Map<string, View>> {
  const seen = new Map<string, View>()
  const kinds = new Set<string>()
  const open = ['/admin-center']
  for (let path = open.shift(); path !== undefined; path = open.shift()) {
    const kind = path
      .replace(appId, ':app')
      .replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, ':id')
      .replace(/page=\d+/, 'page')
    if (kinds.has(kind) || path.startsWith('/admin-center/sign-in')) continue
    kinds.add(kind)
    const view = await desk.browser.open(`${url}${path}`)
    seen.set(path, view)
    open.push(...linksOn(view))
  }
  return seen
}

describe('every page of the admin center', () => {
  let emulator: Emulator
  const start = async (fixture: Fixture) => {
    emulator = await startEmulator({ fixture })
    const desk = await openDesk(emulator.url, { name: 'ada@contoso.example', password: 'Correct-Horse-1' })
    return { desk, pages: await crawl(desk, emulator.url) }
  }

  describe('with markup in every text', () => {
    let desk: Desk
    let pages: Map<string, View>
    beforeAll(async () => {
      const started = await start(hostile)
      desk = started.desk
      pages = started.pages
    })
    afterAll(() => emulator.close())

    it('is found by links, and answers', () => {
      expect(pages.size).toBeGreaterThan(45)
      expect([...pages].filter(([, { status }]) => status !== 200).map(([path]) => path)).toEqual([])
    })

    it('shows the markup as text', () => {
      const broken = [...pages].filter(([, { text }]) => /<script>alert|<img/.test(text)).map(([path]) => path)
      expect(broken).toEqual([])
      expect([...pages.values()].filter(({ text }) => text.includes('&lt;script&gt;alert(1)')).length).toBeGreaterThan(
        40,
      )
    })

    it('has one script, with the nonce of its policy', () => {
      for (const { text, headers } of pages.values()) {
        const [, nonce = ''] = /script-src 'nonce-([\w-]+)'/.exec(headers.get('content-security-policy') ?? '') ?? []
        expect(text.match(/<script[^>]*>/g)).toEqual([`<script nonce="${nonce}">`])
        const tags = text.replace(/"[^"]*"/g, '""').match(/<[a-z][^>]*>/gi) ?? []
        expect(tags.filter((tag) => /\s(on\w+|style|src)=/i.test(tag))).toEqual([])
      }
    })

    it('shows typed markup as text when a form is refused or accepted', async () => {
      const forms = [...pages].flatMap(([path, view]) =>
        view.forms.filter(({ method }) => method === 'post').map((form) => ({ path, form })),
      )
      expect(forms.length).toBeGreaterThan(60)
      for (const { form } of forms) {
        const body = new URLSearchParams(Object.entries(form.values).map(([name]) => [name, payload]))
        body.set('act', String(form.values.act))
        if (/delete-now|grant/.test(String(form.values.act))) continue
        const view = await desk.browser.open(new URL(form.action, emulator.url), { method: 'POST', body })
        expect([form.action, form.values.act, view.status < 500, /<script>alert|<img/.test(view.text)]).toEqual([
          form.action,
          form.values.act,
          true,
          false,
        ])
      }
    })
  })

  describe('of a large directory', () => {
    let desk: Desk
    let pages: Map<string, View>
    beforeAll(async () => {
      const started = await start(large)
      desk = started.desk
      pages = started.pages
    })
    afterAll(() => emulator.close())

    it('has at most 300 rows, and lists of people and groups in pages of 50', () => {
      for (const [path, { text }] of pages) {
        const rows = text.match(/<tr /g)?.length ?? 0
        const isOfPeople = /users|groups|permissions\?tab|enterprise-apps$|app-registrations(\?|$)/.test(path)
        expect([path, rows <= (isOfPeople ? 51 : 301)]).toEqual([path, true])
        const limit = path.endsWith('/manifest') ? 1_000_000 : 400_000
        expect([path, text.length < limit]).toEqual([path, true])
      }
    })

    it.each([
      {
        path: `/app-registrations/${appId}/certificates-and-secrets?add=secret`,
        button: 'Add',
        says: 'The limit here is 50.',
      },
      { path: `/app-registrations/${appId}/app-roles?add=role`, button: 'Apply', says: 'The limit here is 200.' },
      {
        path: `/app-registrations/${appId}/expose-an-api?add=scope`,
        button: 'Add scope',
        says: 'The limit here is 200.',
      },
      { path: `/enterprise-apps/${appId}/single-sign-on?add=claim`, button: 'Save', says: 'The limit here is 100.' },
      { path: '/app-registrations/new', button: 'Register', says: 'The limit here is 1000.' },
      { path: '/enterprise-apps/new?create=1', button: 'Create', says: 'The limit here is 1000.' },
    ])('takes no more at $path', async ({ path, button, says }) => {
      const view = await desk.fill(path, button, { name: 'One more' })
      expect([view.status, view.text.includes(says)]).toEqual([400, true])
    })

    it('leads to the other pages of a list', () => {
      expect(pages.get('/admin-center/users')?.text).toContain('Page 1 of 41, 2001 in all')
      expect([...pages.keys()].some((path) => path.includes('/users?page=2'))).toBe(true)
    })
  })
})

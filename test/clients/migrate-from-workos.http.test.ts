/**
 * The tables of docs/guides/migrate-from-workos.md. Each piece of code in their column is compiled with the package of WorkOS.
 * Each in ours is compiled with the SDK, and run at a gateway whose connection leads to an emulator.
 */
import { readFileSync } from 'node:fs'
import { runInNewContext } from 'node:vm'
import { WorkOS } from '@workos-inc/node'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { createTestGatehouse, type TestGatehouse } from '../../packages/gateway/src/testing/testing.ts'
import { operations } from '../../packages/sdk/src/contract/contract.ts'
import { openWorkplace } from '../../packages/sdk/test/snippets.ts'

const page = readFileSync(new URL('../../docs/guides/migrate-from-workos.md', import.meta.url), 'utf8')
const version = '11.0.0'
const email = 'ada@acme.example'

interface Row {
  readonly theirs: readonly string[]
  readonly ours: readonly string[]
  /** Where there is no code of ours: what stands there instead. */
  readonly instead: string
  readonly difference: string
}

const codeIn = (cell: string): string[] => [...cell.matchAll(/`([^`]+)`/g)].map(([, code]) => String(code))

/** The rows of the tables with these columns. */
const tables = [
  ...page.matchAll(/^\| `@workos-inc\/node` \| `@gatehouse-sso\/sdk` \| what differs \|\n.*\n((?:\|.*\n)+)/gm),
].map(([, rows = '']) =>
  rows
    .trim()
    .split('\n')
    .map((line): Row => {
      const [, theirs = '', ours = '', difference = ''] = line.split(/\s*(?<!\\)\|\s*/)
      return { theirs: codeIn(theirs), ours: codeIn(ours), instead: ours.replace(/`[^`]*`/g, ''), difference }
    }),
)
const [calls = [], fields = []] = tables
const rows = [...calls, ...fields]

let gateway: TestGatehouse
beforeAll(async () => {
  gateway = await createTestGatehouse({ organizations: [{ name: 'Acme', users: [{ email, name: 'Ada Muster' }] }] })
})
afterAll(() => gateway?.close())

/** The values that our code names. Everything is new for each piece of code, since some of them delete or use it up. */
async function values() {
  const { client: gatehouse, url: base_url, application, organizations } = gateway
  const { redirect_uri } = application
  const organization = organizations[0]?.id ?? ''
  const [active] = await gatehouse.connections.list({ organization_id: organization }).toArray()
  const connection = active?.id ?? ''
  const begin = async () => {
    const begun = await gatehouse.sso.authorizationUrl({ organization, redirect_uri })
    return { ...begun, ...(await gateway.signInAs(email, begun.url)) }
  }
  const done = await gatehouse.sso.authenticate(await begin())
  const { callback_url, sealed_state } = await begin()
  const external_id = `crm-${crypto.randomUUID()}`
  const domain = `${external_id}.example`
  const domains = [{ domain: `old-${domain}`, verified: true }]
  const own = await gatehouse.organizations.create({ name: 'Contoso', external_id: `old-${external_id}`, domains })
  const draft = await gatehouse.connections.create({ organization_id: own.id, type: 'entra_oidc' })
  return {
    ...{ gatehouse, base_url, redirect_uri, organization, connection, callback_url, sealed_state },
    ...{ profile: done.profile, access_token: done.access_token, app_state: '/orders', login_hint: email },
    ...{ organization_id: own.id, connection_id: draft.id, name: 'Contoso Ltd', external_id, domain },
    ...{ return_url: new URL('/settings', redirect_uri).href, admin_emails: ['admin@contoso.example'], after: null },
  }
}

type Values = Awaited<ReturnType<typeof values>>

/** A few calls need other values, or must wait for something. */
const changes: Readonly<Record<string, (all: Values) => Partial<Values> | Promise<Partial<Values>>>> = {
  'gatehouse.organizations.getByExternalId': ({ external_id }) => ({ external_id: `old-${external_id}` }),
  'gatehouse.organizations.list': ({ domain }) => ({ domain: `old-${domain}` }),
  // The feed ends a moment before now.
  'gatehouse.events.list': async ({ gatehouse }) => {
    const created = { type: 'organization.created', order: 'asc' } as const
    await vi.waitUntil(async () => (await gatehouse.events.list(created)).data.length > 0, { timeout: 20_000 })
    return {}
  },
}

const authorization = { url: expect.stringContaining('/oauth/authorize?'), sealed_state: expect.any(String) }
const pageOf = (item: object) => ({ data: expect.arrayContaining([expect.objectContaining(item)]) })

/** By the name of the call or field: what the gateway answers. */
const answers: Readonly<Record<string, (all: Values) => unknown>> = {
  'gatehouse.sso.authorizationUrl': () => authorization,
  'gatehouse.sso.authenticate': ({ profile: { id }, organization, connection }) => ({
    profile: { id, email, organization_id: organization, connection_id: connection },
  }),
  fetch: () => ({ ok: true, status: 200 }),
  'gatehouse.connections.list': ({ connection_id }) => pageOf({ id: connection_id }),
  'gatehouse.connections.get': ({ connection_id }) => ({ id: connection_id, type: 'entra_oidc' }),
  'gatehouse.connections.delete': () => undefined,
  'gatehouse.organizations.create': ({ name, external_id, domain }) => ({
    ...{ name, external_id, domains: [expect.objectContaining({ domain, state: 'verified' })] },
  }),
  'gatehouse.organizations.get': ({ organization_id }) => ({ id: organization_id }),
  'gatehouse.organizations.getByExternalId': ({ organization_id }) => ({ id: organization_id }),
  'gatehouse.organizations.list': ({ organization_id }) => pageOf({ id: organization_id }),
  'gatehouse.organizations.update': ({ organization_id, name }) => ({ id: organization_id, name }),
  'gatehouse.organizations.delete': () => undefined,
  'gatehouse.setupLinks.create': ({ organization_id }) => ({
    ...{ organization_id, state: 'open', url: expect.stringContaining('http') },
  }),
  'gatehouse.events.list': () => pageOf({ type: 'organization.created' }),
  'gatehouse.users.identities': () => pageOf({ object: 'identity', subject: expect.any(String) }),
  'gatehouse.signIns.list': ({ profile: { id } }) => pageOf({ user_id: id, state: 'succeeded' }),
  'profile.id': ({ profile }) => profile.id,
  'profile.organization_id': ({ organization }) => organization,
  'profile.connection_id': ({ connection }) => connection,
  'profile.email': () => email,
  'profile.name': () => 'Ada Muster',
  'profile.given_name': () => null,
  'profile.family_name': () => null,
  'profile.role': () => 'member',
  'profile.roles': () => ['member'],
  'profile.groups': () => [],
  'profile.custom_attributes': () => ({}),
}

/** The name of the call or field: its text up to the first bracket. */
const nameOf = (code: string): string => /^[\w.?]+/.exec(code)?.[0] ?? code

describe('the code of ours', () => {
  const pieces = rows.flatMap(({ ours }) => ours)

  it.each(pieces)('%s', async (code) => {
    const all = await values()
    const given = { ...all, ...(await changes[nameOf(code)]?.(all)) }
    const answer: unknown = await runInNewContext(code, { ...given, fetch })
    const expected = answers[nameOf(code)]?.(given)
    if (typeof expected === 'object' && expected !== null) expect(answer).toMatchObject(expected)
    else expect(answer).toEqual(expected)
  })

  it('is expected here, and nothing is expected that the page does not have', () => {
    expect(new Set(pieces.map(nameOf))).toEqual(new Set(Object.keys(answers)))
  })
})

describe('the names of WorkOS', () => {
  const workos = new WorkOS('sk_test_1', { clientId: 'client_1' })
  const methods = rows.flatMap(({ theirs }) => theirs).filter((code) => code.startsWith('workos.'))

  it('are those of the version that the page names', () => {
    const { devDependencies } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'))
    expect(devDependencies['@workos-inc/node']).toBe(version)
    expect(page).toContain(`the names of version ${version.split('.')[0]};`)
  })

  it.each(methods)('%s: is a method of the package', (code) => {
    const [, noun = '', verb = ''] = nameOf(code).split('.')
    expect((workos as unknown as Record<string, Record<string, unknown>>)[noun]?.[verb]).toBeInstanceOf(Function)
  })

  it.each(['sso', 'organizations', 'adminPortal', 'events'] as const)('of workos.%s are all on the page', (noun) => {
    const all = Object.getOwnPropertyNames(Object.getPrototypeOf(workos[noun])).filter((name) => name !== 'constructor')
    expect(all.filter((name) => !methods.some((code) => nameOf(code) === `workos.${noun}.${name}`))).toEqual([])
  })
})

describe('a row without code of ours', () => {
  const without = rows.filter(({ ours }) => ours.length === 0)

  it.each(without)('$theirs.0: says that it is missing, and why or what else to do', ({ instead, difference }) => {
    expect(instead).toMatch(/^not (there yet|in scope)$/)
    expect(difference.length).toBeGreaterThan(20)
  })

  it('claims nothing to be missing that the API has', () => {
    const missing = ['Contact', 'contact', 'director', 'scim', 'audit', 'webhook', 'password', 'factor', 'magic']
    const found = operations.filter(({ id, path }) => missing.some((word) => `${id} ${path}`.includes(word)))
    expect(found.map(({ id }) => id)).toEqual([])
  })
})

it('both columns are accepted by the compiler, with the types of the two packages', async () => {
  const workplace = openWorkplace('@workos-inc/node')
  const lines = (name: string, column: 'theirs' | 'ours'): string =>
    rows
      .flatMap((row) => row[column])
      .map((code, index) => `export const ${name}${index} = () => (${code})\n`)
      .join('')
  const texts = (...names: readonly string[]): string => names.map((name) => `declare const ${name}: string\n`).join('')
  workplace.write('theirs.ts', `${theirNames}${texts(...theirTexts)}${lines('theirs', 'theirs')}${everyField}`)
  workplace.write('ours.ts', `${ourNames}${texts(...ourTexts)}${lines('ours', 'ours')}`)
  try {
    expect(await workplace.check('theirs.ts', 'ours.ts')).toBe('')
  } finally {
    workplace.close()
  }
})

const theirNames = `import { type AuditLogExportOptions, type CreateAuditLogEventOptions, DomainDataState, type Profile, type WorkOS } from '@workos-inc/node'
declare const workos: WorkOS
declare const profile: Profile<Record<string, unknown>>
declare const payload: Record<string, unknown>
declare const auditEvent: CreateAuditLogEventOptions
declare const auditExport: AuditLogExportOptions
declare const adminEmails: string[]
`
const theirTexts = [
  ...[
    'organization',
    'connection',
    'provider',
    'redirectUri',
    'state',
    'clientId',
    'loginHint',
    'code',
    'codeVerifier',
  ],
  ...['accessToken', 'organizationId', 'id', 'name', 'externalId', 'domain', 'returnUrl', 'after', 'directory'],
  ...['sigHeader', 'secret'],
]
/** Does not compile where their profile has a field that the page does not name. */
const everyField = `type Named = ${fields
  .flatMap(({ theirs }) => theirs)
  .map((code) => `'${/^profile\.(\w+)/.exec(code)?.[1]}'`)
  .join(' | ')}
export const isEach: [Exclude<keyof Profile<Record<string, unknown>>, Named>] extends [never] ? true : false = true
`
const ourNames = `import { Gatehouse } from '@gatehouse-sso/sdk'
declare const gatehouse: Gatehouse
declare const profile: Awaited<ReturnType<Gatehouse['sso']['authenticate']>>['profile']
declare const admin_emails: string[]
`
const ourTexts = [
  ...['base_url', 'organization', 'connection', 'redirect_uri', 'app_state', 'login_hint', 'callback_url', 'name'],
  ...[
    'sealed_state',
    'access_token',
    'organization_id',
    'connection_id',
    'external_id',
    'domain',
    'return_url',
    'after',
  ],
]

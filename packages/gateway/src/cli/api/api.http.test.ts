/** Runs the commands as processes against a gateway, and checks their two outputs and exit codes. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Finished, runGatehouse } from '../../../test/gateway-process.ts'
import { addConnection, browser, goUpstream, type Harness, startHarness } from '../../../test/harness.ts'

let harness: Harness
const folder = mkdtempSync(join(tmpdir(), 'gatehouse-cli-'))
const file = (name: string, text: string): string => {
  writeFileSync(join(folder, name), text)
  return join(folder, name)
}
beforeAll(async () => {
  harness = await startHarness()
})
afterAll(async () => {
  await harness.close()
  rmSync(folder, { recursive: true })
})

const call = (args: string, variables: Record<string, string | undefined> = {}, input?: string): Promise<Finished> => {
  const access = { GATEHOUSE_BASE_URL: harness.url, GATEHOUSE_API_KEY: harness.api_key }
  return runGatehouse(args.split(' '), { ...access, ...variables }, input)
}
const parsed = ({ stdout }: Finished) => JSON.parse(stdout)

describe.concurrent('a command', () => {
  it('C3 creates and reads a resource, with only JSON on standard output', async ({ expect }) => {
    const made = await call('organizations create --name Contoso --metadata plan=gold --external-id c-1 --json')
    expect([made.code, made.stderr]).toEqual([0, ''])
    const { id } = parsed(made)
    expect(parsed(made)).toMatchObject({ object: 'organization', name: 'Contoso', metadata: { plan: 'gold' } })
    const changed = await call(`organizations update ${id} --external-id= --metadata plan:=null --json`)
    expect(parsed(changed)).toMatchObject({ external_id: null, metadata: {} })
    const read = await call(`organizations get ${id} --verbose`)
    expect(read.stdout).toMatch(/^id +org_\w{26}\nname +Contoso$/m)
    expect(read.stderr).toMatch(/^> GET http.*\n< 200, .*etag: "2", x-request-id: req_/)
    const late = await call(`organizations update ${id} --name X --if-match "1"`)
    expect([late.code, late.stderr]).toEqual([1, expect.stringContaining('has changed since it was read')])
    const kept = await call(`organizations delete ${id}`)
    expect([kept.code, kept.stderr]).toEqual([2, expect.stringContaining('--yes is missing')])
    const gone = await call(`organizations delete ${id} --yes --json`)
    expect([gone.code, parsed(gone)]).toEqual([0, { ok: true }])
  })

  it('lists one page or all pages, and shows the create command when the list is empty', async ({ expect }) => {
    for (const name of ['One', 'Two', 'Three']) await harness.client.roles.create({ slug: name.toLowerCase(), name })
    const page = await call('roles list --limit 2')
    expect(page.stdout.split('\n')).toHaveLength(4)
    const after = /--after (role_\w+)/.exec(page.stderr)?.[1]
    expect(page.stdout).toContain(String(after))
    const all = parsed(await call('roles list --all --limit 2 --json'))
    expect(all).toMatchObject({ object: 'list', list_metadata: { after: null } })
    expect(all.data.length).toBeGreaterThanOrEqual(3)
    const expanded = parsed(await call('connections list --expand organization --json'))
    expect(expanded.data.at(-1)).toMatchObject({ organization: { name: 'Acme' } })
    const none = await call('groups list')
    expect([none.code, none.stdout]).toEqual([0, ''])
    expect(none.stderr).toContain('gatehouse groups create')
    const quiet = await call('groups list --quiet')
    expect([quiet.stdout, quiet.stderr]).toEqual(['', ''])
  })

  it('C11 reads a secret from standard input, a file or a variable, and prints none', async ({ expect }) => {
    const { id } = await harness.client.connections.create({
      organization_id: harness.organization_id,
      type: 'oidc',
      settings: { discovery_url: harness.provider.discovery_url, client_id: 'x' },
    })
    const secret = 'a-secret-of-the-test'
    const ways = [
      await call(`credentials add ${id} --client-secret-file - --json --verbose`, {}, `${secret}\n`),
      await call(`credentials create ${id} --client-secret-file ${file('secret', secret)}`),
    ]
    for (const way of ways) expect([way.code, `${way.stdout}${way.stderr}`.includes(secret)]).toEqual([0, false])
    const full = await call(`credentials create ${id}`, { GATEHOUSE_CLIENT_SECRET: secret })
    expect([full.code, full.stderr]).toEqual([1, expect.stringContaining('limit_reached')])
    const without = await call(`credentials create ${id}`)
    expect([without.code, without.stderr]).toEqual([2, expect.stringContaining('--client-secret-file is missing')])
  })

  it('reads a whole body from a file, and lets options override it', async ({ expect }) => {
    const body = file('body.json', JSON.stringify({ name: 'From a file', redirect_uris: ['https://a.example/'] }))
    const made = await call(`applications create --body ${body} --name Other --require-pkce false --json`)
    const members = { name: 'Other', redirect_uris: ['https://a.example/'], require_pkce: false }
    expect(parsed(made)).toMatchObject(members)
    const secret = await call(`applications create-secret ${parsed(made).id}`)
    expect(secret.stdout).toMatch(/^client_secret +\S{43}$/m)
    expect(secret.stderr).toContain('shown only once')
  })

  it('creates environments and keys with the installation key', async ({ expect }) => {
    const key = file('installation.key', 'sk_inst_wrong')
    const refused = await call('environments list', { GATEHOUSE_INSTALLATION_KEY_FILE: key })
    expect(refused.code).toBe(3)
    const foreign = await call('environments list')
    expect([foreign.code, foreign.stderr]).toEqual([3, expect.stringContaining('installation_key_needed')])
  })

  it('C9 shows why a sign-in failed', async ({ expect }) => {
    const connection = await addConnection(harness, { path: '/broken' })
    const back = await goUpstream(harness, browser(), { connection: connection.id, organization: undefined })
    back.searchParams.set('iss', 'https://evil.example')
    await fetch(back, { redirect: 'manual' })
    const { data } = parsed(await call('signins list --state failed --limit 1 --json'))
    const shown = await call(`signins show ${data[0].id}`)
    expect(shown.stdout).toMatch(/\n\nError\n {2}.+\(\w+\)\n/)
    expect(shown.stdout).toMatch(/\n\nSteps\n {2}ok {4} +[\d.]+ ms {2}/)
  })
})

describe.concurrent('a command that fails', () => {
  const somebody = 'org_01jd2x3y4z5a6b7c8d9e0f1g2h'
  const cases: [string, number, string, string, Record<string, string | undefined>?][] = [
    ['because no resource has this id', 4, `organizations get ${somebody}`, 'code resource_missing, request req_'],
    ['because the id belongs to another kind of resource', 4, `users get ${somebody}`, 'another thing: organization'],
    ['because a value is refused', 5, 'organizations create --name=', '/name: Too small'],
    ['because a query is refused', 5, 'users list --limit 1000', '/limit: Too big'],
    ['without its required options', 2, 'applications create', '--name, --redirect-uris are missing'],
    ['because of an unknown option', 2, 'users list --limt 1', 'Did you mean --limit?'],
    ['because of an unknown verb', 2, 'users lst', 'Did you mean list?'],
    ['because of a value that is not a choice', 2, 'users list --state gone', 'Allowed choices are invited'],
    ['because an id is missing', 2, 'users get', "missing required argument 'user_id'"],
    ['with a key that does not exist', 3, 'users list', 'code api_key_invalid', { GATEHOUSE_API_KEY: 'sk_test_x' }],
    ['without a key', 2, 'users list', 'Set GATEHOUSE_API_KEY', { GATEHOUSE_API_KEY: undefined }],
    ['without an address', 2, 'users list', 'Set GATEHOUSE_BASE_URL', { GATEHOUSE_BASE_URL: undefined }],
  ]
  it.each(cases)('%s ends with %i and explains it in three lines', async (_, code, args, text, variables = {}) => {
    const finished = await call(`${args} --json`, variables)
    expect(finished.stderr).toContain(text)
    expect(finished.stderr).toMatch(/^gatehouse: error: .+\n(?: {2}.+\n)*gatehouse: hint: .+\ngatehouse: code \w+.*\n$/)
    expect(finished.code).toBe(code)
    if (finished.stdout !== '') expect(parsed(finished).error.code).toMatch(/^\w+$/)
  })
})

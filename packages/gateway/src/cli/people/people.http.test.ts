/** Files of people, imported and exported by processes against a gateway. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Finished, runGatehouse } from '../../../test/gateway-process.ts'
import { type Harness, startHarness } from '../../../test/harness.ts'

let harness: Harness
const folder = mkdtempSync(join(tmpdir(), 'gatehouse-people-'))
beforeAll(async () => {
  harness = await startHarness()
})
afterAll(async () => {
  await harness.close()
  rmSync(folder, { recursive: true })
})

let files = 0
const file = (text: string): string => {
  files += 1
  const path = join(folder, `people${files}.csv`)
  writeFileSync(path, text)
  return path
}
const run = (args: readonly string[], input?: string): Promise<Finished> =>
  runGatehouse(['users', ...args], { GATEHOUSE_BASE_URL: harness.url, GATEHOUSE_API_KEY: harness.api_key }, input)
const newOrganization = async (): Promise<string> => (await harness.client.organizations.create({ name: 'Files' })).id
const importFile = (path: string, organization_id: string, ...more: readonly string[]): Promise<Finished> =>
  run(['import', path, '--organization-id', organization_id, ...more])
const usersOf = (organization_id: string) => harness.client.users.list({ organization_id, order: 'asc' }).toArray()

const people = (count: number): string =>
  [
    'email,preferred_username,metadata.seat',
    ...Array.from({ length: count }, (_, n) => `p${n}@a.example,p${n},${n}`),
  ].join('\n')

describe.concurrent('an import', () => {
  it('of a file with 2,500 lines makes each person, and the second time none', async ({ expect }) => {
    const organization_id = await newOrganization()
    const path = file(people(2_500))
    const made = await importFile(path, organization_id)
    expect([made.code, made.stdout]).toEqual([0, ''])
    expect(made.stderr).toMatch(/^ \d+ % {2}1,000 people: 1,000 created/m)
    expect(made.stderr).toMatch(/^2,500 people: 2,500 created, 0 updated, 0 unchanged, 0 refused\.$/m)
    const again = await importFile(path, organization_id, '--json')
    expect(JSON.parse(again.stdout)).toMatchObject({ people: 2_500, created: 0, unchanged: 2_500, refused: 0 })
    expect((await usersOf(organization_id)).at(-1)).toMatchObject({
      email: 'p2499@a.example',
      metadata: { seat: '2499' },
    })
  })

  it('names the line of everything that it refuses, and writes the rest', async ({ expect }) => {
    const organization_id = await newOrganization()
    const lines = [
      'email;name',
      'ada@a.example;"Ada',
      'Lovelace"',
      'bob;Bob',
      'ADA@a.example;Ada',
      'c@a.example',
      '',
      'd@a.example;D',
    ]
    const finished = await importFile(file(lines.join('\r\n')), organization_id)
    expect(finished.stderr.split('\n').filter((line) => line.startsWith('line '))).toEqual([
      expect.stringMatching(/^line 2: name has control characters/),
      expect.stringMatching(/^line 4: email Invalid email address \(invalid_format\)$/),
      'line 5: email is the name of line 2, too (duplicate)',
      'line 6: has 1 cells, and the first line 2 (cells)',
    ])
    expect(finished.code).toBe(1)
    expect(await usersOf(organization_id)).toMatchObject([{ email: 'd@a.example' }])
    const json = await importFile(file('email\nbob'), organization_id, '--json')
    expect(
      json.stdout
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line)),
    ).toMatchObject([
      { object: 'refused_line', line: 2, errors: [{ param: '/email' }] },
      { object: 'import_summary', refused: 1 },
    ])
  })

  it('that is dry changes nothing', async ({ expect }) => {
    const organization_id = await newOrganization()
    const finished = await importFile(file(people(3)), organization_id, '--dry-run')
    expect(finished.stderr).toBe('It would be 3 people: 3 created, 0 updated, 0 unchanged, 0 refused.\n')
    expect(await usersOf(organization_id)).toEqual([])
  })

  it('continues from a line, and reads standard input', async ({ expect }) => {
    const organization_id = await newOrganization()
    const args = ['import', '-', '--organization-id', organization_id, '--continue-from', '4', '--quiet']
    const finished = await run(args, people(5))
    expect([finished.code, finished.stdout, finished.stderr]).toEqual([0, '', ''])
    expect((await usersOf(organization_id)).map(({ email }) => email)).toEqual([2, 3, 4].map((n) => `p${n}@a.example`))
  })

  it('that stops says how to go on', async ({ expect }) => {
    const organization_id = await newOrganization()
    const path = file(`${people(6_000)}\nx"y,,\n`)
    const finished = await importFile(path, organization_id)
    expect(finished.code).toBe(2)
    const [, from] = /--continue-from (\d+)$/m.exec(finished.stderr) ?? []
    expect(Number(from)).toBeGreaterThan(1_000)
    expect(finished.stderr).toContain(
      `gatehouse users import ${path} --organization-id ${organization_id} --continue-from`,
    )
    expect(finished.stderr).toContain('the record that begins on line 6002 is not CSV')
    const rest = await importFile(file(people(6_000)), organization_id, '--continue-from', String(from))
    expect(rest.code).toBe(0)
    expect(await usersOf(organization_id)).toHaveLength(6_000)
  })

  const refused: readonly (readonly [string, string, readonly string[], number, string])[] = [
    ['with an unknown column', 'email,role\n', [], 2, 'column 2 has a name that is not known: role'],
    ['of an empty file', '', [], 2, 'no column of the first line finds a person'],
    ['from a line that is none', 'email\n', ['--continue-from', 'x'], 2, 'It is the number of a line'],
    ['with a key that does not exist', 'email\n', ['--api-key-file', file('sk_test_x')], 3, 'api_key_invalid'],
  ]
  it.each(refused)('%s is refused', async (_, text, more, code, message) => {
    const finished = await importFile(file(text), harness.organization_id, ...more)
    expect([finished.code, finished.stderr]).toEqual([code, expect.stringContaining(message)])
  })
  it('of a file that is not there, or for nobody, is refused', async ({ expect }) => {
    const missing = await importFile(join(folder, 'missing.csv'), harness.organization_id)
    expect([missing.code, missing.stderr]).toEqual([2, expect.stringContaining('missing.csv cannot be read')])
    const nobody = await importFile(file('email\n'), 'org_01jd2x3y4z5a6b7c8d9e0f1g2h')
    expect([nobody.code, nobody.stderr]).toEqual([5, expect.stringContaining('is not an organization')])
    const unnamed = await run(['import', file('email\n')])
    expect([unnamed.code, unnamed.stderr]).toEqual([2, expect.stringContaining('--organization-id')])
  })
})

describe.concurrent('an export', () => {
  it('is what an import takes, and changes nothing', async ({ expect }) => {
    const organization_id = await newOrganization()
    const odd = [
      {
        email: 'ada@a.example',
        name: '=HYPERLINK("https://evil.example")',
        metadata: { note: 'a\n"b";c', plus: '+1' },
      },
      { preferred_username: "'=x", given_name: 'Ada', family_name: "O'Hara" },
      { external_id: '-4711', email: 'grace@a.example' },
    ]
    for (const person of odd) await harness.client.users.create({ organization_id, ...person })
    await importFile(file(people(250)), organization_id)
    const before = await usersOf(organization_id)
    const exported = await run(['export', '--organization-id', organization_id])
    expect([exported.code, exported.stderr]).toEqual([0, '253 people.\n'])
    expect(exported.stdout.split('\r\n')).toHaveLength(255)
    expect(exported.stdout).toContain('"\'=HYPERLINK(""https://evil.example"")"')
    expect(exported.stdout).not.toMatch(/(?:^|,)"?[=+@-]/m)
    const again = await run(['import', '-', '--organization-id', organization_id], exported.stdout)
    expect(again.stderr).toContain('253 people: 0 created, 0 updated, 253 unchanged, 0 refused.')
    expect(await usersOf(organization_id)).toEqual(before)
    const copy = await newOrganization()
    await run(['import', '-', '--organization-id', copy], exported.stdout)
    const bare = ({
      email,
      name,
      given_name,
      family_name,
      preferred_username,
      external_id,
      metadata,
    }: (typeof before)[0]) => ({
      ...{ email, name, given_name, family_name, preferred_username, external_id, metadata },
    })
    expect((await usersOf(copy)).map(bare)).toEqual(before.map(bare))
  })

  it('as JSON has one user on each line', async ({ expect }) => {
    const organization_id = await newOrganization()
    await importFile(file(people(120)), organization_id)
    const exported = await run(['export', '--organization-id', organization_id, '--format', 'json', '--quiet'])
    const users = exported.stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line))
    expect([exported.code, exported.stderr, users]).toEqual([0, '', await usersOf(organization_id)])
  })
})

import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { runGatehouse, serveGatehouse } from '../../test/gateway-process.ts'
import { newMasterKey } from '../keys/master-key.ts'
import { openSqlite } from '../storage/engine/sqlite.ts'
import { migrations } from '../storage/schema/migrate.ts'

const folder = mkdtempSync(join(tmpdir(), 'gatehouse-cli-'))
afterAll(() => rmSync(folder, { recursive: true }))

const database = (name: string): string => `sqlite:${join(folder, name)}`
const master_key = newMasterKey()
let good: Record<string, string>

beforeAll(async () => {
  good = {
    GATEHOUSE_PUBLIC_URL: 'http://localhost:8080',
    GATEHOUSE_LISTEN: '127.0.0.1:0',
    GATEHOUSE_MASTER_KEY: master_key,
    GATEHOUSE_DATABASE_URL: database('good.db'),
  }
  const { code } = await runGatehouse(['init'], good)
  expect(code).toBe(0)
})

function empty(name: string): string {
  writeFileSync(join(folder, name), '')
  return database(name)
}

async function spoil(name: string, sql: string): Promise<string> {
  const url = database(name)
  await runGatehouse(['init'], { ...good, GATEHOUSE_DATABASE_URL: url })
  const engine = openSqlite(url.slice('sqlite:'.length))
  await engine.unit([{ name: 'spoil', sql, values: [], rows: null, returns: false, changes: [] }])
  await engine.close()
  return url
}

describe('gatehouse init', () => {
  it('prints keys that work, as lines of an environment file', async () => {
    const { code, stdout, stderr } = await runGatehouse(['init'], { GATEHOUSE_DATABASE_URL: database('new.db') })
    expect(code).toBe(0)
    expect(stdout).toMatch(/^GATEHOUSE_MASTER_KEY=\S{44}\nGATEHOUSE_INSTALLATION_KEY=sk_inst_\w{49}\n$/)
    expect(stderr).toContain('gatehouse serve')
  })
  it('C3 prints one JSON object', async () => {
    const variables = { GATEHOUSE_DATABASE_URL: database('json.db') }
    const { stdout } = await runGatehouse(['init', '--json'], variables)
    expect(Object.keys(JSON.parse(stdout))).toEqual(['master_key', 'installation_key'])
  })
  it('writes the keys to a file that only its owner can read, and never over another one', async () => {
    const output = join(folder, 'gatehouse.env')
    const variables = { GATEHOUSE_DATABASE_URL: database('output.db') }
    const { code, stdout, stderr } = await runGatehouse(['init', '--output', output], variables)
    expect([code, stdout]).toEqual([0, ''])
    expect(stderr).toContain('Commit neither this file nor the database.')
    expect(statSync(output).mode & 0o777).toBe(0o600)
    const keys = readFileSync(output, 'utf8')
    expect(keys).toMatch(/^GATEHOUSE_MASTER_KEY=\S{44}\nGATEHOUSE_INSTALLATION_KEY=sk_inst_\w{49}\n$/)
    const other = { GATEHOUSE_DATABASE_URL: database('other.db') }
    const again = await runGatehouse(['init', '--output', output], other)
    expect([again.code, again.stderr]).toEqual([2, expect.stringContaining('it exists already')])
    expect([readFileSync(output, 'utf8'), existsSync(join(folder, 'other.db'))]).toEqual([keys, false])
    const failed = await runGatehouse(['init', '--output', `${output}.2`], variables)
    expect([failed.code, existsSync(`${output}.2`)]).toEqual([1, false])
  })
  it('does not initialize a database twice', async () => {
    const { code, stdout, stderr } = await runGatehouse(['init'], good)
    expect(code).toBe(1)
    expect(stdout).toBe('')
    expect(stderr).toContain('This database is already initialized')
  })
})

describe('X1 gatehouse serve does not start', () => {
  const cases: [
    string,
    () => Promise<Record<string, string | undefined>> | Record<string, string | undefined>,
    string,
  ][] = [
    ['without a master key', () => ({ GATEHOUSE_MASTER_KEY: undefined }), 'GATEHOUSE_MASTER_KEY is missing'],
    ['with a weak master key', () => ({ GATEHOUSE_MASTER_KEY: 'secret' }), 'not a strong key'],
    [
      'with another master key',
      () => ({ GATEHOUSE_MASTER_KEY: newMasterKey() }),
      'not the key this database was made with',
    ],
    ['without a public URL', () => ({ GATEHOUSE_PUBLIC_URL: undefined }), 'Example: GATEHOUSE_PUBLIC_URL=https://'],
    ['with a public http address', () => ({ GATEHOUSE_PUBLIC_URL: 'http://sso.example.com' }), 'must begin with https'],
    [
      'with a path in the public URL',
      () => ({ GATEHOUSE_PUBLIC_URL: 'https://sso.example.com/x' }),
      'must have no path',
    ],
    ['with all addresses as trusted proxies', () => ({ GATEHOUSE_TRUSTED_PROXIES: '0.0.0.0/0' }), 'never all of them'],
    ['on a database that was not initialized', () => ({ GATEHOUSE_DATABASE_URL: empty('empty.db') }), 'gatehouse init'],
    [
      'on a newer database',
      async () => ({
        GATEHOUSE_DATABASE_URL: await spoil(
          'newer.db',
          "insert into schema_migrations (name, started_at, finished_at) values ('9999_future', 1, 1)",
        ),
      }),
      'belongs to a newer version',
    ],
    [
      'on a half-migrated database',
      async () => ({
        GATEHOUSE_DATABASE_URL: await spoil('half.db', 'update schema_migrations set finished_at = null'),
      }),
      'gatehouse migrate up',
    ],
    [
      'on an empty database with manual migrations',
      () => ({ GATEHOUSE_DATABASE_URL: empty('manual.db'), GATEHOUSE_MIGRATE: 'manual' }),
      'belongs to an older version',
    ],
  ]
  it.each(cases)('%s, and names the remedy', async (_, change, text) => {
    const { code, stdout, stderr } = await runGatehouse(['serve'], { ...good, ...(await change()) })
    expect(stderr).toContain(text)
    expect(code).toBe(78)
    expect(stdout).toBe('')
    expect(stderr).not.toContain(master_key)
  })
  it('X2 with invalid settings, which config check reports before', async () => {
    const { code, stderr } = await runGatehouse(['config', 'check'], { ...good, GATEHOUSE_LISTEN: 'x' })
    expect([code, stderr]).toEqual([78, expect.stringContaining('GATEHOUSE_LISTEN')])
    const weak = await runGatehouse(['config', 'check', '--json'], { ...good, GATEHOUSE_MASTER_KEY: 'secret' })
    expect([weak.code, JSON.parse(weak.stdout).error.code]).toEqual([78, 'master_key_weak'])
    const { stdout } = await runGatehouse(['config', 'show'], good)
    expect(stdout).toMatch(/^GATEHOUSE_MASTER_KEY +set, not shown$/m)
    expect(stdout).toMatch(/^GATEHOUSE_LOG_LEVEL +info \(default\)$/m)
  })
  it.each([['config', 'check'], ['serve']])('with typos, and names each with its value (%s %s)', async (...command) => {
    const typos = {
      GATEHOUSE_TRUSTED_PROXIES: '10.0.0.0/99',
      GATEHOUSE_DATABASE_URL: 'postgres://u:hush#1@h/d',
      GATEHOUSE_OUTBOUND_ALLOW: 'https://idp.internal',
      GATEHOUSE_LISTEN: '127.0.0.1:99999',
      GATEHOUSE_PUBLIC_URL: 'mailto:sso@example.com',
    }
    const { code, stdout, stderr } = await runGatehouse(command.filter(Boolean), { ...good, ...typos })
    expect([code, stdout]).toEqual([78, ''])
    for (const [name, value] of Object.entries(typos)) {
      expect(stderr).toContain(`  ${name}  `)
      if (name !== 'GATEHOUSE_DATABASE_URL') expect(stderr).toContain(`received ${value}`)
    }
    expect(stderr).toContain('%23 for a number sign')
    expect(stderr).not.toMatch(/report it|hush/)
  })
  const absent: [string, string, string, string][] = [
    ['an address of another machine', 'GATEHOUSE_LISTEN', '192.0.2.1:8080', '192.0.2.1:8080: EADDRNOTAVAIL'],
    ['an unknown host name', 'GATEHOUSE_LISTEN', 'nowhere.invalid:8080', 'nowhere.invalid:8080: '],
    [
      'a database file of another kind',
      'GATEHOUSE_DATABASE_URL',
      `sqlite:${import.meta.filename}`,
      'an SQLite database',
    ],
    [
      'a database below a file',
      'GATEHOUSE_DATABASE_URL',
      `sqlite:${import.meta.filename}/x.db`,
      'There is no database',
    ],
  ]
  it.each(absent)('with %s, and names the setting', async (_, name, value, text) => {
    const { code, stderr } = await runGatehouse(['serve'], { ...good, [name]: value })
    expect(code).toBe(78)
    expect(stderr).toContain(name)
    expect(stderr).toContain(text)
    expect(stderr).not.toContain('report it')
  })
  it('without its settings, and names all that are missing', async () => {
    const { code, stderr } = await runGatehouse(['serve'])
    expect(code).toBe(78)
    expect(stderr).toContain('GATEHOUSE_PUBLIC_URL')
    expect(stderr).toContain('GATEHOUSE_MASTER_KEY')
  })
})

describe('gatehouse serve', () => {
  it('reads settings from files, and ends with 0 after a signal', async () => {
    const file = join(folder, 'master-key')
    writeFileSync(file, `${master_key}\n`)
    const variables = { ...good, GATEHOUSE_MASTER_KEY: undefined, GATEHOUSE_MASTER_KEY_FILE: file }
    const gateway = await serveGatehouse(variables)
    const health = await fetch(`${gateway.address}/readyz`)
    expect(await health.json()).toEqual({ status: 'ok', failing: null })
    expect(await gateway.stop()).toBe(0)
  })
  it('reports that its port is taken', async () => {
    const gateway = await serveGatehouse(good)
    const other = { ...good, GATEHOUSE_DATABASE_URL: database('port.db') }
    await runGatehouse(['init'], other)
    const { code, stderr } = await runGatehouse(['serve'], {
      ...other,
      GATEHOUSE_LISTEN: new URL(gateway.address).host,
    })
    expect(code).toBe(1)
    expect(stderr).toContain('the port is taken')
    await gateway.stop()
  })
})

describe('the command line', () => {
  it('C6 suggests the nearest command', async () => {
    const { code, stderr } = await runGatehouse(['serv'])
    expect(code).toBe(2)
    expect(stderr).toContain('Did you mean serve?')
  })
  it('names an unknown option', async () => {
    const { code, stderr } = await runGatehouse(['init', '--jsn'])
    expect(code).toBe(2)
    expect(stderr).toContain('--jsn')
  })
  it('prints help with all commands', async () => {
    const { code, stdout } = await runGatehouse(['--help'])
    expect(code).toBe(0)
    for (const command of ['demo', 'init', 'serve', 'migrate', 'version']) expect(stdout).toContain(command)
  })
  it('C13 prints its version', async () => {
    const { stdout } = await runGatehouse(['version', '--json'])
    expect(JSON.parse(stdout)).toMatchObject({ version: '0.1.0', node: process.versions.node })
  })
  it('lists the migrations', async () => {
    const { stdout } = await runGatehouse(['migrate', 'status', '--json'], good)
    expect(JSON.parse(stdout)).toMatchObject({ applied: migrations.map(({ name }) => name), pending: [] })
  })
})

describe('a secret as an argument', () => {
  it.each([['--client-secret', 'hunter2-hunter2'], ['--client-secret=hunter2-hunter2']])(
    'is refused with the option that takes a file, and is not repeated (%s)',
    async (...flag) => {
      const { code, stderr } = await runGatehouse(['credentials', 'create', 'conn_1', ...flag.filter(Boolean)])
      expect(code).toBe(2)
      expect(stderr).toContain('A secret is never an argument: --client-secret-file <file>, or - for standard input.')
      expect(stderr).not.toContain('hunter2')
    },
  )
})

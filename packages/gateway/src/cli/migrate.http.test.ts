import { describe, expect, it } from 'vitest'
import { runGatehouse } from '../../test/gateway-process.ts'
import { databases } from '../../test/harness.ts'
import { openDatabase } from '../app.ts'
import { migrate, migrations } from '../storage/schema/migrate.ts'

const names = migrations.map(({ name }) => name)

describe.each(databases)('gatehouse migrate on %s', (engineName, database) => {
  it('migrates once when three processes start at the same moment, and shows the status before and after', async () => {
    const variables = { GATEHOUSE_DATABASE_URL: await database() }
    await openDatabase(variables, 'create').close()
    const before = await runGatehouse(['migrate', 'status', '--json'], variables)
    expect(JSON.parse(before.stdout)).toEqual({
      applied: [],
      pending: names,
      unfinished: [],
      unknown: [],
      changed: [],
      without_checksum: [],
    })
    const answers = await Promise.all([1, 2, 3].map(() => runGatehouse(['migrate', 'up', '--json'], variables)))
    // A second migration of an SQLite file is refused while the first one runs.
    const refused = answers.filter(({ code }) => code !== 0).map(({ stdout }) => JSON.parse(stdout).error.code)
    expect(new Set(refused)).toEqual(new Set(engineName === 'SQLite' && refused.length > 0 ? ['database_in_use'] : []))
    const applied = answers.flatMap(({ stdout }) => (JSON.parse(stdout) as { applied?: string[] }).applied ?? [])
    expect(applied).toEqual(names)
    const after = await runGatehouse(['migrate', 'status'], variables)
    expect(after).toEqual({ code: 0, stdout: names.map((name) => `applied     ${name}\n`).join(''), stderr: '' })
  })

  it('R30 refuses a newer database, with the reason', async () => {
    const variables = { GATEHOUSE_DATABASE_URL: await database() }
    const engine = openDatabase(variables, 'create')
    await migrate(engine, Date.now)
    const sql = "insert into schema_migrations (name, started_at, finished_at) values ('9999_future', 1, 1)"
    await engine.unit([{ name: 'spoil', sql, values: [], rows: null, returns: false, changes: [] }])
    await engine.close()
    const { code, stderr } = await runGatehouse(['migrate', 'up'], variables)
    expect(code).toBe(78)
    expect(stderr).toContain('belongs to a newer version')
  })
})

describe('a database that cannot be reached', () => {
  it('is reported with the reason and without the password', async () => {
    const variables = { GATEHOUSE_DATABASE_URL: 'postgres://user:hidden-password@127.0.0.1:1/name' }
    const { code, stderr } = await runGatehouse(['migrate', 'up'], variables)
    expect(code).toBe(1)
    expect(stderr).toContain('The database cannot be reached')
    expect(stderr).toContain('ECONNREFUSED')
    expect(stderr).not.toContain('hidden-password')
  })
  it('is refused when its address is invalid', async () => {
    const variables = { GATEHOUSE_DATABASE_URL: 'postgres://user:hidden-password@host/name?sslmode=prefer' }
    const { code, stderr } = await runGatehouse(['migrate', 'up'], variables)
    expect(code).toBe(78)
    expect(stderr).toContain('sslmode=disable, require')
    expect(stderr).not.toContain('hidden-password')
  })
})

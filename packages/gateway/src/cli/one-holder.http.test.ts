/** Which commands may use one SQLite file at the same time, as separate processes. */
import { existsSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type GatewayProcess, runGatehouse, serveGatehouse } from '../../test/gateway-process.ts'
import { newDatabase } from '../../test/postgres-database.ts'
import { newMasterKey } from '../keys/master-key.ts'
import { freePort } from '../testing/free-port.ts'

const folder = mkdtempSync(join(tmpdir(), 'gatehouse-holder-'))
const file = join(folder, 'gatehouse.db')
const port = await freePort()
const variables = {
  GATEHOUSE_PUBLIC_URL: `http://127.0.0.1:${port}`,
  GATEHOUSE_LISTEN: `127.0.0.1:${port}`,
  GATEHOUSE_MASTER_KEY: newMasterKey(),
  GATEHOUSE_DATABASE_URL: `sqlite:${file}`,
}
let gateway: GatewayProcess

beforeAll(async () => {
  expect((await runGatehouse(['init'], variables)).code).toBe(0)
  gateway = await serveGatehouse(variables)
})
afterAll(async () => {
  await gateway.stop()
  rmSync(folder, { recursive: true })
})

describe('while gatehouse serve holds an SQLite file,', () => {
  it.each([['serve'], ['migrate', 'up'], ['init']])(
    'a second process is refused with the name of the first (%s %s)',
    async (...words) => {
      const { code, stdout, stderr } = await runGatehouse(words.filter(Boolean), variables)
      expect([code, stdout]).toEqual([1, ''])
      expect(stderr).toContain(`${file}, held by process ${gateway.pid} (gatehouse serve)`)
      expect(stderr).toContain('Stop that process first')
      expect(stderr).toContain('code database_in_use')
    },
  )

  it('the same file under another name is refused too', async () => {
    const GATEHOUSE_DATABASE_URL = `sqlite:${folder}/../${folder.split('/').at(-1)}/./gatehouse.db`
    const { stdout } = await runGatehouse(['serve', '--json'], { ...variables, GATEHOUSE_DATABASE_URL })
    expect(JSON.parse(stdout).error.code).toBe('database_in_use')
  })

  it.each([['doctor'], ['migrate', 'status'], ['jobs', 'list'], ['config', 'check']])(
    'a short command works beside it (%s %s)',
    async (...words) => {
      const { code, stdout } = await runGatehouse([...words.filter(Boolean), '--json'], variables)
      expect([code, stdout]).toEqual([0, expect.not.stringContaining('database_in_use')])
    },
  )

  it('a backup works beside it', () => {
    const database = new DatabaseSync(file, { readOnly: true })
    database.exec(`vacuum into '${join(folder, 'backup.db')}'`)
    database.close()
    expect(existsSync(join(folder, 'backup.db'))).toBe(true)
  })

  it('every file beside the database is for its owner only', () => {
    const names = readdirSync(folder).filter((name) => name.startsWith('gatehouse.db'))
    expect(names).toEqual(['gatehouse.db', 'gatehouse.db-lock', 'gatehouse.db-shm', 'gatehouse.db-wal'])
    const open = names.filter((name) => (statSync(join(folder, name)).mode & 0o077) !== 0)
    expect(open).toEqual([])
  })

  it('kill -9 gives the file back at once, and so does a stop', async () => {
    await gateway.kill()
    gateway = await serveGatehouse(variables)
    await gateway.stop()
    expect(await runGatehouse(['migrate', 'up'], variables)).toMatchObject({ code: 0 })
    gateway = await serveGatehouse(variables)
  })

  it('one of several that start at the same moment wins, and the others name it', async () => {
    await gateway.kill()
    const started = await Promise.allSettled([1, 2, 3].map(() => serveGatehouse(variables)))
    const [winner, ...more] = started.flatMap((each) => (each.status === 'fulfilled' ? [each.value] : []))
    if (!winner) throw new Error('none has started')
    gateway = winner
    expect(more).toEqual([])
    const refused = started.flatMap((each) => (each.status === 'rejected' ? [String(each.reason)] : []))
    for (const text of refused) expect(text).toContain(`held by process ${winner.pid} (gatehouse serve)`)
    expect(refused).toHaveLength(2)
  })
})

describe('several gateways on one PostgreSQL', () => {
  it('are not refused', async () => {
    const shared = { ...variables, GATEHOUSE_DATABASE_URL: await newDatabase() }
    expect((await runGatehouse(['init'], shared)).code).toBe(0)
    const both = await Promise.all([1, 2].map(() => serveGatehouse({ ...shared, GATEHOUSE_LISTEN: '127.0.0.1:0' })))
    expect(await runGatehouse(['migrate', 'up'], shared)).toMatchObject({ code: 0 })
    for (const each of both) expect(await each.stop()).toBe(0)
  })
})

describe('a folder without a database', () => {
  it.each([['serve'], ['migrate', 'up'], ['migrate', 'status'], ['jobs', 'list'], ['doctor']])(
    'stays as it is, and the error names the path and gatehouse init (%s %s)',
    async (...words) => {
      const wrong = mkdtempSync(join(folder, 'wrong-'))
      const path = join(wrong, 'gatehouse.db')
      const { code, stderr, stdout } = await runGatehouse(words.filter(Boolean), {
        ...variables,
        GATEHOUSE_DATABASE_URL: `sqlite:${path}`,
      })
      expect(code).toBe(words[0] === 'doctor' ? 1 : 78)
      expect(stdout + stderr).toContain(path)
      expect(stdout + stderr).toContain('gatehouse init')
      expect(readdirSync(wrong)).toEqual([])
    },
  )
})
